"""Reads about talks: the year of a person, one talk, what was answered. Each page is read once and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import distinct, func, or_, select
from sqlalchemy.orm import Session

from appraisal.checkins import policy, remarks
from appraisal.checkins.answers import AnswerFacts, answers_of, answers_of_people, newest_of
from appraisal.checkins.cadence import CheckInYear, TalkDates, is_long_ago, next_after, year_of
from appraisal.checkins.models import CheckIn, CheckInUse
from appraisal.checkins.node_obstacles import (
    NodeObstacles,
    NodeObstaclesPage,
    confirmed_above,
    node_obstacles_page,
    obstacles_of_nodes,
    obstacles_owned_by,
)
from appraisal.checkins.obstacles import (
    ObstacleFacts,
    ObstacleLine,
    ObstaclesPage,
    TeamObstaclesPage,
    obstacles_of,
    obstacles_page,
    open_obstacles_of_people,
    team_obstacles_page,
)
from appraisal.checkins.preparing import PreparationPage, preparation_page
from appraisal.checkins.remarks import numbers
from appraisal.checkins.table import CheckInPage, checkin_page
from appraisal.checkins.talks import (
    CheckInState,
    dates_of,
    days_held,
    find_talk,
    last_held_of_people,
    moved_talks_of_people,
    states_where,
)
from appraisal.checkins.team import TeamPage, team_page
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people
from appraisal.people.domain import Line
from appraisal.people.queries import PersonName

__all__ = [
    "AnswerFacts",
    "CheckInPage",
    "CheckInState",
    "CheckInsPage",
    "NodeObstacles",
    "NodeObstaclesPage",
    "ObstacleFacts",
    "ObstacleLine",
    "ObstaclesPage",
    "PreparationPage",
    "TalkDates",
    "TeamObstaclesPage",
    "TeamPage",
    "answers_of",
    "answers_of_people",
    "checkin_page",
    "checkin_state",
    "checkins_of",
    "confirmed_above",
    "days_held",
    "find_talk",
    "last_held_of_people",
    "moved_talks_of_people",
    "newest_of",
    "next_checkin",
    "node_obstacles_page",
    "numbers",
    "obstacles_of",
    "obstacles_of_nodes",
    "obstacles_owned_by",
    "obstacles_page",
    "open_checkins_of",
    "open_obstacles_of_people",
    "preparation_page",
    "team_obstacles_page",
    "team_page",
    "usefulness",
    "year_page",
]


@dataclass(frozen=True)
class CheckInLine:
    """One talk in the list of a person. ``kind`` is held, planned or missed; ``may_open`` for the two."""

    key: int
    starts_at: datetime
    kind: str
    moves: int
    may_open: bool


@dataclass(frozen=True)
class CheckInsPage:
    """The check-in year of a person. ``suggested`` is when the next talk would be due."""

    person: PersonName
    manager: PersonName | None
    is_own: bool
    reads_content: bool
    year: CheckInYear
    next: CheckInLine | None
    past: tuple[CheckInLine, ...]
    last_held_at: datetime | None
    is_long_ago: bool
    may_book: bool
    suggested: datetime
    remarks: tuple[ShownRemark, ...]


def checkins_of(store: Session, actor: Actor, employee: int, day: date = date.max) -> tuple[TalkDates, ...]:
    """When a person talked with who led them: dates and moves, earliest first. Raises ``NotAllowed``.

    The line of ``day`` decides who may know; without it, the line as it stands at last.
    """
    insist_on_none(policy.may_see_year(actor, people.line_of(store, employee, day)), NotAllowed)
    return dates_of(store, states_where(store, CheckIn.employee_id == employee))


def checkin_state(store: Session, checkin: int) -> CheckInState:
    """Where a talk stands. Raises ``NotFound``."""
    found = states_where(store, CheckIn.id == checkin)
    if not found:
        raise NotFound(noun="checkin", key=checkin)
    return found[0]


def open_checkins_of(store: Session, person: int) -> tuple[CheckInState, ...]:
    """Every talk of a person, on either side of the table, that has not taken place yet; earliest first."""
    at_table = or_(CheckIn.employee_id == person, CheckIn.manager_id == person)
    return states_where(store, at_table, CheckIn.held_at.is_(None))


def next_checkin(store: Session, employee: int, now: datetime) -> CheckInState | None:
    """The next talk of a person that is still to come."""
    coming = states_where(
        store, CheckIn.employee_id == employee, CheckIn.held_at.is_(None), CheckIn.starts_at >= now
    )
    return coming[0] if coming else None


def year_page(store: Session, actor: Actor, employee: int, now: datetime) -> CheckInsPage:
    """The check-in year of a person. Raises ``NotFound`` or ``NotAllowed``."""
    day = now.date()
    line = people.line_of(store, employee, day)
    insist_on_none(policy.may_see_year(actor, line), NotAllowed)
    person = people.person_facts(store, actor, employee, day)
    states = states_where(store, CheckIn.employee_id == employee)
    talks = dates_of(store, [s for s in states if s.held_at or s.manager == line.manager])
    lines = [
        CheckInLine(
            talk.key,
            talk.starts_at,
            talk.kind_on(day).value,
            len(talk.moves),
            actor.employee in (talk.employee, talk.manager),
        )
        for talk in talks
    ]
    held_at = max((talk.held_at for talk in talks if talk.held_at), default=None)
    open_lines = [each for each in lines if each.kind != "held"]
    return CheckInsPage(
        person=PersonName(person.key, person.name, person.job_title),
        manager=person.manager,
        is_own=actor.is_person(employee),
        reads_content=actor.is_person(employee) or actor.is_person(line.manager),
        year=year_of(talks, day),
        next=open_lines[0] if open_lines else None,
        past=tuple(each for each in reversed(lines) if each.kind == "held"),
        last_held_at=held_at,
        is_long_ago=is_long_ago(held_at, day, numbers(store, day)),
        may_book=not open_lines and line.manager is not None and not policy.may_book(actor, line),
        suggested=next_after(held_at or now, person.hired_on, now, numbers(store, day)),
        remarks=_remarks(store, actor, line, now),
    )


def usefulness(store: Session, since: date) -> dict[str, tuple[int, int]]:
    """What was said to "was this useful?" from a day on: for each word how often, and by how many people.

    Reads no policy: whoever shows it tells no count that rests on few people.
    """
    rows = store.execute(
        select(CheckInUse.useful, func.count(), func.count(distinct(CheckInUse.employee_id)))
        .where(CheckInUse.said_at >= datetime.combine(since, time(), UTC))
        .group_by(CheckInUse.useful)
    )
    return {useful: (count, people) for useful, count, people in rows}


def _remarks(store: Session, actor: Actor, line: Line, now: datetime) -> tuple[ShownRemark, ...]:
    """What is remarked about the two, for the two alone."""
    if not (actor.is_person(line.employee) or actor.is_person(line.manager)):
        return ()
    return remarks.about_pairs(store, [line.employee], now).get(line.employee, ())
