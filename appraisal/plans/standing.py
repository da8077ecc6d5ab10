"""Reads for the five steps of a plan: what stands under a node, in counts, and where something is missing.

A fixed number of statements, however large the plan; the database counts, and names the first few only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from appraisal.actuals.domain import MEASURES, Nature
from appraisal.plans.domain import NodeKey
from appraisal.plans.guidance import Topic
from appraisal.plans.models import NodeRestated, PlanAssumption, PlanGuidance, PlanNode
from appraisal.plans.principles import Standing
from appraisal.plans.queries import NodeFacts, PlanStep
from appraisal.plans.tree import PlanKind

NAMED_AT_MOST = 5


@dataclass(frozen=True)
class Place:
    """A node where something is missing. ``whole`` is what it is a part of: a quarter bears the name of its whole."""

    key: NodeKey
    title: str
    whole: str


@dataclass(frozen=True)
class Found:
    """The standing of a node, and by what it lacks the first few places where that is so."""

    standing: Standing
    places: Mapping[str, tuple[Place, ...]]


def standing_of(store: Session, node: NodeFacts, line: Sequence[PlanStep], day: date) -> Found:
    """What is known of a node and everything under it; ``line`` are the steps from the top down to it."""
    scope = _scope(node)
    guided = _guided(store, line)
    own = guided.get(node.key)
    open_splits, not_given, at_splits = _splits(store, scope)
    leaves, places = _leaves(store, scope)
    standing = Standing(
        kind=PlanKind(node.kind),
        in_sums=node.in_sums,
        is_root=node.parent is None,
        target_given=node.target is not None,
        has_statement=bool(own and own.statement),
        has_why=any(each.why_it_matters for each in guided.values()),
        has_source=any(each.measured_by for each in guided.values()),
        has_rhythm=any(each.rhythm for each in guided.values()),
        has_reporter=any(each.reporter_id for each in guided.values()),
        topics=_topics(store, node),
        nature=MEASURES[node.measure].nature if node.measure in MEASURES else None,
        natures=_natures(store, node),
        is_split=node.axis is not None,
        splits_open=open_splits,
        parts_not_given=not_given,
        reserve=node.reserve,
        leaves=leaves["leaves"],
        without_instruction=leaves["without_instruction"],
        without_own_words=leaves["without_own_words"],
        reviews_past=_reviews_past(store, scope, day),
    )
    return Found(standing, {**at_splits, **places})


def _scope(node: NodeFacts) -> ColumnElement[bool]:
    """The condition that a node is this one or stands under it."""
    if node.parent is None:
        return PlanNode.root_id == node.key
    below = select(PlanNode.id).where(PlanNode.id == node.key).cte("below", recursive=True)
    below = below.union_all(select(PlanNode.id).join(below, PlanNode.parent_id == below.c.id))
    return PlanNode.id.in_(select(below.c.id))


def _guided(store: Session, line: Sequence[PlanStep]) -> Mapping[int, PlanGuidance]:
    """The guidance of a node and of those above it; what is said above holds below."""
    keys = [step.key for step in line]
    rows = store.scalars(select(PlanGuidance).where(PlanGuidance.node_id.in_(keys)))
    return {row.node_id: row for row in rows}


def _splits(store: Session, scope: ColumnElement[bool]) -> tuple[int, int, dict[str, tuple[Place, ...]]]:
    """How many splits do not add up, how many parts are not given, and the first few places.

    A part that was over before its whole began to count was never to be given.
    """
    part = aliased(PlanNode)
    wanted = part.ends_on >= func.coalesce(PlanNode.counts_from, PlanNode.starts_on)
    missing = func.sum(case((and_(part.target.is_(None), wanted), 1), else_=0))
    difference = (
        func.coalesce(func.sum(part.target), 0) - PlanNode.target - func.coalesce(PlanNode.reserve, 0)
    )
    is_open = case((and_(missing == 0, difference != 0), 1), else_=0)
    found = (
        select(
            PlanNode.id,
            PlanNode.title,
            PlanNode.parent_id,
            missing.label("missing"),
            is_open.label("is_open"),
        )
        .join(part, part.parent_id == PlanNode.id)
        .where(scope, part.is_supporting.is_(False), part.kind != PlanKind.CONTINGENCY)
        .group_by(PlanNode.id, PlanNode.title, PlanNode.parent_id, PlanNode.target, PlanNode.reserve)
        .having(or_(missing > 0, difference != 0))
        .subquery()
    )
    counts = tuple(store.execute(select(func.sum(found.c.is_open), func.sum(found.c.missing))).one())
    where = {"splits_open": found.c.is_open == 1, "parts_not_given": found.c.missing > 0}
    places = {key: _named(store.execute(_places(found).where(holds))) for key, holds in where.items()}
    return counts[0] or 0, counts[1] or 0, places


def _leaves(
    store: Session, scope: ColumnElement[bool]
) -> tuple[Mapping[str, int], dict[str, tuple[Place, ...]]]:
    """The lowest parts that somebody answers for, and how many lack an instruction or the owner's own words."""
    above, part = aliased(PlanNode), aliased(PlanNode)
    own, theirs = aliased(PlanGuidance), aliased(PlanGuidance)
    has_parts = select(part.id).where(part.parent_id == PlanNode.id, part.is_supporting.is_(False)).exists()
    said = select(NodeRestated.id).where(
        NodeRestated.node_id == PlanNode.id,
        or_(
            NodeRestated.target == PlanNode.target,
            and_(NodeRestated.target.is_(None), PlanNode.target.is_(None)),
        ),
    )
    instructed = or_(func.coalesce(own.instruction, "") != "", func.coalesce(theirs.instruction, "") != "")
    found = (
        select(
            PlanNode.id,
            PlanNode.title,
            PlanNode.parent_id,
            case((instructed, 0), else_=1).label("without_instruction"),
            case((said.exists(), 0), else_=1).label("without_own_words"),
        )
        .outerjoin(above, above.id == PlanNode.parent_id)
        .outerjoin(own, own.node_id == PlanNode.id)
        .outerjoin(theirs, theirs.node_id == PlanNode.parent_id)
        .where(
            scope,
            or_(
                and_(PlanNode.person_id.is_not(None), above.person_id.is_(None)),
                and_(PlanNode.person_id.is_(None), ~has_parts),
            ),
        )
        .subquery()
    )
    keys = ("without_instruction", "without_own_words")
    sums = [func.sum(found.c[key]) for key in keys]
    counts = tuple(store.execute(select(func.count(found.c.id), *sums)).one())
    places = {key: _named(store.execute(_places(found).where(found.c[key] == 1))) for key in keys}
    return {"leaves": counts[0], keys[0]: counts[1] or 0, keys[1]: counts[2] or 0}, places


def _places(found: Any) -> Any:
    whole = aliased(PlanNode)
    return (
        select(found.c.id, found.c.title, func.coalesce(whole.title, literal("")))
        .outerjoin(whole, whole.id == found.c.parent_id)
        .order_by(found.c.title, found.c.id)
        .limit(NAMED_AT_MOST)
    )


def _named(rows: Any) -> tuple[Place, ...]:
    return tuple(Place(NodeKey(key), title, whole) for key, title, whole in rows)


def _reviews_past(store: Session, scope: ColumnElement[bool], day: date) -> int:
    """How many parts that still run have their review behind them, so that nothing would correct them."""
    wanted = select(func.count(PlanNode.id)).where(scope, PlanNode.review_on < day, PlanNode.ends_on >= day)
    return store.scalar(wanted) or 0


def _topics(store: Session, node: NodeFacts) -> frozenset[Topic]:
    rows = store.scalars(select(PlanAssumption.topic).where(PlanAssumption.node_id == node.key).distinct())
    return frozenset(Topic(topic) for topic in rows)


def _natures(store: Session, node: NodeFacts) -> frozenset[Nature]:
    """What the whole plans and supporting plans of these days speak about."""
    rows = store.scalars(
        select(PlanNode.measure)
        .where(
            or_(PlanNode.parent_id.is_(None), PlanNode.is_supporting.is_(True)),
            PlanNode.kind != PlanKind.CONTINGENCY,
            PlanNode.starts_on <= node.ends_on,
            PlanNode.ends_on >= node.starts_on,
        )
        .distinct()
    )
    return frozenset(MEASURES[measure].nature for measure in rows if measure in MEASURES)
