"""What happened around a goal by the events of contingency plans: the market moved, a system failed, places stood empty.

An event says when it began and keeps its days when it is over. That there was none says nothing: nobody may have
watched. What an owner called no event is not among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.contingency import queries as contingency
from appraisal.contingency.domain import Meaning
from appraisal.contingency.queries import EventFacts
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.kernel.periods import Period
from appraisal.rulebook import Fact

ORIGIN = "contingency"


def happened(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """What events that touched a goal say of it, within the goal's days and up to the day of the look."""
    day = sights[0].day
    first = min(sight.goal.starts_on for sight in sights)
    touching = contingency.events_touching(store, [sight.goal.key for sight in sights], first, day)
    found: FactsOfGoals = {}
    for sight in sights:
        last = min(day, sight.goal.ends_on)
        if last < sight.goal.starts_on:
            continue
        days = Period(sight.goal.starts_on, last)
        events = [
            each.event for each in touching.get(sight.goal.key, ()) if _days(each.event, last).overlaps(days)
        ]
        if events:
            found[sight.goal.key] = _said(events, days)
    return found


def _said(events: Sequence[EventFacts], days: Period) -> dict[str, Fact]:
    """Several events of one kind are one fact: since the first, seen on the last, the hours together."""
    facts: dict[str, Fact] = {}
    of = {meaning: [each for each in events if each.meaning is meaning] for meaning in Meaning}
    if of[Meaning.MARKET]:
        facts["market_shift"] = _fact(True, of[Meaning.MARKET], days)
    counted = [(each, hours) for each in of[Meaning.OUTAGE] if (hours := each.hours_in(days)) is not None]
    if counted:
        hours = float(sum((each for _, each in counted), Decimal(0)))
        facts["system_outage_hours"] = _fact(hours, [each for each, _ in counted], days)
    vacant = [each for each in of[Meaning.VACANCY] if each.value is not None]
    if vacant:
        share = max(each.value for each in vacant if each.value is not None)
        facts["staffing_gap_share"] = _fact(min(1.0, float(share)), vacant, days)
    short = [each for each in of[Meaning.SUPPLY] if each.value is not None]
    if short:
        came = min(each.value for each in short if each.value is not None)
        facts["input_supply_ratio"] = _fact(float(came), short, days)
    return facts


def _fact(value: bool | float, events: Sequence[EventFacts], days: Period) -> Fact:
    on = max(_days(each, days.ends_on).ends_on for each in events)
    titles = ", ".join(dict.fromkeys(each.title for each in events))
    return Fact(value, ORIGIN, min(on, days.ends_on), titles, min(each.began_on for each in events))


def _days(event: EventFacts, last: date) -> Period:
    return Period(event.began_on, max(event.began_on, event.ended_on or last))
