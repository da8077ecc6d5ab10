"""The same conditions: whose results may say whether a gap is one person's or the work's. Pure.

Two people worked in the same conditions when all of this holds; what is not so, or cannot be told, sets them apart:

- one job family, under the same part of the organisation;
- an agreed goal by the same measure, whose days are mostly the same (``overlap_from`` of the longer of the two);
- in post through the shared days, as far as they have gone by: an agreed goal says so, and a day of hire after
  their beginning or a day of leaving before their end denies it;
- both in their ramp-up time or both past it. Where nobody knows since when either is here, nothing tells them apart.

Only the share of such a group leaves this module, and none of a group that is too small.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PeerLimits:
    """The pack's numbers that say what "the same" and "too few" mean, as they hold on a day."""

    overlap_from: float
    ramp_upto: float
    needed: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of one agreed goal, by its measure."""

    measure: str
    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How many days they are."""
        return (self.ends_on - self.starts_on).days + 1

    def shared_with(self, other: Stretch) -> tuple[date, date] | None:
        """The first and the last day that two goals share, if they share any."""
        first, last = max(self.starts_on, other.starts_on), min(self.ends_on, other.ends_on)
        return (first, last) if first <= last else None


@dataclass(frozen=True, slots=True)
class GroupSum:
    """How many people in the same conditions have a result that says anything, and how many are behind."""

    people: int
    behind: int

    def __add__(self, other: GroupSum) -> GroupSum:
        """Both together; nobody may stand in both."""
        return GroupSum(self.people + other.people, self.behind + other.behind)


NOBODY = GroupSum(0, 0)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What somebody worked in: kind of work, part of the organisation, agreed days, and since when they are here."""

    family: str
    part: int
    agreed: Stretch
    hired_on: date | None = None
    left_on: date | None = None


def same_days(one: Stretch, other: Stretch, limits: PeerLimits) -> bool:
    """Whether two goals measure the same thing over mostly the same days."""
    shared = one.shared_with(other) if one.measure == other.measure else None
    if shared is None:
        return False
    days = (shared[1] - shared[0]).days + 1
    return days >= Decimal(str(limits.overlap_from)) * max(one.days, other.days)


def in_post_through(hired_on: date | None, left_on: date | None, first: date, last: date) -> bool:
    """Whether nothing denies that somebody was in post on all these days."""
    return (hired_on is None or hired_on <= first) and (left_on is None or left_on >= last)


def in_ramp(hired_on: date | None, on: date, limits: PeerLimits) -> bool | None:
    """Whether somebody is still in the ramp-up time on a day; None where nobody knows since when they are here."""
    return None if hired_on is None else (on - hired_on).days <= limits.ramp_upto


def in_same_conditions(own: Conditions, other: Conditions, limits: PeerLimits, day: date) -> bool:
    """Whether somebody else's result was reached in the same conditions, as seen on a day."""
    shared = own.agreed.shared_with(other.agreed)
    if shared is None or not same_days(own.agreed, other.agreed, limits):
        return False
    seen_on = min(day, own.agreed.ends_on)
    return (
        (own.family, own.part) == (other.family, other.part)
        and in_post_through(other.hired_on, other.left_on, shared[0], min(day, shared[1]))
        and in_ramp(own.hired_on, seen_on, limits) == in_ramp(other.hired_on, seen_on, limits)
    )


def one_beside(
    own: Conditions,
    goals: Iterable[tuple[Conditions, Decimal]],
    met_from: Decimal,
    limits: PeerLimits,
    day: date,
) -> GroupSum:
    """What one person adds to a group: nothing in other conditions, and otherwise one who is behind or not.

    ``goals`` are the conditions and the pace (1 is as agreed) of each of the person's goals. Who has two such goals
    is one person, and behind with either.
    """
    behind = [
        pace < met_from for conditions, pace in goals if in_same_conditions(own, conditions, limits, day)
    ]
    return GroupSum(1, int(any(behind))) if behind else NOBODY


def share_beside(own: GroupSum, group: GroupSum, needed: float) -> float | None:
    """The share of a group that is behind, without the one who is looked at; None for a group too small to speak of."""
    others = group.people - own.people
    return round((group.behind - own.behind) / others, 2) if others >= needed and others else None
