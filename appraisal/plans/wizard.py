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
from appraisal.plans.decomposition import MethodName, Split
from appraisal.plans.domain import PartWish, SplitChoice
from appraisal.plans.methods import by_history, even, fair_share, weighted

COLUMNS: dict[MethodName, tuple[str, ...]] = {
    MethodName.EVEN: (),
    MethodName.WEIGHTED: ("weight",),
    MethodName.HISTORY: ("result",),
    MethodName.FAIR_SHARE: ("result", "potential"),
    MethodName.CAPACITY: ("leave_days", "part_time"),
    MethodName.BOTTOM_UP: ("estimate",),
}
FROM_A_SOURCE = frozenset({MethodName.HISTORY, MethodName.FAIR_SHARE, MethodName.BOTTOM_UP})


def split_of(whole: Amount | None, choice: SplitChoice, parts: Sequence[PartWish]) -> Split | Objections:
    """The parts in whole units that add up, with the stated method."""
    objections = objections_to_choice(whole, choice, parts)
    if objections:
        return objections
    if choice.method is MethodName.EVEN:
        return even(whole, [part.key for part in parts])
    if choice.method is MethodName.CAPACITY:
        return by_capacity(whole, {part.key: _days(part, choice) for part in parts})
    if choice.method is MethodName.WEIGHTED:
        return weighted(whole, _column(choice, parts, "weight"))
    if choice.method is MethodName.HISTORY:
        return by_history(whole, _column(choice, parts, "result"), source=choice.source)
    if choice.method is MethodName.FAIR_SHARE:
        history, potential = (_column(choice, parts, name) for name in ("result", "potential"))
        return fair_share(whole, history, potential, history_weight=choice.history_weight or Decimal(0))
    return keep_and_spread(whole, _estimates(whole, choice, parts))


def objections_to_choice(whole: Amount | None, choice: SplitChoice, parts: Sequence[PartWish]) -> Objections:
    """What stands against the choice, before any method divides."""
    needs = choice.method in COLUMNS
    return Objections.where(
        target_not_given=whole is None,
        target_zero=whole is not None and whole.value == 0,
        method_unknown=not needs,
        no_parts=not parts,
        no_review_date=choice.review_on is None,
        no_source_of_numbers=choice.method in FROM_A_SOURCE and not choice.source.strip(),
        no_history_weight=choice.method is MethodName.FAIR_SHARE and choice.history_weight is None,
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
    part_time = _typed(choice.typed, part.key, "part_time")
    return PersonDays(
        working_days=Period(part.starts_on, part.ends_on).working_days(),
        leave_days=_typed(choice.typed, part.key, "leave_days") or Decimal(0),
        part_time=Decimal(1) if part_time is None else part_time / 100,
    )


def _typed(typed: Mapping[str, Mapping[str, Decimal | None]], part: str, name: str) -> Decimal | None:
    return typed.get(part, {}).get(name)
