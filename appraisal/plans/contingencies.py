"""Contingency plans as nodes of the plan: each hangs under the node that it protects, and counts in no sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, aliased

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.plans import policy
from appraisal.plans.domain import AddContingency, NodeKey
from appraisal.plans.models import PlanNode
from appraisal.plans.objections import objections_to_contingency
from appraisal.plans.sums import reroll
from appraisal.plans.tree import PlanKind
from appraisal.storage.history import record


@dataclass(frozen=True)
class Contingency:
    """A contingency plan as a node: ``protects`` is the node above it."""

    key: NodeKey
    protects: NodeKey
    title: str
    owner: int


def add_contingency(store: Session, actor: Actor, wish: AddContingency, *, at: datetime) -> NodeKey:
    """Hang a contingency plan under a node. Raises ``NotFound``, ``NotAllowed`` or ``NotReady``."""
    node = store.get(PlanNode, wish.node)
    if node is None:
        raise NotFound(noun="plan_node", key=wish.node)
    insist_on_none(policy.may_change_node(actor, node.owner_id), NotAllowed)
    insist_on_none(
        objections_to_contingency(wish, PlanKind(node.kind), is_share=bool(node.person_id)), NotReady
    )
    made = PlanNode(
        root_id=node.root_id,
        parent_id=node.id,
        kind=PlanKind.CONTINGENCY,
        title=wish.title.strip(),
        measure=node.measure,
        unit=node.unit,
        starts_on=node.starts_on,
        ends_on=node.ends_on,
        review_on=node.review_on,
        owner_id=wish.owner,
        org_unit_id=node.org_unit_id,
        is_supporting=True,
    )
    store.add(made)
    store.flush()
    reroll(store, [made.id])
    record(store, actor, "contingency_added", "plan_node", made.id, at=at, under=node.id)
    return NodeKey(made.id)


def contingencies_under(store: Session, nodes: Iterable[int]) -> Mapping[NodeKey, Contingency]:
    """The contingency plans that hang directly under these nodes, by key, in the order they were made."""
    return _those(store, PlanNode.parent_id.in_(set(nodes)))


def contingencies_below(store: Session, node: int) -> Mapping[NodeKey, Contingency]:
    """The contingency plans of the parts under a node, by key, at any depth."""
    return _those(store, and_(PlanNode.parent_id.in_(below(node)), PlanNode.parent_id != node))


def contingencies_owned(store: Session, owner: int) -> Mapping[NodeKey, Contingency]:
    """The contingency plans that somebody owns, by key."""
    return _those(store, PlanNode.owner_id == owner)


def counted_node(store: Session, node: int, measure: str) -> NodeKey | None:
    """Where under a node a measure is planned: the node itself, or the highest part of it; None where it is not."""
    own = store.get(PlanNode, node)
    if own is not None and own.measure == measure:
        return NodeKey(own.id)
    above = aliased(PlanNode)
    key = store.scalar(
        select(PlanNode.id)
        .join(above, above.id == PlanNode.parent_id)
        .where(
            PlanNode.id.in_(below(node)),
            PlanNode.measure == measure,
            above.measure != measure,
            PlanNode.kind != PlanKind.CONTINGENCY,
        )
        .order_by(PlanNode.id)
        .limit(1)
    )
    return None if key is None else NodeKey(key)


def below(node: int) -> Select[tuple[int]]:
    """A node and every node under it, as a statement for ``in_``."""
    start = select(PlanNode.id.label("node")).where(PlanNode.id == node)
    down = start.cte(f"below_{int(node)}", recursive=True)
    return select(down.union_all(select(PlanNode.id).join(down, PlanNode.parent_id == down.c.node)).c.node)


def _those(store: Session, wanted: ColumnElement[bool]) -> Mapping[NodeKey, Contingency]:
    rows = store.execute(
        select(PlanNode.id, PlanNode.parent_id, PlanNode.title, PlanNode.owner_id)
        .where(wanted, PlanNode.kind == PlanKind.CONTINGENCY, PlanNode.parent_id.is_not(None))
        .order_by(PlanNode.id)
    )
    return {
        NodeKey(key): Contingency(NodeKey(key), NodeKey(above or 0), title, owner)
        for key, above, title, owner in rows
    }
