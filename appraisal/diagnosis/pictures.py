"""The dated line of a look as lengths on a canvas. Pure; shapes only, so that page and paper share it.

Owns where each turn and each month stands. Leaves words and mirroring to the template: the list beneath
says the same in sentences, and is what a screen reader and a phone get.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from appraisal.diagnosis.shown import ShownStep
from appraisal.kernel.periods import Period

WIDTH, HEIGHT, EDGE = 640, 56, 16
CLOSEST = 22
"""How near two turns may stand, so that both are seen."""


@dataclass(frozen=True, slots=True)
class TurnPoint:
    """One turn: where it stands, and whether it leads."""

    x: int
    leads: bool


@dataclass(frozen=True, slots=True)
class CascadePicture:
    """Turns in the order of time, from the first to the day of the look, with a tick where a month begins."""

    starts_on: date
    ends_on: date
    points: tuple[TurnPoint, ...]
    ticks: tuple[int, ...]


def cascade_picture(line: Sequence[ShownStep], day: date) -> CascadePicture | None:
    """The picture of a line of at least two turns; of one there is nothing to see."""
    if len(line) < 2:
        return None
    first, last = line[0].on, max(day, line[-1].on)
    days = max(1, (last - first).days)

    def x_of(on: date) -> int:
        return EDGE + (WIDTH - 2 * EDGE) * (on - first).days // days

    places: list[int] = []
    for step in line:
        places.append(max(x_of(step.on), places[-1] + CLOSEST) if places else x_of(step.on))
    beyond = max(0, places[-1] - (WIDTH - EDGE))
    spread = _kept_inside(places, beyond)
    months = Period(first, last).months()[1:]
    return CascadePicture(
        starts_on=first,
        ends_on=last,
        points=tuple(TurnPoint(x, step.leads) for x, step in zip(spread, line, strict=True)),
        ticks=tuple(x_of(month.starts_on) for month in months),
    )


def _kept_inside(places: list[int], beyond: int) -> list[int]:
    """Turns that were pushed past the end are moved back, as few of them as needed."""
    if not beyond:
        return places
    kept = [places[-1] - beyond]
    for place in reversed(places[:-1]):
        kept.append(min(place, kept[-1] - CLOSEST))
    return list(reversed(kept))
