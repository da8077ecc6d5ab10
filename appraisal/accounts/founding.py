"""The founding of an empty service: a code from the console, then the first administrator."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from appraisal.accounts import operations, queries
from appraisal.accounts.domain import (
    AccountKey,
    FoundService,
    MakeAccount,
    objections_to_email,
    objections_to_password,
    objections_to_reading,
    tidy_email,
    tidy_password,
)
from appraisal.accounts.models import Account, Organisation, SetupCode
from appraisal.accounts.sessions import digest_of, hashed
from appraisal.kernel.actors import SERVICE, Actor, Role
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotFound, NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.storage.history import record

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class SetupPage:
    """The set-up of an empty service. ``has_code``: a code was printed where the service was started."""

    has_code: bool


@dataclass(frozen=True)
class NextStepsPage:
    """What a new service needs next, and which of it is there already."""

    organisation: str
    has_people: bool
    has_more_accounts: bool


def print_code(store: Session, *, at: datetime) -> str | None:
    """A new code for whoever started the service, replacing an earlier one; None once it is founded."""
    if queries.is_founded(store):
        return None
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    store.execute(delete(SetupCode))
    store.add(SetupCode(code_sha256=digest_of(_plain(code)), made_at=at))
    store.flush()
    return code


def setup_page(store: Session) -> SetupPage:
    """Raises ``NotFound`` once there is an account."""
    _insist_on_empty(store)
    return SetupPage(store.scalar(select(SetupCode.id).limit(1)) is not None)


def code_fits(store: Session, code: str) -> bool:
    """Whether this is the code that was printed last; held until the transaction ends."""
    kept = store.scalars(select(SetupCode).limit(1).with_for_update()).first()
    return kept is not None and hmac.compare_digest(kept.code_sha256, digest_of(_plain(code)))


def found_service(store: Session, wish: FoundService, *, at: datetime) -> AccountKey:
    """Name the organisation and make its first administrator. The code stands for the actor.

    Raises ``NotFound`` once there is an account, ``NotReady`` with every objection.
    """
    _insist_on_empty(store)
    fits = code_fits(store, wish.code)
    email, password = tidy_email(wish.email), tidy_password(wish.password)
    insist_on_none(
        Objections.where(
            setup_code_wrong=not fits,
            organisation_without_name=not wish.organisation.strip(),
            administrator_without_name=not wish.name.strip(),
        )
        + objections_to_reading(wish.reading)
        + objections_to_email(email, False)
        + objections_to_password(password, email, wish.name),
        NotReady,
    )
    store.execute(delete(SetupCode))
    store.add(
        Organisation(
            name=wish.organisation.strip(),
            language=wish.reading.language,
            calendar=wish.reading.calendar,
            time_zone=wish.reading.time_zone,
            founded_at=at,
        )
    )
    made = MakeAccount(
        email=email, name=wish.name, roles=frozenset({Role.ADMINISTRATOR}), reading=wish.reading
    )
    key = operations.make_account(store, SERVICE, made, at=at)
    queries.find_account(store, key).password = hashed(password)
    store.flush()
    record(store, Actor(None, wish.name.strip()), "service_founded", "account", key, at=at)
    return key


def next_steps_page(store: Session, actor: Actor, day: datetime) -> NextStepsPage:
    """What comes after the founding."""
    listed = people.list_people(store, actor, day.date())
    accounts = store.scalars(select(Account.id).limit(2)).all()
    return NextStepsPage(
        organisation=store.scalar(select(Organisation.name).limit(1)) or "",
        has_people=listed.total > 0,
        has_more_accounts=len(accounts) > 1,
    )


def _insist_on_empty(store: Session) -> None:
    if queries.is_founded(store):
        raise NotFound(noun="page")


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter in LETTERS)
