"""Changes around a plan's numbers: hang a plan beside the sums, guide a node, restate it, note what it rests on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.actuals.domain import MEASURES
from appraisal.kernel.actors import Actor
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.plans import guidance, node_pages, policy, queries
from appraisal.plans.domain import NodeKey
from appraisal.plans.guidance import GuideNode, HangBeside, InstructNode, NoteAssumption, RestateNode
from appraisal.plans.models import NodeRestated, PlanAssumption, PlanGuidance, PlanNode
from appraisal.plans.sums import reroll
from appraisal.plans.tree import PlanKind
from appraisal.storage.history import record


def hang_beside(store: Session, actor: Actor, wish: HangBeside, *, at: datetime) -> NodeKey:
    """Hang a supporting or a contingency plan under a node, beside its sum.

    Raises ``NotFound``, ``NotAllowed``, or ``NotReady`` with every objection.
    """
    above = _node_of(store, actor, wish.under)
    may_own = {key for key, _name in node_pages.owners_for(store, actor, queries.facts_of(above), at.date())}
    days = Period(above.starts_on, above.ends_on)
    objections = guidance.objections_to_hanging(
        wish, PlanKind(above.kind), days, may_own, under_a_share=above.person_id is not None
    )
    insist_on_none(objections, NotReady)
    node = PlanNode(
        root_id=above.root_id,
        parent_id=above.id,
        kind=wish.kind,
        title=wish.title.strip(),
        measure=wish.measure,
        unit=MEASURES[wish.measure].unit,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        review_on=wish.review_on,
        owner_id=wish.owner,
        org_unit_id=above.org_unit_id,
        target=wish.target,
        is_supporting=True,
    )
    store.add(node)
    store.flush()
    if wish.instruction.strip():
        store.add(PlanGuidance(node_id=node.id, instruction=wish.instruction.strip()))
    reroll(store, [node.id])
    record(store, actor, "plan_hung_beside", "plan_node", node.id, at=at, under=above.id, kind=wish.kind)
    return NodeKey(node.id)


def guide_node(
    store: Session, actor: Actor, wish: GuideNode, *, seen_version: int | None = None, at: datetime
) -> NodeKey:
    """Say what a node is for and how it is kept on course. Raises ``Outdated`` if that changed since it was seen."""
    node = _node_of(store, actor, wish.node)
    may_report = {
        key for key, _name in node_pages.owners_for(store, actor, queries.facts_of(node), at.date())
    }
    guided = _guidance_of(store, node, seen_version)
    if guided.reporter_id is not None:
        may_report.add(guided.reporter_id)
    insist_on_none(guidance.objections_to_guidance(wish, may_report), NotReady)
    guided.statement, guided.why_it_matters = wish.statement.strip(), wish.why_it_matters.strip()
    guided.measured_by = wish.measured_by.strip()
    guided.rhythm, guided.reporter_id = wish.rhythm, wish.reporter
    store.flush()
    record(
        store, actor, "node_guided", "plan_node", node.id, at=at, rhythm=wish.rhythm, reporter=wish.reporter
    )
    return wish.node


def instruct_node(
    store: Session, actor: Actor, wish: InstructNode, *, seen_version: int | None = None, at: datetime
) -> NodeKey:
    """Say what whoever answers for a node is to do."""
    node = _node_of(store, actor, wish.node)
    guided = _guidance_of(store, node, seen_version)
    guided.instruction = wish.instruction.strip()
    store.flush()
    record(store, actor, "node_instructed", "plan_node", node.id, at=at)
    return wish.node


def restate_node(store: Session, actor: Actor, wish: RestateNode, *, at: datetime) -> NodeKey:
    """Keep a node in the own words of whoever answers for it, beside the number it has now."""
    node = store.get(PlanNode, wish.node)
    if node is None:
        raise NotFound(noun="plan_node", key=wish.node)
    insist_on_none(policy.may_restate_node(actor, node.owner_id, node.person_id), NotAllowed)
    insist_on_none(guidance.objections_to_words(wish.words), NotReady)
    said_by = actor.employee
    store.add(
        NodeRestated(
            node_id=node.id, words=wish.words.strip(), target=node.target, said_by_id=said_by, said_at=at
        )
    )
    store.flush()
    record(store, actor, "node_restated", "plan_node", node.id, at=at)
    return wish.node


def note_assumption(store: Session, actor: Actor, wish: NoteAssumption, *, at: datetime) -> NodeKey:
    """Note what a plan rests on; an earlier note on the same topic stays and no longer counts."""
    node = _node_of(store, actor, wish.node)
    is_root = node.parent_id is None
    insist_on_none(guidance.objections_to_assumption(wish, at.date(), is_root=is_root), NotReady)
    store.add(
        PlanAssumption(
            node_id=node.id,
            topic=wish.topic,
            said=wish.said.strip(),
            source=wish.source.strip(),
            as_of=wish.as_of,
            noted_by_id=actor.employee,
            noted_at=at,
        )
    )
    store.flush()
    record(store, actor, "assumption_noted", "plan_node", node.id, at=at, topic=wish.topic)
    return wish.node


def _node_of(store: Session, actor: Actor, node_id: int) -> PlanNode:
    node = store.get(PlanNode, node_id)
    if node is None:
        raise NotFound(noun="plan_node", key=node_id)
    insist_on_none(policy.may_change_node(actor, node.owner_id), NotAllowed)
    return node


def _guidance_of(store: Session, node: PlanNode, seen_version: int | None) -> PlanGuidance:
    guided = store.get(PlanGuidance, node.id)
    if seen_version is not None and seen_version != (guided.version if guided else None):
        raise Outdated(noun="plan_node", key=node.id)
    if guided is None:
        guided = PlanGuidance(node_id=node.id)
        store.add(guided)
    return guided
