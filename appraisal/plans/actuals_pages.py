"""The page of what was measured of a node: counted of it itself, beside it, and what the deals below say.

Owns what stands on the page. Sums over people are shown only where the group gives nobody away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import MEASURES, Conversions, GroupReadingFacts, PipelineLine
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import counting, policy, queries
from appraisal.plans.domain import FEWEST_TO_SHOW
from appraisal.plans.queries import NodeFacts, PlanStep


@dataclass(frozen=True)
class CountLine:
    """One reading that counts. ``of_unit``: it was counted of the unit, and not of the node."""

    key: int
    measure: str
    unit: str
    of_unit: bool
    starts_on: date
    ends_on: date
    value: Decimal
    source: str
    by: str
    on: date


@dataclass(frozen=True)
class CorrectionLine:
    """One reading that counts no more: what it was, and what stands in its place; None: it was taken back."""

    measure: str
    unit: str
    starts_on: date
    ends_on: date
    was: Decimal
    now: Decimal | None
    by: str
    on: date
    because: str


@dataclass(frozen=True)
class DealsSaid:
    """What the deals of everyone below come to, together. ``returning`` None: the CRM names no customers."""

    conversions: Conversions
    returning: Decimal | None
    pipeline: tuple[PipelineLine, ...]


@dataclass(frozen=True)
class NodeActualsPage:
    """What was measured of a node. ``deals`` is None where nobody below sells or the group is too small."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    org_unit: str
    counts: tuple[CountLine, ...]
    corrections: tuple[CorrectionLine, ...]
    measures: tuple[str, ...]
    is_summed: bool
    may_count: bool
    people: int
    fewest: int
    may_show_deals: bool
    deals: DealsSaid | None


@dataclass(frozen=True)
class CountPage:
    """One reading of a node or its unit, to be corrected or taken back."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    count: CountLine


def actuals_page(store: Session, actor: Actor, node_id: int, day: date) -> NodeActualsPage:
    """What was measured of a node. A person's share has no such page. Raises ``NotFound`` or ``NotAllowed``."""
    node = queries.seen_node(store, actor, node_id, day)
    if node.person is not None:
        raise NotFound(noun="plan_node", key=node_id)
    history = actuals.group_history(store, node.key, node.org_unit)
    below = queries.people_below(store, node)
    is_summed = node.key in counting.summed_nodes(store, [node.key])
    units = people.unit_tree(store) if node.org_unit is not None else {}
    return NodeActualsPage(
        node=node,
        crumbs=queries.line_to_strategy(store, node.key),
        org_unit=next((name for key, (name, _) in units.items() if key == node.org_unit), ""),
        counts=tuple(_count(one) for one in history if one.superseded_at is None),
        corrections=_corrections(history),
        measures=counting.measures_for(node, summed=is_summed),
        is_summed=is_summed,
        may_count=not policy.may_change_node(actor, node.owner),
        people=len(below.people),
        fewest=FEWEST_TO_SHOW,
        may_show_deals=below.may_show_total,
        deals=_deals(store, node, below.people, day) if below.may_show_total else None,
    )


def page_to_count(store: Session, actor: Actor, node_id: int, day: date) -> NodeActualsPage:
    """The same for those alone who may count here. Raises ``NotFound`` or ``NotAllowed``."""
    page = actuals_page(store, actor, node_id, day)
    insist_on_none(policy.may_change_node(actor, page.node.owner), NotAllowed)
    return page


def count_page(store: Session, actor: Actor, node_id: int, reading: int, day: date) -> CountPage:
    """One reading that counts, for those who may correct it. Raises ``NotFound`` or ``NotAllowed``."""
    node = queries.seen_node(store, actor, node_id, day)
    insist_on_none(policy.may_change_node(actor, node.owner), NotAllowed)
    for one in actuals.group_history(store, node.key, node.org_unit):
        if one.key == reading and one.superseded_at is None:
            return CountPage(node, queries.line_to_strategy(store, node.key), _count(one))
    raise NotFound(noun="reading", key=reading)


def _count(one: GroupReadingFacts) -> CountLine:
    return CountLine(
        key=one.key,
        measure=one.measure,
        unit=MEASURES[one.measure].unit,
        of_unit=one.unit is not None,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        value=one.value,
        source=one.source,
        by=one.recorded_by,
        on=one.recorded_at.date(),
    )


def _corrections(history: Iterable[GroupReadingFacts]) -> tuple[CorrectionLine, ...]:
    """What counts no more, the newest correction first."""
    history = tuple(history)
    after = {one.corrects: one.value for one in history if one.corrects is not None}
    ended = [(one.superseded_at, one) for one in history if one.superseded_at is not None]
    return tuple(
        CorrectionLine(
            measure=one.measure,
            unit=MEASURES[one.measure].unit,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            was=one.value,
            now=after.get(one.key),
            by=one.superseded_by,
            on=at.date(),
            because=one.because,
        )
        for at, one in sorted(ended, key=lambda each: (each[0], each[1].key), reverse=True)
    )


def _deals(store: Session, node: NodeFacts, below: frozenset[int], day: date) -> DealsSaid | None:
    """What the deals of everyone below say in the days that count; None when nobody's deals are known."""
    first, last = node.counts_from, node.ends_on
    said = actuals.conversions_of(store, below, first, last)
    if said == Conversions():
        return None
    returning = actuals.totals_by_month(store, below, "customers_returning", first, last)
    return DealsSaid(
        conversions=said,
        returning=sum((month.value for month in returning), Decimal(0)) if returning else None,
        pipeline=actuals.pipeline_of(store, below, day),
    )
