"""What plans say about many shares at once: whether the season was thought of, and which inputs somebody owes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from appraisal.plans.decomposition import MethodName
from appraisal.plans.in_force import number_in_force
from appraisal.plans.models import PlanNode
from appraisal.plans.tree import Axis

SEASONAL = {MethodName.SEASONAL_INDEX.value: True, MethodName.EVEN.value: False}


@dataclass(frozen=True)
class Season:
    """Whether a plan split its time by the season, or evenly; the last split on the way down says it."""

    is_thought_of: bool
    starts_on: date


@dataclass(frozen=True)
class InputShare:
    """What a person was to receive within some days, by a plan that somebody else owns."""

    target: Decimal
    starts_on: date
    ends_on: date


def seasons_of(store: Session, nodes: Iterable[int]) -> Mapping[int, Season]:
    """By node, how time was split on the line from the root down to it; one statement for all of them.

    Where a method says nothing about the season (a funnel, a history), nothing is said.
    """
    wanted = set(nodes)
    if not wanted:
        return {}
    own = (PlanNode.parent_id, PlanNode.method, PlanNode.starts_on)
    start = select(PlanNode.id.label("leaf"), PlanNode.id.label("node"), *own)
    up = start.where(PlanNode.id.in_(wanted)).cte("up", recursive=True)
    up = up.union_all(select(up.c.leaf, PlanNode.id, *own).join(up, PlanNode.id == up.c.parent_id))
    parent = aliased(PlanNode)
    rows = store.execute(
        select(up.c.leaf, up.c.method, up.c.starts_on)
        .join(parent, parent.id == up.c.parent_id)
        .where(parent.axis == Axis.PERIOD.value, up.c.method.in_(list(SEASONAL)))
        .order_by(up.c.leaf, up.c.starts_on, up.c.node)
    )
    found: dict[int, Season] = {}
    for leaf, method, starts_on in rows:
        if leaf not in found or not found[leaf].is_thought_of:
            found[leaf] = Season(SEASONAL[method], starts_on)
    return found


def input_shares_of(
    store: Session, people: Iterable[int], measure: str, first: date, last: date
) -> Mapping[int, list[InputShare]]:
    """By person, their undivided shares of a measure within these days that somebody else owns."""
    parts = select(PlanNode.parent_id).where(PlanNode.parent_id.is_not(None), PlanNode.measure == measure)
    rows = store.execute(
        select(PlanNode.person_id, number_in_force(), PlanNode.starts_on, PlanNode.ends_on)
        .where(
            PlanNode.person_id.in_(set(people)),
            PlanNode.measure == measure,
            PlanNode.owner_id != PlanNode.person_id,
            number_in_force() > 0,
            PlanNode.starts_on <= last,
            PlanNode.ends_on >= first,
            PlanNode.id.not_in(parts),
        )
        .order_by(PlanNode.starts_on.desc(), PlanNode.id)
    )
    found: dict[int, list[InputShare]] = {}
    for person, target, starts_on, ends_on in rows:
        if person is not None and target is not None:
            found.setdefault(person, []).append(InputShare(target, starts_on, ends_on))
    return found
