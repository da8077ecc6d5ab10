"""What the pack of plans remarks about nodes, and the facts behind it: sums, care, sense. Numbers of nodes alone.

Owns those facts, a fixed number of statements however many nodes. Nothing of anybody's results is among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from appraisal.actuals.domain import MEASURES, Nature
from appraisal.packs import queries as packs
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people
from appraisal.plans import queries
from appraisal.plans.decomposition import MethodName
from appraisal.plans.models import PlanNode
from appraisal.plans.queries import NodeFacts
from appraisal.plans.tree import Axis, PlanKind
from appraisal.rulebook import Pack, Remark
from appraisal.storage.history import HistoryLine

KIND = "plan"
ABOUT = "plan_node"
KEPT_VERB = "remark_kept"
GIVEN = frozenset(
    {
        "is_whole", "is_share", "target_given", "measure_nature", "split_by", "parts_not_given",
        "parts_less_whole", "parts_with_own_owner", "method_stated", "by_history_alone", "owner_in_post",
        "days_past_review", "review_days_after_end", "review_days_after_start", "period_days", "days_left",
        "days_untouched", "customer_plans", "profit_plans", "contingency_plans",
    }
)  # fmt: skip
"""Every fact that this slice can give the pack of plans."""
BY_HISTORY = frozenset({MethodName.HISTORY, MethodName.GROWTH, MethodName.SECOND_HALF_FROM_FIRST})
"""Methods that look at earlier results and at nothing else. A season may: how a year runs is history."""
SPLITS = {Axis.UNIT: "units", Axis.PERSON: "people", Axis.PERIOD: "periods"}


def about_nodes(store: Session, nodes: Sequence[NodeFacts], day: date) -> dict[int, tuple[ShownRemark, ...]]:
    """What is remarked about each of these nodes, with the reasons given; nine statements.

    A reason that is older than the last change of the node or of its parts was given for something else.
    """
    parts = _parts(store, nodes)
    things = _facts(store, nodes, parts, day)
    return packs.remarks_about(store, KIND, things, day, noun=ABOUT, changed_at=_changed(store, nodes, parts))


def found_about(store: Session, node: NodeFacts, day: date) -> tuple[Pack | None, tuple[Remark, ...]]:
    """What is remarked about one node, and by which pack."""
    facts = _facts(store, [node], _parts(store, [node]), day)[node.key]
    pack = packs.in_force(store, KIND, day)
    return pack, packs.remarks_in(pack, facts, day)


def _facts(
    store: Session, nodes: Sequence[NodeFacts], parts: Mapping[int, Sequence[NodeFacts]], day: date
) -> dict[int, dict[str, Any]]:
    owners = people.places_at_work(store, [node.owner for node in nodes], day)
    above = _split_above(store, nodes)
    wholes = [node for node in nodes if node.parent is None]
    touched = _touched(store, wholes)
    beside = _natures_beside(store, wholes)
    guarded = _contingencies(store, wholes)
    return {
        node.key: {
            **_of_itself(node, day),
            **_of_its_parts(node, parts.get(node.key, ())),
            "by_history_alone": _by_history(node, above),
            "owner_in_post": owners[node.owner].is_here_on(day) if node.owner in owners else None,
            "days_untouched": _days_since(touched.get(node.key), day),
            "contingency_plans": guarded.get(node.key),
            "customer_plans": beside[node.key].count(Nature.CUSTOMER) if node.key in beside else None,
            "profit_plans": beside[node.key].count(Nature.PROFIT) if node.key in beside else None,
        }
        for node in nodes
    }


def _of_itself(node: NodeFacts, day: date) -> dict[str, Any]:
    measure = MEASURES.get(node.measure)
    given = node.target is not None
    return {
        "is_whole": node.parent is None,
        "is_share": node.person is not None,
        "target_given": given,
        "measure_nature": measure.nature.value if measure else None,
        "split_by": "nothing" if node.axis is None else SPLITS.get(Axis(node.axis), "other"),
        "method_stated": node.method is not None if given else None,
        "days_past_review": (day - node.review_on).days,
        "review_days_after_end": (node.review_on - node.ends_on).days,
        "review_days_after_start": (node.review_on - node.counts_from).days,
        "period_days": (node.ends_on - node.counts_from).days + 1,
        "days_left": (node.ends_on - day).days,
    }


def _of_its_parts(node: NodeFacts, parts: Sequence[NodeFacts]) -> dict[str, Any]:
    given = [part.target for part in parts if part.target is not None]
    whole = node.target
    complete = bool(parts) and len(given) == len(parts) and whole is not None and whole != 0
    difference = sum(given, Decimal(0)) - whole if complete and whole is not None else None
    return {
        "parts_not_given": len(parts) - len(given),
        "parts_less_whole": float(difference / abs(whole)) if difference is not None and whole else None,
        "parts_with_own_owner": sum(part.owner != node.owner for part in parts),
    }


def _by_history(node: NodeFacts, above: Mapping[int, str | None]) -> bool | None:
    """Whether earlier results alone made the number; not asked of a part of time."""
    if node.method is None or above.get(node.parent or 0) == Axis.PERIOD:
        return None
    return node.method in BY_HISTORY


def _split_above(store: Session, nodes: Iterable[NodeFacts]) -> Mapping[int, str | None]:
    """Along what the nodes above these are split."""
    parents = {node.parent for node in nodes if node.parent is not None}
    rows = store.execute(select(PlanNode.id, PlanNode.axis).where(PlanNode.id.in_(parents)))
    return {row.id: row.axis for row in rows}


def _contingencies(store: Session, wholes: Sequence[NodeFacts]) -> Mapping[int, int]:
    """How many contingency plans hang anywhere in each of these plans."""
    if not wholes:
        return {}
    rows = store.execute(
        select(PlanNode.root_id, func.count(PlanNode.id))
        .where(
            PlanNode.root_id.in_([node.key for node in wholes]), PlanNode.kind == PlanKind.CONTINGENCY.value
        )
        .group_by(PlanNode.root_id)
    )
    found = {root: count for root, count in rows if root is not None}
    return {node.key: found.get(node.key, 0) for node in wholes}


def _days_since(moment: datetime | None, day: date) -> int | None:
    return None if moment is None else max(0, (day - moment.date()).days)


def _parts(store: Session, nodes: Iterable[NodeFacts]) -> Mapping[int, list[NodeFacts]]:
    rows = store.scalars(
        select(PlanNode).where(
            PlanNode.parent_id.in_([node.key for node in nodes]), *queries.counted_in_sums()
        )
    )
    found: dict[int, list[NodeFacts]] = {}
    for row in rows:
        found.setdefault(row.parent_id or 0, []).append(queries.facts_of(row))
    return found


def _touched(store: Session, wholes: Sequence[NodeFacts]) -> Mapping[int, datetime]:
    """When anybody last changed anything in each of these plans."""
    rows = store.execute(
        select(PlanNode.root_id, func.max(HistoryLine.at))
        .join(HistoryLine, and_(HistoryLine.noun == ABOUT, HistoryLine.noun_key == PlanNode.id))
        .where(PlanNode.root_id.in_([node.key for node in wholes]))
        .group_by(PlanNode.root_id)
    )
    return {root: at for root, at in rows if root is not None}


def _changed(
    store: Session, nodes: Sequence[NodeFacts], parts: Mapping[int, Sequence[NodeFacts]]
) -> Mapping[int, datetime]:
    """When each node, or one of its parts, was last changed; a reason that was given is no change."""
    above: dict[int, int] = {part.key: node for node, below in parts.items() for part in below}
    keys = {*(node.key for node in nodes), *above}
    rows = store.execute(
        select(HistoryLine.noun_key, func.max(HistoryLine.at))
        .where(HistoryLine.noun == ABOUT, HistoryLine.noun_key.in_(keys), HistoryLine.verb != KEPT_VERB)
        .group_by(HistoryLine.noun_key)
    )
    found: dict[int, datetime] = {}
    for noun_key, at in rows:
        key = noun_key or 0
        for node in {key, above.get(key, key)}:
            found[node] = max(at, found.get(node, at))
    return found


def _natures_beside(store: Session, wholes: Sequence[NodeFacts]) -> Mapping[int, list[Nature]]:
    """What the plans whose days overlap with each of these speak about: their own, others, supporting ones."""
    if not wholes:
        return {}
    overlaps = (
        and_(PlanNode.starts_on <= node.ends_on, PlanNode.ends_on >= node.starts_on) for node in wholes
    )
    rows = store.execute(
        select(PlanNode.measure, PlanNode.starts_on, PlanNode.ends_on).where(
            or_(PlanNode.parent_id.is_(None), PlanNode.is_supporting.is_(True)), or_(*overlaps)
        )
    ).all()
    return {
        node.key: [
            MEASURES[measure].nature
            for measure, starts_on, ends_on in rows
            if measure in MEASURES and starts_on <= node.ends_on and ends_on >= node.starts_on
        ]
        for node in wholes
    }
