"""What sort of thing a fact, a parameter or a part of a condition is.

Owns which kinds may be compared: enum values with their own words, days with days and not with weeks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from appraisal.rulebook.problems import did_you_mean, quoted

UNITS = ("", "ratio", "days", "weeks", "hours", "count", "answer", "periods")
_COUNTS = frozenset({"count", "periods"})
_ARTICLES = {"enum": "a choice", "bool": "a yes or no", "int": "a whole number", "list": "a list"}


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a value. ``unit`` is ``None`` where any unit fits, as for a bare number."""

    base: str  # bool | number | text | enum | date | list | record
    unit: str | None = None
    values: tuple[str, ...] = ()
    fields: Mapping[str, Kind] = field(default_factory=lambda: MappingProxyType({}))
    name: str = ""
    literal: str | None = None

    def spoken(self) -> str:
        """The kind as a sentence says it."""
        what = _ARTICLES.get(self.base, f"a {self.base}")
        return f"'{self.name}' is {what}" if self.name else f"this is {what}"

    def bare(self) -> str:
        """The kind as the second half of a sentence says it."""
        if self.literal is not None:
            return f"the text '{self.literal[:40]}'"
        return self.spoken().removeprefix("this is ").replace(" is ", ", ")


BOOL = Kind("bool")
NUMBER = Kind("number")
TEXT = Kind("text")
DATE = Kind("date")


def same_unit(one: Kind, other: Kind) -> bool:
    """Whether two numbers may be added or compared."""
    left, right = one.unit, other.unit
    return not left or not right or left == right or {left, right} <= _COUNTS


def unlike(left: Kind, right: Kind) -> str:
    """The sentence about two numbers in different units."""
    one, other = left.name or "the left side", right.name or "the right side"
    return f"'{one}' is in {left.unit} and '{other}' in {right.unit}: they do not compare"


def misfit(left: Kind, right: Kind, *, ordered: bool) -> str:
    """Why two parts cannot be compared, or nothing; ``ordered`` where one is to be less than the other."""
    if left.literal is not None and right.base == "enum":
        left, right = right, left
    if left.base == "enum" and right.literal is not None and not ordered:
        if right.literal not in left.values:
            hint = did_you_mean(right.literal, left.values)
            return f"{quoted(right.literal)} is not a value of '{left.name}'{hint}"
    elif left.base != right.base or left.base in {"list", "record"}:
        return f"{left.spoken()} and cannot be compared with {right.bare()}"
    elif ordered and left.base not in {"number", "date"}:
        return f"{left.spoken()} and has no order; compare it with == or in [...]"
    elif left.base == "number" and not same_unit(left, right):
        return unlike(left, right)
    elif left.base == "enum" and left.values != right.values:
        return f"'{left.name}' and '{right.name}' have different values"
    return ""
