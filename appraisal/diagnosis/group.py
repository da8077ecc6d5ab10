"""A gap that a whole group shares: the share of people in the same work, without names and never of a few."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.diagnosis.sight import GroupKey, GroupSum, Sight
from appraisal.goals import queries as goals
from appraisal.goals.queries import AgreedDays
from appraisal.people import queries as people

Paces = Mapping[AgreedDays, Mapping[int, Sequence[Decimal]]]
NOBODY = GroupSum(0, 0, 0)


def shared_gaps(store: Session, sights: Sequence[Sight]) -> dict[int, float]:
    """By goal, the share of the others in the same work whose own agreed goal shows the same gap.

    A goal whose group is too small to speak of is left out, and so is one where less is better.
    """
    sights = [sight for sight in sights if sight.goal.direction != "lower"]
    if not sights:
        return {}
    day, sums = sights[0].day, sights[0].groups
    persons = {sight.goal.employee for sight in sights}
    places = people.places_at_work(store, persons, day)
    keys: dict[int, GroupKey] = {}
    for sight in sights:
        work = places[sight.goal.employee].same_work
        if work is not None:
            keys[sight.goal.key] = (work, _days_of(sight))
    sums.update(_sums(store, set(keys.values()) - sums.keys(), sights[0]))
    paces = goals.paces_of_people(store, persons, {sight.goal.measure for sight in sights}, day)
    found: dict[int, float] = {}
    for sight in sights:
        if sight.goal.key in keys:
            person = sight.goal.employee
            own = _of_one(paces.get(_days_of(sight), {}).get(person, ()), sight)
            own = own if places[person].is_here_on(day) else NOBODY
            share = _share_beside(own, sums[keys[sight.goal.key]], sight.peers_needed)
            if share is not None:
                found[sight.goal.key] = share
    return found


def _days_of(sight: Sight) -> AgreedDays:
    return sight.goal.measure, sight.goal.starts_on, sight.goal.ends_on


def _sums(store: Session, new: Collection[GroupKey], sight: Sight) -> Mapping[GroupKey, GroupSum]:
    """The sums over whole groups, person by person and some hundreds at a time: a group may be the company."""
    sums = dict.fromkeys(new, NOBODY)
    days_of_work: dict[object, list[AgreedDays]] = {}
    for work, days in new:
        days_of_work.setdefault(work, []).append(days)
    measures = {days[0] for _work, days in new}
    for members in people.members_of_groups(store, (work for work, _days in new), sight.day):
        paces = goals.paces_of_people(store, {person for _work, person in members}, measures, sight.day)
        for work, person in members:
            for days in days_of_work[work]:
                sums[work, days] += _of_one(paces.get(days, {}).get(person, ()), sight)
    return sums


def _of_one(paces: Sequence[Decimal], sight: Sight) -> GroupSum:
    met_from = Decimal(str(sight.limits.met_from))
    return GroupSum(1, len(paces), sum(pace < met_from for pace in paces))


def _share_beside(own: GroupSum, group: GroupSum, needed: float) -> float | None:
    """The share of a group that is behind, without the one who is looked at; None for a small group."""
    others = group.goals - own.goals
    if group.people - own.people < needed or others < needed:
        return None
    return round((group.behind - own.behind) / others, 2)
