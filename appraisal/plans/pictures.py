"""A split as a picture: bars laid end to end, so that the last one reaches the whole. Pure.

Owns lengths only, in thousandths of the picture's width. Leaves drawing and mirroring to the template.
Parts here are units or periods; people are never drawn beside each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a part begins and how long it is; ``is_open`` marks what is not given out."""

    start: int
    length: int
    is_open: bool = False


def bars_of(
    whole: Decimal | None, parts: Sequence[Decimal | None]
) -> tuple[tuple[Bar | None, ...], Bar | None]:
    """A bar for each part (None where it is not given), and one for the remainder if there is any."""
    given = sum((part for part in parts if part is not None), Decimal(0))
    widest = max(whole or Decimal(0), given)
    if not widest:
        return tuple(None for _ in parts), None
    bars: list[Bar | None] = []
    reached = Decimal(0)
    for part in parts:
        if part is None:
            bars.append(None)
            continue
        start = round(reached * WIDTH / widest)
        reached += part
        bars.append(Bar(start, max(2, round(reached * WIDTH / widest) - start)))
    if whole is None or whole <= given:
        return tuple(bars), None
    start = round(given * WIDTH / widest)
    return tuple(bars), Bar(start, WIDTH - start, is_open=True)
