"""A person's own attempts at one task against its standard, as lengths on a canvas. Pure; never two people.

Owns where each attempt stands and where the standard lies. Leaves drawing, mirroring and words to the template.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from appraisal.training.domain import STANDARD, PracticeFacts

WIDTH, HEIGHT = 640, 160
MOST_ATTEMPTS = 12
FEWEST_ATTEMPTS = 2
ROOM_ABOVE = Decimal("1.2")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: how much of the standard was reached, and where its point stands."""

    practised_on: date
    share: Decimal
    with_coach: bool
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The attempts in order of time; ``standard_y`` is the height of the standard."""

    attempts: tuple[Attempt, ...]
    standard_y: int


def curve_of(practices: Iterable[PracticeFacts]) -> Curve | None:
    """The last attempts of which a share was noted, oldest first; None when there are fewer than two."""
    counted = sorted(
        (one.practised_on, one.key, one.share, one.with_coach) for one in practices if one.share is not None
    )[-MOST_ATTEMPTS:]
    if len(counted) < FEWEST_ATTEMPTS:
        return None
    top = max(STANDARD, *(share for _, _, share, _ in counted)) * ROOM_ABOVE
    attempts = tuple(
        Attempt(day, share, with_coach, (2 * place + 1) * WIDTH // (2 * len(counted)), _y(share, top))
        for place, (day, _, share, with_coach) in enumerate(counted)
    )
    return Curve(attempts, _y(STANDARD, top))


def _y(share: Decimal, top: Decimal) -> int:
    return int(HEIGHT - share * HEIGHT / top)
