"""Sums and shares over a group of people: numbers of all of them together, and nobody's own.

Leaves to the caller how small a group may be before its numbers are hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.goals.domain import Side
from appraisal.goals.models import Goal, GoalConfirmation, GoalPause, GoalRelief

AgreedDays = tuple[str, date, date]
READINGS = actuals.readings_that_count()


def paces_of_people(
    store: Session, employees: Iterable[int], measures: Iterable[str], day: date
) -> Mapping[AgreedDays, Mapping[int, list[Decimal]]]:
    """Result over an even pace for each agreed goal of several people; 1 is as agreed.

    By the measure and days that were agreed, then by person: so that the share of a group that shows the
    same gap can leave out the one it is told to, and for nothing else. Goals without readings are left out,
    and so are goals with days that do not count.
    """
    found: dict[AgreedDays, dict[int, list[Decimal]]] = {}
    for employee, measure, starts_on, ends_on, target, result, last in store.execute(
        _paces(employees, measures, day)
    ):
        days, reached = (ends_on - starts_on).days + 1, (last - starts_on).days + 1
        pace = round(Decimal(result) * days / (target * reached), 4)
        found.setdefault((measure, starts_on, ends_on), {}).setdefault(employee, []).append(pace)
    return found


def _paces(employees: Iterable[int], measures: Iterable[str], day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Goal.employee_id,
            Goal.measure,
            Goal.starts_on,
            Goal.ends_on,
            Goal.target,
            func.sum(READINGS.c.value),
            func.max(READINGS.c.ends_on),
        )
        .join(READINGS, and_(*_counts_for_goal()))
        .where(
            Goal.employee_id.in_(set(employees)),
            Goal.measure.in_(set(measures)),
            Goal.withdrawn_at.is_(None),
            Goal.starts_on <= day,
            Goal.target > 0,
            sides_that_agreed() >= len(Side),
            ~exists().where(GoalPause.goal_id == Goal.id),
            ~exists().where(GoalRelief.goal_id == Goal.id, GoalRelief.taken_back.is_(False)),
            READINGS.c.ends_on <= day,
        )
        .group_by(Goal.id)
    )


def _counts_for_goal() -> tuple[ColumnElement[bool], ...]:
    """When a reading is one of a goal: the same person and measure, within its days, and not corrected."""
    return (
        READINGS.c.employee_id == Goal.employee_id,
        READINGS.c.measure == Goal.measure,
        READINGS.c.starts_on >= Goal.starts_on,
        READINGS.c.ends_on <= Goal.ends_on,
    )


def sides_that_agreed() -> ScalarSelect[int]:
    """How many sides of a goal said yes, goal by goal: never a look at everybody's."""
    said = select(func.count(GoalConfirmation.id)).where(GoalConfirmation.goal_id == Goal.id)
    return said.correlate(Goal).scalar_subquery()
