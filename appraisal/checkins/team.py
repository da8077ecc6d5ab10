"""The team page: people in alphabetical order with logistics, and whether the managers below keep their talks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.checkins import policy
from appraisal.checkins.cadence import is_long_ago
from appraisal.checkins.domain import TELL_AFTER_MOVES
from appraisal.checkins.models import CheckIn
from appraisal.checkins.talks import CheckInState, states_where
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.people.queries import PersonName


@dataclass(frozen=True)
class TeamLine:
    """One person: when we talk next, what I owe them, whether our goals are agreed (None: there are none)."""

    person: PersonName
    next_key: int | None
    next_at: datetime | None
    is_overdue: bool
    last_held_at: datetime | None
    is_long_ago: bool
    promises_overdue: int
    goals_agreed: bool | None


@dataclass(frozen=True)
class DelayedTalk:
    """A talk of one of my managers that was moved twice or is overdue. Only its dates."""

    manager: str
    employee: str
    starts_at: datetime
    moves: int
    is_overdue: bool


@dataclass(frozen=True)
class TeamPage:
    """The people I lead, and the delayed talks of the managers among them."""

    people: tuple[TeamLine, ...]
    delayed: tuple[DelayedTalk, ...]
    leads_managers: bool


def team_page(store: Session, actor: Actor, now: datetime) -> TeamPage:
    """The team of the actor on the day of ``now``. Raises ``NotAllowed``."""
    insist_on_none(policy.may_see_team(actor), NotAllowed)
    manager, day = actor.employee or 0, now.date()
    reports = people.reports_of(store, manager, day)
    keys = [person.key for person in reports]
    talks = states_where(store, CheckIn.manager_id == manager, CheckIn.employee_id.in_(keys))
    owed = [item.about for item in goals.open_items_owned_by(store, manager) if item.due_on < day]
    agreed = goals.goals_agreed(store, keys, day)
    return TeamPage(
        people=tuple(
            _line(person, [t for t in talks if t.employee == person.key], owed, agreed.get(person.key), day)
            for person in reports
        ),
        delayed=_delayed(store, keys, day),
        leads_managers=people.any_leads(store, keys, day),
    )


def _line(
    person: PersonName, talks: Sequence[CheckInState], owed: Sequence[int], agreed: bool | None, day: date
) -> TeamLine:
    coming = next((talk for talk in talks if talk.held_at is None), None)
    held_at = max((talk.held_at for talk in talks if talk.held_at), default=None)
    return TeamLine(
        person=person,
        next_key=coming.key if coming else None,
        next_at=coming.starts_at if coming else None,
        is_overdue=coming is not None and coming.starts_at.date() < day,
        last_held_at=held_at,
        is_long_ago=is_long_ago(held_at, day),
        promises_overdue=owed.count(person.key),
        goals_agreed=agreed,
    )


def _delayed(store: Session, managers: Sequence[int], day: date) -> tuple[DelayedTalk, ...]:
    open_talks = states_where(store, CheckIn.manager_id.in_(managers), CheckIn.held_at.is_(None))
    late = [talk for talk in open_talks if talk.moves >= TELL_AFTER_MOVES or talk.starts_at.date() < day]
    places = people.places_of(store, {key for talk in late for key in (talk.employee, talk.manager)}, day)
    names = {key: name for key, (name, _unit, _leader) in places.items()}
    leaders = {key: leader for key, (_name, _unit, leader) in places.items()}
    lines = (
        DelayedTalk(
            manager=names[talk.manager],
            employee=names[talk.employee],
            starts_at=talk.starts_at,
            moves=talk.moves,
            is_overdue=talk.starts_at.date() < day,
        )
        for talk in late
        if leaders[talk.employee] == talk.manager
    )
    return tuple(sorted(lines, key=lambda line: (line.manager, line.employee)))
