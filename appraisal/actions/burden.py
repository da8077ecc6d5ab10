"""The load on a person: planned hours against the hours there are. Pure.

It protects a person from work that does not fit into their days and says nothing about the person. Hours of a
step lie evenly over the person's working days; what is late still has to be done, and nobody knows how much of it
is left, so all its hours count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from appraisal.actions.rhythm import When, days_of
from appraisal.kernel.periods import MONDAY_TO_FRIDAY, ONE_DAY, Period

NUMBERS = frozenset({"hours_a_working_day", "load_warn_above", "load_decision_above", "load_ahead"})
"""The parameters of the pack of plans without which no load can be told."""
A_WEEK = 5


@dataclass(frozen=True)
class LoadNumbers:
    """Hours of a working day, from which ratio on a load warns or needs a decision, and how many days ahead it looks."""

    hours_a_day: Decimal
    warn_above: Decimal
    decision_above: Decimal
    ahead: int

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> LoadNumbers:
        """The numbers among a pack's parameters."""
        return cls(
            Decimal(str(values["hours_a_working_day"])),
            Decimal(str(values["load_warn_above"])),
            Decimal(str(values["load_decision_above"])),
            int(values["load_ahead"]),
        )


@dataclass(frozen=True)
class WorkingShare:
    """From a day on, so much of a full working day: 0.5 is half, 0 is away. ``ends_on`` None: until further notice."""

    starts_on: date
    ends_on: date | None
    share: Decimal

    def holds_on(self, day: date) -> bool:
        """Whether it is about this day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Burden:
    """The hours of one step: in all for a day, each time for a recurrence, each week for a promise of service."""

    step: int
    what: str
    hours: Decimal
    when: When
    starts_on: date
    ends_on: date
    given_on: date | None = None


@dataclass(frozen=True)
class Fill:
    """What fills the time: one step, and how many hours of it fall into the weeks looked at."""

    step: int
    what: str
    hours: Decimal
    given_on: date | None = None


@dataclass(frozen=True)
class Load:
    """Planned and available hours in some weeks; ``ratio`` is None where there are no hours at all."""

    starts_on: date
    ends_on: date
    planned: Decimal
    available: Decimal
    fills: tuple[Fill, ...]

    @property
    def since(self) -> date | None:
        """The day on which the last of its steps was given."""
        return max((each.given_on for each in self.fills if each.given_on is not None), default=None)

    @property
    def ratio(self) -> Decimal | None:
        """Planned over available hours."""
        return None if not self.available else round(self.planned / self.available, 4)

    def is_above(self, limit: Decimal) -> bool:
        """Whether more is planned than this share of the hours there are."""
        return self.planned > limit * self.available


def weeks_around(first: date, last: date, day: date) -> Period:
    """The whole weeks of these days, as far as they are still to come."""
    start = max(day, first - timedelta(days=first.weekday()))
    end = last + timedelta(days=6 - last.weekday())
    return Period(start, max(start, end))


def hours_available(period: Period, shares: Iterable[WorkingShare], hours_a_day: Decimal) -> Decimal:
    """The hours a person has: working days, each as far as they work on it."""
    return hours_a_day * _days(period, tuple(shares))


def load_in(
    period: Period, burdens: Iterable[Burden], shares: Sequence[WorkingShare], hours_a_day: Decimal, day: date
) -> Load:
    """What these steps ask of a person in a period, as seen on a day, the largest first."""
    fills = [
        Fill(each.step, each.what, hours_in(each, period, shares, day), each.given_on) for each in burdens
    ]
    fills = sorted((each for each in fills if each.hours), key=lambda each: (-each.hours, each.what))
    planned = sum((each.hours for each in fills), Decimal(0))
    available = round(hours_available(period, shares, hours_a_day), 2)
    return Load(period.starts_on, period.ends_on, planned, available, tuple(fills))


def hours_in(burden: Burden, period: Period, shares: Sequence[WorkingShare], day: date) -> Decimal:
    """The hours of a step that fall into a period."""
    if burden.when.due_on is not None and burden.ends_on < day:
        return burden.hours if period.contains(day) else Decimal(0)
    whole = Period(burden.starts_on, max(burden.starts_on, burden.ends_on))
    shared = whole.shared_with(period)
    if shared is None:
        return Decimal(0)
    if burden.when.recurrence is not None:
        return burden.hours * len(days_of(burden.when.recurrence, shared.starts_on, shared.ends_on))
    if burden.when.service is not None:
        return round(burden.hours * _days(shared, shares) / A_WEEK, 2)
    days = _days(whole, shares)
    return round(burden.hours * _days(shared, shares) / days, 2) if days else burden.hours


def _days(period: Period, shares: Sequence[WorkingShare]) -> Decimal:
    """Working days, each as far as the person works on it; where two speak of a day, the smaller share holds."""
    if not shares:
        return Decimal(period.working_days())
    found, on = Decimal(0), period.starts_on
    while on <= period.ends_on:
        if on.weekday() in MONDAY_TO_FRIDAY:
            found += min((each.share for each in shares if each.holds_on(on)), default=Decimal(1))
        on += ONE_DAY
    return found
