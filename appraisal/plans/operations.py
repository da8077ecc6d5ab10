"""Changes to plans: begin one, give a number, split a node, plan a second half from the first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from appraisal.actuals.domain import MEASURES
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.packs import operations as packs
from appraisal.people import queries as people
from appraisal.plans import policy, queries, remarks
from appraisal.plans.contingencies import add_contingency
from appraisal.plans.counting import correct_count, count_for_node, objections_to_counts
from appraisal.plans.domain import (
    EntrustNode,
    KeepNode,
    MakeRoot,
    NodeKey,
    PlanSecondHalf,
    SetTarget,
    StateBasis,
)
from appraisal.plans.ending import EndNode, end_node
from appraisal.plans.gap_decisions import decide_gap, give_estimate
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
from appraisal.plans.in_force import put_in_force
from appraisal.plans.many import bring_in_nodes
from appraisal.plans.models import PlanNode, TargetChange
from appraisal.plans.node_pages import owners_for
from appraisal.plans.objections import (
    objections_to_care,
    objections_to_override,
    objections_to_root,
    objections_to_target,
)
from appraisal.plans.splitting import node_to_change, split_node
from appraisal.plans.sums import reroll
from appraisal.plans.supporting import (
    guide_node,
    hang_beside,
    instruct_node,
    note_assumption,
    restate_node,
)  # fmt: skip
from appraisal.plans.tree import PlanKind
from appraisal.plans.whole_sums import reroll_plan
from appraisal.storage.history import record

__all__ = [
    "EndNode",
    "GuideNode",
    "HangBeside",
    "InstructNode",
    "NoteAssumption",
    "RestateNode",
    "Rhythm",
    "Topic",
    "add_contingency",
    "bring_in_nodes",
    "correct_count",
    "count_for_node",
    "decide_gap",
    "end_node",
    "entrust_node",
    "give_estimate",
    "guide_node",
    "hang_beside",
    "instruct_node",
    "keep_node",
    "make_root",
    "note_assumption",
    "objections_to_counts",
    "plan_second_half",
    "put_in_force",
    "reroll",
    "reroll_plan",
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
    reroll(store, [root.id])
    record(store, actor, "plan_begun", "plan_node", root.id, at=at, target=_text(wish.target))
    return NodeKey(root.id)


def set_target(
    store: Session, actor: Actor, wish: SetTarget, *, seen_version: int | None = None, at: datetime
) -> NodeKey:
    """Give a node its number, or take it away; a change of a number is kept with its reason.

    Raises ``Outdated`` if the node changed since it was seen, ``NotReady`` with every objection.
    """
    node = node_to_change(store, actor, wish.node, seen_version)
    objections = objections_to_target(wish.target, node.measure)
    insist_on_none(objections + objections_to_override(node.target, wish), NotReady)
    before, node.target = node.target, wish.target
    node.method, node.method_inputs = None, {}
    if before is not None and before != wish.target:
        store.add(
            TargetChange(
                node_id=node.id,
                was=before,
                now=wish.target,
                because=wish.because.strip(),
                changed_by_id=actor.employee,
                changed_by=actor.name,
                changed_at=at,
            )
        )
    reroll(store, [node.id, *([node.parent_id] if node.parent_id else [])])
    record(store, actor, "target_set", "plan_node", node.id, at=at, was=_text(before), now=_text(wish.target))
    return wish.node


def state_basis(
    store: Session, actor: Actor, wish: StateBasis, *, seen_version: int | None = None, at: datetime
) -> NodeKey:
    """Say on what a node's number rests; the number stays. Raises ``NotReady`` for another number."""
    node = node_to_change(store, actor, wish.node, seen_version)
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
    node = node_to_change(store, actor, wish.node, seen_version)
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
    node = node_to_change(store, actor, wish.node, None)
    pack, found = remarks.found_about(store, queries.facts_of(node), at.date())
    meant = [each for each in found if each.rule == wish.rule and each.level == "warn"]
    objections = Objections.where(remark_is_gone=not meant or pack is None)
    insist_on_none(objections + packs.objections_to_keeping(meant, wish.because), NotReady)
    if pack is not None:
        about = (remarks.ABOUT, node.id)
        packs.keep_remarks(store, actor, about, meant, wish.because, pack=pack, at=at)
    record(store, actor, remarks.KEPT_VERB, "plan_node", node.id, at=at, rule=wish.rule)
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
    reroll_plan(store, root.id)
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


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
