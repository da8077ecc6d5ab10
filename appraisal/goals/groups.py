"""A group's goals as bare numbers: nobody's own, and in no order that tells whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from appraisal.goals.domain import Side
from appraisal.goals.models import Goal, GoalConfirmation, Reading


def shortfalls_among(
    store: Session, employees: Iterable[int], measure: str, starts_on: date, ends_on: date, day: date
) -> tuple[Decimal, ...]:
    """Result over an even pace for each agreed goal of the same measure and days in a group; 1 is as agreed.

    For the share of a group that shares a gap, and nothing else. Goals without readings are left out.
    """
    goals = _results(day).where(
        Goal.employee_id.in_(set(employees)),
        Goal.measure == measure,
        Goal.starts_on == starts_on,
        Goal.ends_on == ends_on,
        Goal.withdrawn_at.is_(None),
        Goal.target > 0,
    )
    days = Decimal((ends_on - starts_on).days + 1)
    paces = [
        round(Decimal(result) * days / (target * ((last - starts_on).days + 1)), 4)
        for target, result, last in store.execute(goals)
    ]
    return tuple(sorted(paces))


def _results(day: date) -> Select[Decimal, Decimal, date]:
    """Target, result so far and day of the last reading of every agreed goal that has readings."""
    said = select(func.count(GoalConfirmation.id)).where(GoalConfirmation.goal_id == Goal.id)
    sides_that_agreed = said.correlate(Goal).scalar_subquery()  # goal by goal: never a look at everybody's
    inside = (
        (Reading.employee_id == Goal.employee_id)
        & (Reading.measure == Goal.measure)
        & (Reading.starts_on >= Goal.starts_on)
        & (Reading.ends_on <= Goal.ends_on)
    )
    return (
        select(Goal.target, func.sum(Reading.value), func.max(Reading.ends_on))
        .join(Reading, inside)
        .where(sides_that_agreed >= len(Side), Reading.ends_on <= day, Reading.superseded_at.is_(None))
        .group_by(Goal.id, Goal.target)
    )
