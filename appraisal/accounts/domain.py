"""Accounts as values: what may be wished of them, and what stands against it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NewType
from zoneinfo import available_timezones

from appraisal.i18n.languages import LANGUAGES, Calendar, language_of
from appraisal.kernel.actors import EmployeeKey, Role, Scope
from appraisal.kernel.objections import Objections

AccountKey = NewType("AccountKey", int)

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
INVITATION_DAYS = 7
LONGEST_TOKEN_DAYS = 366
ATTEMPTS_IN = timedelta(minutes=15)
ATTEMPTS_ON_AN_ACCOUNT = 6
ATTEMPTS_FROM_AN_ADDRESS = 40
OPTIONAL_LETTERS = ("diagnosis.reply_waits", "diagnosis.follow_up_waits", "checkins.moved_again")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
OWN_ADDRESS = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*")


@dataclass(frozen=True)
class Reading:
    """How somebody reads: language, calendar and time zone. Without a calendar the language's own is shown."""

    language: str = "en"
    calendar: str | None = None
    time_zone: str = "UTC"


def calendar_beside(language: str, calendar: str, *, shown_language: str, shown_calendar: str) -> str:
    """The calendar that was meant: a new language brings its own unless another calendar was picked with it."""
    if language != shown_language and calendar == shown_calendar:
        return language_of(language).calendar.value
    return calendar


@dataclass(frozen=True)
class MakeAccount:
    """Command: an employee (or somebody who is no employee, by ``name``) may sign in with this address."""

    email: str
    employee: EmployeeKey | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset()
    reading: Reading | None = None


@dataclass(frozen=True)
class MakeToken:
    """Command: another system may come in under this name until the end of a day, and do what its scope says."""

    name: str
    scope: Scope
    expires_on: date | None


@dataclass(frozen=True)
class FoundService:
    """Command: the empty service gets its organisation and its first administrator."""

    organisation: str
    reading: Reading
    name: str
    email: str
    password: str
    code: str


@dataclass(frozen=True)
class ChangePassword:
    """Command: a person replaces their own password."""

    current: str
    wished: str


def tidy_email(typed: str) -> str:
    """The address as it is kept: trimmed, lower case, composed letters."""
    return unicodedata.normalize("NFC", typed).strip().lower()


def tidy_password(typed: str) -> str:
    """The password as it is hashed, so that the same keys give the same letters on every device."""
    return unicodedata.normalize("NFKC", typed)


def address_of_ours(wished: str | None) -> str:
    """``wished`` if it is a path of this service, else the first page: nobody is sent elsewhere from here."""
    return wished if wished and OWN_ADDRESS.fullmatch(wished) else "/"


def objections_to_email(email: str, is_taken: bool) -> Objections:
    """What stands against signing in with this address."""
    return Objections.where(
        email_not_usable=not EMAIL.fullmatch(email) or len(email) > 254,
        email_is_taken=is_taken,
    )


def objections_to_password(password: str, email: str, name: str = "") -> Objections:
    """What stands against this password; every reason at once."""
    plain = password.casefold()
    known = {part for part in (email.casefold(), email.split("@")[0].casefold(), name.casefold()) if part}
    return Objections.where(
        password_too_short=len(password) < SHORTEST_PASSWORD,
        password_too_long=len(password) > LONGEST_PASSWORD,
        password_is_your_name=plain in known,
        password_repeats_itself=0 < len(set(plain)) < 4,
    )


def objections_to_reading(reading: Reading) -> Objections:
    """What stands against reading like this."""
    return Objections.where(
        unknown_language=reading.language not in LANGUAGES,
        unknown_calendar=reading.calendar is not None and reading.calendar not in tuple(Calendar),
        unknown_time_zone=reading.time_zone not in available_timezones(),
    )


def objections_to_token(wish: MakeToken, day: date, *, name_is_taken: bool) -> Objections:
    """What stands against letting this system in. A token that never ends is never looked at again."""
    last = wish.expires_on
    return Objections.where(
        token_without_name=not wish.name.strip(),
        token_name_is_taken=name_is_taken,
        token_without_end=last is None,
        token_ends_in_the_past=last is not None and last < day,
        token_lives_too_long=last is not None and last > day + timedelta(days=LONGEST_TOKEN_DAYS),
    )


def objections_to_removal(role: Role, held: Collection[Role], administrators: int) -> Objections:
    """What stands against taking a role away, with so many active administrators today."""
    return Objections.where(
        role_not_held=role not in held,
        last_administrator=role is Role.ADMINISTRATOR and role in held and administrators < 2,
    )


def pause_after(on_account: Collection[datetime], from_address: Collection[datetime]) -> datetime | None:
    """Until when nobody may try again, given the failures of the last minutes; None when one may."""
    ends = [
        min(sorted(failures)[-allowed:]) + ATTEMPTS_IN
        for failures, allowed in (
            (on_account, ATTEMPTS_ON_AN_ACCOUNT),
            (from_address, ATTEMPTS_FROM_AN_ADDRESS),
        )
        if len(failures) >= allowed
    ]
    return max(ends, default=None)
