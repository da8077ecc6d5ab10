"""A talk read from its tables: its dates, its facts, its entries. What pages and operations both need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, literal, select, union_all
from sqlalchemy.orm import Session

from appraisal.checkins.cadence import MoveDates, TalkDates
from appraisal.checkins.domain import CheckInKey, Side, TalkFacts
from appraisal.checkins.models import AgendaItem, CheckIn, CheckInMove, Note, Preparation
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.refusals import NotFound, Outdated


@dataclass(frozen=True)
class CheckInState:
    """Where a talk stands; nothing of what is said in it. ``moves`` is how often it was moved."""

    key: CheckInKey
    employee: int
    manager: int
    starts_at: datetime
    held_at: datetime | None
    moves: int
    handed_in_at: datetime | None
    version: int

    def side_of(self, person: int | None) -> Side | None:
        """Where the person sits, or None for everyone else."""
        return (
            None if person is None else {self.manager: Side.MANAGER, self.employee: Side.EMPLOYEE}.get(person)
        )


def find_talk(store: Session, key: int, seen_version: int | None = None) -> CheckIn:
    """The talk's row, for this slice alone. Raises ``NotFound`` or ``Outdated``."""
    talk = store.get(CheckIn, key)
    if talk is None:
        raise NotFound(noun="checkin", key=key)
    if seen_version is not None and seen_version != talk.version:
        raise Outdated(noun="checkin", key=key)
    return talk


def facts_of(store: Session, talk: CheckIn) -> TalkFacts:
    """What decisions about the talk rest on, in one statement.

    Words are a preparation handed in, an item put on this talk's agenda, a shared note. What was carried
    over was said before, and a private note was said to nobody.
    """
    rows = store.execute(
        union_all(
            select(literal("move"), CheckInMove.id).where(CheckInMove.checkin_id == talk.id),
            select(literal("word"), Preparation.author_id).where(
                Preparation.checkin_id == talk.id, Preparation.handed_in_at.is_not(None)
            ),
            select(literal("word"), AgendaItem.author_id).where(
                AgendaItem.checkin_id == talk.id, AgendaItem.carried_from_id.is_(None)
            ),
            select(literal("word"), Note.author_id).where(
                Note.checkin_id == talk.id, Note.is_private.is_(False)
            ),
        )
    ).all()
    return TalkFacts(
        employee=EmployeeKey(talk.employee_id),
        manager=EmployeeKey(talk.manager_id),
        starts_at=talk.starts_at,
        held_at=talk.held_at,
        moves=sum(kind == "move" for kind, _ in rows),
        spoke=frozenset(key for kind, key in rows if kind == "word"),
    )


def states_where(store: Session, *conditions: ColumnElement[bool]) -> tuple[CheckInState, ...]:
    """The states of the talks that meet the conditions, earliest first, in one statement."""
    moves = select(func.count(CheckInMove.id)).where(CheckInMove.checkin_id == CheckIn.id).scalar_subquery()
    rows = store.execute(
        select(
            CheckIn.id,
            CheckIn.employee_id,
            CheckIn.manager_id,
            CheckIn.starts_at,
            CheckIn.held_at,
            moves,
            Preparation.handed_in_at,
            CheckIn.version,
        )
        .outerjoin(
            Preparation,
            (Preparation.checkin_id == CheckIn.id) & (Preparation.author_id == CheckIn.employee_id),
        )
        .where(*conditions)
        .order_by(CheckIn.starts_at, CheckIn.id)
    )
    return tuple(CheckInState(*row) for row in rows)


def last_held_of_people(store: Session, employees: Iterable[int], by: datetime) -> Mapping[int, datetime]:
    """By person, when they last talked, up to a moment; in one statement."""
    rows = store.execute(
        select(CheckIn.employee_id, func.max(CheckIn.held_at).label("held_at"))
        .where(CheckIn.employee_id.in_(set(employees)), CheckIn.held_at <= by)
        .group_by(CheckIn.employee_id)
    )
    return {row.employee_id: row.held_at for row in rows}


def moved_talks_of_people(store: Session, employees: Iterable[int]) -> Mapping[int, list[datetime]]:
    """By person, when a moved talk starts at last, once for each time it was moved; in one statement."""
    rows = store.execute(
        select(CheckIn.employee_id, CheckIn.starts_at)
        .join(CheckInMove, CheckInMove.checkin_id == CheckIn.id)
        .where(CheckIn.employee_id.in_(set(employees)))
    )
    found: dict[int, list[datetime]] = {}
    for employee, starts_at in rows:
        found.setdefault(employee, []).append(starts_at)
    return found


def days_held(
    store: Session, employees: Iterable[int], starts_on: date, ends_on: date
) -> Mapping[int, list[date]]:
    """By person, the days of the talks that took place from the first day to the last; one statement."""
    first = datetime.combine(starts_on, time(), UTC)
    behind = datetime.combine(ends_on, time(), UTC) + timedelta(days=1)
    rows = store.execute(
        select(CheckIn.employee_id, CheckIn.held_at).where(
            CheckIn.employee_id.in_(set(employees)), CheckIn.held_at >= first, CheckIn.held_at < behind
        )
    )
    found: dict[int, list[date]] = {}
    for employee, held_at in rows:
        found.setdefault(employee, []).extend([held_at.date()] if held_at else [])
    return found


def dates_of(store: Session, talks: Iterable[CheckInState]) -> tuple[TalkDates, ...]:
    """The dates of these talks and of their moves, in one statement."""
    talks = tuple(talks)
    moves: dict[int, list[MoveDates]] = {}
    rows = store.execute(
        select(CheckInMove.checkin_id, CheckInMove.from_at, CheckInMove.to_at, CheckInMove.moved_at)
        .where(CheckInMove.checkin_id.in_([talk.key for talk in talks]))
        .order_by(CheckInMove.id)
    )
    for key, *dates in rows:
        moves.setdefault(key, []).append(MoveDates(*dates))
    return tuple(
        TalkDates(
            talk.key,
            talk.employee,
            talk.manager,
            talk.starts_at,
            talk.held_at,
            tuple(moves.get(talk.key, ())),
        )
        for talk in talks
    )
