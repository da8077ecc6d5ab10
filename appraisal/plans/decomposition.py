"""Decomposition: one whole, its parts in whole units that add up exactly, and the method behind them.

Owns the shape of every split and the allocation by largest remainder. Leaves the choice of weights to
``methods``, ``seasonality``, ``capacity`` and ``half_year``. A part without a weight gets ``None``
(not given); a part with weight zero gets zero: the two are never mixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from heapq import nsmallest
from math import lcm
from types import MappingProxyType
from typing import Any

from appraisal.kernel.measures import Amount, Exact, insist_on_exact, total
from appraisal.kernel.objections import Objections

Weights = Mapping[str, Exact | None]
Path = tuple[str, ...]

MOST_DENOMINATOR_BITS = 512
DIGITS_KEPT = 10**40


class MethodName(StrEnum):
    """How a number came about. The catalog words each; the inputs stand in ``Method``."""

    EVEN = "even"
    WEIGHTED = "weighted"
    HISTORY = "history"
    SEASONAL_INDEX = "seasonal_index"
    FAIR_SHARE = "fair_share"
    INCREASE_BY_POTENTIAL = "increase_by_potential"
    GROWTH = "growth"
    CAPACITY = "capacity"
    BOTTOM_UP = "bottom_up"
    COVERAGE = "coverage"
    FUNNEL_BACKWARDS = "funnel_backwards"
    CAPACITY_FORECAST = "capacity_forecast"
    SECOND_HALF_FROM_FIRST = "second_half_from_first"


@dataclass(frozen=True, slots=True)
class Method:
    """The stated method: its name and the inputs used, so that a page can say how a number came about."""

    name: MethodName
    inputs: Mapping[str, Any] = field(default_factory=dict)

    def as_plain(self) -> dict[str, Any]:
        """The method as data that JSON can hold; exact numbers and days become texts."""
        return {"name": self.name.value, "inputs": plain(self.inputs)}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split. ``weight`` is what its share was taken by; both are ``None`` when not given."""

    key: str
    amount: Amount | None
    weight: Exact | None


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and its parts, in the order the parts were named, with the stated method."""

    whole: Amount
    parts: tuple[Part, ...]
    method: Method

    @property
    def given(self) -> Amount:
        """The sum of the parts that are given."""
        return total((part.amount for part in self.parts if part.amount is not None), self.whole.unit)

    @property
    def difference(self) -> Amount:
        """Parts less whole: above zero a reserve, below zero a remainder not yet given out."""
        return self.given - self.whole

    def amounts(self) -> dict[str, Amount | None]:
        """The parts by key."""
        return {part.key: part.amount for part in self.parts}

    def shares(self) -> dict[str, Fraction | None]:
        """Each part's exact share among the weights; ``None`` where there is no weight."""
        numbers = iter(as_whole_numbers([part.weight for part in self.parts if part.weight is not None]))
        weights = {part.key: None if part.weight is None else next(numbers) for part in self.parts}
        summed = sum(weight for weight in weights.values() if weight is not None)
        return {
            key: Fraction(weight, summed) if weight is not None and summed else None
            for key, weight in weights.items()
        }

    def share_of(self, key: str) -> Fraction | None:
        """The exact share of one part; raises ``KeyError`` for a part there is not."""
        return self.shares()[key]


def split_by(whole: Amount | None, weights: Weights, method: Method) -> Split | Objections:
    """Split a whole by weights into whole units that add up exactly, or say everything against it."""
    objections = objections_to_whole(whole) + objections_to_weights(weights, whole)
    if objections or whole is None:
        return objections
    steps = allocate(whole.steps, weights)
    parts = tuple(
        Part(key, None if count is None else Amount.of_steps(count, whole.unit), weights[key])
        for key, count in steps.items()
    )
    return Split(whole, parts, method)


def objections_to_whole(whole: Amount | None) -> Objections:
    """What stands against splitting this whole."""
    return Objections.where(
        target_not_given=whole is None,
        target_negative=whole is not None and whole.value < 0,
        target_not_whole=whole is not None and not whole.is_whole,
    )


def objections_to_weights(weights: Weights, whole: Amount | None = None) -> Objections:
    """What stands against sharing by these weights; a whole of zero may be shared by zeros."""
    given = [weight for weight in weights.values() if weight is not None]
    for weight in given:
        insist_on_exact(weight)
    negative = tuple(key for key, weight in weights.items() if weight is not None and weight < 0)
    is_nothing = whole is not None and not whole.value
    found = Objections.where(
        no_parts=not weights,
        no_part_has_a_weight=bool(weights) and not given,
        nothing_to_share_by=bool(given) and not any(given) and not is_nothing,
    )
    return found + (Objections.one("weight_negative", parts=negative) if negative else Objections())


def allocate(steps: int, weights: Weights) -> dict[str, int | None]:
    """Share whole steps by largest remainder: the parts add up, each within one step of its exact share.

    Equal remainders go to the earlier key, so the order of the input does not matter. Weights are not
    negative and not all zero unless ``steps`` is zero; ``objections_to_weights`` says so beforehand.
    """
    keys = [key for key, weight in weights.items() if weight is not None]
    numbers = as_whole_numbers([weight for weight in weights.values() if weight is not None])
    summed = sum(numbers)
    if not summed:
        if steps:
            raise ValueError("there is nothing to share by")
        return {key: None if weight is None else 0 for key, weight in weights.items()}
    shares: dict[str, int | None] = dict.fromkeys(weights)
    remainders: list[tuple[int, str]] = []
    left = abs(steps)
    for key, number in zip(keys, numbers, strict=True):
        count, remainder = divmod(abs(steps) * number, summed)
        shares[key] = count
        left -= count
        if remainder:
            remainders.append((-remainder, key))
    for _, key in nsmallest(left, remainders):
        shares[key] = (shares[key] or 0) + 1
    return shares if steps >= 0 else {key: -count if count else count for key, count in shares.items()}


def allocate_nested(steps: int, leaves: Mapping[Path, Exact | None]) -> dict[Path, int | None]:
    """Share whole steps down a tree: among offices, then each office's among its teams, and so on.

    Every group adds up exactly, and each group is within one step of its exact share of the group above.
    Answers every path there is, the empty one (the whole) first. A group without a single weight is
    ``None``, and so is each leaf in it.
    """
    given = [path for path, weight in leaves.items() if weight is not None]
    numbers = as_whole_numbers([weight for weight in leaves.values() if weight is not None])
    weights: dict[Path, int] = {}
    for path, number in zip(given, numbers, strict=True):
        for depth in range(len(path) + 1):
            weights[path[:depth]] = weights.get(path[:depth], 0) + number
    below: dict[Path, dict[str, int | None]] = {}
    for path in leaves:
        for depth in range(len(path)):
            below.setdefault(path[:depth], {})[path[depth]] = weights.get(path[: depth + 1])
    shared: dict[Path, int | None] = {(): steps}
    waiting: list[Path] = [()]
    while waiting:
        group = waiting.pop()
        whole = shared[group]
        children = below.get(group)
        if children is None:
            continue
        parts = allocate(whole, children) if whole is not None else dict.fromkeys(children)
        for name, part in parts.items():
            shared[(*group, name)] = part
            waiting.append((*group, name))
    return shared


def as_whole_numbers(numbers: Sequence[Exact]) -> list[int]:
    """Whole numbers in the same proportion.

    Exact, unless the denominators have no common multiple below 2^512; then each number keeps forty
    digits of its proportion to the largest.
    """
    ratios = [number.as_integer_ratio() for number in numbers]
    common = 1
    for denominator in {bottom for _, bottom in ratios}:
        common = lcm(common, denominator)
        if common.bit_length() > MOST_DENOMINATOR_BITS:
            largest = max(Fraction(*ratio) for ratio in ratios)
            return [int(Fraction(*ratio) / largest * DIGITS_KEPT) for ratio in ratios] if largest else []
    return [top * (common // bottom) for top, bottom in ratios]


def plain(value: Any) -> Any:
    """A value as data that JSON can hold: exact numbers, days and periods become texts."""
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return [plain(one) for one in value]


def stated(name: MethodName, **inputs: Any) -> Method:
    """A method with the inputs it used."""
    return Method(name, MappingProxyType(inputs))
