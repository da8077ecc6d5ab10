"""The shapes of the pictures on paper. Shapes only: labels stand beside them in HTML.

The press draws text inside SVG letter by letter, unshaped and in the wrong order for Persian. Time runs
from the start of the line: left to right, or right to left when ``mirrored``. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

WIDTH, HEIGHT, EDGE = 360.0, 84.0, 4.0


@dataclass(frozen=True)
class GoalPicture:
    """Own result so far against the even way to the own goal; points as SVG wants them."""

    width: float
    height: float
    base: float
    result: str
    area: str
    way: str
    last_x: float
    last_y: float
    goal_y: float


@dataclass(frozen=True)
class Mark:
    """One talk on the line of the year: ``kind`` is held, moved or missed."""

    x: float
    kind: str


@dataclass(frozen=True)
class YearPicture:
    """The talks of a period on one line, with a tick at the start of each month."""

    width: float
    marks: tuple[Mark, ...]
    ticks: tuple[float, ...]


def goal_picture(
    readings: Sequence[tuple[date, Decimal]], target: Decimal, starts_on: date, ends_on: date, mirrored: bool
) -> GoalPicture | None:
    """The line of a goal whose result adds up from ``readings`` (last day, amount); None without any."""
    if not readings or target <= 0:
        return None
    total = Decimal(0)
    sums = [(starts_on, total)]
    for day, value in sorted(readings):
        total += value
        sums.append((day, total))
    top = max(target, *(value for _, value in sums))
    days = max(1, (ends_on - starts_on).days)

    def at(day: date, value: Decimal) -> tuple[float, float]:
        share = min(1.0, max(0.0, (day - starts_on).days / days))
        x = EDGE + (WIDTH - 2 * EDGE) * (1 - share if mirrored else share)
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * float(max(value, Decimal(0)) / top)
        return round(x, 2), round(y, 2)

    points = [at(day, value) for day, value in sums]
    last = points[-1]
    base = HEIGHT - EDGE
    start, end = at(starts_on, Decimal(0)), at(ends_on, target)
    return GoalPicture(
        width=WIDTH,
        height=HEIGHT,
        base=base,
        result=_joined(points),
        area=_joined([(points[0][0], base), *points, (last[0], base)]),
        way=_joined([start, end]),
        last_x=last[0],
        last_y=last[1],
        goal_y=end[1],
    )


def year_picture(
    talks: Iterable[tuple[date, str]], starts_on: date, ends_on: date, mirrored: bool
) -> YearPicture:
    """The line of the talks (day, kind) between two days."""
    width = 480.0
    days = max(1, (ends_on - starts_on).days)

    def x_of(day: date) -> float:
        share = min(1.0, max(0.0, (day - starts_on).days / days))
        return round(6 + (width - 12) * (1 - share if mirrored else share), 2)

    marks = tuple(Mark(x_of(day), kind) for day, kind in sorted(talks) if starts_on <= day <= ends_on)
    return YearPicture(width, marks, tuple(x_of(day) for day in months_between(starts_on, ends_on)))


def months_between(starts_on: date, ends_on: date) -> tuple[date, ...]:
    """The first days of the months that begin within the two days."""
    first = starts_on.replace(day=1)
    found = []
    while first <= ends_on:
        if first >= starts_on:
            found.append(first)
        first = (first + timedelta(days=32)).replace(day=1)
    return tuple(found)


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
