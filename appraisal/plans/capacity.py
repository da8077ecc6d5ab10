"""Capacity: the days a person really has, and what can be done in them.

Owns working days after leave and part-time, the ramp of newcomers, the split by capacity and the
bottom-up forecast from days. Capacity protects a person from a goal that does not fit into their days;
it says nothing about the person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from appraisal.kernel.measures import Amount, Exact, Rounding, Unit, exact
from appraisal.kernel.objections import Objection, Objections
from appraisal.kernel.periods import Period
from appraisal.plans.decomposition import Method, MethodName, Split, objections_to_whole, split_by, stated


@dataclass(frozen=True, slots=True)
class PersonDays:
    """What a person's days are made of. ``None`` is not known, and makes the capacity unknown.

    ``part_time`` and ``ramp`` are shares from 0 to 1; leave is counted in whole or half working days.
    """

    working_days: Exact | None
    leave_days: Exact | None = 0
    part_time: Exact | None = 1
    ramp: Exact | None = 1

    @property
    def days_to_work(self) -> Fraction | None:
        """Working days after leave, times the part-time share; the ramp does not shorten a day."""
        if self.working_days is None or self.leave_days is None or self.part_time is None:
            return None
        return (exact(self.working_days) - exact(self.leave_days)) * exact(self.part_time)

    @property
    def effective_days(self) -> Fraction | None:
        """The days to work times the ramp."""
        days = self.days_to_work
        return None if days is None or self.ramp is None else days * exact(self.ramp)

    def objections(self) -> Objections:
        """What cannot be true of these days."""
        working, leave = self.working_days, self.leave_days
        return Objections.where(
            working_days_negative=working is not None and exact(working) < 0,
            leave_negative=leave is not None and exact(leave) < 0,
            leave_longer_than_period=working is not None
            and leave is not None
            and exact(leave) > exact(working),
            part_time_not_a_share=self.part_time is not None and not 0 <= exact(self.part_time) <= 1,
            ramp_not_a_share=self.ramp is not None and not 0 <= exact(self.ramp) <= 1,
        )


def by_capacity(whole: Amount | None, people: Mapping[str, PersonDays]) -> Split | Objections:
    """Split by effective days. A person whose days are not known stays not given."""
    objections = objections_to_whole(whole) + objections_to_people(people)
    if objections:
        return objections
    weights: dict[str, Exact | None] = {key: days.effective_days for key, days in people.items()}
    return split_by(whole, weights, stated(MethodName.CAPACITY, days=dict(people)))


def objections_to_people(people: Mapping[str, PersonDays]) -> Objections:
    """What cannot be true of anybody's days, each reason with its ``person``."""
    found: list[Objection] = []
    for key, days in people.items():
        for reason in days.objections():
            found += Objections.one(reason.key, person=key)
    return Objections(tuple(found))


def ramp_share(hired_on: date, period: Period, steps: Sequence[Exact]) -> Fraction:
    """The share of full output in a period for someone hired on a day.

    ``steps`` are the shares of the first, second, ... month (the month of hiring is the first, counted
    from the day); after them a month counts in full. Months weigh by their days.
    """
    effective = Fraction(0)
    for month in period.months():
        there = month.shared_with(Period(hired_on, max(hired_on, period.ends_on)))
        if there is None:
            continue
        start = there.starts_on
        since = (start.year - hired_on.year) * 12 + start.month - hired_on.month
        effective += there.days * (exact(steps[since]) if since < len(steps) else 1)
    return effective / period.days


def effective_sellers(ramped: Exact, ramping: Exact, ramp_productivity: Exact) -> Fraction:
    """How many full sellers a team amounts to: ramped + ramping x their productivity."""
    return exact(ramped) + exact(ramping) * exact(ramp_productivity)


@dataclass(frozen=True, slots=True)
class DayRates:
    """What a selling day leads to. ``lumpiness`` (0.15 to 0.25 is usual) is taken off for uneven pipelines."""

    meetings_per_day: Exact
    meeting_to_opportunity: Exact
    opportunity_to_deal: Exact
    average_check: Exact
    lumpiness: Exact = 0

    def objections(self) -> Objections:
        """What cannot be true of these rates."""
        return Objections.where(
            meetings_negative=exact(self.meetings_per_day) < 0,
            meeting_to_opportunity_not_a_share=not 0 <= exact(self.meeting_to_opportunity) <= 1,
            opportunity_to_deal_not_a_share=not 0 <= exact(self.opportunity_to_deal) <= 1,
            average_check_negative=exact(self.average_check) < 0,
            lumpiness_not_a_share=not 0 <= exact(self.lumpiness) <= 1,
        )


@dataclass(frozen=True, slots=True)
class Possible:
    """What can be reached in the days there are; ``amount`` is ``None`` when the days are not known."""

    amount: Amount | None
    method: Method


def possible_in_days(days: PersonDays, rates: DayRates, unit: Unit) -> Possible | Objections:
    """Days x meetings x opportunity rate x win rate x average check, less lumpiness, rounded down."""
    objections = days.objections() + rates.objections()
    if objections:
        return objections
    method = stated(MethodName.CAPACITY_FORECAST, days=days, rates=rates)
    effective = days.effective_days
    if effective is None:
        return Possible(None, method)
    deals = (
        exact(rates.meetings_per_day) * exact(rates.meeting_to_opportunity) * exact(rates.opportunity_to_deal)
    )
    value = effective * deals * exact(rates.average_check) * (1 - exact(rates.lumpiness))
    return Possible(Amount.rounded(value, unit, Rounding.DOWN), method)
