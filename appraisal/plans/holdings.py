"""People's shares of plans, for many people or nodes at once: numbers and days, and nothing of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from appraisal.plans.in_force import number_in_force
from appraisal.plans.models import PlanNode


def targets_of(store: Session, nodes: Iterable[int | None]) -> Mapping[int, Decimal | None]:
    """The number in force of each of these nodes; None where it is not given. One statement."""
    wanted = {node for node in nodes if node is not None}
    rows = store.execute(
        select(PlanNode.id, number_in_force().label("target")).where(PlanNode.id.in_(wanted))
    )
    return {row.id: row.target for row in rows}


def shares_with_a_number(store: Session, employees: Iterable[int], day: date) -> Mapping[int, frozenset[int]]:
    """By person, the shares that have a number, are not split further and are not over. One statement."""
    below = aliased(PlanNode)
    split_further = select(below.id).where(
        below.parent_id == PlanNode.id, below.person_id == PlanNode.person_id
    )
    rows = store.execute(
        select(PlanNode.person_id, PlanNode.id).where(
            PlanNode.person_id.in_(set(employees)),
            number_in_force().is_not(None),
            PlanNode.ends_on >= day,
            ~split_further.exists(),
        )
    )
    found: dict[int, set[int]] = {}
    for person, node in rows:
        found.setdefault(person or 0, set()).add(node)
    return {person: frozenset(nodes) for person, nodes in found.items()}
