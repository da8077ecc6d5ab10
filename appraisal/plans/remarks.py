"""What the pack of plans remarks about nodes, and the facts behind it: sums, care, sense. Numbers of nodes alone.

Owns those facts, a fixed number of statements however many nodes. Nothing of anybody's results is among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from appraisal.actuals.domain import MEASURES, Nature
from appraisal.packs import queries as packs
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people
from appraisal.plans import gaps
from appraisal.plans.decomposition import MethodName
from appraisal.plans.feasibility import GapState, Numbers, state_of
from appraisal.plans.gaps import Decision, Stored
from appraisal.plans.models import NodeSum, PlanNode
from appraisal.plans.queries import NodeFacts
from appraisal.plans.sums import takes_part
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
        "days_untouched", "customer_plans", "profit_plans", "contingency_plans", "gap_state", "estimates_missing_share",
    }
)  # fmt: skip
"""Every fact that this slice can give the pack of plans."""
BY_HISTORY = frozenset({MethodName.HISTORY, MethodName.GROWTH, MethodName.SECOND_HALF_FROM_FIRST})
"""Methods that look at earlier results and at nothing else. A season may: how a year runs is history."""
SPLITS = {Axis.UNIT: "units", Axis.PERSON: "people", Axis.PERIOD: "periods"}


def about_nodes(store: Session, nodes: Sequence[NodeFacts], day: date) -> dict[int, tuple[ShownRemark, ...]]:
    """What is remarked about each of these nodes, with the reasons given; a fixed number of statements.

    A reason that is older than the last change of the node or of its parts was given for something else.
    """
    things = _facts(store, nodes, day)
    return packs.remarks_about(store, KIND, things, day, noun=ABOUT, changed_at=_changed(store, nodes))


def found_about(store: Session, node: NodeFacts, day: date) -> tuple[Pack | None, tuple[Remark, ...]]:
    """What is remarked about one node, and by which pack."""
    facts = _facts(store, [node], day)[node.key]
    pack = packs.in_force(store, KIND, day)
    return pack, packs.remarks_in(pack, facts, day)


@dataclass(frozen=True)
class Beneath:
    """What the parts of a node show of it: how many there are, whose they are, and how many lack an estimate."""

    parts: int = 0
    own_owner: int = 0
    unestimated: int = 0


def _facts(store: Session, nodes: Sequence[NodeFacts], day: date) -> dict[int, dict[str, Any]]:
    owners = people.places_at_work(store, [node.owner for node in nodes], day)
    above = _split_above(store, nodes)
    wholes = [node for node in nodes if node.parent is None]
    touched = _touched(store, wholes)
    beside = _natures_beside(store, wholes)
    guarded = _contingencies(store, wholes)
    keys = [node.key for node in nodes]
    sums, beneath, decisions = (
        gaps.stored_of(store, keys),
        _beneath(store, keys),
        gaps.decisions_of(store, keys),
    )
    return {
        node.key: {
            **_of_itself(node, day),
            **_of_its_parts(node, sums.get(node.key, Stored()), beneath.get(node.key, Beneath())),
            "gap_state": _gap_state(node, sums.get(node.key, Stored()), decisions.get(node.key, ()), day),
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


def _of_its_parts(node: NodeFacts, stored: Stored, beneath: Beneath) -> dict[str, Any]:
    whole = node.target
    complete = bool(stored.parts) and not stored.parts_open and bool(whole)
    return {
        "parts_not_given": stored.parts_open,
        "parts_less_whole": float((stored.given - whole) / abs(whole)) if complete and whole else None,
        "parts_with_own_owner": beneath.own_owner,
        "estimates_missing_share": beneath.unestimated / beneath.parts if beneath.parts else None,
    }


def _gap_state(node: NodeFacts, stored: Stored, decisions: Sequence[Decision], day: date) -> str | None:
    newest = decisions[0] if decisions else None
    numbers = Numbers(node.target, stored.possible, stored.missing)
    state = state_of(numbers, newest.gap if newest else None, newest.until if newest else None, day)
    return None if state is GapState.CANNOT_TELL else state.value


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


def _beneath(store: Session, nodes: Sequence[int]) -> Mapping[int, Beneath]:
    """Counts of the parts of each of these nodes; no part is read."""
    part, whole = aliased(PlanNode), aliased(PlanNode)
    rows = store.execute(
        select(
            whole.id,
            func.count(part.id),
            func.sum(case((part.owner_id != whole.owner_id, 1), else_=0)),
            func.sum(case((func.coalesce(NodeSum.missing, 1) > 0, 1), else_=0)),
        )
        .join(part, part.parent_id == whole.id)
        .outerjoin(NodeSum, NodeSum.node_id == part.id)
        .where(whole.id.in_(nodes), takes_part(part))
        .group_by(whole.id)
    )
    return {node: Beneath(*map(int, counts)) for node, *counts in rows}


def _touched(store: Session, wholes: Sequence[NodeFacts]) -> Mapping[int, datetime]:
    """When anybody last changed anything in each of these plans."""
    rows = store.execute(
        select(PlanNode.root_id, func.max(HistoryLine.at))
        .join(HistoryLine, and_(HistoryLine.noun == ABOUT, HistoryLine.noun_key == PlanNode.id))
        .where(PlanNode.root_id.in_([node.key for node in wholes]))
        .group_by(PlanNode.root_id)
    )
    return {root: at for root, at in rows if root is not None}


def _changed(store: Session, nodes: Sequence[NodeFacts]) -> Mapping[int, datetime]:
    """When each node, or one of its parts, was last changed; a reason that was given is no change."""
    keys = [node.key for node in nodes]
    change = and_(HistoryLine.noun == ABOUT, HistoryLine.verb != KEPT_VERB)
    own = select(HistoryLine.noun_key.label("node"), func.max(HistoryLine.at).label("at"))
    own = own.where(change, HistoryLine.noun_key.in_(keys)).group_by(HistoryLine.noun_key)
    below = select(PlanNode.parent_id.label("node"), func.max(HistoryLine.at).label("at"))
    below = below.join(HistoryLine, HistoryLine.noun_key == PlanNode.id)
    below = below.where(change, PlanNode.parent_id.in_(keys)).group_by(PlanNode.parent_id)
    found: dict[int, datetime] = {}
    for node, at in store.execute(union_all(own, below)):
        if node is not None and at is not None:
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
