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
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """A part with its own parts: ``rest`` is what its parts hold that are not named here."""

    target: Decimal | None
    parts: tuple[Decimal | None, ...] = ()
    rest: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Icicle:
    """A split two levels deep as three bands: the whole, its parts, and their parts, each under its own."""

    bands: tuple[tuple[Bar, ...], ...]


def icicle_of(whole: Decimal | None, parts: Sequence[Inside], rest: Decimal = Decimal(0)) -> Icicle | None:
    """The bands of a split, remainders as open pieces; None when there is nothing to draw."""
    bars, remainder = bars_of(whole, [part.target for part in parts], rest)
    pieces = [bar for bar in bars if bar is not None]
    reached = pieces[-1].start + pieces[-1].length if pieces else 0
    end = remainder.start if remainder else WIDTH
    if rest > 0 and end > reached:
        pieces.append(Bar(reached, end - reached, is_rest=True))
    if not pieces:
        return None
    below = tuple(
        piece for part, bar in zip(parts, bars, strict=True) if bar is not None for piece in _below(part, bar)
    )
    top = (Bar(0, max(bar.start + bar.length for bar in pieces + ([remainder] if remainder else []))),)
    beside = (*pieces, *([remainder] if remainder else ()))
    return Icicle(tuple(band for band in (top, beside, below) if band))


def _below(part: Inside, outer: Bar) -> list[Bar]:
    if not part.parts:
        return []
    inner, remainder = bars_of(part.target, part.parts, part.rest)
    found = [within(outer, bar) for bar in inner if bar is not None]
    if part.rest > 0 and found:
        start = found[-1].start + found[-1].length
        end = within(outer, remainder).start if remainder else outer.start + outer.length
        if end > start:
            found.append(Bar(start, end - start, is_rest=True))
    return [*found, within(outer, remainder)] if remainder else found


def within(outer: Bar, inner: Bar) -> Bar:
    """A bar of a part's own parts, at its place inside the part."""
    start = outer.start + inner.start * outer.length // WIDTH
    length = min(max(2, inner.length * outer.length // WIDTH), WIDTH - start)
    return Bar(start, length, inner.is_open, inner.is_rest)


def bars_of(
    whole: Decimal | None, parts: Sequence[Decimal | None], rest: Decimal = Decimal(0)
) -> tuple[tuple[Bar | None, ...], Bar | None]:
    """A bar for each part (None where it is not given), and one for the remainder if there is any.

    ``rest`` is what other parts hold that get no bar.
    """
    given = sum((part for part in parts if part is not None), rest)
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
