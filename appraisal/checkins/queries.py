"""Reads about talks: the year of a person, one talk, what was answered. Each page is read once and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from appraisal.checkins import policy
from appraisal.checkins.answers import AnswerFacts, answers_of
from appraisal.checkins.cadence import CheckInYear, TalkDates, is_long_ago, next_after, year_of
from appraisal.checkins.domain import Stance
from appraisal.checkins.models import Answer, CheckIn
from appraisal.checkins.obstacles import (
    ObstacleFacts,
    ObstacleLine,
    ObstaclesPage,
    TeamObstaclesPage,
    obstacles_of,
    obstacles_page,
    team_obstacles_page,
)
from appraisal.checkins.preparation import OBSTACLE_FACT
from appraisal.checkins.table import CheckInPage, PreparationPage, checkin_page, preparation_page
from appraisal.checkins.talks import CheckInState, dates_of, find_talk, states_where
from appraisal.checkins.team import TeamPage, team_page
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import queries as people
from appraisal.people.queries import PersonName

__all__ = [
    "AnswerFacts",
    "CheckInPage",
    "CheckInState",
    "CheckInsPage",
    "ObstacleFacts",
    "ObstacleLine",
    "ObstaclesPage",
    "PreparationPage",
    "ProcessFacts",
    "TalkDates",
    "TeamObstaclesPage",
    "TeamPage",
    "answers_of",
    "checkin_page",
    "checkin_state",
    "checkins_of",
    "find_talk",
    "last_held",
    "next_checkin",
    "obstacles_of",
    "obstacles_page",
    "open_checkins_of",
    "preparation_page",
    "process_facts",
    "team_obstacles_page",
    "team_page",
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


@dataclass(frozen=True)
class ProcessFacts:
    """What the service itself knows of how two people work together, for the diagnosis.

    ``days_since_last_checkin`` is None when they never talked; ``obstacle_open_count`` is None as long as
    the obstacle question was never answered; ``obstacle_age_days`` when no obstacle is open.
    """

    last_held_at: datetime | None
    days_since_last_checkin: int | None
    manager_promises_overdue: int
    obstacles_asked_at: datetime | None
    obstacle_open_count: int | None
    obstacle_age_days: int | None
    obstacle_confirmed_by_other: bool


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


def last_held(store: Session, employee: int, now: datetime) -> CheckInState | None:
    """The last talk of a person that took place."""
    held = states_where(store, CheckIn.employee_id == employee, CheckIn.held_at <= now)
    return max(held, key=lambda talk: talk.held_at or talk.starts_at, default=None)


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
        is_long_ago=is_long_ago(held_at, day),
        may_book=not open_lines and line.manager is not None and not policy.may_book(actor, line),
        suggested=next_after(held_at or now, person.hired_on, now),
    )


def process_facts(store: Session, employee: int, day: date) -> ProcessFacts:
    """What the service knows of the work between a person and who leads them, on a day."""
    end = datetime.combine(day, time.max, UTC)
    held = last_held(store, employee, end)
    line = people.line_of(store, employee, day)
    asked_at = store.scalar(
        select(func.max(Answer.answered_at)).where(
            Answer.employee_id == employee,
            Answer.fact == OBSTACLE_FACT,
            Answer.stance == Stance.ANSWERED.value,
            Answer.answered_at <= end,
        )
    )
    open_ones = [each for each in obstacles_of(store, employee) if each.is_open and each.reported_on <= day]
    promises = goals.overdue_promises(store, line.manager, employee, day) if line.manager else 0
    return ProcessFacts(
        last_held_at=held.held_at if held else None,
        days_since_last_checkin=(day - held.held_at.date()).days if held and held.held_at else None,
        manager_promises_overdue=promises,
        obstacles_asked_at=asked_at,
        obstacle_open_count=len(open_ones) if asked_at is not None else None,
        obstacle_age_days=max((each.age_days(day) for each in open_ones), default=None),
        obstacle_confirmed_by_other=any(each.confirmed_by is not None for each in open_ones),
    )
