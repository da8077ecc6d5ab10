"""Periods: a stretch of days with its first and its last day, both included.

Owns years, quarters and months of the Gregorian calendar, cutting a period into smaller ones, and
counting days. Leaves words and other calendars to ``i18n``: a label is data, and a year that begins
on another day is cut at the days ``i18n`` names (``cut_at``).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from appraisal.kernel.objections import Objections

ONE_DAY = timedelta(days=1)
MONTHS_IN_A_QUARTER = 3
MONDAY_TO_FRIDAY = frozenset(range(5))


class Span(StrEnum):
    """What a period is in the calendar."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class PeriodLabel:
    """The parts of a period's name; ``number`` is the half, quarter or month, ``None`` for others."""

    span: Span
    starts_on: date
    ends_on: date
    number: int | None = None

    @property
    def year(self) -> int:
        """The calendar year in which the period begins."""
        return self.starts_on.year


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """Days from ``starts_on`` to ``ends_on``, both included. Ordered by first day, then by last day.

    Raises ``ValueError`` when it would end before it starts; typed days are checked beforehand with
    ``objections_to_days``.
    """

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError(f"a period cannot end ({self.ends_on}) before it starts ({self.starts_on})")

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year: ``Period.year(2017)``."""
        return _months_from(year, 1, 12)

    @classmethod
    def half(cls, year: int, number: int) -> Period:
        """Half a calendar year, number 1 or 2."""
        return _months_from(year, 6 * (_within(number, 2) - 1) + 1, 6)

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        """A quarter of a calendar year, number 1 to 4."""
        first = MONTHS_IN_A_QUARTER * (_within(number, 4) - 1) + 1
        return _months_from(year, first, MONTHS_IN_A_QUARTER)

    @classmethod
    def month(cls, year: int, number: int) -> Period:
        """A month of a calendar year, number 1 to 12."""
        return _months_from(year, _within(number, 12), 1)

    @classmethod
    def month_of(cls, day: date) -> Period:
        """The month that holds the day."""
        return cls.month(day.year, day.month)

    @classmethod
    def quarter_of(cls, day: date) -> Period:
        """The quarter that holds the day."""
        return cls.quarter(day.year, _quarter_number(day))

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def label(self) -> PeriodLabel:
        """What a catalog needs to name the period."""
        start = self.starts_on
        candidates = (
            (Span.YEAR, None, Period.year(start.year)),
            (Span.HALF, (start.month + 5) // 6, Period.half(start.year, (start.month + 5) // 6)),
            (Span.QUARTER, _quarter_number(start), Period.quarter_of(start)),
            (Span.MONTH, start.month, Period.month_of(start)),
        )
        for span, number, whole in candidates:
            if whole == self:
                return PeriodLabel(span, self.starts_on, self.ends_on, number)
        return PeriodLabel(Span.DAYS, self.starts_on, self.ends_on)

    @property
    def key(self) -> str:
        """A name for rows and addresses: ``2017``, ``2017-H2``, ``2017-Q3``, ``2017-05``, or its two days."""
        label = self.label
        if label.number is None:
            is_year = label.span is Span.YEAR
            return f"{label.year:04}" if is_year else f"{self.starts_on}..{self.ends_on}"
        number = {Span.HALF: f"H{label.number}", Span.QUARTER: f"Q{label.number}"}
        return f"{label.year:04}-{number.get(label.span, f'{label.number:02}')}"

    def contains(self, day: date) -> bool:
        """Whether the day lies in the period; its first and last day do."""
        return self.starts_on <= day <= self.ends_on

    def covers(self, other: Period) -> bool:
        """Whether every day of the other period lies in this one."""
        return self.starts_on <= other.starts_on and other.ends_on <= self.ends_on

    def overlaps(self, other: Period) -> bool:
        """Whether the two share at least one day."""
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on

    def shared_with(self, other: Period) -> Period | None:
        """The days both have, ``None`` when there is none."""
        if not self.overlaps(other):
            return None
        return Period(max(self.starts_on, other.starts_on), min(self.ends_on, other.ends_on))

    def months(self) -> tuple[Period, ...]:
        """The period cut at the first day of each month; the outer two may be part of a month."""
        return tuple(self._cut(Period.month_of))

    def quarters(self) -> tuple[Period, ...]:
        """The period cut at the first day of each quarter; the outer two may be part of a quarter."""
        return tuple(self._cut(Period.quarter_of))

    def cut_at(self, starts: Iterable[date]) -> tuple[Period, ...]:
        """Cut so that each named day inside begins a new part; days outside change nothing."""
        borders = sorted({self.starts_on, *(day for day in starts if self.contains(day))})
        last_days = [day - ONE_DAY for day in borders[1:]] + [self.ends_on]
        return tuple(Period(first, last) for first, last in zip(borders, last_days, strict=True))

    def working_days(
        self,
        *,
        weekdays: Collection[int] = MONDAY_TO_FRIDAY,
        holidays: Collection[date] = (),
    ) -> int:
        """Days to work on: ``weekdays`` counts Monday as 0; a holiday on a day off changes nothing."""
        worked = {weekday for weekday in weekdays if 0 <= weekday < 7}
        weeks, rest = divmod(self.days, 7)
        first = self.starts_on.weekday()
        days = weeks * len(worked) + sum((first + offset) % 7 in worked for offset in range(rest))
        return days - sum(self.contains(day) and day.weekday() in worked for day in set(holidays))

    def _cut(self, whole_around: Callable[[date], Period]) -> Iterator[Period]:
        day = self.starts_on
        while True:
            last = min(whole_around(day).ends_on, self.ends_on)
            yield Period(day, last)
            if last == self.ends_on:
                return
            day = last + ONE_DAY


def working_day_after(day: date, count: int) -> date:
    """The day that lies so many working days later. Public holidays are not known here."""
    while count > 0:
        day += ONE_DAY
        count -= day.weekday() in MONDAY_TO_FRIDAY
    return day


def counted_days(period: Period, left_out: Collection[Period] = ()) -> int:
    """The days of a period that count.

    That is all of them, until some are left out; then it is the working days of the rest, because an
    absence is counted in working days. Take a share only of two counts with the same days left out.
    """
    if not left_out:
        return period.days
    days = (period.starts_on + timedelta(days=offset) for offset in range(period.days))
    return sum(
        day.weekday() in MONDAY_TO_FRIDAY and not any(out.contains(day) for out in left_out) for day in days
    )


def objections_to_days(starts_on: date | None, ends_on: date | None) -> Objections:
    """What stands against making a period of two typed days."""
    return Objections.where(
        period_start_missing=starts_on is None,
        period_end_missing=ends_on is None,
        period_ends_before_it_starts=starts_on is not None and ends_on is not None and ends_on < starts_on,
    )


def _quarter_number(day: date) -> int:
    return (day.month - 1) // MONTHS_IN_A_QUARTER + 1


def _months_from(year: int, first_month: int, count: int) -> Period:
    last_month = first_month + count - 1
    last_day = date(year, last_month, monthrange(year, last_month)[1])
    return Period(date(year, first_month, 1), last_day)


def _within(number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise ValueError(f"{number} is not between 1 and {most}")
    return number
