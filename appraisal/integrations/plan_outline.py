"""A plan as the rows of a spreadsheet: which columns it has, and what a node says in each.

Owns the columns and their keys, which are the same in every language, so that a sheet written for one
reader is read back by another. Holds targets and days of the plan and nothing of anybody's results.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.integrations import policy
from appraisal.integrations.plan_keys import key_of_node, unit_paths
from appraisal.integrations.signs import signs_of
from appraisal.kernel.actors import Actor
from appraisal.kernel.periods import Period
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.domain import Axis, NodeRow

Cell = str | Decimal | date | int | None


@dataclass(frozen=True)
class SheetPage:
    """Where a plan, or all of them, can be taken out: how many rows it would have, and whether it can be brought in."""

    node: int | None
    title: str
    rows: int
    may_bring_in: bool


@dataclass(frozen=True)
class PlanSheet:
    """A plan as rows: ``keys`` name the columns, and each row has a cell for each of them."""

    title: str
    keys: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


# The columns in their order, with how wide each is shown.
COLUMNS: dict[str, int] = {
    "key": 12, "parent": 12, "kind": 13, "title": 34, "axis": 11, "part": 22, "person": 24, "unit": 26,
    "owner": 24, "measure": 16, "counted_in": 10, "starts_on": 12, "ends_on": 12, "review_on": 12,
    "target": 14, "version": 9,
}  # fmt: skip


def plan_sheet(store: Session, actor: Actor, node: int | None, day: date) -> PlanSheet:
    """A node and all below it, or every plan, as far as the actor may see. Raises ``NotFound``, ``NotAllowed``."""
    outline = plans.outline_of(store, actor, node, day)
    signs = signs_of(people.everybody(store, day))
    units = unit_paths(people.unit_tree(store))
    title = outline[0].title if node is not None and outline else ""
    return PlanSheet(title, tuple(COLUMNS), tuple(_cells(row, signs, units) for row in outline))


def _cells(row: NodeRow, signs: Mapping[int, str], units: Mapping[int, str]) -> tuple[Cell, ...]:
    unit = units.get(row.org_unit or 0, "")
    return (
        key_of_node(row.key),
        key_of_node(row.parent) if row.parent is not None else None,
        row.kind,
        row.title,
        row.axis,
        _part_of(row, signs, unit),
        signs.get(row.person or 0),
        unit or None,
        signs.get(row.owner or 0),
        row.measure,
        row.unit,
        row.starts_on,
        row.ends_on,
        row.review_on,
        row.target,
        row.version,
    )


def _part_of(row: NodeRow, signs: Mapping[int, str], unit: str) -> str | None:
    """Which part of the one above it is: a person, a unit, a stretch of days, else what it is called."""
    if row.parent is None:
        return None
    if row.axis == Axis.PERIOD and row.starts_on and row.ends_on:
        return Period(row.starts_on, row.ends_on).key
    if row.axis == Axis.PERSON:
        return signs.get(row.person or 0)
    return unit if row.axis == Axis.UNIT and unit else row.part or row.title


def sheet_page(store: Session, actor: Actor, node: int | None, day: date) -> SheetPage:
    """What can be taken out. Raises ``NotFound`` or ``NotAllowed``."""
    outline = plans.outline_of(store, actor, node, day)
    title = outline[0].title if node is not None and outline else ""
    return SheetPage(node, title, len(outline), not policy.may_import(actor))
