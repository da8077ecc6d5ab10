"""The stored sums of a whole plan at once, on arrays: for a plan that was brought in, or made in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, Row, Select, bindparam, insert, select, type_coerce, update
from sqlalchemy.orm import Session

from appraisal.plans.domain import NodeKey
from appraisal.plans.forest import Forest, Marks, Numbers, check_sums, roll_possible
from appraisal.plans.groups import Groups, Holding, groups_of
from appraisal.plans.models import NODE_SUMS, NodeSum, PlanNode
from appraisal.plans.tree import PlanKind
from appraisal.storage.columns import SCALE

AT_ONCE = 20_000


def reroll_plan(store: Session, root: int) -> None:
    """Add up every node of one plan anew, and keep what differs from the rows there are."""
    store.flush()
    rows = _nodes(store, root)
    if not rows:
        return
    have = {row.node_id: row for row in store.execute(_stored(root))}
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for found in added_up(rows):
        stored = have.get(found["node_id"])
        if stored is None:
            fresh.append(found)
        elif any(getattr(stored, name) != value for name, value in found.items()):
            changed.append({"node": found.pop("node_id"), **found})
    connection = store.connection()
    for first in range(0, len(fresh), AT_ONCE):
        connection.execute(insert(NODE_SUMS), fresh[first : first + AT_ONCE])
    for first in range(0, len(changed), AT_ONCE):
        kept = update(NODE_SUMS).where(NODE_SUMS.c.node_id == bindparam("node"))
        connection.execute(kept, changed[first : first + AT_ONCE])


def added_up(rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[dict[str, Any]]:
    """What stands below each of these nodes, which are one whole plan; ``target`` and ``own`` are scaled."""
    index = {row.id: place for place, row in enumerate(rows)}
    forest = Forest.of([index.get(row.parent_id, -1) for row in rows])
    counted = [row.kind != PlanKind.CONTINGENCY and not row.is_supporting for row in rows]
    marks = forest.laid_out(counted, dtype=np.bool_)
    targets, targets_given = _column(forest, [row.target for row in rows])
    own, own_given = _column(forest, [row.own for row in rows])
    parts = _of_counted(forest, targets, targets_given, marks)
    possible = roll_possible(forest, own, own_given, marks)
    groups = _groups(rows)
    for row, place in zip(rows, forest.places.tolist(), strict=True):
        key = NodeKey(row.id)
        yield {
            "node_id": row.id,
            "parts": int(parts[0][place]),
            "parts_open": int(parts[1][place]),
            "given": Decimal(int(parts[2][place])) / SCALE,
            "own": None if row.own is None else Decimal(row.own) / SCALE,
            "possible": Decimal(int(possible.steps[place])) / SCALE if possible.known[place] else None,
            "missing": int(possible.missing[place]),
            "people": len(groups.people.get(key, ())),
            "shown": key in groups.shown,
        }


def _nodes(store: Session, root: int) -> Sequence[Row[*tuple[Any, ...]]]:
    wanted: Select[*tuple[Any, ...]] = (
        select(
            PlanNode.id,
            PlanNode.parent_id,
            PlanNode.kind,
            PlanNode.is_supporting,
            PlanNode.person_id,
            type_coerce(PlanNode.target, BigInteger).label("target"),
            type_coerce(NodeSum.own, BigInteger).label("own"),
        )
        .outerjoin(NodeSum, NodeSum.node_id == PlanNode.id)
        .where(PlanNode.root_id == root)
        .order_by(PlanNode.id)
    )
    return store.execute(wanted).all()


def _stored(root: int) -> Any:
    return select(NODE_SUMS).join(PlanNode, PlanNode.id == NodeSum.node_id).where(PlanNode.root_id == root)


def _column(forest: Forest, values: list[int | None]) -> tuple[Numbers, Marks]:
    given = forest.laid_out([value is not None for value in values], dtype=np.bool_)
    return forest.laid_out([0 if value is None else int(value) for value in values]), given


def _of_counted(
    forest: Forest, targets: Numbers, given: Marks, counted: Marks
) -> tuple[Numbers, Numbers, Numbers]:
    """How many parts count, how many of them have no number, and what the others add up to."""
    checked = check_sums(forest, np.where(counted, targets, 0), given & counted)
    beside = check_sums(forest, targets, counted).not_given
    return checked.parts - beside, checked.not_given - beside, checked.sums


def _groups(rows: Sequence[Row[*tuple[Any, ...]]]) -> Groups:
    persons = {row.id for row in rows if row.person_id is not None}
    return groups_of(
        Holding(
            NodeKey(row.id),
            None if row.parent_id is None or row.is_supporting else NodeKey(row.parent_id),
            row.person_id,
        )
        for row in rows
        if row.is_supporting or row.parent_id not in persons
    )
