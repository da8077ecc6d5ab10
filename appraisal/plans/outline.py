"""A plan read as rows, from a node down, parents before their parts: for lists and spreadsheets.

Owns which rows somebody may see. A person's share that is not open to the reader is left out whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import policy
from appraisal.plans.lists import NodeRow
from appraisal.plans.models import PlanNode
from appraisal.plans.tree import Axis

COLUMNS = (
    PlanNode.id, PlanNode.root_id, PlanNode.parent_id, PlanNode.kind, PlanNode.title, PlanNode.axis,
    PlanNode.person_id, PlanNode.org_unit_id, PlanNode.owner_id, PlanNode.measure, PlanNode.unit,
    PlanNode.part_axis, PlanNode.part, PlanNode.is_supporting,
    PlanNode.starts_on, PlanNode.ends_on, PlanNode.review_on, PlanNode.target, PlanNode.version,
)  # fmt: skip


def outline_of(store: Session, actor: Actor, node: int | None, day: date) -> tuple[NodeRow, ...]:
    """A node and all below it, or every plan there is, as far as the actor may see.

    Raises ``NotFound`` or ``NotAllowed``. Three statements, however many nodes.
    """
    if node is None:
        insist_on_none(policy.may_list_plans(actor), NotAllowed)
        rows = nodes_below(store, None)
    else:
        root = store.execute(select(PlanNode.root_id).where(PlanNode.id == node)).first()
        if root is None:
            raise NotFound(noun="plan_node", key=node)
        rows = nodes_below(store, [root.root_id or node])
    seen = seen_among(store, actor, rows, day)
    if node is not None and node not in seen:
        insist_on_none(_against(store, actor, rows[node], day), NotAllowed)
    return tuple(row for row in _in_order(rows, node) if row.key in seen)


def nodes_below(store: Session, roots: Iterable[int] | None) -> dict[int, NodeRow]:
    """Every node of these plans, or of all, by key. One statement. Reads no policy."""
    wanted = select(*COLUMNS).order_by(PlanNode.position, PlanNode.id)
    if roots is not None:
        keys = set(roots)
        wanted = wanted.where(PlanNode.root_id.in_(keys) | PlanNode.id.in_(keys))
    found = store.execute(wanted).all()
    splits = {row.id: row.axis for row in found}
    return {row.id: _row_of(row, splits) for row in found}


def seen_among(store: Session, actor: Actor, rows: Mapping[int, NodeRow], day: date) -> frozenset[int]:
    """The keys of the nodes that the actor may see. One statement."""
    persons = {row.person for row in rows.values() if row.person is not None}
    lines = people.lines_of(store, persons, day)
    return frozenset(
        key
        for key, row in rows.items()
        if (row.person is None or row.person in lines)
        and not policy.may_see_node(actor, row.owner or 0, lines.get(row.person or 0))
    )


def _against(store: Session, actor: Actor, row: NodeRow, day: date) -> Any:
    line = people.line_of(store, row.person, day) if row.person is not None else None
    return policy.may_see_node(actor, row.owner or 0, line)


def _row_of(row: Any, splits: Mapping[int, str | None]) -> NodeRow:
    return NodeRow(
        key=row.id,
        parent=row.parent_id,
        kind=row.kind,
        title=row.title,
        axis=None if row.is_supporting or not row.parent_id else row.part_axis or splits.get(row.parent_id),
        split=row.axis,
        person=row.person_id,
        org_unit=row.org_unit_id,
        owner=row.owner_id,
        measure=row.measure,
        unit=row.unit,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        review_on=row.review_on,
        target=row.target,
        version=row.version,
        part=row.part,
        is_supporting=row.is_supporting,
    )


def _in_order(rows: Mapping[int, NodeRow], start: int | None) -> Iterable[NodeRow]:
    below: dict[int | None, list[NodeRow]] = {}
    for row in rows.values():
        below.setdefault(row.parent, []).append(row)
    for parts in below.values():
        # Shares of people stand by name: a list of people has no other order here.
        if any(part.axis == Axis.PERSON for part in parts):
            parts.sort(key=lambda part: part.title)
    waiting = list(reversed(below.get(None, []))) if start is None else [rows[start]]
    while waiting:
        row = waiting.pop()
        yield row
        waiting.extend(reversed(below.get(row.key, [])))
