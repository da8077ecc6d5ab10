"""The lines on the page of a talk: agenda, notes and outcomes, each with why its words stayed as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from appraisal.checkins.domain import Side
from appraisal.checkins.models import AgendaItem, CheckIn, Note
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.packs import queries as packs
from appraisal.packs.queries import KeptLine


@dataclass(frozen=True)
class AgendaLine:
    """One thing to talk about."""

    key: int
    author: str
    text: str
    is_carried: bool
    talked_at: datetime | None
    kept: tuple[KeptLine, ...]


@dataclass(frozen=True)
class NoteLine:
    """A note; private ones are only ever the reader's own."""

    author: str
    side: str
    text: str
    written_at: datetime
    kept: tuple[KeptLine, ...]


@dataclass(frozen=True)
class OutcomeLine:
    """An action item that is open between the two, or was agreed in this talk."""

    key: int
    owner: str
    text: str
    due_on: date
    closed_at: datetime | None
    is_overdue: bool
    is_from_here: bool
    version: int
    kept: tuple[KeptLine, ...]


def agenda_of(store: Session, talk: CheckIn, names: Mapping[int, str]) -> tuple[AgendaLine, ...]:
    """What is on the agenda, in the order in which it was put there."""
    wanted = select(AgendaItem).where(AgendaItem.checkin_id == talk.id).order_by(AgendaItem.id)
    rows = store.scalars(wanted).all()
    kept = _kept(store, "agenda_item", [row.id for row in rows])
    return tuple(
        AgendaLine(
            row.id,
            names.get(row.author_id, ""),
            row.text,
            row.carried_from_id is not None,
            row.talked_at,
            kept.get(row.id, ()),
        )
        for row in rows
    )


def notes_of(
    store: Session, talk: CheckIn, actor: Actor, names: Mapping[int, str]
) -> tuple[tuple[NoteLine, ...], tuple[NoteLine, ...]]:
    """The shared notes and the reader's own private ones; no other private note leaves the database."""
    readable = or_(Note.is_private.is_(False), Note.author_id == actor.employee)
    wanted = select(Note).where(Note.checkin_id == talk.id, readable).order_by(Note.id)
    rows = store.scalars(wanted).all()
    kept = _kept(store, "note", [row.id for row in rows])
    sides = {talk.manager_id: Side.MANAGER.value, talk.employee_id: Side.EMPLOYEE.value}
    lines = [
        (
            row.is_private,
            NoteLine(
                names.get(row.author_id, ""),
                sides[row.author_id],
                row.text,
                row.written_at,
                kept.get(row.id, ()),
            ),
        )
        for row in rows
    ]
    return (
        tuple(line for is_private, line in lines if not is_private),
        tuple(line for is_private, line in lines if is_private),
    )


def outcomes_of(
    store: Session, talk: CheckIn, names: Mapping[int, str], day: date
) -> tuple[OutcomeLine, ...]:
    """What was agreed here, and what earlier talks left open, the earliest day first."""
    items = [item for item in goals.action_items_of(store, talk.employee_id) if item.owner in names]
    kept = _kept(store, "action_item", [item.key for item in items])
    lines = [
        OutcomeLine(
            key=item.key,
            owner=names.get(item.owner, ""),
            text=item.text,
            due_on=item.due_on,
            closed_at=item.closed_at,
            is_overdue=item.closed_at is None and item.due_on < day,
            is_from_here=item.origin == "checkin" and item.origin_key == talk.id,
            version=item.version,
            kept=kept.get(item.key, ()),
        )
        for item in items
    ]
    shown = (line for line in lines if line.is_from_here or (line.closed_at is None and talk.held_at is None))
    return tuple(sorted(shown, key=lambda line: (line.due_on, line.key)))


def _kept(store: Session, noun: str, keys: Iterable[int]) -> dict[int, tuple[KeptLine, ...]]:
    found = packs.kept_words(store, noun, keys)
    return {key: fields.get("text", ()) for key, fields in found.items()}
