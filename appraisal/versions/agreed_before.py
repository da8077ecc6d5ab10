"""Versions that were agreed elsewhere, before the plan came here, taken in with the day from which each counted.

Owns that such versions make the history of a plan that has none, and never change one that is there. No goal
follows them: what counts today is what the goals of the plan were agreed by, and days gone by stay as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.plans import operations as plans_in
from appraisal.plans import queries as plans
from appraisal.storage.history import record
from appraisal.versions import domain, policy
from appraisal.versions.domain import AgreedVersion, DecidedAs, TakeInVersions
from appraisal.versions.models import PlanVersion, PlanVersionFigure


def take_in_versions(store: Session, actor: Actor, wish: TakeInVersions, *, at: datetime) -> tuple[int, ...]:
    """Take in the versions of a plan that were agreed before; their numbers. Raises ``NotAllowed`` or ``NotReady``.

    From a command line, where nobody stands behind the act, they are kept under the name of the plan's owner.
    """
    root = plans.node_facts(store, wish.root)
    if root.parent is not None:
        raise NotFound(noun="plan", key=wish.root)
    insist_on_none(policy.may_take_in(actor, root.owner), NotAllowed)
    there = store.scalar(select(PlanVersion.id).where(PlanVersion.root_id == wish.root).limit(1))
    inside = {line.key for line in plans.tree_of(store, wish.root)}
    insist_on_none(
        domain.objections_to_taking_in(wish, inside=inside, has_versions=there is not None, day=at.date()),
        NotReady,
    )
    who = actor.employee or root.owner
    rows = [
        _row(wish, who, number, one, after, at)
        for number, (one, after) in enumerate(
            zip(wish.versions, [*wish.versions[1:], None], strict=True), start=1
        )
    ]
    try:
        with store.begin_nested():
            store.add_all(rows)
    except IntegrityError as error:  # somebody put a first version forward at the same moment
        raise Outdated(noun="plan_node", key=wish.root) from error
    said: dict[int, Decimal | None] = {}
    for row, one in zip(rows, wish.versions, strict=True):
        changed = {node: figure for node, figure in one.figures.items() if said.get(node, ...) != figure}
        _keep_figures(store, actor, row, changed, said, wish.source)
        plans_in.put_in_force(store, actor, wish.root, row.number, changed, one.counted_from, at=at)
        said |= changed
    record(
        store, actor, "versions_taken_in", "plan_node", wish.root, at=at,
        versions=len(rows), source=wish.source.strip(),
    )  # fmt: skip
    return tuple(row.number for row in rows)


def has_versions(store: Session, roots: Sequence[int]) -> frozenset[int]:
    """Which of these plans have a version, whatever became of it; one statement."""
    wanted = select(PlanVersion.root_id).where(PlanVersion.root_id.in_(roots)).distinct()
    return frozenset(store.scalars(wanted))


def _row(
    wish: TakeInVersions, who: int, number: int, one: AgreedVersion, after: AgreedVersion | None, at: datetime
) -> PlanVersion:
    return PlanVersion(
        root_id=wish.root,
        number=number,
        reason=wish.source.strip(),
        counts_from=one.counted_from,
        put_forward_by_id=who,
        put_forward_at=at,
        decided_at=at,
        decided_as=DecidedAs.ELSEWHERE.value,
        is_approved=True,
        in_force_on=one.counted_from,
        until_on=None if after is None else after.counted_from - timedelta(days=1),
    )


def _keep_figures(
    store: Session,
    actor: Actor,
    version: PlanVersion,
    changed: Mapping[int, Decimal | None],
    said: Mapping[int, Decimal | None],
    source: str,
) -> None:
    rows = [
        {
            "version_id": version.id,
            "node_id": node,
            "is_new": node not in said,
            "was": said.get(node),
            "target": figure,
            "changed_by": actor.name,
            "because": source.strip(),
        }
        for node, figure in changed.items()
    ]
    if rows:
        store.execute(insert(PlanVersionFigure), rows)
