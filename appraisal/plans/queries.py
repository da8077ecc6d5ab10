"""Reads about plans: single nodes, the line up to the strategy, a person's shares, the list of plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, literal, select
from sqlalchemy.orm import Session, aliased

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import policy
from appraisal.plans.domain import NodeKey
from appraisal.plans.groups import Holding, groups_of
from appraisal.plans.holdings import shares_with_a_number, targets_of
from appraisal.plans.models import PlanNode
from appraisal.plans.shares import InputShare, Season, input_shares_of, seasons_of

__all__ = [
    "InputShare",
    "NodeFacts",
    "PeopleBelow",
    "PlanLine",
    "PlanStep",
    "PlansPage",
    "Season",
    "existing_nodes",
    "facts_of",
    "input_shares_of",
    "line_to_strategy",
    "lines_to_strategy",
    "methods_of",
    "node_facts",
    "parts_rows",
    "people_below",
    "plans_page",
    "roots_count",
    "seasons_of",
    "seen_node",
    "shares_of",
    "shares_with_a_number",
    "targets_of",
]


@dataclass(frozen=True)
class NodeFacts:
    """One node of a plan. ``axis`` is along what it is split itself; ``target`` None is not given."""

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


@dataclass(frozen=True)
class PlanStep:
    """One step of the line from the strategy down to a share."""

    key: NodeKey
    title: str
    kind: str
    measure: str
    unit: str
    target: Decimal | None
    starts_on: date
    ends_on: date
    is_share: bool


@dataclass(frozen=True)
class PlanLine:
    """One plan in the list of plans."""

    key: NodeKey
    title: str
    measure: str
    unit: str
    target: Decimal | None
    starts_on: date
    ends_on: date
    review_on: date
    owner: str
    is_split: bool


@dataclass(frozen=True)
class PlansPage:
    """The plans there are, newest period first. ``owners`` are offered for a new one."""

    plans: tuple[PlanLine, ...]
    may_make: bool
    owners: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class PeopleBelow:
    """The people who hold a share under a node, and whether a total of theirs may be shown."""

    people: frozenset[int]
    may_show_total: bool


def facts_of(row: PlanNode) -> NodeFacts:
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
    )


def node_facts(store: Session, node_id: int) -> NodeFacts:
    """One node. Raises ``NotFound``. Reads no policy: for other slices, which have their own."""
    row = store.get(PlanNode, node_id)
    if row is None:
        raise NotFound(noun="plan_node", key=node_id)
    return facts_of(row)


def existing_nodes(store: Session, keys: Iterable[int]) -> Mapping[int, NodeFacts]:
    """Those of these nodes that there are, in one statement. Reads no policy."""
    rows = store.scalars(select(PlanNode).where(PlanNode.id.in_(set(keys))))
    return {row.id: facts_of(row) for row in rows}


def methods_of(store: Session, nodes: Iterable[int]) -> Mapping[int, tuple[str | None, date]]:
    """By node, how its target was found and from which day on it runs; one statement for all of them."""
    rows = store.execute(
        select(PlanNode.id, PlanNode.method, PlanNode.starts_on).where(PlanNode.id.in_(set(nodes)))
    )
    return {key: (method, starts_on) for key, method, starts_on in rows}


def seen_node(store: Session, actor: Actor, node_id: int, day: date) -> NodeFacts:
    """One node as this actor may see it. Raises ``NotFound`` or ``NotAllowed``."""
    node = node_facts(store, node_id)
    line = people.line_of(store, node.person, day) if node.person is not None else None
    insist_on_none(policy.may_see_node(actor, node.owner, line), NotAllowed)
    return node


def lines_to_strategy(store: Session, nodes: Iterable[int]) -> Mapping[int, tuple[PlanStep, ...]]:
    """For each node, the steps from the root down to it; one statement for all of them."""
    wanted = set(nodes)
    if not wanted:
        return {}
    # Everything is carried upwards: joined to the table afterwards, PostgreSQL would read all of the plan.
    carried = (
        PlanNode.id,
        PlanNode.parent_id,
        PlanNode.title,
        PlanNode.kind,
        PlanNode.measure,
        PlanNode.unit,
        PlanNode.target,
        PlanNode.starts_on,
        PlanNode.ends_on,
        PlanNode.person_id,
    )
    start = select(PlanNode.id.label("leaf"), literal(0).label("height"), *carried)
    up = start.where(PlanNode.id.in_(wanted)).cte("up", recursive=True)
    up = up.union_all(select(up.c.leaf, up.c.height + 1, *carried).join(up, PlanNode.id == up.c.parent_id))
    lines: dict[int, list[PlanStep]] = {}
    for row in store.execute(select(up).order_by(up.c.leaf, up.c.height.desc())):
        lines.setdefault(row.leaf, []).append(_step(row))
    return {leaf: tuple(steps) for leaf, steps in lines.items()}


def line_to_strategy(store: Session, node_id: int) -> tuple[PlanStep, ...]:
    """The steps from the root of the plan down to this node: why this work is done."""
    return lines_to_strategy(store, [node_id]).get(node_id, ())


def _step(row: Row[Any]) -> PlanStep:
    return PlanStep(
        key=NodeKey(row.id),
        title=row.title,
        kind=row.kind,
        measure=row.measure,
        unit=row.unit,
        target=row.target,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_share=row.person_id is not None,
    )


def shares_of(store: Session, employee: int, day: date) -> tuple[NodeFacts, ...]:
    """This person's shares that are not split further and not over on that day, first period first."""
    below = select(PlanNode.parent_id).where(PlanNode.parent_id.is_not(None), PlanNode.person_id == employee)
    rows = store.scalars(
        select(PlanNode)
        .where(PlanNode.person_id == employee, PlanNode.ends_on >= day, PlanNode.id.not_in(below))
        .order_by(PlanNode.starts_on, PlanNode.id)
    )
    return tuple(facts_of(row) for row in rows)


def people_below(store: Session, node: NodeFacts) -> PeopleBelow:
    """Who holds a share under a node, and whether their total gives nobody away. One statement."""
    above = aliased(PlanNode)
    root = select(PlanNode.root_id).where(PlanNode.id == node.key).scalar_subquery()
    rows = store.execute(
        select(PlanNode.id, PlanNode.parent_id, PlanNode.person_id)
        .outerjoin(above, above.id == PlanNode.parent_id)
        .where(PlanNode.root_id == root, above.person_id.is_(None))
    )
    groups = groups_of(Holding(row.id, row.parent_id, row.person_id) for row in rows)
    return PeopleBelow(groups.people.get(node.key, frozenset()), node.key in groups.shown)


def plans_page(store: Session, actor: Actor, day: date) -> PlansPage:
    """The plans there are. Raises ``NotAllowed``."""
    insist_on_none(policy.may_list_plans(actor), NotAllowed)
    roots = store.scalars(
        select(PlanNode)
        .where(PlanNode.parent_id.is_(None))
        .order_by(PlanNode.starts_on.desc(), PlanNode.title, PlanNode.id)
    ).all()
    may_make = not policy.may_make_plan(actor)
    names = people.names_of(store, [root.owner_id for root in roots] + [actor.employee])
    reports = people.reports_of(store, actor.employee, day) if may_make and actor.employee else ()
    own = [(actor.employee, names[actor.employee])] if may_make and actor.employee else []
    return PlansPage(
        plans=tuple(_plan_line(root, names) for root in roots),
        may_make=may_make,
        owners=(*own, *((person.key, person.name) for person in reports)),
    )


def _plan_line(root: PlanNode, names: Mapping[int, str]) -> PlanLine:
    return PlanLine(
        key=NodeKey(root.id),
        title=root.title,
        measure=root.measure,
        unit=root.unit,
        target=root.target,
        starts_on=root.starts_on,
        ends_on=root.ends_on,
        review_on=root.review_on,
        owner=names.get(root.owner_id, ""),
        is_split=root.axis is not None,
    )


def roots_count(store: Session) -> int:
    """How many plans there are."""
    return store.scalar(select(func.count(PlanNode.id)).where(PlanNode.parent_id.is_(None))) or 0


def parts_rows(store: Session, node_id: int) -> tuple[NodeFacts, ...]:
    """The parts directly under a node, in the order they were made."""
    rows = store.scalars(
        select(PlanNode).where(PlanNode.parent_id == node_id).order_by(PlanNode.position, PlanNode.id)
    )
    return tuple(facts_of(row) for row in rows)
