"""Reads of what was measured: of one person, of several, of a group as one sum, of a node itself.

Sums over people name nobody; whether a group is large enough to be shown is asked of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Subquery, func, or_, select
from sqlalchemy.orm import Session

from appraisal.actuals.domain import Conversions, GroupReadingFacts, PipelineLine, ReadingFacts
from appraisal.actuals.models import GroupReading, PartReading, PipelineCount, Reading

SUM = "sum"
CONVERTED = ("deals_closed", "deals_won", "revenue_won", "discount_given")


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
    return tuple(ReadingFacts(starts, ends, value, SUM) for starts, ends, value in rows)


def readings_that_count() -> Subquery:
    """Every reading that was not corrected since, for slices that set goals or nodes beside them."""
    columns = (Reading.employee_id, Reading.measure, Reading.starts_on, Reading.ends_on, Reading.value)
    return select(*columns).where(Reading.superseded_at.is_(None)).subquery("counted")


def node_readings(
    store: Session, nodes: Iterable[int], starts_on: date, ends_on: date
) -> Mapping[int, tuple[ReadingFacts, ...]]:
    """By node, what was counted for it itself, in its own measure, in one statement; in order of days."""
    rows = store.execute(
        select(
            GroupReading.node_id,
            GroupReading.starts_on,
            GroupReading.ends_on,
            GroupReading.value,
            GroupReading.source,
        )
        .where(
            GroupReading.node_id.in_(set(nodes)),
            GroupReading.starts_on >= starts_on,
            GroupReading.ends_on <= ends_on,
            GroupReading.superseded_at.is_(None),
        )
        .order_by(GroupReading.starts_on, GroupReading.id)
    )
    found: dict[int, list[ReadingFacts]] = {}
    for node, first, last, value, source in rows:
        found.setdefault(node or 0, []).append(ReadingFacts(first, last, value, source))
    return {node: tuple(readings) for node, readings in found.items()}


def unit_readings(
    store: Session, units: Iterable[int], measures: Iterable[str], starts_on: date, ends_on: date
) -> Mapping[tuple[int, str], tuple[ReadingFacts, ...]]:
    """By unit and measure, what was counted for a unit as a whole, in one statement."""
    rows = store.execute(
        select(
            GroupReading.unit_id,
            GroupReading.measure,
            GroupReading.starts_on,
            GroupReading.ends_on,
            GroupReading.value,
            GroupReading.source,
        )
        .where(
            GroupReading.unit_id.in_(set(units)),
            GroupReading.measure.in_(set(measures)),
            GroupReading.starts_on >= starts_on,
            GroupReading.ends_on <= ends_on,
            GroupReading.superseded_at.is_(None),
        )
        .order_by(GroupReading.starts_on, GroupReading.id)
    )
    found: dict[tuple[int, str], list[ReadingFacts]] = {}
    for unit, measure, first, last, value, source in rows:
        found.setdefault((unit or 0, measure), []).append(ReadingFacts(first, last, value, source))
    return {of: tuple(readings) for of, readings in found.items()}


def part_totals(
    store: Session, employees: Iterable[int], measure: str, axis: str, starts_on: date, ends_on: date
) -> Mapping[str, tuple[ReadingFacts, ...]]:
    """By part of an axis (``PartAxis``), what a group brought in each stretch of days, in one statement.

    The part ``NOT_TOLD`` is what the business system does not tell apart. A part without a stretch that
    other parts have has brought nothing in it.
    """
    rows = store.execute(
        select(PartReading.part, PartReading.starts_on, PartReading.ends_on, func.sum(PartReading.value))
        .where(
            PartReading.employee_id.in_(set(employees)),
            PartReading.axis == axis,
            PartReading.measure == measure,
            PartReading.starts_on >= starts_on,
            PartReading.ends_on <= ends_on,
            PartReading.superseded_at.is_(None),
        )
        .group_by(PartReading.part, PartReading.starts_on, PartReading.ends_on)
        .order_by(PartReading.part, PartReading.starts_on, PartReading.ends_on)
    )
    found: dict[str, list[ReadingFacts]] = {}
    for part, first, last, value in rows:
        found.setdefault(part, []).append(ReadingFacts(first, last, value, SUM))
    return {part: tuple(readings) for part, readings in found.items()}


def pipeline_of(store: Session, employees: Iterable[int], day: date) -> tuple[PipelineLine, ...]:
    """What stood open with these people by stage, as the newest snapshot up to ``day`` tells; one statement.

    Empty when there is no snapshot, and when nothing was open in it.
    """
    counts = PipelineCount.superseded_at.is_(None)
    newest = select(func.max(PipelineCount.as_of)).where(PipelineCount.as_of <= day, counts)
    rows = store.execute(
        select(
            PipelineCount.as_of,
            PipelineCount.stage,
            func.sum(PipelineCount.deals),
            func.sum(PipelineCount.value),
            func.sum(PipelineCount.unpriced),
        )
        .where(
            PipelineCount.as_of == newest.scalar_subquery(),
            PipelineCount.employee_id.in_(set(employees)),
            counts,
        )
        .group_by(PipelineCount.as_of, PipelineCount.stage)
        .order_by(PipelineCount.stage)
    )
    return tuple(
        PipelineLine(as_of, stage, int(n), value, int(bare)) for as_of, stage, n, value, bare in rows
    )


def conversions_of(store: Session, employees: Iterable[int], starts_on: date, ends_on: date) -> Conversions:
    """What came of these people's deals in some days, as one sum in one statement."""
    rows = store.execute(
        select(Reading.measure, func.sum(Reading.value).label("total"))
        .where(
            Reading.employee_id.in_(set(employees)),
            Reading.measure.in_(CONVERTED),
            Reading.starts_on >= starts_on,
            Reading.ends_on <= ends_on,
            Reading.superseded_at.is_(None),
        )
        .group_by(Reading.measure)
    )
    found = {row.measure: row.total for row in rows}
    return Conversions(*(found.get(measure) for measure in CONVERTED))


def is_counted_of(store: Session, employees: Iterable[int], measure: str) -> bool:
    """Whether anything of this measure was ever counted of any of these people; one statement."""
    found = select(Reading.id).where(Reading.employee_id.in_(set(employees)), Reading.measure == measure)
    return store.scalar(found.limit(1)) is not None


def group_history(store: Session, node: int, unit: int | None) -> tuple[GroupReadingFacts, ...]:
    """Everything that was ever counted of a node and of a unit, corrected values included; newest days first."""
    of = [GroupReading.node_id == node, *([GroupReading.unit_id == unit] if unit is not None else [])]
    rows = store.scalars(
        select(GroupReading).where(or_(*of)).order_by(GroupReading.starts_on.desc(), GroupReading.id.desc())
    )
    return tuple(
        GroupReadingFacts(
            row.id, row.unit_id, row.measure, row.starts_on, row.ends_on, row.value, row.source,
            row.recorded_at, row.recorded_by, row.corrects_id, row.superseded_at, row.superseded_by,
            row.superseded_because,
        )
        for row in rows
    )  # fmt: skip


def month_totals(
    store: Session, employees: Iterable[int], measures: Iterable[str], starts_on: date, ends_on: date
) -> Mapping[str, tuple[ReadingFacts, ...]]:
    """By measure, what a group brought together in each stretch of days; one statement for all measures."""
    rows = store.execute(
        select(Reading.measure, Reading.starts_on, Reading.ends_on, func.sum(Reading.value))
        .where(
            Reading.employee_id.in_(set(employees)),
            Reading.measure.in_(set(measures)),
            Reading.starts_on >= starts_on,
            Reading.ends_on <= ends_on,
            Reading.superseded_at.is_(None),
        )
        .group_by(Reading.measure, Reading.starts_on, Reading.ends_on)
        .order_by(Reading.measure, Reading.starts_on)
    )
    found: dict[str, list[ReadingFacts]] = {}
    for measure, first, last, value in rows:
        found.setdefault(measure, []).append(ReadingFacts(first, last, value, SUM))
    return {measure: tuple(readings) for measure, readings in found.items()}
