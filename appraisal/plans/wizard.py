"""The split wizard: what a person chose and typed, made parts that add up, or every objection at once.

Owns which numbers each method asks for. Pure. Leaves the arithmetic to the methods themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from appraisal.kernel.measures import Amount, Exact
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.bottom_up import keep_and_spread
from appraisal.plans.capacity import PersonDays, by_capacity
from appraisal.plans.decomposition import MethodName, Split, split_by, stated
from appraisal.plans.domain import PartWish, SplitChoice
from appraisal.plans.feasibility import with_coverage
from appraisal.plans.methods import (
    by_history,
    even,
    fair_share,
    grown_parts,
    increase_by_potential,
    weighted,
)
from appraisal.plans.tree import Axis

COLUMNS: dict[MethodName, tuple[str, ...]] = {
    MethodName.EVEN: (),
    MethodName.WEIGHTED: ("weight",),
    MethodName.HISTORY: ("result",),
    MethodName.SEASONAL_INDEX: ("index",),
    MethodName.FAIR_SHARE: ("result", "potential"),
    MethodName.INCREASE_BY_POTENTIAL: ("result", "potential"),
    MethodName.GROWTH: ("result",),
    MethodName.CAPACITY: ("leave_days", "part_time", "ramp"),
    MethodName.BOTTOM_UP: ("estimate",),
}
FROM_A_SOURCE = frozenset(COLUMNS) - {MethodName.EVEN, MethodName.WEIGHTED, MethodName.CAPACITY}
GROWN_BY = ("market", "capacity")
FITS: dict[MethodName, frozenset[Axis]] = {
    MethodName.SEASONAL_INDEX: frozenset({Axis.PERIOD}),
    MethodName.CAPACITY: frozenset({Axis.PERSON, Axis.PERIOD}),
}
"""Methods that only make sense along some axes: a season is of time, and days to work are a person's."""


def methods_for(axis: Axis) -> tuple[MethodName, ...]:
    """The methods that can split along this axis."""
    return tuple(name for name in COLUMNS if axis in FITS.get(name, (axis,)))


def split_of(whole: Amount | None, choice: SplitChoice, parts: Sequence[PartWish]) -> Split | Objections:
    """The parts in whole units, with the stated method; with a coverage they hold a reserve above the whole."""
    objections = objections_to_choice(whole, choice, parts)
    if objections or whole is None:
        return objections
    if choice.coverage is None:
        return _by_method(whole, choice, parts)
    pool = with_coverage(whole, choice.coverage)
    answer = pool if isinstance(pool, Objections) else _by_method(pool.pool, choice, parts)
    if isinstance(answer, Objections):
        return answer
    inputs = {**answer.method.inputs, "coverage": choice.coverage}
    return Split(whole, answer.parts, stated(answer.method.name, **inputs))


def _by_method(whole: Amount, choice: SplitChoice, parts: Sequence[PartWish]) -> Split | Objections:
    names = COLUMNS[choice.method]
    columns = {name: _column(choice, parts, name) for name in names}
    if choice.method is MethodName.CAPACITY:
        return by_capacity(whole, {part.key: _days(part, choice) for part in parts})
    if choice.method is MethodName.WEIGHTED:
        return weighted(whole, columns["weight"])
    if choice.method is MethodName.HISTORY:
        return by_history(whole, columns["result"], source=choice.source)
    if choice.method is MethodName.SEASONAL_INDEX:
        return split_by(whole, columns["index"], stated(choice.method, index=columns["index"]))
    if choice.method is MethodName.FAIR_SHARE:
        weight = choice.history_weight or Decimal(0)
        return fair_share(whole, columns["result"], columns["potential"], history_weight=weight)
    if choice.method is MethodName.INCREASE_BY_POTENTIAL:
        return increase_by_potential(whole, columns["result"], columns["potential"])
    if choice.method is MethodName.GROWTH:
        return grown_parts(whole, columns["result"], choice.growth)
    if choice.method is MethodName.BOTTOM_UP:
        return keep_and_spread(whole, _estimates(whole, choice, parts))
    return even(whole, [part.key for part in parts])


def objections_to_choice(whole: Amount | None, choice: SplitChoice, parts: Sequence[PartWish]) -> Objections:
    """What stands against the choice, before any method divides."""
    known = choice.method in COLUMNS
    return Objections.where(
        target_not_given=whole is None,
        target_zero=whole is not None and whole.value == 0,
        method_unknown=not known,
        method_does_not_fit=known and choice.method not in methods_for(choice.axis),
        no_parts=not parts,
        no_review_date=choice.review_on is None,
        no_source_of_numbers=choice.method in FROM_A_SOURCE and not choice.source.strip(),
        no_history_weight=choice.method is MethodName.FAIR_SHARE and choice.history_weight is None,
        no_growth=choice.method is MethodName.GROWTH and not choice.growth,
    )


def inputs_of(split: Split, choice: SplitChoice) -> dict[str, object]:
    """What the method used, as plain data kept with each part."""
    return {"source": choice.source, **split.method.as_plain()["inputs"]}


def _column(choice: SplitChoice, parts: Sequence[PartWish], name: str) -> dict[str, Exact | None]:
    return {part.key: _typed(choice.typed, part.key, name) for part in parts}


def _estimates(
    whole: Amount | None, choice: SplitChoice, parts: Sequence[PartWish]
) -> dict[str, Amount | None]:
    found: dict[str, Amount | None] = {}
    for part in parts:
        value = _typed(choice.typed, part.key, "estimate")
        found[part.key] = Amount.of(value, whole.unit) if value is not None and whole is not None else None
    return found


def _days(part: PartWish, choice: SplitChoice) -> PersonDays:
    part_time, ramp = (_typed(choice.typed, part.key, name) for name in ("part_time", "ramp"))
    here = days_here(part)
    return PersonDays(
        working_days=here.working_days() if here else 0,
        leave_days=_typed(choice.typed, part.key, "leave_days") or Decimal(0),
        part_time=Decimal(1) if part_time is None else part_time / 100,
        ramp=Decimal(1) if ramp is None else ramp / 100,
    )


def days_here(part: PartWish) -> Period | None:
    """The days of a part on which its person is here, between the first and the last day at work."""
    days = Period(part.starts_on, part.ends_on)
    first = max(part.hired_on or days.starts_on, days.starts_on)
    last = min(part.left_on or days.ends_on, days.ends_on)
    return Period(first, last) if first <= last else None


def _typed(typed: Mapping[str, Mapping[str, Decimal | None]], part: str, name: str) -> Decimal | None:
    return typed.get(part, {}).get(name)
