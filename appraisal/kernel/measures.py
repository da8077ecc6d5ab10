"""Measures: exact amounts with their unit, and the rules by which fractions become whole units.

Owns units, amounts and rounding. No float enters: a conversion or a share is an ``int``, a
``Decimal`` or a ``Fraction``. Leaves digits, currency signs and words to ``i18n``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

Exact = int | Decimal | Fraction

LARGEST = Decimal(10) ** 18
FINEST = Decimal("0.000001")
DUST = Fraction(1, 10**12)
MOST_DUST = Fraction(1, 1000)


class UnitKind(StrEnum):
    """What an amount is an amount of."""

    MONEY = "money"
    COUNT = "count"
    TIME = "time"
    SHARE = "share"


class Rounding(StrEnum):
    """How a fraction becomes a whole unit.

    ``UP`` is for work still to be done (half a meeting cannot be held), ``NEAREST`` for targets (halves
    go up), ``DOWN`` for what is surely there.
    """

    UP = "up"
    NEAREST = "nearest"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and its ``step``, the smallest whole piece of it (a power of ten: 1, 0.01, 1000)."""

    code: str
    kind: UnitKind
    step: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if not FINEST <= self.step <= LARGEST or self.step != Decimal(10) ** self.step.adjusted():
            raise ValueError(f"the step of {self.code} must be a power of ten, not {self.step}")

    @classmethod
    def money(cls, code: str, step: Decimal = Decimal(1)) -> Unit:
        """A currency by its ISO 4217 code, planned in whole units unless a step says otherwise."""
        if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise ValueError(f"a currency is three capital letters, not {code!r}")
        return cls(code, UnitKind.MONEY, step)


EUR = Unit.money("EUR")
USD = Unit.money("USD")
COUNT = Unit("count", UnitKind.COUNT)
HOURS = Unit("hours", UnitKind.TIME)


class UnitsDiffer(ValueError):
    """Two amounts of different units were added or compared."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number of units. Not given is ``None`` in place of an amount, never zero.

    Raises ``TypeError`` for a float and ``ValueError`` for what is not finite, not below 10^18 or finer
    than a millionth: within these bounds every sum is exact.
    """

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not isinstance(self.value, Decimal):
            raise TypeError("an amount holds a Decimal; use Amount.of for whole numbers and texts")
        if not self.value.is_finite() or abs(self.value) >= LARGEST:
            raise ValueError(f"an amount must be finite and below {LARGEST:,}")
        if self.value % FINEST:
            raise ValueError("an amount has at most six digits after the point")

    @classmethod
    def of(cls, value: int | str | Decimal, unit: Unit) -> Amount:
        """An amount from a whole number, a Decimal, or a text such as ``"1200.50"``."""
        if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
            raise TypeError(f"{value!r} is not an exact number")
        try:
            return cls(Decimal(value), unit)
        except InvalidOperation:
            raise ValueError(f"{value!r} is not a number") from None

    @classmethod
    def of_steps(cls, steps: int, unit: Unit) -> Amount:
        """The amount that is so many whole pieces of its unit."""
        return cls(steps * unit.step, unit)

    @classmethod
    def rounded(cls, exact_value: Exact, unit: Unit, rule: Rounding = Rounding.NEAREST) -> Amount:
        """The whole amount nearest to an exact number by the rule."""
        return cls.of_steps(whole_number(exact(exact_value) / exact(unit.step), rule), unit)

    @classmethod
    def zero(cls, unit: Unit) -> Amount:
        """Nothing of the unit, which differs from not given."""
        return cls(Decimal(0), unit)

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number of the unit's steps."""
        return self.value % self.unit.step == 0

    @property
    def steps(self) -> int:
        """How many whole pieces; raises ``ValueError`` when a fraction is left."""
        if not self.is_whole:
            raise ValueError(f"{self.value} is not whole in steps of {self.unit.step}")
        return int(self.value / self.unit.step)

    def times(self, factor: Exact, rule: Rounding = Rounding.NEAREST) -> Amount:
        """The amount times an exact factor, made whole by the rule."""
        return Amount.rounded(exact(self.value) * exact(factor), self.unit, rule)

    def share_of(self, whole: Amount) -> Fraction | None:
        """Which part of the whole this is; ``None`` (cannot tell) when the whole is zero."""
        self._insist_on_same_unit(whole)
        return exact(self.value) / exact(whole.value) if whole.value else None

    def __add__(self, other: Amount) -> Amount:
        self._insist_on_same_unit(other)
        return Amount(self.value + other.value, self.unit)

    def __sub__(self, other: Amount) -> Amount:
        self._insist_on_same_unit(other)
        return Amount(self.value - other.value, self.unit)

    def __neg__(self) -> Amount:
        return Amount(-self.value, self.unit)

    def __lt__(self, other: Amount) -> bool:
        self._insist_on_same_unit(other)
        return self.value < other.value

    def __le__(self, other: Amount) -> bool:
        self._insist_on_same_unit(other)
        return self.value <= other.value

    def __gt__(self, other: Amount) -> bool:
        return other < self

    def __ge__(self, other: Amount) -> bool:
        return other <= self

    def _insist_on_same_unit(self, other: Amount) -> None:
        if self.unit != other.unit:
            raise UnitsDiffer(f"{self.unit.code} and {other.unit.code} are different units")


def total(amounts: Iterable[Amount], unit: Unit) -> Amount:
    """The sum, in the unit named; zero of that unit when there is nothing to add."""
    value = Decimal(0)
    for amount in amounts:
        if amount.unit != unit:
            raise UnitsDiffer(f"{amount.unit.code} cannot be added to {unit.code}")
        value += amount.value
    return Amount(value, unit)


def exact(number: Exact) -> Fraction:
    """The number as a fraction, nothing lost. Raises ``TypeError`` for a float or a truth value."""
    insist_on_exact(number)
    return Fraction(number)


def insist_on_exact(number: object) -> None:
    """Raise ``TypeError`` unless the number is an int, a Decimal or a Fraction; ``ValueError`` if infinite."""
    if isinstance(number, bool) or not isinstance(number, Exact):
        raise TypeError(f"{number!r} is not exact; give an int, a Decimal or a Fraction")
    if isinstance(number, Decimal) and (not number.is_finite() or abs(number.adjusted()) > 40):
        raise ValueError(f"{number} is out of bounds")


def whole_number(number: Exact, rule: Rounding) -> int:
    """The number made whole by the rule.

    A third typed as 0.3333333333333333 makes 20 deals ask for 60.000000000000006 quotations. What lies
    within a million-millionth of itself (and never more than a thousandth of a unit) of a whole number
    is therefore that whole number under every rule.
    """
    value = exact(number)
    nearest = floor(value + Fraction(1, 2))
    if rule is Rounding.NEAREST or abs(value - nearest) <= min(DUST * max(abs(value), 1), MOST_DUST):
        return nearest
    return ceil(value) if rule is Rounding.UP else floor(value)
