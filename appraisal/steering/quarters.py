"""The quarters of a part of the plan: three months each, counted from its first day. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from appraisal.kernel.periods import Period

MONTHS = 3


def quarters_of(starts_on: date, ends_on: date) -> tuple[Period, ...]:
    """The quarters between two days; the last one may be shorter."""
    found: list[Period] = []
    number = 0
    while (first := _months_later(starts_on, MONTHS * number)) <= ends_on:
        number += 1
        last = _months_later(starts_on, MONTHS * number) - timedelta(days=1)
        found.append(Period(first, min(last, ends_on)))
    return tuple(found)


def due_on(quarter: Period, review_on: date) -> date:
    """From which day on a quarter is reviewed: the day after it, or the review date of the node within it."""
    if quarter.starts_on < review_on <= quarter.ends_on:
        return review_on
    return quarter.ends_on + timedelta(days=1)


def due_quarters(starts_on: date, ends_on: date, review_on: date, day: date) -> tuple[Period, ...]:
    """The quarters whose review is due on a day, the oldest first."""
    return tuple(each for each in quarters_of(starts_on, ends_on) if due_on(each, review_on) <= day)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
