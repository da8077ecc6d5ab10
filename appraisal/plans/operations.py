"""Changes to plans: begin one, give a number, split a node, plan a second half from the first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actuals.domain import MEASURES
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.packs import operations as packs
from appraisal.people import queries as people
from appraisal.plans import policy, queries, remarks, splits
from appraisal.plans.contingencies import add_contingency
from appraisal.plans.decomposition import Split
from appraisal.plans.domain import (
    EntrustNode,
    KeepNode,
    MakeRoot,
    NodeKey,
    PartWish,
    PlanSecondHalf,
    SetTarget,
    SplitNode,
    StateBasis,
    amount_of,
    kind_below,
    objections_to_axis,
    objections_to_care,
    objections_to_root,
    objections_to_target,
)
from appraisal.plans.guidance import (
    GuideNode,
    HangBeside,
    InstructNode,
    NoteAssumption,
    RestateNode,
    Rhythm,
    Topic,
)  # fmt: skip
from appraisal.plans.halves import Draft, second_half
from appraisal.plans.many import bring_in_nodes
from appraisal.plans.models import PlanNode
from appraisal.plans.node_pages import owners_for
from appraisal.plans.supporting import (
    guide_node,
    hang_beside,
    instruct_node,
    note_assumption,
    restate_node,
)  # fmt: skip
from appraisal.plans.tree import Axis, PlanKind
from appraisal.plans.wizard import inputs_of, split_of
from appraisal.storage.history import record

__all__ = [
    "GuideNode",
    "HangBeside",
    "InstructNode",
    "NoteAssumption",
    "RestateNode",
    "Rhythm",
    "Topic",
    "add_contingency",
    "bring_in_nodes",
    "entrust_node",
    "guide_node",
    "hang_beside",
    "instruct_node",
    "keep_node",
    "make_root",
    "note_assumption",
    "plan_second_half",
    "restate_node",
    "set_target",
    "split_node",
]


def make_root(store: Session, actor: Actor, wish: MakeRoot, *, at: datetime) -> NodeKey:
    """Begin a plan. Raises ``NotAllowed``, or ``NotReady`` with every objection."""
    insist_on_none(policy.may_make_plan(actor), NotAllowed)
    insist_on_none(objections_to_root(wish), NotReady)
    root = PlanNode(
        kind=PlanKind.STRATEGIC,
        title=wish.title.strip(),
        measure=wish.measure,
        unit=MEASURES[wish.measure].unit,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        review_on=wish.review_on,
        owner_id=wish.owner,
        target=wish.target,
    )
    store.add(root)
    store.flush()
    root.root_id = root.id
    store.flush()
    record(store, actor, "plan_begun", "plan_node", root.id, at=at, target=_text(wish.target))
    return NodeKey(root.id)


def set_target(
    store: Session, actor: Actor, wish: SetTarget, *, seen_version: int | None = None, at: datetime
) -> NodeKey:
    """Give a node its number, or take it away. Raises ``Outdated`` if the node changed since it was seen."""
    node = _node_to_change(store, actor, wish.node, seen_version)
    insist_on_none(objections_to_target(wish.target, node.measure), NotReady)
    before, node.target = node.target, wish.target
    node.method, node.method_inputs = None, {}
    store.flush()
    record(store, actor, "target_set", "plan_node", node.id, at=at, was=_text(before), now=_text(wish.target))
    return wish.node


def state_basis(
    store: Session, actor: Actor, wish: StateBasis, *, seen_version: int | None = None, at: datetime
) -> NodeKey:
    """Say on what a node's number rests; the number stays. Raises ``NotReady`` for another number."""
    node = _node_to_change(store, actor, wish.node, seen_version)
    objections = Objections.where(basis_of_another_number=node.target is None or node.target != wish.number)
    insist_on_none(objections, NotReady)
    node.method, node.method_inputs = wish.method.name, wish.method.as_plain()["inputs"]
    store.flush()
    record(store, actor, "basis_stated", "plan_node", node.id, at=at, method=wish.method.name)
    return wish.node


def entrust_node(
    store: Session, actor: Actor, wish: EntrustNode, *, seen_version: int | None = None, at: datetime
) -> NodeKey:
    """Give a node its owner and the day on which it is looked at together."""
    node = _node_to_change(store, actor, wish.node, seen_version)
    may_own = {key for key, _name in owners_for(store, actor, queries.facts_of(node), at.date())}
    insist_on_none(objections_to_care(wish, may_own, node.review_on, node.starts_on, at.date()), NotReady)
    before = {"owner": node.owner_id, "review_on": node.review_on.isoformat()}
    if wish.owner is not None and wish.review_on is not None:
        node.owner_id, node.review_on = wish.owner, wish.review_on
    store.flush()
    record(store, actor, "node_entrusted", "plan_node", node.id, at=at, was=before, owner=wish.owner)
    return wish.node


def keep_node(store: Session, actor: Actor, wish: KeepNode, *, at: datetime) -> NodeKey:
    """Let a node stay as it is although a rule warns, for a reason that all who see the node read.

    Raises ``NotReady`` without a reason, or when the rule has nothing to say any more.
    """
    node = _node_to_change(store, actor, wish.node, None)
    pack, found = remarks.found_about(store, queries.facts_of(node), at.date())
    meant = [each for each in found if each.rule == wish.rule and each.level == "warn"]
    objections = Objections.where(remark_is_gone=not meant or pack is None)
    insist_on_none(objections + packs.objections_to_keeping(meant, wish.because), NotReady)
    if pack is not None:
        about = (remarks.ABOUT, node.id)
        packs.keep_remarks(store, actor, about, meant, wish.because, pack=pack, at=at)
    record(store, actor, remarks.KEPT_VERB, "plan_node", node.id, at=at, rule=wish.rule)
    return wish.node


def split_node(
    store: Session, actor: Actor, wish: SplitNode, *, seen_version: int | None = None, at: datetime
) -> NodeKey:
    """Split a node into its parts by a stated method; parts that are there already get their new number.

    Raises ``NotReady`` with every objection, ``Outdated`` when somebody split it meanwhile.
    """
    node = _node_to_change(store, actor, wish.node, seen_version)
    facts = queries.facts_of(node)
    axis = wish.choice.axis
    parts = splits.candidates(store, facts, axis, at.date(), wish.choice.names)
    answer = split_of(amount_of(node.target, node.unit), wish.choice, parts)
    objections = objections_to_axis(axis, Axis(node.axis) if node.axis else None, splits.axes_left(facts))
    may_own = splits.owners_of(store, facts, axis, at.date())
    objections += Objections.where(no_owner=not may_own.issuperset(wish.choice.owners.values()))
    insist_on_none(objections + (answer if isinstance(answer, Objections) else Objections()), NotReady)
    if isinstance(answer, Split):
        _keep_parts(store, node, wish, parts, answer)
        node.reserve = answer.difference.value if wish.choice.coverage is not None else None
    node.axis = axis
    store.flush()
    record(store, actor, "plan_split", "plan_node", node.id, at=at, axis=axis, method=wish.choice.method)
    return wish.node


def plan_second_half(store: Session, actor: Actor, wish: PlanSecondHalf, *, at: datetime) -> NodeKey:
    """Make a year's plan, company to unit to person to quarter, its third and fourth quarter from the first half.

    Quarters one and two stay not given. Raises ``NotReady`` with every objection to the results.
    """
    insist_on_none(policy.may_make_plan(actor), NotAllowed)
    places = people.places_of(store, wish.results, wish.day)
    managers = people.manager_of_everyone(store, wish.day)
    drafts = second_half(wish, places, managers, people.unit_tree(store))
    if isinstance(drafts, Objections):
        raise NotReady(drafts)
    rows: dict[tuple[str, ...], PlanNode] = {}
    for depth in sorted({len(draft.path) for draft in drafts}):
        level = [draft for draft in drafts if len(draft.path) == depth]
        for position, draft in enumerate(level):
            rows[draft.path] = _row_of(draft, wish, rows, position)
        store.add_all(rows[draft.path] for draft in level)
        store.flush()
    root = rows[()]
    root.root_id = root.id
    store.flush()
    record(store, actor, "plan_begun", "plan_node", root.id, at=at, target=_text(root.target))
    return NodeKey(root.id)


def _row_of(
    draft: Draft, wish: PlanSecondHalf, rows: dict[tuple[str, ...], PlanNode], position: int
) -> PlanNode:
    return PlanNode(
        root_id=rows[()].id if draft.path else None,
        parent_id=rows[draft.path[:-1]].id if draft.path else None,
        position=position,
        kind=draft.kind,
        title=draft.title,
        measure=wish.measure,
        unit=MEASURES[wish.measure].unit,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        review_on=draft.review_on,
        counts_from=draft.counts_from,
        owner_id=draft.owner,
        person_id=draft.person,
        org_unit_id=draft.org_unit,
        axis=draft.axis,
        part_axis=rows[draft.path[:-1]].axis if draft.path else None,
        part=draft.path[-1] if draft.path else "",
        target=draft.target,
        method=draft.method,
        method_inputs=dict(draft.inputs),
    )


def _node_to_change(store: Session, actor: Actor, node_id: int, seen_version: int | None) -> PlanNode:
    node = store.get(PlanNode, node_id)
    if node is None:
        raise NotFound(noun="plan_node", key=node_id)
    insist_on_none(policy.may_change_node(actor, node.owner_id), NotAllowed)
    if seen_version is not None and seen_version != node.version:
        raise Outdated(noun="plan_node", key=node_id)
    return node


def _keep_parts(
    store: Session, node: PlanNode, wish: SplitNode, parts: tuple[PartWish, ...], split: Split
) -> None:
    have = {
        _part_key(row, wish.choice.axis): row
        for row in store.scalars(
            select(PlanNode).where(PlanNode.parent_id == node.id, *queries.counted_in_sums())
        )
    }
    inputs = inputs_of(split, wish.choice)
    amounts = split.amounts()
    for position, part in enumerate(parts):
        row = have.get(part.key) or _new_part(node, wish, part)
        amount = amounts[part.key]
        row.position, row.target = position, None if amount is None else amount.value
        row.method, row.method_inputs = split.method.name, inputs
        row.review_on = _review_of(part, node, wish)
        row.owner_id = wish.choice.owners.get(part.key, row.owner_id)
        row.part_axis, row.part = wish.choice.axis, part.part or part.key
        store.add(row)


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


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
