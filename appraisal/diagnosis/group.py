"""A gap that a whole group shares: the share of people in the same conditions, without names and never of a few.

What "the same conditions" are is said in ``peers``; here many goals are looked at with few statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.diagnosis.peers import (
    NOBODY,
    Conditions,
    GroupSum,
    Stretch,
    in_ramp,
    one_beside,
    same_days,
    share_beside,
)
from appraisal.diagnosis.sight import GroupKey, Sight
from appraisal.goals import queries as goals
from appraisal.goals.queries import AgreedDays
from appraisal.people import queries as people
from appraisal.people.queries import InPost, PlaceAtWork, SameWork

Paces = Mapping[AgreedDays, Mapping[int, Sequence[Decimal]]]
Alike = Sequence[tuple[Stretch, Mapping[int, Sequence[Decimal]]]]


def shared_gaps(store: Session, sights: Sequence[Sight]) -> dict[int, float]:
    """By goal, the share of the others in the same conditions whose own agreed goal shows the same gap.

    A goal whose group is too small to speak of is left out, and so is one where less is better.
    """
    sights = [sight for sight in sights if sight.goal.direction != "lower"]
    if not sights:
        return {}
    day, sums = sights[0].day, sights[0].groups
    persons = {sight.goal.employee for sight in sights}
    places = people.places_at_work(store, persons, day)
    keys = {
        sight.goal.key: _key_of(sight, work, place)
        for sight in sights
        if (work := (place := places[sight.goal.employee]).same_work) is not None
    }
    new = {
        key: sight for sight in sights if (key := keys.get(sight.goal.key)) is not None and key not in sums
    }
    sums.update(_sums(store, {key: _look_of(sight, key, places) for key, sight in new.items()}, day))
    paces = goals.paces_of_people(store, persons, {sight.goal.measure for sight in sights}, day)
    found: dict[int, float] = {}
    for sight in sights:
        key, place = keys.get(sight.goal.key), places[sight.goal.employee]
        if key is not None:
            look = _look_of(sight, key, places)
            alike = look.alike(paces)
            post = InPost(place.hired_on, place.left_on)
            own = look.at(sight.goal.employee, post, alike) if place.is_here_on(day) else NOBODY
            share = share_beside(own, sums[key], sight.peers.needed)
            if share is not None:
                found[sight.goal.key] = share
    return found


def _key_of(sight: Sight, work: SameWork, place: PlaceAtWork) -> GroupKey:
    goal = sight.goal
    ramp = in_ramp(place.hired_on, min(sight.day, goal.ends_on), sight.peers)
    return work, (goal.measure, goal.starts_on, goal.ends_on), ramp


@dataclass(frozen=True)
class _Look:
    """A look from somebody's conditions at the people around them."""

    own: Conditions
    sight: Sight
    met_from: Decimal

    def alike(self, paces: Paces) -> Alike:
        """The goals over mostly the same days, whoever has them."""
        stretches = ((Stretch(*days), of_people) for days, of_people in paces.items())
        return [each for each in stretches if same_days(self.own.agreed, each[0], self.sight.peers)]

    def at(self, person: int, post: InPost, alike: Alike) -> GroupSum:
        """What one person of the group adds to its sum."""
        goals_of_person = (
            (Conditions(self.own.family, self.own.part, agreed, *post), pace)
            for agreed, of_people in alike
            for pace in of_people.get(person, ())
        )
        return one_beside(self.own, goals_of_person, self.met_from, self.sight.peers, self.sight.day)


def _look_of(sight: Sight, key: GroupKey, places: Mapping[int, PlaceAtWork]) -> _Look:
    work, days, _ramp = key
    place = places[sight.goal.employee]
    own = Conditions(work.family, work.part, Stretch(*days), place.hired_on, place.left_on)
    return _Look(own, sight, Decimal(str(sight.limits.met_from)))


def _sums(store: Session, new: Mapping[GroupKey, _Look], day: date) -> Mapping[GroupKey, GroupSum]:
    """The sums over whole groups, person by person and some hundreds at a time: a group may be the company."""
    sums = dict.fromkeys(new, NOBODY)
    keys_of_work: dict[SameWork, list[GroupKey]] = {}
    for key in new:
        keys_of_work.setdefault(key[0], []).append(key)
    measures = {days[0] for _work, days, _ramp in new}
    for members in people.members_of_groups(store, keys_of_work, day):
        paces = goals.paces_of_people(store, {person for _work, person, _post in members}, measures, day)
        alike = {key: look.alike(paces) for key, look in new.items()}
        for work, person, post in members:
            for key in keys_of_work[work]:
                sums[key] += new[key].at(person, post, alike[key])
    return sums
