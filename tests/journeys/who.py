"""Who there is, and what an address of the matrix is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.journeys.world import NAMES

EVERYONE = frozenset(NAMES)
VISITORS = EVERYONE | {"visitor"}


def only(*names: str) -> frozenset[str]:
    """These people and nobody else."""
    return frozenset(names)


TWO = only("sara", "omid")
HR = only("nasrin")
KEEPERS = only("nasrin", "vera")
MANAGERS = only("omid", "leila", "parisa")


@dataclass(frozen=True)
class Address:
    """One address with a method. ``who`` may open it; ``sent`` is what a POST would carry."""

    method: str
    pattern: str
    who: frozenset[str]
    sent: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.pattern}"


def get(pattern: str, who: frozenset[str]) -> Address:
    """A page."""
    return Address("GET", pattern, who)


def post(pattern: str, who: frozenset[str], **sent: Any) -> Address:
    """A change, and what it would carry."""
    return Address("POST", pattern, who, sent)
