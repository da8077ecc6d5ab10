"""A gap that a whole group shares: the share of people in the same conditions, without names and never of a few.

What "the same conditions" are is said in ``peers``; here many goals are looked at with few statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.diagnosis.peers import Conditions, GroupSum, Stretch, in_ramp, same_days, share_beside, tally
from appraisal.diagnosis.sight import GroupKey, Sight
from appraisal.goals import queries as goals
from appraisal.goals.queries import AgreedDays
from appraisal.people import queries as people
from appraisal.people.queries import InPost, PlaceAtWork, SameWork

Paces = Mapping[AgreedDays, Mapping[int, list[Decimal]]]


def shared_gaps(store: Session, sights: Sequence[Sight]) -> dict[int, float]:
    """By goal, the share of the others in the same conditions whose own agreed goal shows the same gap.

    A goal whose group is too small to speak of is left out, and so is one where less is better.
    """
    sights = [sight for sight in sights if sight.goal.direction != "lower"]
    if not sights:
        return {}
    day, sums = sights[0].day, sights[0].groups
    places = people.places_at_work(store, {sight.goal.employee for sight in sights}, day)
    looked_for = {
        sight.goal.key: (sight, _key_of(sight, work, place))
        for sight in sights
        if (work := (place := places[sight.goal.employee]).same_work) is not None
    }
    sums.update(_sums(store, {key: sight for sight, key in looked_for.values() if key not in sums}, places))
    paces = goals.paces_of_people(store, places, {sight.goal.measure for sight in sights}, day)
    found: dict[int, float] = {}
    for goal, (sight, key) in looked_for.items():
        place = places[sight.goal.employee]
        here = {sight.goal.employee: InPost(place.hired_on, place.left_on)} if place.is_here_on(day) else {}
        share = share_beside(_sum(sight, key, place, here, paces), sums[key], sight.peers.needed)
        if share is not None:
            found[goal] = share
    return found


def _key_of(sight: Sight, work: SameWork, place: PlaceAtWork) -> GroupKey:
    goal = sight.goal
    seen_on = min(sight.day, goal.ends_on)
    return (
        work,
        (goal.measure, goal.starts_on, goal.ends_on),
        in_ramp(place.hired_on, seen_on, sight.peers),
    )


def _sums(
    store: Session, new: Mapping[GroupKey, Sight], places: Mapping[int, PlaceAtWork]
) -> Mapping[GroupKey, GroupSum]:
    """The sums over whole groups, some hundreds of people at a time: a group may be half the company."""
    sums = dict.fromkeys(new, GroupSum(0, 0))
    if not new:
        return sums
    day = next(iter(new.values())).day
    measures = {days[0] for _work, days, _ramp in new}
    for members in people.members_of_groups(store, {work for work, _days, _ramp in new}, day):
        paces = goals.paces_of_people(store, set().union(*members.values()), measures, day)
        for key, sight in new.items():
            if key[0] in members:
                place = places[sight.goal.employee]
                sums[key] += _sum(sight, key, place, members[key[0]], paces)
    return sums


def _sum(
    sight: Sight, key: GroupKey, place: PlaceAtWork, group: Mapping[int, InPost], paces: Paces
) -> GroupSum:
    """Those of a group who worked in the conditions of a key, and how many of them are behind."""
    work, days, _ = key
    own = Conditions(work.family, work.part, Stretch(*days), place.hired_on, place.left_on)
    others = (
        (person, Conditions(work.family, work.part, agreed, *group[person]), pace)
        for stretch, of_people in paces.items()
        if same_days(own.agreed, agreed := Stretch(*stretch), sight.peers)
        for person in group.keys() & of_people.keys()
        for pace in of_people[person]
    )
    return tally(own, others, Decimal(str(sight.limits.met_from)), sight.peers, sight.day)
