"""Scales of pictures: how high a drawing must reach, so that its top is a number people like to read."""

from __future__ import annotations

from decimal import Decimal

STEPS = tuple(map(Decimal, ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))


def round_above(largest: Decimal) -> Decimal:
    """The next round number that is not below: 1, 1.5, 2, 2.5, 3 … times a power of ten; one for nothing."""
    if largest <= 0:
        return Decimal(1)
    power = Decimal(10) ** largest.adjusted()
    return next(step * power for step in STEPS if step * power >= largest)
