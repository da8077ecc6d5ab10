"""What plans of action say around a goal: other duties that came first, waiting for others, and more than there is time for.

A late step is never a sign of little effort: nothing here says anything of effort. Steps hold only a part of
somebody's work, so a load is told when the steps alone are more than full, and a lower one says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from appraisal.actions import queries as actions
from appraisal.actions.domain import Cause
from appraisal.actions.queries import DelayFacts
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.rulebook import Fact

WAITING_DAYS = 30
"""The fact of waiting counts days of the last thirty."""
ORIGIN = "actions"


def assigned(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """What was said of late steps within the goal's days, and a load above full."""
    day = sights[0].day
    persons = {sight.goal.employee for sight in sights}
    first = min(sight.goal.starts_on for sight in sights)
    delays = actions.delays_of(store, persons, min(first, day - timedelta(days=WAITING_DAYS)), day)
    loads = actions.load_of(store, persons, day)
    full = actions.numbers(store, day).warn_above
    found: FactsOfGoals = {}
    for sight in sights:
        person = sight.goal.employee
        about = [each for each in delays.get(person, ()) if each.goal in (None, sight.goal.key)]
        facts = _pushed_aside(sight, delays.get(person, ())) | _waited(about, day)
        load = loads[person]
        if load.ratio is not None and load.is_above(full):
            facts["workload_ratio"] = Fact(float(load.ratio), ORIGIN, load.since)
        if facts:
            found[sight.goal.key] = facts
    return found


def _pushed_aside(sight: Sight, delays: Iterable[DelayFacts]) -> dict[str, Fact]:
    """Another duty came first, within the goal's days; whichever step it pushed aside, the hours were the same."""
    goal = sight.goal
    days = [
        each.said_on
        for each in delays
        if each.cause is Cause.OTHER_DUTY and goal.starts_on <= each.said_on <= goal.ends_on
    ]
    return {"conflicting_assignments": Fact(True, ORIGIN, max(days))} if days else {}


def _waited(delays: Iterable[DelayFacts], day: date) -> dict[str, Fact]:
    """Days of waiting among the last thirty: from the day it began up to the day it was said."""
    earliest = day - timedelta(days=WAITING_DAYS - 1)
    waited = {
        each.waiting_since + timedelta(days=past)
        for each in delays
        if each.cause is Cause.WAITING and each.waiting_since is not None
        for past in range(
            max(0, (earliest - each.waiting_since).days), (each.said_on - each.waiting_since).days
        )
    }
    last = max((each.said_on for each in delays if each.cause is Cause.WAITING), default=None)
    return {"dependency_blocked_days": Fact(float(len(waited)), ORIGIN, last)} if waited else {}
