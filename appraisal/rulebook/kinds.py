"""What sort of thing a fact, a parameter or a part of a condition is.

Owns which kinds may be compared: enum values with their own words, days with days and not with weeks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

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
