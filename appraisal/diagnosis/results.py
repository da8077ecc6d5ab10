"""What people's results say about their goals: their own row, their other goals, and a group without names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import BY_HAND, MEASURES, Nature, ReadingFacts
from appraisal.diagnosis.group import shared_gaps
from appraisal.diagnosis.sight import FactsOfGoals, Sight, agreed_in
from appraisal.diagnosis.signs import PAST, inside, pace_of, signs_in
from appraisal.goals import queries as goals
from appraisal.goals.queries import GoalTerms
from appraisal.rulebook import Fact

ACTIVITIES = ("deals_engaged", "deals_closed")
NO_READINGS: tuple[ReadingFacts, ...] = ()


def measured(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """Every fact that readings give about these goals."""
    day = sights[0].day
    people = {sight.goal.employee for sight in sights}
    first = min(sight.goal.starts_on for sight in sights)
    last = max(sight.goal.ends_on for sight in sights)
    everything = actuals.readings_of_people(store, people, MEASURES, first - PAST, min(day, last))
    others = goals.terms_of_people(store, people, first, last)
    found: FactsOfGoals = {}
    measured_ones: list[Sight] = []
    for sight in sights:
        readings = _readings_of(sight, everything)
        own = inside(sight.agreed, readings(sight.goal.measure), day)
        if own:
            measured_ones.append(sight)
        found[sight.goal.key] = {
            **_own_row(sight, readings(sight.goal.measure), own),
            **_other_goals(sight, others.get(sight.goal.employee, ()), readings),
        }
    for key, share in shared_gaps(store, measured_ones).items():
        on = found[key]["n_measured_periods"].on
        found[key]["peers_same_gap_share"] = Fact(share, "group", on)
    return found


def _readings_of(
    sight: Sight, everything: Mapping[tuple[int, str], Sequence[ReadingFacts]]
) -> Callable[[str], Sequence[ReadingFacts]]:
    """The person's readings of a measure, from the time that one goal looks back on."""
    goal = sight.goal
    first, last = goal.starts_on - PAST, min(sight.day, goal.ends_on)

    def of(measure: str) -> Sequence[ReadingFacts]:
        row = everything.get((goal.employee, measure), NO_READINGS)
        return [one for one in row if one.starts_on >= first and one.ends_on <= last]

    return of


def _own_row(sight: Sight, readings: Sequence[ReadingFacts], own: Sequence[ReadingFacts]) -> dict[str, Fact]:
    """What the goal's own measure says."""
    goal = sight.goal
    found = {
        name: Fact(sign.value, "readings", sign.on)
        for name, sign in signs_in(sight.agreed, readings, sight.day, sight.limits).items()
    }
    if own:
        by_hand = all(one.source == BY_HAND for one in own)
        quality = "agreed_count" if by_hand else "system_record"
        found["measure_source_quality"] = Fact(quality, "readings", own[-1].ends_on)
    measure = MEASURES.get(goal.measure)
    if measure is not None and measure.nature is Nature.VOLUME:
        found["gap_kind"] = Fact("quantity", "goal", goal.starts_on)
    return found


def _other_goals(
    sight: Sight, others: Sequence[GoalTerms], readings: Callable[[str], Sequence[ReadingFacts]]
) -> dict[str, Fact]:
    """What the person's other agreed goals of the same days say: activity, yield, customers, strength elsewhere."""
    goal, day = sight.goal, sight.day
    paces: dict[str, tuple[float, date]] = {}
    for other in others:
        overlaps = other.starts_on <= goal.ends_on and other.ends_on >= goal.starts_on
        if other.key == goal.key or not other.is_agreed or not overlaps or other.measure == goal.measure:
            continue
        own = inside(agreed_in(other), readings(other.measure), day)
        pace = pace_of(agreed_in(other), own)
        if pace is not None:
            paces[other.measure] = (pace, own[-1].ends_on)
    found: dict[str, Fact] = {}
    for activity in ACTIVITIES:
        if activity in paces:
            found.setdefault("activity_ratio", Fact(paces[activity][0], "readings", paces[activity][1]))
    won, closed = paces.get("deals_won"), paces.get("deals_closed")
    if won and closed and closed[0] > 0:
        found["conversion_ratio"] = Fact(round(won[0] / closed[0], 4), "readings", min(won[1], closed[1]))
    met = sight.limits.met_from
    customer = [each for name, each in paces.items() if MEASURES[name].nature is Nature.CUSTOMER]
    if customer:
        found["customer_measure_ok"] = Fact(
            all(pace >= met for pace, _ in customer), "readings", max(on for _, on in customer)
        )
    strong = [on for pace, on in paces.values() if pace >= met]
    if strong:
        found["strength_elsewhere"] = Fact(True, "readings", max(strong))
    return found
