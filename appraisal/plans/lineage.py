"""The line from the strategy down to a part of the plan: why a piece of work is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, literal, select
from sqlalchemy.orm import Session

from appraisal.plans.domain import NodeKey
from appraisal.plans.in_force import number_in_force
from appraisal.plans.models import PlanNode


@dataclass(frozen=True)
class PlanStep:
    """One step of the line from the strategy down to a share."""

    key: NodeKey
    title: str
    kind: str
    measure: str
    unit: str
    target: Decimal | None
    starts_on: date
    ends_on: date
    is_share: bool


def lines_to_strategy(store: Session, nodes: Iterable[int]) -> Mapping[int, tuple[PlanStep, ...]]:
    """For each node, the steps from the root down to it; one statement for all of them."""
    wanted = set(nodes)
    if not wanted:
        return {}
    # Everything is carried upwards: joined to the table afterwards, PostgreSQL would read all of the plan.
    carried = (
        PlanNode.id,
        PlanNode.parent_id,
        PlanNode.title,
        PlanNode.kind,
        PlanNode.measure,
        PlanNode.unit,
        number_in_force().label("target"),
        PlanNode.starts_on,
        PlanNode.ends_on,
        PlanNode.person_id,
    )
    start = select(PlanNode.id.label("leaf"), literal(0).label("height"), *carried)
    up = start.where(PlanNode.id.in_(wanted)).cte("up", recursive=True)
    up = up.union_all(select(up.c.leaf, up.c.height + 1, *carried).join(up, PlanNode.id == up.c.parent_id))
    lines: dict[int, list[PlanStep]] = {}
    for row in store.execute(select(up).order_by(up.c.leaf, up.c.height.desc())):
        lines.setdefault(row.leaf, []).append(_step(row))
    return {leaf: tuple(steps) for leaf, steps in lines.items()}


def line_to_strategy(store: Session, node_id: int) -> tuple[PlanStep, ...]:
    """The steps from the root of the plan down to this node: why this work is done."""
    return lines_to_strategy(store, [node_id]).get(node_id, ())


def _step(row: Row[Any]) -> PlanStep:
    return PlanStep(
        key=NodeKey(row.id),
        title=row.title,
        kind=row.kind,
        measure=row.measure,
        unit=row.unit,
        target=row.target,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_share=row.person_id is not None,
    )
