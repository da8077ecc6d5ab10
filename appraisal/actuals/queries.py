"""Reads of what was measured: of one person, of several, and of a group as one sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session

from appraisal.actuals.domain import ReadingFacts
from appraisal.actuals.models import Reading


def readings_of(
    store: Session, employee: int, measure: str, starts_on: date, ends_on: date
) -> tuple[ReadingFacts, ...]:
    """What was measured of a person, day by day in order; corrected values are left out."""
    return tuple(readings_by_measure(store, employee, [measure], starts_on, ends_on).get(measure, ()))


def readings_by_measure(
    store: Session, employee: int, measures: Iterable[str], starts_on: date, ends_on: date
) -> Mapping[str, list[ReadingFacts]]:
    """The readings of several measures in one statement."""
    found = readings_of_people(store, [employee], measures, starts_on, ends_on)
    return {measure: readings for (_employee, measure), readings in found.items()}


def readings_of_people(
    store: Session, employees: Iterable[int], measures: Iterable[str], starts_on: date, ends_on: date
) -> Mapping[tuple[int, str], list[ReadingFacts]]:
    """By employee and measure, what was measured of several people, in one statement."""
    rows = store.execute(
        select(
            Reading.employee_id,
            Reading.measure,
            Reading.starts_on,
            Reading.ends_on,
            Reading.value,
            Reading.source,
        )
        .where(
            Reading.employee_id.in_(set(employees)),
            Reading.measure.in_(set(measures)),
            Reading.starts_on >= starts_on,
            Reading.ends_on <= ends_on,
            Reading.superseded_at.is_(None),
        )
        .order_by(Reading.starts_on, Reading.ends_on, Reading.id)
    )
    found: dict[tuple[int, str], list[ReadingFacts]] = {}
    for employee, measure, first, last, value, source in rows:
        found.setdefault((employee, measure), []).append(ReadingFacts(first, last, value, source))
    return found


def totals_by_month(
    store: Session, employees: Iterable[int], measure: str, starts_on: date, ends_on: date
) -> tuple[ReadingFacts, ...]:
    """What a group brought together in each stretch of days: one sum, and nobody's own number."""
    rows = store.execute(
        select(Reading.starts_on, Reading.ends_on, func.sum(Reading.value))
        .where(
            Reading.employee_id.in_(set(employees)),
            Reading.measure == measure,
            Reading.starts_on >= starts_on,
            Reading.ends_on <= ends_on,
            Reading.superseded_at.is_(None),
        )
        .group_by(Reading.starts_on, Reading.ends_on)
        .order_by(Reading.starts_on, Reading.ends_on)
    )
    return tuple(ReadingFacts(starts, ends, value, "sum") for starts, ends, value in rows)


def readings_that_count() -> Subquery:
    """Every reading that was not corrected since, for slices that set goals or nodes beside them."""
    columns = (Reading.employee_id, Reading.measure, Reading.starts_on, Reading.ends_on, Reading.value)
    return select(*columns).where(Reading.superseded_at.is_(None)).subquery("counted")
