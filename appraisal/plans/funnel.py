"""The funnel backwards: from the revenue wanted to the deals, and from deals to each activity before.

Owns the demand at each stage, per person and per day. Fractions are kept inside; whole units are
rounded up, because half a meeting cannot be held. What cannot be divided is refused with every reason
at once: nothing here divides by zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from appraisal.kernel.measures import Amount, Exact, Rounding, exact, whole_number
from appraisal.kernel.objections import Objection, Objections
from appraisal.plans.capacity import PersonDays, objections_to_people
from appraisal.plans.decomposition import Method, MethodName, stated


@dataclass(frozen=True, slots=True)
class Step:
    """An activity and the share of it that leads to the next one (``None``: not given)."""

    name: str
    conversion: Exact | None


@dataclass(frozen=True, slots=True)
class Stage:
    """How much of an activity is needed; ``conversion`` leads to the stage before it in the list."""

    name: str
    exact: Fraction
    conversion: Fraction | None = None

    @property
    def whole(self) -> int:
        """The need in whole units, rounded up."""
        return whole_number(self.exact, Rounding.UP)

    def per(self, count: Exact) -> Fraction | None:
        """The need for one of so many people, weeks or days; ``None`` when there are none."""
        return self.exact / exact(count) if exact(count) > 0 else None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The stages from the deal back to the first activity, with the stated method."""

    stages: tuple[Stage, ...]
    method: Method

    def stage(self, name: str) -> Stage:
        """The stage of that name; raises ``KeyError`` when there is none."""
        return {stage.name: stage for stage in self.stages}[name]

    @property
    def first_activity(self) -> Stage:
        """The stage farthest from the deal: where the work begins."""
        return self.stages[-1]


def funnel_from_revenue(
    revenue: Amount | None, average_check: Exact | None, steps: Sequence[Step], *, deal_name: str = "deals"
) -> Funnel | Objections:
    """Back from revenue: deals = revenue / average check, then each step as in ``funnel_from_deals``."""
    objections = objections_to_goal(None if revenue is None else revenue.value)
    objections += Objections.where(
        average_check_not_given=average_check is None,
        average_check_not_positive=average_check is not None and exact(average_check) <= 0,
    )
    objections += objections_to_steps(steps, deal_name)
    if objections or revenue is None or average_check is None:
        return objections
    check = exact(average_check)
    inputs = {"revenue": revenue, "average_check": check}
    return _funnel(exact(revenue.value) / check, steps, deal_name, inputs)


def funnel_from_deals(
    deals: Exact | None, steps: Sequence[Step], *, deal_name: str = "deals"
) -> Funnel | Objections:
    """Back from deals; the steps stand in order from the deal backwards.

    The need at a step is the need after it divided by the step's conversion.
    """
    objections = objections_to_goal(deals) + objections_to_steps(steps, deal_name)
    if objections or deals is None:
        return objections
    return _funnel(exact(deals), steps, deal_name, {"deals": exact(deals)})


def objections_to_goal(goal: Exact | None) -> Objections:
    """What stands against working back from this goal."""
    return Objections.where(
        target_not_given=goal is None,
        target_not_positive=goal is not None and exact(goal) <= 0,
    )


def objections_to_steps(steps: Sequence[Step], deal_name: str = "deals") -> Objections:
    """Every step whose conversion is missing, not above zero or above one, and every name used twice."""
    found: list[Objection] = []
    seen = {deal_name}
    for step in steps:
        rate = None if step.conversion is None else exact(step.conversion)
        reasons = Objections.where(
            conversion_not_given=rate is None,
            conversion_zero=rate == 0,
            conversion_negative=rate is not None and rate < 0,
            conversion_above_one=rate is not None and rate > 1,
            step_given_twice=step.name in seen,
        )
        for reason in reasons:
            found += Objections.one(reason.key, step=step.name, conversion=rate)
        seen.add(step.name)
    return Objections(tuple(found))


def budget(stage: Stage, cost_each: Amount) -> Amount:
    """What the stage costs in whole units: leads times the cost of one lead."""
    return cost_each.times(stage.whole, Rounding.UP)


def revenue_of(entries: Exact, conversions: Sequence[Exact], average_check: Exact) -> Fraction:
    """The funnel forwards: leads x c1 x c2 x ... x average check."""
    value = exact(entries) * exact(average_check)
    for conversion in conversions:
        value *= exact(conversion)
    return value


@dataclass(frozen=True, slots=True)
class Pace:
    """One person's need at a stage: in the period, and per day of theirs (``None``: days not known)."""

    exact: Fraction | None
    per_day: Fraction | None

    @property
    def whole(self) -> int | None:
        """The need in the period, rounded up."""
        return None if self.exact is None else whole_number(self.exact, Rounding.UP)

    @property
    def whole_per_day(self) -> int | None:
        """The need per day, rounded up."""
        return None if self.per_day is None else whole_number(self.per_day, Rounding.UP)


def pace(stage: Stage, people: Mapping[str, PersonDays]) -> Mapping[str, Pace] | Objections:
    """Share a stage's need by effective days, and by each person's own days to work.

    A newcomer on a ramp thus has fewer a day. Whose days are not known stays not given; who has no day
    in the period has none to do.
    """
    objections = objections_to_people(people)
    if objections:
        return objections
    effective = {key: days.effective_days for key, days in people.items()}
    summed = sum((days for days in effective.values() if days is not None), Fraction(0))
    if not summed:
        return Objections.one("no_days_to_work")
    return {key: _pace(stage, effective[key], summed, people[key].days_to_work) for key in people}


def _pace(stage: Stage, effective: Fraction | None, summed: Fraction, days: Fraction | None) -> Pace:
    if effective is None:
        return Pace(None, None)
    need = stage.exact * effective / summed
    return Pace(need, need / days if days else None)


def _funnel(deals: Fraction, steps: Sequence[Step], deal_name: str, inputs: Mapping[str, object]) -> Funnel:
    stages = [Stage(deal_name, deals)]
    for step in steps:
        rate = exact(step.conversion or 0)
        stages.append(Stage(step.name, stages[-1].exact / rate, rate))
    conversions = {stage.name: stage.conversion for stage in stages[1:]}
    return Funnel(tuple(stages), stated(MethodName.FUNNEL_BACKWARDS, **inputs, conversions=conversions))
