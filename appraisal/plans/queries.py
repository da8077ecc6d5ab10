"""Reads about plans: single nodes, the line up to the strategy, a person's shares, the list of plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import policy
from appraisal.plans.below import NOBODY, PeopleBelow, people_below_nodes
from appraisal.plans.contingencies import (
    below,
    contingencies_below,
    contingencies_owned,
    contingencies_under,
    counted_node,
)
from appraisal.plans.domain import NodeKey
from appraisal.plans.gaps import Decision, possible_for_all, potentials_of, risks_accepted
from appraisal.plans.heads import heads_near, last_touched
from appraisal.plans.holdings import shares_with_a_number, targets_of
from appraisal.plans.in_force import (
    Changed,
    InForce,
    TreeLine,
    agreed_of,
    changes_since,
    count_differing,
    days_of,
    root_of,
    shares_open_to,
    tree_of,
)
from appraisal.plans.lineage import PlanStep, line_to_strategy, lines_to_strategy
from appraisal.plans.many import weigh_nodes
from appraisal.plans.models import NodeSum, PlanNode
from appraisal.plans.outline import outline_of
from appraisal.plans.pictures import Icicle, Inside, icicle_of
from appraisal.plans.plan_list import PlanLine, PlansPage, plans_page
from appraisal.plans.shares import InputShare, Season, input_shares_of, seasons_of
from appraisal.plans.tree import PlanKind

__all__ = [
    "NOBODY",
    "Changed",
    "Decision",
    "Icicle",
    "InForce",
    "InputShare",
    "Inside",
    "NodeFacts",
    "PeopleBelow",
    "PlanLine",
    "PlanStep",
    "PlansPage",
    "Season",
    "TreeLine",
    "agreed_of",
    "below",
    "beside_rows",
    "changes_since",
    "contingencies_below",
    "contingencies_owned",
    "contingencies_under",
    "count_differing",
    "counted_in_sums",
    "counted_node",
    "days_of",
    "facts_of",
    "heads_near",
    "icicle_of",
    "input_shares_of",
    "last_touched",
    "line_to_strategy",
    "lines_to_strategy",
    "may_change",
    "methods_of",
    "node_facts",
    "nodes_facts",
    "nodes_of",
    "organisation_nodes",
    "outline_of",
    "owners_of",
    "parts_rows",
    "people_below",
    "people_below_nodes",
    "plans_page",
    "possible_for_all",
    "potentials_of",
    "risks_accepted",
    "root_of",
    "roots_count",
    "seasons_of",
    "seen_node",
    "shares_of",
    "shares_open_to",
    "shares_with_a_number",
    "targets_of",
    "tree_of",
    "weigh_nodes",
]


@dataclass(frozen=True)
class NodeFacts:
    """One node of a plan. ``axis`` is along what it is split itself; ``target`` None is not given.

    ``part_axis`` and ``part`` say which part of its parent it is: ``product``, ``GTX Pro``. ``possible`` is what
    those below hold possible, as far as it was given; ``gaps`` says who may read it.
    """

    key: NodeKey
    parent: NodeKey | None
    title: str
    kind: str
    measure: str
    unit: str
    starts_on: date
    ends_on: date
    review_on: date
    counts_from: date
    owner: int
    person: int | None
    org_unit: int | None
    target: Decimal | None
    method: str | None
    method_inputs: Mapping[str, Any]
    axis: str | None
    version: int
    agreed_target: Decimal | None = None
    agreed_version: int | None = None
    agreed_on: date | None = None
    part_axis: str | None = None
    part: str = ""
    is_supporting: bool = False
    reserve: Decimal | None = None
    possible: Decimal | None = None

    @property
    def in_sums(self) -> bool:
        """Whether its target is a part of its parent's; supporting and contingency plans stand beside."""
        return not self.is_supporting and self.kind != PlanKind.CONTINGENCY

    @property
    def in_force(self) -> Decimal | None:
        """The number that counts: what was agreed, or the working number while no version was."""
        return self.target if self.agreed_version is None else self.agreed_target


_WITH_POSSIBLE = select(PlanNode, NodeSum.possible).outerjoin(NodeSum, NodeSum.node_id == PlanNode.id)


def facts_of(row: PlanNode, possible: Decimal | None = None) -> NodeFacts:
    """A stored node as facts."""
    return NodeFacts(
        key=NodeKey(row.id),
        parent=NodeKey(row.parent_id) if row.parent_id else None,
        title=row.title,
        kind=row.kind,
        measure=row.measure,
        unit=row.unit,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        review_on=row.review_on,
        counts_from=row.counts_from or row.starts_on,
        owner=row.owner_id,
        person=row.person_id,
        org_unit=row.org_unit_id,
        target=row.target,
        method=row.method,
        method_inputs=row.method_inputs,
        axis=row.axis,
        version=row.version,
        agreed_target=row.agreed_target,
        agreed_version=row.agreed_version,
        agreed_on=row.agreed_on,
        part_axis=row.part_axis,
        part=row.part,
        is_supporting=row.is_supporting,
        reserve=row.reserve,
        possible=possible,
    )


def node_facts(store: Session, node_id: int) -> NodeFacts:
    """One node. Raises ``NotFound``. Reads no policy: for other slices, which have their own."""
    found = store.execute(_WITH_POSSIBLE.where(PlanNode.id == node_id)).one_or_none()
    if found is None:
        raise NotFound(noun="plan_node", key=node_id)
    return facts_of(*found)


def nodes_facts(store: Session, keys: Iterable[int]) -> Mapping[int, NodeFacts]:
    """Several nodes in one statement. Raises ``NotFound`` when one is missing. Reads no policy."""
    wanted = set(keys)
    found = nodes_of(store, wanted)
    for missing in sorted(wanted - found.keys())[:1]:
        raise NotFound(noun="plan_node", key=missing)
    return found


def nodes_of(store: Session, nodes: Iterable[int]) -> Mapping[int, NodeFacts]:
    """Many nodes by key, in one statement. Reads no policy: for other slices, which have their own."""
    rows = store.scalars(select(PlanNode).where(PlanNode.id.in_(set(nodes))))
    return {row.id: facts_of(row) for row in rows}


def organisation_nodes(store: Session, day: date) -> tuple[NodeFacts, ...]:
    """Every node that runs on a day and is nobody's own share, plan by plan; one statement."""
    running = (PlanNode.person_id.is_(None), PlanNode.starts_on <= day, PlanNode.ends_on >= day)
    rows = store.scalars(select(PlanNode).where(*running).order_by(PlanNode.root_id, PlanNode.id))
    return tuple(facts_of(row) for row in rows)


def methods_of(store: Session, nodes: Iterable[int]) -> Mapping[int, tuple[str | None, date]]:
    """By node, how its target was found and from which day on it runs; one statement for all of them."""
    rows = store.execute(
        select(PlanNode.id, PlanNode.method, PlanNode.starts_on).where(PlanNode.id.in_(set(nodes)))
    )
    return {key: (method, starts_on) for key, method, starts_on in rows}


def owners_of(store: Session, nodes: Iterable[int]) -> Mapping[int, int]:
    """By node, who owns it; one statement for all of them."""
    rows = store.execute(select(PlanNode.id, PlanNode.owner_id).where(PlanNode.id.in_(set(nodes))))
    return {row.id: row.owner_id for row in rows}


def seen_node(store: Session, actor: Actor, node_id: int, day: date) -> NodeFacts:
    """One node as this actor may see it. Raises ``NotFound`` or ``NotAllowed``."""
    node = node_facts(store, node_id)
    line = people.line_of(store, node.person, day) if node.person is not None else None
    insist_on_none(policy.may_see_node(actor, node.owner, line), NotAllowed)
    return node


def may_change(actor: Actor, node: NodeFacts) -> bool:
    """Whether this actor may change the node, for slices that offer it."""
    return not policy.may_change_node(actor, node.owner)


def shares_of(store: Session, employee: int, day: date) -> tuple[NodeFacts, ...]:
    """This person's shares that are not split further and not over on that day, first period first."""
    below = select(PlanNode.parent_id).where(PlanNode.parent_id.is_not(None), PlanNode.person_id == employee)
    rows = store.execute(
        _WITH_POSSIBLE.where(
            PlanNode.person_id == employee, PlanNode.ends_on >= day, PlanNode.id.not_in(below)
        ).order_by(PlanNode.starts_on, PlanNode.id)
    )
    return tuple(facts_of(*row) for row in rows)


def people_below(store: Session, node: NodeFacts) -> PeopleBelow:
    """Who holds a share under a node, and whether their total gives nobody away; reads that part of the plan."""
    return people_below_nodes(store, [node.key]).get(node.key, NOBODY)


def roots_count(store: Session) -> int:
    """How many plans there are."""
    return store.scalar(select(func.count(PlanNode.id)).where(PlanNode.parent_id.is_(None))) or 0


def parts_rows(store: Session, node_id: int) -> tuple[NodeFacts, ...]:
    """The parts directly under a node that its sum is made of, in the order they were made."""
    wanted = _WITH_POSSIBLE.where(PlanNode.parent_id == node_id, *counted_in_sums())
    rows = store.execute(wanted.order_by(PlanNode.position, PlanNode.id))
    return tuple(facts_of(*row) for row in rows)


def counted_in_sums() -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a stored node is a part of its parent's sum."""
    return PlanNode.is_supporting.is_(False), PlanNode.kind != PlanKind.CONTINGENCY


def beside_rows(store: Session, node_id: int) -> tuple[NodeFacts, ...]:
    """What hangs directly under a node and is no part of its sum: supporting and contingency plans."""
    beside = or_(PlanNode.is_supporting.is_(True), PlanNode.kind == PlanKind.CONTINGENCY)
    rows = store.execute(
        _WITH_POSSIBLE.where(PlanNode.parent_id == node_id, beside).order_by(PlanNode.title, PlanNode.id)
    )
    return tuple(facts_of(*row) for row in rows)
