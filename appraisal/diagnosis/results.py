"""What a person's results say about a goal: their own row, their other goals, and a group without names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.diagnosis.signs import Agreed, Limits, inside, pace_of, signs_in
from appraisal.goals import queries as goals
from appraisal.goals.domain import BY_HAND, ReadingFacts
from appraisal.goals.queries import GoalState
from appraisal.kernel.actors import SERVICE
from appraisal.people import queries as people
from appraisal.plans.domain import MEASURES, Nature
from appraisal.rulebook import Fact, Pack, Schema

ACTIVITIES = ("deals_engaged", "deals_closed")
PAST = timedelta(days=731)


@dataclass(frozen=True)
class Sight:
    """What one look at a goal needs: the goal, the pack's schema and numbers, and the day."""

    goal: GoalState
    schema: Schema
    limits: Limits
    peers_needed: float
    day: date

    @property
    def agreed(self) -> Agreed:
        """What was agreed for which days."""
        return agreed_in(self.goal)


def sight_of(goal: GoalState, pack: Pack, day: date) -> Sight:
    """A look at a goal through a pack as it holds on a day."""
    values = pack.values_on(day)
    return Sight(goal, pack.schema, Limits.of(values), values["peers_needed"], day)


def agreed_in(goal: GoalState) -> Agreed:
    """A goal as plain numbers."""
    return Agreed(goal.target, goal.starts_on, goal.ends_on, goal.direction, goal.pauses.periods)


def measured(store: Session, sight: Sight) -> dict[str, Fact]:
    """Every fact that readings give about a goal."""
    goal, day = sight.goal, sight.day
    everything = goals.readings_by_measure(
        store, goal.employee, MEASURES, goal.starts_on - PAST, min(day, goal.ends_on)
    )
    readings = everything.get(goal.measure, [])
    own = inside(sight.agreed, readings, day)
    found = {
        name: Fact(sign.value, "readings", sign.on)
        for name, sign in signs_in(sight.agreed, readings, day, sight.limits).items()
    }
    if own:
        by_hand = all(one.source == BY_HAND for one in own)
        quality = "agreed_count" if by_hand else "system_record"
        found["measure_source_quality"] = Fact(quality, "readings", own[-1].ends_on)
    measure = MEASURES.get(goal.measure)
    if measure is not None and measure.nature is Nature.VOLUME:
        found["gap_kind"] = Fact("quantity", "goal", goal.starts_on)
    share = _shared_by(store, sight) if own else None
    if share is not None:
        found["peers_same_gap_share"] = Fact(share, "group", own[-1].ends_on)
    return found | _other_goals(store, sight, everything)


def _shared_by(store: Session, sight: Sight) -> float | None:
    """The share of people in the same work whose own agreed goal shows the same gap; never for a small group."""
    goal = sight.goal
    group = people.people_in_same_work(store, goal.employee, sight.day)
    if len(group) < sight.peers_needed or goal.direction == "lower":
        return None
    paces = goals.shortfalls_among(store, group, goal.measure, goal.starts_on, goal.ends_on, sight.day)
    if len(paces) < sight.peers_needed:
        return None
    return round(sum(pace < Decimal(str(sight.limits.met_from)) for pace in paces) / len(paces), 2)


def _other_goals(
    store: Session, sight: Sight, readings: Mapping[str, Sequence[ReadingFacts]]
) -> dict[str, Fact]:
    """What the person's other agreed goals of the same days say: activity, yield, customers, strength elsewhere."""
    goal, day = sight.goal, sight.day
    paces: dict[str, tuple[float, GoalState, date]] = {}
    for other in goals.goals_of(store, SERVICE, goal.employee, day):
        overlaps = other.starts_on <= goal.ends_on and other.ends_on >= goal.starts_on
        if other.key == goal.key or not other.is_agreed or not overlaps or other.measure == goal.measure:
            continue
        own = inside(agreed_in(other), readings.get(other.measure, ()), day)
        pace = pace_of(agreed_in(other), own)
        if pace is not None:
            paces[other.measure] = (pace, other, own[-1].ends_on)
    found: dict[str, Fact] = {}
    for activity in ACTIVITIES:
        if activity in paces:
            found.setdefault("activity_ratio", Fact(paces[activity][0], "readings", paces[activity][2]))
    won, closed = paces.get("deals_won"), paces.get("deals_closed")
    if won and closed and closed[0] > 0:
        found["conversion_ratio"] = Fact(round(won[0] / closed[0], 4), "readings", min(won[2], closed[2]))
    met = sight.limits.met_from
    customer = [each for name, each in paces.items() if MEASURES[name].nature is Nature.CUSTOMER]
    if customer:
        found["customer_measure_ok"] = Fact(
            all(pace >= met for pace, _, _ in customer), "readings", max(on for *_, on in customer)
        )
    strong = [on for pace, _, on in paces.values() if pace >= met]
    if strong:
        found["strength_elsewhere"] = Fact(True, "readings", max(strong))
    return found
