"""Changes about what is possible: an estimate given from below, and a gap closed by a decision."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.plans import gaps, policy
from appraisal.plans.domain import DecideGap, GiveEstimate, NodeKey
from appraisal.plans.models import GapDecision, NodeEstimate, NodeSum, PlanNode
from appraisal.plans.objections import objections_to_estimate, objections_to_gap_decision
from appraisal.plans.sums import reroll
from appraisal.storage.history import record


def give_estimate(store: Session, actor: Actor, wish: GiveEstimate, *, at: datetime) -> NodeKey:
    """Say what is possible in a node, or take it back; earlier estimates are kept.

    Raises ``NotAllowed`` for anybody but the holder of a share or the owner of a node, or ``NotReady``.
    """
    node = _node(store, wish.node)
    insist_on_none(policy.may_estimate(actor, node.owner_id, node.person_id), NotAllowed)
    insist_on_none(objections_to_estimate(wish, node.unit), NotReady)
    store.add(
        NodeEstimate(
            node_id=node.id,
            value=wish.value,
            basis=wish.basis,
            said=wish.said.strip(),
            given_by_id=actor.employee,
            given_by=actor.name,
            given_at=at,
        )
    )
    if store.scalar(select(NodeSum.node_id).where(NodeSum.node_id == node.id)) is None:
        reroll(store, [node.id])
    own = update(NodeSum).where(NodeSum.node_id == node.id).values(own=wish.value)
    store.execute(own.execution_options(synchronize_session=False))
    reroll(store, [node.id])
    record(store, actor, "estimate_given", "plan_node", node.id, at=at, basis=wish.basis)
    return wish.node


def decide_gap(store: Session, actor: Actor, wish: DecideGap, *, at: datetime) -> NodeKey:
    """Close the gap of a node by a decision, which is kept with the numbers of that moment.

    Raises ``NotAllowed``, or ``NotReady`` with every objection: without a gap there is nothing to decide.
    """
    node = _node(store, wish.node)
    insist_on_none(policy.may_change_node(actor, node.owner_id), NotAllowed)
    numbers = gaps.numbers_of(store, node.id, node.target)
    insist_on_none(objections_to_gap_decision(wish, numbers, node.ends_on, at.date()), NotReady)
    store.execute(
        insert(GapDecision).values(
            node_id=node.id,
            way=wish.way,
            because=wish.because.strip(),
            until=wish.until,
            needed=numbers.needed,
            possible=numbers.possible,
            decided_by_id=actor.employee,
            decided_by=actor.name,
            decided_at=at,
        )
    )
    record(store, actor, "gap_decided", "plan_node", node.id, at=at, way=wish.way, until=str(wish.until))
    return wish.node


def _node(store: Session, node_id: int) -> PlanNode:
    node = store.get(PlanNode, node_id)
    if node is None:
        raise NotFound(noun="plan_node", key=node_id)
    return node
