"""What was counted of a node itself: by its owner, for a node that no person's results add up to.

Owns which measures may be counted where: a node's own measure of the node, any other of the unit that the
node is about. Leaves the readings and their corrections to ``actuals``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

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


@dataclass(frozen=True)
class CountForNode:
    """Command: what was counted over some days. The node's own measure is the node's, another its unit's."""

    node: NodeKey
    measure: str
    starts_on: date
    ends_on: date
    value: Decimal
    source: str


def count_for_node(
    store: Session, actor: Actor, wishes: Sequence[CountForNode], *, at: datetime, tells_anew: bool = False
) -> ReadingCounts:
    """Record what was counted of nodes and their units. Raises ``NotFound``, ``NotAllowed``, ``NotReady``."""
    found = Objections()
    nodes = queries.nodes_facts(store, {wish.node for wish in wishes})
    summed = summed_nodes(store, nodes)
    for node in nodes.values():
        insist_on_none(policy.may_change_node(actor, node.owner), NotAllowed)
        wanted = {wish.measure for wish in wishes if wish.node == node.key}
        found += objections_to_measures(node, wanted, summed=node.key in summed)
    insist_on_none(found, NotReady)
    readings = [_reading(wish, nodes[wish.node]) for wish in wishes]
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


def _reading(wish: CountForNode, node: NodeFacts) -> RecordGroupReading:
    own = wish.measure == node.measure
    return RecordGroupReading(
        measure=wish.measure,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        value=wish.value,
        source=wish.source,
        node=node.key if own else None,
        unit=None if own else node.org_unit,
    )
