"""Counts that give nobody away: fewer than four people are told as that, and never as a number. Pure.

Not a number of the pack: an organisation may choose how strict its rules are, and not how well its people
are protected from their figures.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

LEAST = 4
Key = TypeVar("Key", bound=Hashable)

Cell = int | None
"""A count; None where it is not nought and rests on fewer people than ``LEAST``."""


def cell(count: int, people: int) -> Cell:
    """What may be told of a count that rests on so many people."""
    return count if count == 0 or people >= LEAST else None


def cells(parts: Mapping[str, tuple[int, int]], people: int | None = None) -> dict[str, Cell]:
    """What may be told of counts that split one whole, each with its people; ``people`` stand behind the whole.

    Where the whole rests on few, even a nought would say what those few did not do, so nothing is told.
    """
    behind = sum(of for _, of in parts.values()) if people is None else people
    if 0 < behind < LEAST:
        return dict.fromkeys(parts, None)
    return {name: cell(count, of) for name, (count, of) in parts.items()}


@dataclass
class Crowd(Generic[Key]):
    """Counts by key that remember whether enough people stand behind each, and no more of them than that."""

    _counts: dict[Key, int] = field(default_factory=dict)
    _people: dict[Key, set[int]] = field(default_factory=dict)

    def add(self, key: Key, person: int) -> None:
        """One more, of this person."""
        self._counts[key] = self._counts.get(key, 0) + 1
        people = self._people.setdefault(key, set())
        if len(people) < LEAST:
            people.add(person)

    def told(self, key: Key) -> Cell:
        """What may be told of a key."""
        return cell(self._counts.get(key, 0), len(self._people.get(key, ())))

    def by_count(self) -> list[Key]:
        """Every key that was counted, those with most first."""
        return sorted(self._counts, key=lambda key: (-self._counts[key], str(key)))
