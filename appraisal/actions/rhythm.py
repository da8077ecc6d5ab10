"""When a step is due: on a day, again and again, or as a promise of service. Pure.

Owns the days on which a repeated step comes round, and which of them nobody has spoken of yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import MONDAY_TO_FRIDAY, ONE_DAY, Period

LONGEST_SERVICE = 720
"""A promise of service is counted in hours up to thirty days; what takes longer has a day."""


class Recurrence(StrEnum):
    """How often a step comes round."""

    WORKDAY = "workday"
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    MONTH_FIRST = "month_first"
    MONTH_LAST = "month_last"
    QUARTER_FIRST = "quarter_first"


class ServiceLevel(StrEnum):
    """How soon something is answered, each time it comes."""

    HOURS = "hours"
    SAME_DAY = "same_day"
    NEXT_DAY = "next_day"


_WEEKDAYS = tuple(Recurrence)[1:8]


@dataclass(frozen=True)
class When:
    """Exactly one of a day, a recurrence and a promise of service, once it is complete."""

    due_on: date | None = None
    recurrence: Recurrence | None = None
    service: ServiceLevel | None = None
    within_hours: int | None = None

    @property
    def given(self) -> int:
        """How many of the three are given."""
        return sum(each is not None for each in (self.due_on, self.recurrence, self.service))

    @property
    def key(self) -> str:
        """What a sentence about it is called."""
        if self.service is not None:
            return f"within_{self.service}"
        return f"every_{self.recurrence}" if self.recurrence is not None else "by_day"


def objections_to_when(when: When, day: date, last: date | None) -> Objections:
    """What stands against this time; ``last`` is the last day of the plan of action."""
    hours = when.within_hours
    return Objections.where(
        step_without_when=when.given == 0,
        step_with_two_times=when.given > 1,
        step_day_is_past=when.due_on is not None and when.due_on < day,
        step_after_the_plan=when.due_on is not None and last is not None and when.due_on > last,
        service_without_hours=when.service is ServiceLevel.HOURS
        and (hours is None or not 1 <= hours <= LONGEST_SERVICE),
    )


def days_of(recurrence: Recurrence, first: date, last: date) -> tuple[date, ...]:
    """The days on which it comes round, both ends included."""
    return tuple(_days_of(recurrence, first, last)) if first <= last else ()


def unspoken(
    recurrence: Recurrence, first: date, last: date, marked: Collection[date], day: date
) -> tuple[date, ...]:
    """The days that are over and of which nobody has said whether it was done."""
    return tuple(on for on in days_of(recurrence, first, min(last, day - ONE_DAY)) if on not in marked)


def months_over(first: date, last: date, day: date) -> tuple[date, ...]:
    """The first days of the months of a promise of service that are over, the newest first."""
    if first > min(last, day):
        return ()
    months = Period(first, min(last, day)).months()
    return tuple(each.starts_on.replace(day=1) for each in reversed(months) if each.ends_on < day)


def _days_of(recurrence: Recurrence, first: date, last: date) -> Iterator[date]:
    on = first
    while on <= last:
        if _comes(recurrence, on):
            yield on
        on += timedelta(days=1)


def _comes(recurrence: Recurrence, on: date) -> bool:
    if recurrence in _WEEKDAYS:
        return on.weekday() == _WEEKDAYS.index(recurrence)
    return {
        Recurrence.WORKDAY: on.weekday() in MONDAY_TO_FRIDAY,
        Recurrence.MONTH_FIRST: on.day == 1,
        Recurrence.MONTH_LAST: (on + ONE_DAY).day == 1,
        Recurrence.QUARTER_FIRST: on.day == 1 and on.month % 3 == 1,
    }[recurrence]
