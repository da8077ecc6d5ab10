"""A gap that a whole group shares: the share of people in the same work, without names and never of a few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.diagnosis.sight import GroupSum, Sight
from appraisal.goals import queries as goals
from appraisal.goals.queries import AgreedDays
from appraisal.people import queries as people
from appraisal.people.queries import SameWork

Paces = Mapping[AgreedDays, Mapping[int, list[Decimal]]]


def shared_gaps(store: Session, sights: Sequence[Sight]) -> dict[int, float]:
    """By goal, the share of the others in the same work whose own agreed goal shows the same gap.

    A goal whose group is too small to speak of is left out, and so is one where less is better.
    """
    sights = [sight for sight in sights if sight.goal.direction != "lower"]
    if not sights:
        return {}
    day, met_from = sights[0].day, Decimal(str(sights[0].limits.met_from))
    places = people.places_at_work(store, {sight.goal.employee for sight in sights}, day)
    looked_for: dict[int, tuple[SameWork, AgreedDays]] = {}
    for sight in sights:
        work = places[sight.goal.employee].same_work
        if work is not None:
            looked_for[sight.goal.key] = (work, _days_of(sight))
    sums = sights[0].groups
    new = set(looked_for.values()) - sums.keys()
    groups = people.groups_in_same_work(store, {work for work, _ in new}, day)
    wanted = {sight.goal.employee for sight in sights}.union(*groups.values())
    paces = goals.paces_of_people(store, wanted, {sight.goal.measure for sight in sights}, day)
    for work, days in new:
        sums[work, days] = _sum(groups[work], paces.get(days, {}), met_from)
    found: dict[int, float] = {}
    for sight in sights:
        if sight.goal.key in looked_for:
            person = sight.goal.employee
            here = [person] if places[person].is_here_on(day) else []
            own = _sum(here, paces.get(_days_of(sight), {}), met_from)
            share = _share_beside(own, sums[looked_for[sight.goal.key]], sight.peers_needed)
            if share is not None:
                found[sight.goal.key] = share
    return found


def _days_of(sight: Sight) -> AgreedDays:
    return sight.goal.measure, sight.goal.starts_on, sight.goal.ends_on


def _sum(group: Iterable[int], paces: Mapping[int, list[Decimal]], met_from: Decimal) -> GroupSum:
    group = tuple(group)
    own = [pace for person in group for pace in paces.get(person, ())]
    return GroupSum(len(group), len(own), sum(pace < met_from for pace in own))


def _share_beside(own: GroupSum, group: GroupSum, needed: float) -> float | None:
    """The share of a group that is behind, without the one who is looked at; None for a small group."""
    others = group.goals - own.goals
    if group.people - own.people < needed or others < needed:
        return None
    return round((group.behind - own.behind) / others, 2)
