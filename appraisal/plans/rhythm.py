"""Rhythm: a year brought to a month, a week and a day, with the calendar as a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from appraisal.kernel.measures import Exact, exact
from appraisal.kernel.objections import Objections


@dataclass(frozen=True, slots=True)
class Beat:
    """What falls on one month, one week and one day, fractions kept."""

    month: Fraction
    week: Fraction
    day: Fraction


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a year is counted. Four weeks of five days are a planner's month, not the calendar's."""

    months_in_year: Exact = 12
    weeks_in_month: Exact = 4
    days_in_week: Exact = 5

    def objections(self) -> Objections:
        """Every count that nothing can be divided by."""
        return Objections.where(
            months_in_year_not_positive=exact(self.months_in_year) <= 0,
            weeks_in_month_not_positive=exact(self.weeks_in_month) <= 0,
            days_in_week_not_positive=exact(self.days_in_week) <= 0,
        )

    def of_year(self, amount: Exact) -> Beat | Objections:
        """The year's amount on a month, a week and a day."""
        objections = self.objections()
        if objections:
            return objections
        month = exact(amount) / exact(self.months_in_year)
        week = month / exact(self.weeks_in_month)
        return Beat(month, week, week / exact(self.days_in_week))
