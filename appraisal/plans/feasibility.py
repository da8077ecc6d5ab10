"""Feasibility: the three numbers needed, possible and gap, and a reserve above the target.

Owns the comparison of the goal from above with the estimates from below. Leaves the decision that
closes a gap to the people who record it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
