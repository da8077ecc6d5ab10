"""What the plan behind a goal says: whether the season was thought of, and whether the inputs came.

Inputs are leads that somebody else owes the person: a share of a plan of engaged deals that another person
owns and that is no goal of the person's own. The person's own goal on engaged deals is their activity, and
the same number cannot speak for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import ReadingFacts
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.diagnosis.signs import Agreed, inside, pace_of
from appraisal.goals import queries as goals
from appraisal.plans import queries as plans
from appraisal.plans.queries import InputShare
from appraisal.rulebook import Fact

INPUTS = "deals_engaged"


def seasoned(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """Whether a plan split its year by the season or evenly, anywhere on the line down to the goal."""
    nodes = {sight.goal.plan_node for sight in sights if sight.goal.plan_node is not None}
    seasons = plans.seasons_of(store, nodes)
    return {
        sight.goal.key: {"seasonality_adjusted": Fact(season.is_thought_of, "plan", season.starts_on)}
        for sight in sights
        if (season := seasons.get(sight.goal.plan_node or 0)) is not None
    }


def supplied(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """Inputs that came against inputs in the plan, so far."""
    day = sights[0].day
    persons = {sight.goal.employee for sight in sights}
    first = min(sight.goal.starts_on for sight in sights)
    last = max(sight.goal.ends_on for sight in sights)
    shares = plans.input_shares_of(store, persons, INPUTS, first, last)
    if not shares:
        return {}
    own = goals.terms_of_people(store, shares.keys(), first, last)
    busy = {person for person, terms in own.items() if any(one.measure == INPUTS for one in terms)}
    start = min(share.starts_on for given in shares.values() for share in given)
    readings = actuals.readings_of_people(store, shares.keys() - busy, [INPUTS], start, day)
    found: FactsOfGoals = {}
    for sight in sights:
        person = sight.goal.employee
        given = () if person in busy else shares.get(person, ())
        fact = _supply(sight, given, readings)
        if fact is not None:
            found[sight.goal.key] = {"input_supply_ratio": fact}
    return found


def _supply(
    sight: Sight, shares: Sequence[InputShare], readings: Mapping[tuple[int, str], Sequence[ReadingFacts]]
) -> Fact | None:
    """The first share of the goal's days of which something was counted."""
    row = readings.get((sight.goal.employee, INPUTS), ())
    for share in shares:
        if share.starts_on > sight.goal.ends_on or share.ends_on < sight.goal.starts_on:
            continue
        planned = Agreed(share.target, share.starts_on, share.ends_on)
        came = inside(planned, row, sight.day)
        ratio = pace_of(planned, came)
        if ratio is not None:
            return Fact(ratio, "plan", came[-1].ends_on)
    return None
