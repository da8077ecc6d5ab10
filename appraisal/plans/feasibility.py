"""Feasibility: the three numbers needed, possible and gap, how a gap is closed, and a reserve above the target.

Owns the comparison of the goal from above with the estimates from below, and what a recorded decision makes
of a gap. Leaves making that decision to the people who record it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from appraisal.kernel.measures import Amount, Exact, Rounding, exact, total, whole_number
from appraisal.kernel.objections import Objections
from appraisal.plans.decomposition import Method, MethodName, objections_to_whole, stated


@dataclass(frozen=True, slots=True)
class Comparison:
    """Needed, possible so far, and the gap between them (above zero: more is needed than is possible).

    ``gap`` is ``None`` while estimates are missing; ``not_given`` names whose.
    """

    needed: Amount
    possible: Amount
    gap: Amount | None
    not_given: tuple[str, ...]

    @property
    def is_feasible(self) -> bool | None:
        """Yes, no, or ``None`` for cannot tell. Missing estimates cannot undo a yes."""
        if self.possible >= self.needed:
            return True
        return None if self.not_given else False


def compare(needed: Amount | None, estimates: Mapping[str, Amount | None]) -> Comparison | Objections:
    """Hold the goal from above against the estimates from below."""
    given = {key: one for key, one in estimates.items() if one is not None}
    negative = tuple(key for key, one in given.items() if one.value < 0)
    strange = tuple(key for key, one in given.items() if needed is not None and one.unit != needed.unit)
    objections = Objections.where(target_not_given=needed is None, no_parts=not estimates)
    objections += Objections.one("estimate_negative", parts=negative) if negative else Objections()
    objections += Objections.one("estimate_in_another_unit", parts=strange) if strange else Objections()
    if objections or needed is None:
        return objections
    possible = total(given.values(), needed.unit)
    not_given = tuple(key for key, one in estimates.items() if one is None)
    return Comparison(needed, possible, None if not_given else needed - possible, not_given)


Estimate = TypeVar("Estimate", int, Decimal)


def rolled_up(
    own: Estimate | None, parts: Iterable[tuple[Estimate | None, int]]
) -> tuple[Estimate | None, int]:
    """What is possible in a node, and how many estimates are missing below it.

    ``parts`` are what is possible in each part and what is missing below that. As soon as every part has an
    estimate, their sum stands: those below know more. Until then the node's own estimate stands, if there is one.
    """
    below = list(parts)
    missing = sum(lacking for _possible, lacking in below)
    if own is not None and (missing or not below):
        return own, 0
    summed: Estimate | None = None
    for possible, _lacking in below:
        if possible is not None:
            summed = possible if summed is None else summed + possible
    return summed, missing if below else 1


class Basis(StrEnum):
    """What an estimate from below rests on."""

    ACCOUNTS = "accounts"
    CAPACITY = "capacity"
    WORDS = "words"


class Way(StrEnum):
    """How a gap is closed. An accepted risk leaves the node infeasible, and says so for everyone below."""

    MORE_SUPPLY = "more_supply"
    MORE_PEOPLE = "more_people"
    OTHER_PRICE = "other_price"
    OTHER_PERIOD = "other_period"
    LOWER_GOAL = "lower_goal"
    ACCEPTED_RISK = "accepted_risk"


class GapState(StrEnum):
    """Where a gap stands. ``GROWN``: it is larger than the one that was decided about."""

    CANNOT_TELL = "cannot_tell"
    NONE = "none"
    OPEN = "open"
    DECIDED = "decided"
    RAN_OUT = "ran_out"
    GROWN = "grown"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The three numbers of a node. ``missing`` is how many estimates are not given, which is not zero."""

    needed: Decimal | None
    possible: Decimal | None
    missing: int

    @property
    def gap(self) -> Decimal | None:
        """Needed less possible, above zero when more is needed; None while it cannot be told."""
        if self.needed is None or self.possible is None:
            return None
        gap = self.needed - self.possible
        return None if self.missing and gap > 0 else gap

    @property
    def is_feasible(self) -> bool | None:
        """Yes, no, or None for cannot tell."""
        return None if self.gap is None else self.gap <= 0


def state_of(numbers: Numbers, decided_gap: Decimal | None, until: date | None, day: date) -> GapState:
    """What the newest decision makes of a gap; without one, ``decided_gap`` and ``until`` are None."""
    if numbers.gap is None:
        return GapState.CANNOT_TELL
    if numbers.gap <= 0:
        return GapState.NONE
    if decided_gap is None or until is None:
        return GapState.OPEN
    if until < day:
        return GapState.RAN_OUT
    return GapState.GROWN if numbers.gap > decided_gap else GapState.DECIDED


def people_to_close(gap: Amount, per_person: Amount) -> int | Objections:
    """How many more people close a gap at the same output, rounded up; none when there is no gap."""
    if per_person.value <= 0:
        return Objections.one("output_per_person_not_positive")
    if gap.unit != per_person.unit:
        return Objections.one("units_differ")
    return max(0, whole_number(exact(gap.value) / exact(per_person.value), Rounding.UP))


@dataclass(frozen=True, slots=True)
class Pool:
    """What is given out in all: the target and the reserve above it, with the stated method."""

    target: Amount
    pool: Amount
    reserve: Amount
    method: Method


def with_coverage(target: Amount | None, coverage: Exact) -> Pool | Objections:
    """Give out more than the target: a coverage of 1.15 keeps 15 % in reserve, shown as such."""
    objections = objections_to_whole(target) + Objections.where(coverage_below_one=exact(coverage) < 1)
    if objections or target is None:
        return objections
    pool = target.times(coverage)
    method = stated(MethodName.COVERAGE, target=target, coverage=exact(coverage))
    return Pool(target, pool, pool - target, method)
