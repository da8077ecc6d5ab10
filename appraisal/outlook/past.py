"""The past by months: what was measured in each month that is over, and what was measured of a period so far.

A month without any reading is not known; it is no zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from appraisal.actuals.domain import ReadingFacts
from appraisal.kernel.measures import exact
from appraisal.kernel.periods import ONE_DAY, Period, counted_days


@dataclass(frozen=True, slots=True)
class Month:
    """A month that is over: its value (None: nothing measured) and the part of its days that counts."""

    starts_on: date
    value: Fraction | None
    counts: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A month still to come, or what is left of it: its first day, and the part of a whole month it is."""

    starts_on: date
    share: Fraction


@dataclass(frozen=True)
class Past:
    """The months that are over, without a gap between them, oldest first; and up to when anything is known."""

    months: tuple[Month, ...]
    measured_upto: date | None

    def known(self, most: int | None = None) -> tuple[Month, ...]:
        """The months with a reading whose days count, the newest ``most`` of them."""
        found = tuple(month for month in self.months if month.value is not None and month.counts)
        return found[-most:] if most else found

    def upto(self, count: int) -> Past:
        """The past as it was when its first ``count`` months were over."""
        months = self.months[:count]
        return Past(months, Period.month_of(months[-1].starts_on).ends_on if months else None)


def past_of(readings: Sequence[ReadingFacts], day: date, left_out: Collection[Period] = ()) -> Past:
    """The past as it is known on a day. A reading of several months is shared out among them by days."""
    told = [one for one in readings if one.starts_on <= day]
    if not told:
        return Past((), None)
    by_month = by_months(told)
    upto = min(day, max(one.ends_on for one in told))
    whole = Period(min(by_month), max(*by_month, upto)).months()
    over = [Period.month_of(month.starts_on) for month in whole]
    months = tuple(
        Month(month.starts_on, by_month.get(month.starts_on), _counts(month, left_out))
        for month in over
        if month.ends_on <= upto
    )
    return Past(months, upto)


def by_months(readings: Iterable[ReadingFacts]) -> dict[date, Fraction]:
    """By the first day of a month, what was measured in it."""
    found: dict[date, Fraction] = {}
    for one in readings:
        days = Period(one.starts_on, one.ends_on)
        for piece in days.months():
            month = piece.starts_on.replace(day=1)
            value = exact(one.value) * Fraction(piece.days, days.days)
            found[month] = found.get(month, Fraction(0)) + value
    return found


def so_far(readings: Iterable[ReadingFacts], period: Period) -> Decimal | None:
    """The sum of the readings that lie in the period; None when there is none."""
    inside = [one.value for one in readings if period.covers(Period(one.starts_on, one.ends_on))]
    return sum(inside, Decimal(0)) if inside else None


def ahead(period: Period, upto: date | None, left_out: Collection[Period] = ()) -> tuple[Ahead, ...]:
    """What is left of the period behind the last measured day, month by month; nothing once it is over."""
    first = period.starts_on if upto is None else max(period.starts_on, upto + ONE_DAY)
    if first > period.ends_on:
        return ()
    found = []
    for piece in Period(first, period.ends_on).months():
        whole = Period.month_of(piece.starts_on)
        days = counted_days(piece, left_out)
        part = Fraction(days, whole.working_days() if left_out else whole.days)
        found.append(Ahead(whole.starts_on, part))
    return tuple(found)


def summed(parts: Iterable[Sequence[ReadingFacts]]) -> tuple[ReadingFacts, ...]:
    """The readings of several people as one sum for each stretch of days."""
    found: dict[tuple[date, date], Decimal] = {}
    for readings in parts:
        for one in readings:
            key = (one.starts_on, one.ends_on)
            found[key] = found.get(key, Decimal(0)) + one.value
    return tuple(ReadingFacts(first, last, found[first, last], "sum") for first, last in sorted(found))


def values_by_year(past: Past) -> Mapping[int, list[Fraction | None]]:
    """By calendar year its twelve months; None where nothing was measured or the month is not over."""
    years: dict[int, list[Fraction | None]] = {}
    for month in past.known():
        year = years.setdefault(month.starts_on.year, [None] * 12)
        value = month.value
        year[month.starts_on.month - 1] = None if value is None else value / month.counts
    return years


def _counts(month: Period, left_out: Collection[Period]) -> Fraction:
    if not left_out:
        return Fraction(1)
    whole = month.working_days()
    return Fraction(counted_days(month, left_out), whole) if whole else Fraction(0)
