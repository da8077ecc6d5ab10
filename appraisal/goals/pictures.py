"""Own result against own goal and own past, as lengths on a canvas. Pure; never two people in one picture.

Owns where each month's point, the even pace of the goal and the band of the past stand. Leaves drawing,
mirroring and words to the template, which page and PDF share.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from appraisal.actuals.domain import ReadingFacts
from appraisal.kernel.periods import Period, counted_days
from appraisal.kernel.scales import round_above

WIDTH, HEIGHT = 640, 200
MOST_MONTHS = 12
FEWEST_FOR_A_BAND = 2


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month: its value (None: nothing measured) and where its point stands."""

    starts_on: date
    value: Decimal | None
    x: int
    y: int | None
    in_goal: bool


@dataclass(frozen=True, slots=True)
class LinePicture:
    """A line of months. ``pace`` is the goal spread evenly on its months; a month with days that do not
    count has its own lower ``levels`` (from x, to x, y). ``band`` is the range of own earlier months (lowest
    and highest), None when there are fewer than two."""

    months: tuple[MonthPoint, ...]
    top: Decimal
    pace: Decimal | None
    levels: tuple[tuple[int, int, int], ...]
    band: tuple[Decimal, Decimal] | None
    band_top: int
    band_height: int

    @property
    def runs(self) -> tuple[tuple[MonthPoint, ...], ...]:
        """The points joined by a line: a month without a reading breaks it."""
        runs: list[list[MonthPoint]] = [[]]
        for month in self.months:
            if month.y is None:
                runs.append([])
            else:
                runs[-1].append(month)
        return tuple(tuple(run) for run in runs if run)


def line_picture(
    target: Decimal | None,
    period: Period,
    readings: Sequence[ReadingFacts],
    *,
    since: date | None = None,
    left_out: Collection[Period] = (),
) -> LinePicture | None:
    """The months from the first reading (twelve at most) to the end of the goal; None when there is no reading.

    ``since`` is the first day of the goal when the period reaches further back than the target does;
    ``left_out`` are days that do not count.
    """
    by_month = _by_month(readings, period.ends_on)
    if not by_month:
        return None
    goal = Period(since or period.starts_on, period.ends_on)
    span = Period(min(min(by_month), goal.starts_on.replace(day=1)), goal.ends_on)
    months = span.months()[-MOST_MONTHS:]
    shares = [_share_that_counts(month, left_out) for month in goal.months()]
    pace = target / sum(shares) if target is not None and sum(shares) else None
    past = [by_month[m.starts_on] for m in months if m.ends_on < goal.starts_on and m.starts_on in by_month]
    band = (min(past), max(past)) if len(past) >= FEWEST_FOR_A_BAND else None
    shown = [by_month[month.starts_on] for month in months if month.starts_on in by_month]
    top = round_above(max([*shown, pace or Decimal(0)]))
    points = _points(months, goal, by_month, top)
    before = sum(not point.in_goal for point in points)
    levels = _levels(pace, [_share_that_counts(month, left_out) for month in months[before:]], before, top)
    return LinePicture(
        months=points,
        top=top,
        pace=pace,
        levels=levels,
        band=band,
        band_top=_y(band[1], top) if band else 0,
        band_height=max(2, _y(band[0], top) - _y(band[1], top)) if band else 0,
    )


def _share_that_counts(month: Period, left_out: Collection[Period]) -> Decimal:
    whole = month.working_days() if left_out else month.days
    return Decimal(counted_days(month, left_out)) / whole if whole else Decimal(1)


def _levels(
    pace: Decimal | None, shares: Sequence[Decimal], before: int, top: Decimal
) -> tuple[tuple[int, int, int], ...]:
    """The pace as level pieces; months that ask for the same share one piece."""
    if pace is None:
        return ()
    count, pieces = before + len(shares), []
    for place, share in enumerate(shares, start=before):
        first, last, y = WIDTH * place // count, WIDTH * (place + 1) // count, _y(pace * share, top)
        if pieces and pieces[-1][2] == y:
            first = pieces.pop()[0]
        pieces.append((first, last, y))
    return tuple(pieces)


def _by_month(readings: Sequence[ReadingFacts], last: date) -> dict[date, Decimal]:
    found: dict[date, Decimal] = {}
    for one in readings:
        if one.starts_on <= last:
            month = one.starts_on.replace(day=1)
            found[month] = found.get(month, Decimal(0)) + one.value
    return found


def _points(
    months: Sequence[Period], goal: Period, by_month: Mapping[date, Decimal], top: Decimal
) -> tuple[MonthPoint, ...]:
    return tuple(
        MonthPoint(
            month.starts_on,
            by_month.get(month.starts_on),
            (2 * index + 1) * WIDTH // (2 * len(months)),
            _y(by_month[month.starts_on], top) if month.starts_on in by_month else None,
            goal.overlaps(month),
        )
        for index, month in enumerate(months)
    )


def _y(value: Decimal, top: Decimal) -> int:
    return int(HEIGHT - max(Decimal(0), value) * HEIGHT / top)
