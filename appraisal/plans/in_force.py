"""What of a plan is in force: the agreed number of a node, by which version and since when.

Owns the ``agreed_*`` columns and the tree as versions read it. Leaves who agreed, and why, to ``versions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotFound
from appraisal.people import queries as people
from appraisal.plans import policy
from appraisal.plans.domain import PlanKind
from appraisal.plans.models import PlanNode, TargetChange
from appraisal.storage.history import HistoryLine, record

CHANGES = ("target_set", "plan_split")


@dataclass(frozen=True)
class InForce:
    """The number of a node that counts. ``version`` None: nothing was agreed yet, the working number counts."""

    target: Decimal | None
    version: int | None
    since: date | None


@dataclass(frozen=True)
class TreeLine:
    """A node with its working and its agreed number, as versions compare them. ``axis`` is how it is split."""

    key: int
    parent: int | None
    title: str
    owner: int
    person: int | None
    axis: str | None
    starts_on: date
    ends_on: date
    unit: str
    target: Decimal | None
    agreed_target: Decimal | None
    agreed_version: int | None
    is_supporting: bool
    kind: str

    @property
    def in_sums(self) -> bool:
        """Whether the node is a part of the one above it; what hangs beside the sums has a measure of its own."""
        return not self.is_supporting and self.kind != PlanKind.CONTINGENCY

    @property
    def differs(self) -> bool:
        """Whether the working number is another than the agreed one, or was never agreed."""
        if self.agreed_version is None:
            return self.target is not None
        return self.target != self.agreed_target


@dataclass(frozen=True)
class Changed:
    """Who gave a node its working number, when, and the reason if one was given."""

    by: str
    at: datetime
    because: str


def number_in_force() -> ColumnElement[Any]:
    """The number that counts, in SQL: the agreed one once there is one, else the working number."""
    return case((PlanNode.agreed_version.is_(None), PlanNode.target), else_=PlanNode.agreed_target)


def agreed_of(store: Session, nodes: Iterable[int | None]) -> Mapping[int, InForce]:
    """What of these nodes is in force; one statement."""
    wanted = {node for node in nodes if node is not None}
    rows = store.execute(
        select(PlanNode.id, number_in_force(), PlanNode.agreed_version, PlanNode.agreed_on).where(
            PlanNode.id.in_(wanted)
        )
    )
    return {key: InForce(target, version, since) for key, target, version, since in rows}


def days_of(store: Session, nodes: Iterable[int | None]) -> Mapping[int, Period]:
    """The days of these nodes; one statement."""
    wanted = {node for node in nodes if node is not None}
    rows = store.execute(
        select(PlanNode.id, PlanNode.starts_on, PlanNode.ends_on).where(PlanNode.id.in_(wanted))
    )
    return {key: Period(starts_on, ends_on) for key, starts_on, ends_on in rows}


def root_of(store: Session, node: int) -> int:
    """The top of the plan in which a node hangs. Raises ``NotFound``."""
    root = store.scalar(select(func.coalesce(PlanNode.root_id, PlanNode.id)).where(PlanNode.id == node))
    if root is None:
        raise NotFound(noun="plan_node", key=node)
    return root


def tree_of(store: Session, root: int) -> tuple[TreeLine, ...]:
    """Every node of a plan, the parent before its parts; one statement."""
    rows = store.execute(
        select(
            PlanNode.id,
            PlanNode.parent_id,
            PlanNode.title,
            PlanNode.owner_id,
            PlanNode.person_id,
            PlanNode.axis,
            PlanNode.starts_on,
            PlanNode.ends_on,
            PlanNode.unit,
            PlanNode.target,
            PlanNode.agreed_target,
            PlanNode.agreed_version,
            PlanNode.is_supporting,
            PlanNode.kind,
        )
        .where(PlanNode.root_id == root)
        .order_by(PlanNode.id)
    )
    return tuple(TreeLine(*row) for row in rows)


def count_differing(store: Session, root: int) -> int:
    """How many nodes of a plan have another working number than the agreed one; the database counts them."""
    never, working = PlanNode.agreed_version.is_(None), PlanNode.target
    differs = or_(
        and_(never, working.is_not(None)),
        and_(~never, working.is_distinct_from(PlanNode.agreed_target)),
    )
    return store.scalar(select(func.count()).where(PlanNode.root_id == root, differs)) or 0


def changes_since(store: Session, root: int, since: datetime | None) -> Mapping[int, Changed]:
    """By node, who gave it its number last; a part of a split was given its number by who split the node above."""
    inside = select(PlanNode.id).where(PlanNode.root_id == root)
    wanted = select(HistoryLine).where(
        HistoryLine.noun == "plan_node", HistoryLine.verb.in_(CHANGES), HistoryLine.noun_key.in_(inside)
    )
    if since is not None:
        wanted = wanted.where(HistoryLine.at >= since)
    parents = {
        row.id: row.parent_id
        for row in store.execute(select(PlanNode.id, PlanNode.parent_id).where(PlanNode.root_id == root))
    }
    below: dict[int, list[int]] = {}
    for node, parent in parents.items():
        below.setdefault(parent or 0, []).append(node)
    found: dict[int, Changed] = {}
    for line in store.scalars(wanted.order_by(HistoryLine.id)):
        key = line.noun_key or 0
        for node in (key,) if line.verb == "target_set" else below.get(key, ()):
            found[node] = Changed(line.actor_name, line.at, "")
    overrides = select(TargetChange).where(TargetChange.node_id.in_(inside))
    if since is not None:
        overrides = overrides.where(TargetChange.changed_at >= since)
    for row in store.scalars(overrides.order_by(TargetChange.id)):
        if row.node_id not in found or found[row.node_id].at <= row.changed_at:
            found[row.node_id] = Changed(row.changed_by, row.changed_at, row.because)
    return found


def shares_open_to(store: Session, actor: Actor, lines: Iterable[TreeLine], day: date) -> frozenset[int]:
    """Which of these nodes the actor may see with their numbers; one statement however many there are."""
    nodes = tuple(lines)
    known = people.lines_of(store, {line.person for line in nodes if line.person is not None}, day)
    return frozenset(
        line.key
        for line in nodes
        if (line.person is None or line.person in known)
        and not policy.may_see_node(actor, line.owner, known.get(line.person or 0))
    )


def put_in_force(
    store: Session,
    actor: Actor,
    root: int,
    version: int,
    figures: Mapping[int, Decimal | None],
    on: date,
    *,
    at: datetime,
) -> None:
    """Let these numbers count from a day on, as a version of the plan agreed them; working numbers stay.

    Leaves it to ``versions`` whether anybody agreed. What is not named keeps the number and day that it has.
    """
    if figures:
        store.flush()
        store.connection().execute(
            update(PlanNode)
            .where(PlanNode.id == bindparam("node"))
            .values(agreed_target=bindparam("figure"), agreed_version=version, agreed_on=on),
            [{"node": node, "figure": figure} for node, figure in figures.items()],
        )
        store.expire_all()
    record(store, actor, "version_in_force", "plan_node", root, at=at, version=version, on=on.isoformat())
