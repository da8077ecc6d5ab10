"""The shapes of three pictures: needed, possible and actual over time; the season; the funnel. Pure.

Owns lengths on a canvas. Leaves drawing, mirroring and words to the templates, which page and PDF share.
Nothing here holds two people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import overload

from appraisal.actuals.domain import ReadingFacts
from appraisal.kernel.periods import Period
from appraisal.kernel.scales import round_above
from appraisal.outlook.domain import Outlook
from appraisal.outlook.past import by_months
from appraisal.outlook.season import Season
from appraisal.plans.domain import Funnel

WIDTH, HEIGHT = 640, 200
FUNNEL = 1000
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CourseMonth:
    """One month of a course: what is reached at its end, and what is needed by then at an even pace."""

    starts_on: date
    reached: Decimal | None
    needed: Decimal | None
    possible: Decimal | None


@dataclass(frozen=True, slots=True)
class HeadingFor:
    """The forecast as a wedge: from what is reached to what is expected, between the lowest and the highest."""

    start: Point
    expected: Point
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class CoursePicture:
    """Needed, possible and actual, each summed up from the first day. Heights are from the top; None: not given.

    ``needed`` and ``possible`` are where these lines end; all begin in the lower corner of the start.
    """

    months: tuple[CourseMonth, ...]
    top: Decimal
    needed: int | None
    possible: int | None
    actual: tuple[Point, ...]
    heading: HeadingFor | None


@dataclass(frozen=True, slots=True)
class SeasonColumn:
    """A month of the season: its index (None: not known), where its column stands, and a dot for each year."""

    number: int
    index: Decimal | None
    x: int
    width: int
    y: int
    dots: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SeasonPicture:
    """Twelve columns, and the height of a month like the mean of its year."""

    columns: tuple[SeasonColumn, ...]
    top: Decimal
    even: int


@dataclass(frozen=True, slots=True)
class FunnelBar:
    """A stage of the funnel: how much of it is needed, and the bar's place on a canvas of a thousand."""

    name: str
    whole: int
    start: int
    length: int
    conversion: Decimal | None


def course_picture(
    needed: Decimal | None,
    possible: Decimal | None,
    outlook: Outlook,
    readings: Sequence[ReadingFacts],
) -> CoursePicture | None:
    """The course of a period; None when there is nothing to draw but the goal."""
    if outlook.measured_upto is None or not outlook.forecasts:
        return None
    period, forecast = outlook.period, outlook.forecasts[0]
    heights = [one for one in (needed, possible, forecast.high, forecast.expected, outlook.so_far) if one]
    top = round_above(max(heights, default=Decimal(0)))
    reached = _reached(outlook, readings)
    months = tuple(
        CourseMonth(
            month.starts_on,
            reached.get(month.ends_on),
            _by_then(needed, period, month.ends_on),
            _by_then(possible, period, month.ends_on),
        )
        for month in period.months()
    )
    points = tuple((_x(period, on), _y(value, top)) for on, value in reached.items())
    actual = ((0, HEIGHT), *points)
    heading = None
    if not outlook.is_over:
        low, high = (None if one is None else _y(one, top) for one in (forecast.low, forecast.high))
        heading = HeadingFor(actual[-1], (WIDTH, _y(forecast.expected, top)), low, high)
    return CoursePicture(
        months,
        top,
        needed=None if needed is None else _y(needed, top),
        possible=None if possible is None else _y(possible, top),
        actual=actual,
        heading=heading,
    )


def season_picture(season: Season) -> SeasonPicture:
    """The columns of a season: the median of each month, each year as a dot."""
    medians = [_decimal(season.of(number)) for number in range(1, 13)]
    years = [[_decimal(year[month]) for year in season.by_year.values()] for month in range(12)]
    shown = [one for one in (*medians, *(dot for dots in years for dot in dots)) if one is not None]
    top = round_above(max([*shown, Decimal(1)]))
    columns = tuple(
        SeasonColumn(
            number=month + 1,
            index=medians[month],
            x=WIDTH * month // 12 + 8,
            width=WIDTH // 12 - 16,
            y=_y(medians[month] or Decimal(0), top),
            dots=tuple(
                ((2 * month + 1) * WIDTH // 24, _y(dot, top)) for dot in years[month] if dot is not None
            ),
        )
        for month in range(12)
    )
    return SeasonPicture(columns, top, _y(Decimal(1), top))


def funnel_bars(funnel: Funnel) -> tuple[FunnelBar, ...]:
    """The stages from the first activity down to the deal, each as wide as what it needs."""
    widest = max(stage.exact for stage in funnel.stages)
    return tuple(
        FunnelBar(
            stage.name,
            stage.whole,
            (FUNNEL - length) // 2,
            length,
            None if stage.conversion is None else _decimal(stage.conversion),
        )
        for stage in reversed(funnel.stages)
        for length in [max(12, int(FUNNEL * stage.exact / widest))]
    )


def _reached(outlook: Outlook, readings: Sequence[ReadingFacts]) -> dict[date, Decimal]:
    """By day, what is reached by then: at the end of each month with a reading, and on the last measured day."""
    period, upto = outlook.period, outlook.measured_upto or outlook.period.starts_on
    inside = [one for one in readings if period.covers(Period(one.starts_on, one.ends_on))]
    values = by_months(inside)
    reached, found = Decimal(0), dict[date, Decimal]()
    for month in period.months():
        if month.starts_on > upto:
            break
        reached += _decimal(values.get(month.starts_on.replace(day=1), Fraction(0)))
        found[min(month.ends_on, upto)] = reached
    return found


def _by_then(amount: Decimal | None, period: Period, day: date) -> Decimal | None:
    return None if amount is None else round(amount * Period(period.starts_on, day).days / period.days, 2)


def _x(period: Period, day: date) -> int:
    return WIDTH * Period(period.starts_on, day).days // period.days


def _y(value: Decimal, top: Decimal) -> int:
    return int(HEIGHT - min(top, max(Decimal(0), value)) * HEIGHT / top)


@overload
def _decimal(value: Fraction) -> Decimal: ...
@overload
def _decimal(value: Fraction | None) -> Decimal | None: ...
def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else round(Decimal(value.numerator) / Decimal(value.denominator), 4)
