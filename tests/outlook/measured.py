"""Readings by month for tests: a first month and its values; None leaves a month out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from appraisal.actuals.domain import ReadingFacts
from appraisal.kernel.measures import USD
from appraisal.kernel.periods import ONE_DAY, Period
from appraisal.outlook.domain import Outlook
from appraisal.outlook.forecasting import Asked, outlook_of
from appraisal.outlook.past import Past, ahead, past_of, so_far


def by_month(first: date, values: Sequence[int | None]) -> tuple[ReadingFacts, ...]:
    """One reading of each month that has a value."""
    found, month = [], Period.month_of(first)
    for value in values:
        if value is not None:
            found.append(ReadingFacts(month.starts_on, month.ends_on, Decimal(value), "crm"))
        month = Period.month_of(month.ends_on + ONE_DAY)
    return tuple(found)


def past(first: date, values: Sequence[int | None]) -> Past:
    """The past right at the end of the last month."""
    readings = by_month(first, values)
    return past_of(readings, max(one.ends_on for one in readings))


def looked_at(readings: Sequence[ReadingFacts], period: Period, day: date) -> Outlook:
    """The outlook of a period in dollars from these readings."""
    told = past_of(readings, day)
    asked = Asked(period, so_far(readings, period), ahead(period, told.measured_upto), USD)
    return outlook_of(asked, told)
