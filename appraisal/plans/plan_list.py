"""Reads for the list of plans: each plan in one line, and who may be named as the owner of a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import policy
from appraisal.plans.domain import NodeKey
from appraisal.plans.models import PlanNode


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
