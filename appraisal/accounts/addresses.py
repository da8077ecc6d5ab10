"""Where letters to an account go, how they are read there, and which of them a person wants."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.accounts.domain import OPTIONAL_LETTERS
from appraisal.accounts.models import Account, UnwantedLetter
from appraisal.i18n.languages import language_of
from appraisal.mail.domain import Addressee


@dataclass(frozen=True)
class LetterWish:
    """A kind of letter that a person may switch off, and whether they want it."""

    kind: str
    is_wanted: bool


def addressee(account: Account) -> Addressee:
    """Where letters to this account go, and how they are read there."""
    language = language_of(account.language)
    calendar = account.calendar or language.calendar.value
    return Addressee(account.email, language.code, calendar, account.time_zone)


def letter_wishes(store: Session, account_id: int) -> tuple[LetterWish, ...]:
    """Every kind of letter that can be switched off, as this person has it."""
    unwanted = set(store.scalars(select(UnwantedLetter.kind).where(UnwantedLetter.account_id == account_id)))
    return tuple(LetterWish(kind, kind not in unwanted) for kind in OPTIONAL_LETTERS)


def wants(store: Session, account_id: int, kind: str) -> bool:
    """Whether the person takes courtesy letters of this kind."""
    return LetterWish(kind, False) not in letter_wishes(store, account_id)
