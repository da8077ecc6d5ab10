"""Splitting a node into its parts by a stated method, so that what is there keeps its key and its owner."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.plans import policy, queries, splits
from appraisal.plans.decomposition import Split
from appraisal.plans.domain import (
    NodeKey,
    PartWish,
    SplitNode,
    amount_of,
    kind_below,
)
from appraisal.plans.models import PlanNode
from appraisal.plans.objections import (
    objections_to_axis,
)
from appraisal.plans.sums import reroll
from appraisal.plans.tree import Axis, PlanKind
from appraisal.plans.wizard import inputs_of, split_of
from appraisal.storage.history import record


def split_node(
    store: Session, actor: Actor, wish: SplitNode, *, seen_version: int | None = None, at: datetime
) -> NodeKey:
    """Split a node into its parts by a stated method; parts that are there already get their new number.

    Raises ``NotReady`` with every objection, ``Outdated`` when somebody split it meanwhile.
    """
    node = node_to_change(store, actor, wish.node, seen_version)
    facts = queries.facts_of(node)
    axis = wish.choice.axis
    parts = splits.candidates(store, facts, axis, at.date(), wish.choice.names)
    answer = split_of(amount_of(node.target, node.unit), wish.choice, parts)
    objections = objections_to_axis(axis, Axis(node.axis) if node.axis else None, splits.axes_left(facts))
    may_own = splits.owners_of(store, facts, axis, at.date())
    objections += Objections.where(no_owner=not may_own.issuperset(wish.choice.owners.values()))
    insist_on_none(objections + (answer if isinstance(answer, Objections) else Objections()), NotReady)
    rows: list[PlanNode] = []
    if isinstance(answer, Split):
        rows = _keep_parts(store, node, wish, parts, answer)
        node.reserve = answer.difference.value if wish.choice.coverage is not None else None
    node.axis = axis
    store.flush()
    reroll(store, [node.id, *(row.id for row in rows)])
    record(store, actor, "plan_split", "plan_node", node.id, at=at, axis=axis, method=wish.choice.method)
    return wish.node


def node_to_change(store: Session, actor: Actor, node_id: int, seen_version: int | None) -> PlanNode:
    """A node for somebody who may change it. Raises ``NotFound``, ``NotAllowed`` or ``Outdated``."""
    node = store.get(PlanNode, node_id)
    if node is None:
        raise NotFound(noun="plan_node", key=node_id)
    insist_on_none(policy.may_change_node(actor, node.owner_id), NotAllowed)
    if seen_version is not None and seen_version != node.version:
        raise Outdated(noun="plan_node", key=node_id)
    return node


def _keep_parts(
    store: Session, node: PlanNode, wish: SplitNode, parts: tuple[PartWish, ...], split: Split
) -> list[PlanNode]:
    have = {
        _part_key(row, wish.choice.axis): row
        for row in store.scalars(
            select(PlanNode).where(PlanNode.parent_id == node.id, *queries.counted_in_sums())
        )
    }
    inputs = inputs_of(split, wish.choice)
    amounts = split.amounts()
    kept: list[PlanNode] = []
    for position, part in enumerate(parts):
        row = have.get(part.key) or _new_part(node, wish, part)
        amount = amounts[part.key]
        row.position, row.target = position, None if amount is None else amount.value
        row.method, row.method_inputs = split.method.name, inputs
        row.review_on = _review_of(part, node, wish)
        row.owner_id = wish.choice.owners.get(part.key, row.owner_id)
        row.part_axis, row.part = wish.choice.axis, part.part or part.key
        kept.append(row)
    store.add_all(kept)
    return kept


def _review_of(part: PartWish, node: PlanNode, wish: SplitNode) -> date:
    """A part of time is reviewed as long after its own end as the last one is after the node's."""
    review_on = wish.choice.review_on or node.review_on
    if wish.choice.axis is not Axis.PERIOD:
        return review_on
    return part.ends_on + max(timedelta(0), review_on - node.ends_on)


def _new_part(node: PlanNode, wish: SplitNode, part: PartWish) -> PlanNode:
    return PlanNode(
        root_id=node.root_id,
        parent_id=node.id,
        kind=kind_below(PlanKind(node.kind), wish.choice.axis),
        title=part.title,
        measure=node.measure,
        unit=node.unit,
        starts_on=part.starts_on,
        ends_on=part.ends_on,
        counts_from=max(node.counts_from, part.starts_on) if node.counts_from else None,
        owner_id=node.owner_id,
        person_id=part.person,
        org_unit_id=part.org_unit or node.org_unit_id,
    )


def _part_key(row: PlanNode, axis: Axis) -> str:
    if axis is Axis.PERIOD:
        return splits.period_key(row.starts_on, row.ends_on)
    return splits.key_of(queries.facts_of(row))
