"""Objections: every reason why something may not happen, gathered before anyone is told.

Owns the value that pure decisions return. Leaves the words to the catalogs: an objection is a key
with named details, and ``<slice>/wording.py`` says it in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True)
class Objection:
    """One reason: a snake_case key and the details its sentence names."""

    key: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Objections:
    """All reasons at once, in the order they were found. Truthy when there is at least one."""

    reasons: tuple[Objection, ...] = ()

    @classmethod
    def where(cls, **objected: bool) -> Self:
        """Gather the keys whose condition is true: ``where(no_owner=owner is None, ...)``."""
        return cls(tuple(Objection(key) for key, holds in objected.items() if holds))

    @classmethod
    def one(cls, key: str, **details: Any) -> Self:
        """A single objection with its details."""
        return cls((Objection(key, details),))

    def __add__(self, other: Objections) -> Objections:
        return Objections(self.reasons + other.reasons)

    def __bool__(self) -> bool:
        return bool(self.reasons)

    def __iter__(self) -> Iterator[Objection]:
        return iter(self.reasons)

    def keys(self) -> frozenset[str]:
        """The keys alone, for tests and for choosing a mend."""
        return frozenset(reason.key for reason in self.reasons)
