"""Ending a part of a plan: its numbers and those below are taken away for a reason, and its last day is set.

The numbers in force stay until the next version of the plan, which carries the end with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.plans import policy
from appraisal.plans.in_force import root_of
from appraisal.plans.lineage import line_to_strategy
from appraisal.plans.models import PlanNode, TargetChange
from appraisal.plans.sums import reroll
from appraisal.storage.history import record


@dataclass(frozen=True)
class EndNode:
    """Command: end a part of the plan with everything below it, for a reason that all who see it read."""

    node: int
    last_on: date
    because: str


def end_node(store: Session, actor: Actor, wish: EndNode, *, at: datetime) -> None:
    """End a part of the plan as of its last day; done twice, it changes nothing more. Raises ``NotAllowed``."""
    above = [int(step.key) for step in line_to_strategy(store, wish.node)]
    rows = {
        row.id: row
        for row in store.scalars(
            select(PlanNode).where((PlanNode.root_id == root_of(store, wish.node)) | PlanNode.id.in_(above))
        )
    }
    insist_on_none(policy.may_end_node(actor, [rows[key].owner_id for key in above]), NotAllowed)
    ended = _below(rows, wish.node)
    for row in ended:
        _end(store, actor, row, wish, at)
    store.flush()
    reroll(store, {*(row.id for row in ended), *above})
    last_on = wish.last_on.isoformat()
    record(store, actor, "node_ended", "plan_node", wish.node, at=at, last_on=last_on, nodes=len(ended))


def _below(rows: dict[int, PlanNode], top: int) -> list[PlanNode]:
    """A node and everything under it."""
    parts: dict[int | None, list[PlanNode]] = {}
    for row in rows.values():
        parts.setdefault(row.parent_id, []).append(row)
    found, wait = [], [rows[top]]
    while wait:
        row = wait.pop()
        found.append(row)
        wait += parts.get(row.id, ())
    return found


def _end(store: Session, actor: Actor, row: PlanNode, wish: EndNode, at: datetime) -> None:
    if row.starts_on <= wish.last_on < row.ends_on:
        row.ends_on = wish.last_on
    if row.target is None:
        return
    store.add(
        TargetChange(
            node_id=row.id,
            was=row.target,
            now=None,
            because=wish.because.strip(),
            changed_by_id=actor.employee,
            changed_by=actor.name,
            changed_at=at,
        )
    )
    row.target, row.method, row.method_inputs = None, None, {}
