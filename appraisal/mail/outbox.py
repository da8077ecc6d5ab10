"""The outbox: a letter is asked for in the caller's transaction, addressed, kept, and sent once.

What is asked for is a job, so a letter exists exactly if the change that called for it does. Without a
mail server nothing is asked for at all.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import Engine, delete, func, or_, select
from sqlalchemy.orm import Session

from appraisal.jobs import queue
from appraisal.jobs.domain import Share
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.refusals import NotFound
from appraisal.mail.domain import Addressee, LetterKey, Mailing, ToEmployee, ToRole
from appraisal.mail.models import Letter
from appraisal.storage.engines import about_to_write

ADDRESSING, SENDING = "address_letter", "send_letter"
LETTERS = Share(frozenset({ADDRESSING, SENDING}), takes_them=True)
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class PostState:
    """How the post stands, without whom it is for. ``server`` is empty when no letters go out."""

    server: str
    sender: str
    waiting: int
    given_up: int
    last_sent_at: datetime | None
    trouble: str | None


def mailing() -> Mailing | None:
    """The way out that was set; None when letters do not go out."""
    return current_app.extensions["mailing"]


def goes_out() -> bool:
    """Whether letters go out at all."""
    return mailing() is not None


def post(
    store: Session,
    to: ToEmployee | ToRole,
    kind: str,
    details: Mapping[str, Any],
    at: datetime,
    *,
    courtesy: bool = False,
    not_before: datetime | None = None,
) -> None:
    """Ask for a letter as part of what is being changed; without a mail server nothing happens.

    ``kind`` is ``<slice>.<event>``: a template and a subject. ``details["endpoint"]`` and ``["values"]``
    say where the letter leads. A ``courtesy`` can be switched off by its reader and comes at most once a
    day; anything else comes always.
    """
    if goes_out():
        wish = {"to": {"noun": type(to).__name__, **asdict(to)}, "kind": kind, "details": dict(details)}
        queue.ask(store, SERVICE, ADDRESSING, wish | {"courtesy": courtesy}, at, not_before=not_before)


def whom(wish: Mapping[str, Any]) -> ToEmployee | ToRole:
    """Whom a job of addressing is for, as it was asked."""
    given = dict(wish["to"])
    return {"ToEmployee": ToEmployee, "ToRole": ToRole}[given.pop("noun")](**given)


def post_to(
    store: Session,
    to: Addressee,
    kind: str,
    details: Mapping[str, Any],
    at: datetime,
    *,
    courtesy: bool = False,
) -> LetterKey | None:
    """Keep a letter to an address and ask for its sending; None without a mail server, or once too often.

    Once too often is a courtesy of a kind that came today, and what a letter that has not gone yet will say.
    """
    now = datetime.now(UTC)
    if not goes_out() or _waits_already(store, to, kind, details):
        return None
    if courtesy and _came_today(store, to, kind, now):
        return None
    letter = Letter(
        kind=kind,
        is_courtesy=courtesy,
        to_address=to.address,
        language=to.language,
        calendar=to.calendar,
        time_zone=to.time_zone,
        details=dict(details),
        message_key=secrets.token_hex(16),
        queued_at=now,
    )
    store.add(letter)
    store.flush()
    store.execute(delete(Letter).where(Letter.queued_at < now - KEPT_FOR))
    queue.ask(store, SERVICE, SENDING, {"letter": letter.id}, at)
    return LetterKey(letter.id)


def find_letter(store: Session, key: int) -> Letter:
    """The row of a letter. Raises ``NotFound``."""
    letter = store.get(Letter, key)
    if letter is None:
        raise NotFound(noun="letter", key=key)
    return letter


def note_trouble(engine: Engine, key: int, trouble: str, *, given_up: bool) -> None:
    """Write down what stood in the way, at once and for itself: the attempt it belongs to is undone."""
    with about_to_write(), Session(engine) as store, store.begin():
        letter = find_letter(store, key)
        letter.attempts, letter.trouble = letter.attempts + 1, trouble
        letter.given_up_at = datetime.now(UTC) if given_up else None


def note_sent(store: Session, key: int) -> None:
    """Write down that a server has taken it."""
    letter = find_letter(store, key)
    letter.attempts, letter.trouble, letter.sent_at = letter.attempts + 1, None, datetime.now(UTC)


def post_state(store: Session) -> PostState:
    """How the post stands, for whoever runs the service."""
    way = mailing()
    waiting, given_up, last = store.execute(
        select(
            func.count(Letter.id).filter(Letter.sent_at.is_(None), Letter.given_up_at.is_(None)),
            func.count(Letter.given_up_at),
            func.max(Letter.sent_at),
        )
    ).one()
    troubled = select(Letter.trouble).where(Letter.sent_at.is_(None), Letter.trouble.is_not(None))
    return PostState(
        server=str(way.server) if way else "",
        sender=way.sender.address if way else "",
        waiting=waiting,
        given_up=given_up,
        last_sent_at=last,
        trouble=store.scalar(troubled.order_by(Letter.id.desc()).limit(1)),
    )


def _waits_already(store: Session, to: Addressee, kind: str, details: Mapping[str, Any]) -> bool:
    waiting = select(Letter.details).where(
        Letter.to_address == to.address,
        Letter.kind == kind,
        Letter.sent_at.is_(None),
        Letter.given_up_at.is_(None),
    )
    return any(each == dict(details) for each in store.scalars(waiting))


def _came_today(store: Session, to: Addressee, kind: str, now: datetime) -> bool:
    zone = ZoneInfo(to.time_zone)
    morning = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    same = select(Letter.id).where(
        Letter.to_address == to.address,
        Letter.kind == kind,
        or_(Letter.sent_at.is_not(None), Letter.given_up_at.is_(None)),
        Letter.queued_at >= morning.astimezone(UTC),
    )
    return store.scalar(same.limit(1)) is not None
