"""The team page: people in alphabetical order with logistics, and whether the managers below keep their talks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.checkins import policy, remarks
from appraisal.checkins.cadence import is_long_ago
from appraisal.checkins.models import CheckIn
from appraisal.checkins.numbers import Numbers
from appraisal.checkins.talks import CheckInState, states_where
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people
from appraisal.people.queries import PersonName
from appraisal.rulebook import LEVELS


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
class Duty:
    """Something that is for the manager to do, and with whom, in alphabetical order."""

    remark: ShownRemark
    people: tuple[PersonName, ...]


@dataclass(frozen=True)
class TeamPage:
    """The people I lead, what is for me to do, and the delayed talks of the managers among them."""

    people: tuple[TeamLine, ...]
    delayed: tuple[DelayedTalk, ...]
    leads_managers: bool
    duties: tuple[Duty, ...]


def team_page(store: Session, actor: Actor, now: datetime) -> TeamPage:
    """The team of the actor on the day of ``now``. Raises ``NotAllowed``."""
    insist_on_none(policy.may_see_team(actor), NotAllowed)
    manager, day = actor.employee or 0, now.date()
    reports = people.reports_of(store, manager, day)
    keys = [person.key for person in reports]
    talks = states_where(store, CheckIn.manager_id == manager, CheckIn.employee_id.in_(keys))
    owed = [item.about for item in goals.open_items_owned_by(store, manager) if item.due_on < day]
    agreed = goals.goals_agreed(store, keys, day)
    numbers = remarks.numbers(store, day)
    return TeamPage(
        people=tuple(
            _line(
                person,
                [t for t in talks if t.employee == person.key],
                owed,
                agreed.get(person.key),
                day,
                numbers,
            )
            for person in reports
        ),
        delayed=_delayed(store, keys, day, numbers),
        leads_managers=people.any_leads(store, keys, day),
        duties=_duties(reports, remarks.about_pairs(store, keys, now, duties_only=True)),
    )


def _duties(reports: Sequence[PersonName], found: Mapping[int, tuple[ShownRemark, ...]]) -> tuple[Duty, ...]:
    """The remarks of everybody by rule, the gravest first; the people of each in the order of the list."""
    kept: dict[str, ShownRemark] = {}
    who: dict[str, list[PersonName]] = {}
    for person in reports:
        for remark in found.get(person.key, ()):
            kept.setdefault(remark.rule, replace(remark, seen=()))
            who.setdefault(remark.rule, []).append(person)
    order = sorted(kept.values(), key=lambda remark: (LEVELS.index(remark.level), remark.rule))
    return tuple(Duty(remark, tuple(who[remark.rule])) for remark in order)


def _line(
    person: PersonName,
    talks: Sequence[CheckInState],
    owed: Sequence[int],
    agreed: bool | None,
    day: date,
    numbers: Numbers,
) -> TeamLine:
    coming = next((talk for talk in talks if talk.held_at is None), None)
    held_at = max((talk.held_at for talk in talks if talk.held_at), default=None)
    return TeamLine(
        person=person,
        next_key=coming.key if coming else None,
        next_at=coming.starts_at if coming else None,
        is_overdue=coming is not None and coming.starts_at.date() < day,
        last_held_at=held_at,
        is_long_ago=is_long_ago(held_at, day, numbers),
        promises_overdue=owed.count(person.key),
        goals_agreed=agreed,
    )


def _delayed(store: Session, managers: Sequence[int], day: date, numbers: Numbers) -> tuple[DelayedTalk, ...]:
    open_talks = states_where(store, CheckIn.manager_id.in_(managers), CheckIn.held_at.is_(None))
    late = [talk for talk in open_talks if numbers.is_to_be_told(talk.moves) or talk.starts_at.date() < day]
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
