"""What was counted of a node itself: by its owner, for a node that no person's results add up to.

Owns which measures may be counted where: a node's own measure of the node, any other of the unit that the
node is about. Leaves the readings and their corrections to ``actuals``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from appraisal.actuals import operations as actuals
from appraisal.actuals import queries as counted
from appraisal.actuals.domain import (
    MEASURES,
    CorrectGroupReading,
    Nature,
    ReadingCounts,
    RecordGroupReading,
)
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.plans import policy, queries
from appraisal.plans.domain import NodeKey
from appraisal.plans.models import PlanNode
from appraisal.plans.queries import NodeFacts

BESIDE = tuple(code for code, one in MEASURES.items() if one.nature in (Nature.CUSTOMER, Nature.PROFIT))
"""Measures that are counted of a unit, beside the volume that its plan speaks of."""


def count_for_node(
    store: Session,
    actor: Actor,
    wishes: Sequence[RecordGroupReading],
    *,
    at: datetime,
    tells_anew: bool = False,
) -> ReadingCounts:
    """Record what was counted: of the nodes in their own measure, of their units in another. Raises ``NotFound``, ``NotAllowed``, ``NotReady``."""
    found = Objections()
    nodes = queries.nodes_of(store, {_node_of(wish) for wish in wishes})
    for wish in wishes:
        if _node_of(wish) not in nodes:
            raise NotFound(noun="plan_node", key=_node_of(wish))
    summed = summed_nodes(store, nodes)
    for node in nodes.values():
        insist_on_none(policy.may_count_for_node(actor, node.owner), NotAllowed)
        wanted = {wish.measure for wish in wishes if _node_of(wish) == node.key}
        found += objections_to_measures(node, wanted, summed=node.key in summed)
    insist_on_none(found, NotReady)
    readings = [_reading(wish, nodes[_node_of(wish)]) for wish in wishes]
    return actuals.record_group_readings(store, actor, readings, at=at, tells_anew=tells_anew)


def correct_count(
    store: Session, actor: Actor, node_id: int, wish: CorrectGroupReading, *, at: datetime
) -> NodeKey:
    """Correct or take back what was counted of a node or its unit, for a reason. Raises as ``count_for_node``."""
    node = queries.node_facts(store, node_id)
    insist_on_none(policy.may_change_node(actor, node.owner), NotAllowed)
    if wish.reading not in {one.key for one in counted.group_history(store, node.key, node.org_unit)}:
        raise NotFound(noun="reading", key=wish.reading)
    actuals.correct_group_reading(store, actor, wish, at=at)
    return node.key


def objections_to_counts(
    store: Session, actor: Actor, wishes: Sequence[RecordGroupReading], day: date
) -> list[Objections]:
    """What stands against each of these counts as another system tells them, in their order.

    A fixed number of statements. A node that does not exist is an objection here. Raises ``NotAllowed``.
    """
    nodes = queries.nodes_of(store, {_node_of(wish) for wish in wishes})
    for node in nodes.values():
        insist_on_none(policy.may_count_for_node(actor, node.owner), NotAllowed)
    summed = summed_nodes(store, nodes)
    known = [wish for wish in wishes if _node_of(wish) in nodes]
    fitting = [
        objections_to_measures(nodes[_node_of(wish)], {wish.measure}, summed=_node_of(wish) in summed)
        for wish in known
    ]
    readings = [_reading(wish, nodes[_node_of(wish)]) for wish in known]
    told = actuals.objections_to_group_told(store, readings, day)
    each = iter([one + other for one, other in zip(fitting, told, strict=True)])
    return [next(each) if _node_of(wish) in nodes else Objections.where(node_unknown=True) for wish in wishes]


def measures_for(node: NodeFacts, *, summed: bool) -> tuple[str, ...]:
    """The measures that may be counted by hand on this node's page."""
    own = () if summed else (node.measure,)
    beside = (code for code in BESIDE if code != node.measure) if node.org_unit is not None else ()
    return (*own, *beside)


def summed_nodes(store: Session, nodes: Iterable[int]) -> frozenset[int]:
    """Of these nodes, those whose result is the sum of results of people below; one statement.

    What is summed is nobody's to count a second time.
    """
    top = select(PlanNode.id.label("top"), PlanNode.id, PlanNode.measure, PlanNode.person_id)
    down = top.where(PlanNode.id.in_(set(nodes))).cte("down", recursive=True)
    part = aliased(PlanNode)
    below = select(down.c.top, part.id, part.measure, part.person_id).join(down, part.parent_id == down.c.id)
    down = down.union_all(below.where(part.measure == down.c.measure, down.c.person_id.is_(None)))
    counted_of = counted.readings_that_count()
    of_person = (counted_of.c.employee_id == down.c.person_id, counted_of.c.measure == down.c.measure)
    is_counted = select(counted_of.c.value).where(*of_person).exists()
    rows = store.scalars(select(down.c.top).where(down.c.person_id.is_not(None), is_counted).distinct())
    return frozenset(rows)


def objections_to_measures(node: NodeFacts, wanted: set[str], *, summed: bool) -> Objections:
    """What stands against counting these measures of this node."""
    return Objections.where(
        share_is_counted_with_its_person=node.person is not None,
        summed_from_people=summed and node.measure in wanted,
        measure_not_of_this_node=bool(wanted - {node.measure, *measures_for(node, summed=summed)}),
    )


def _node_of(wish: RecordGroupReading) -> int:
    return wish.node or 0


def _reading(wish: RecordGroupReading, node: NodeFacts) -> RecordGroupReading:
    """The wish as it is kept: the node's own measure is the node's, another is that of its unit."""
    return wish if wish.measure == node.measure else replace(wish, node=None, unit=node.org_unit)
