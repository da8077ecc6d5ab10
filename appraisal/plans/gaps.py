"""Reads about gaps: the three numbers of a node, the estimates and decisions behind them, and changed numbers.

Owns who may read what was added up from people's estimates. A person's own estimate is read with the share
itself; added up it is read by whoever may change the node, and by others only where ``groups`` allows a total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.plans import policy
from appraisal.plans.feasibility import Basis, GapState, Numbers, Way, state_of
from appraisal.plans.models import GapDecision, NodeEstimate, NodeSum, PlanNode, TargetChange

MOST_SHOWN = 10


@dataclass(frozen=True)
class EstimateSaid:
    """The newest estimate that was given for a node itself."""

    value: Decimal | None
    basis: Basis
    said: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Decision:
    """How a gap was closed, with the numbers of that moment."""

    node: int
    way: Way
    because: str
    until: date
    needed: Decimal
    possible: Decimal
    by: str
    at: datetime

    @property
    def gap(self) -> Decimal:
        """What was decided about."""
        return self.needed - self.possible


@dataclass(frozen=True)
class NumberChanged:
    """A number that was changed by hand."""

    was: Decimal | None
    now: Decimal | None
    because: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Stored:
    """The stored sums of a node."""

    parts: int = 0
    parts_open: int = 0
    given: Decimal = Decimal(0)
    own: Decimal | None = None
    possible: Decimal | None = None
    missing: int = 1
    people: int = 0
    shown: bool = False


@dataclass(frozen=True)
class GapView:
    """Needed, possible and gap as this reader may see them, and how the gap was closed.

    ``is_hidden``: what is possible would tell of one to three people, and is left out. ``above`` is the nearest
    risk accepted higher up that still holds, where nothing was decided here.
    """

    numbers: Numbers
    state: GapState
    is_hidden: bool
    is_own: bool
    estimate: EstimateSaid | None
    decisions: tuple[Decision, ...]
    changes: tuple[NumberChanged, ...]
    may_estimate: bool
    may_decide: bool
    above: Decision | None = None

    @property
    def decision(self) -> Decision | None:
        """The newest decision."""
        return self.decisions[0] if self.decisions else None


def gap_view(
    store: Session,
    actor: Actor,
    *,
    key: int,
    owner: int,
    person: int | None,
    target: Decimal | None,
    stored: Stored,
    higher: Sequence[int],
    day: date,
) -> GapView:
    """The three numbers of one node for one reader; ``higher`` are the nodes above it, nearest first. Three statements."""
    may_change = not policy.may_change_node(actor, owner)
    decided = decisions_of(store, [key, *higher])
    decisions = decided.get(key, ())
    is_hidden = not (may_change or person is not None or is_open(stored))
    possible, missing = (None, 0) if is_hidden else (stored.possible, stored.missing)
    numbers = Numbers(target, possible, missing)
    newest = decisions[0] if decisions else None
    state = state_of(numbers, newest.gap if newest else None, newest.until if newest else None, day)
    return GapView(
        numbers=numbers,
        state=state,
        is_hidden=is_hidden,
        is_own=stored.own is not None and stored.possible == stored.own and not stored.missing,
        estimate=_estimate(store, key),
        decisions=decisions[:MOST_SHOWN],
        changes=_changes(store, key),
        may_estimate=not policy.may_estimate(actor, owner, person),
        may_decide=may_change
        and state in (GapState.OPEN, GapState.RAN_OUT, GapState.GROWN, GapState.DECIDED),
        above=None if decisions else _accepted([decided[node][0] for node in higher if node in decided], day),
    )


def _accepted(newest: Sequence[Decision], day: date) -> Decision | None:
    """The first of these decisions that accepts a risk and still holds."""
    return next((one for one in newest if one.way is Way.ACCEPTED_RISK and one.until >= day), None)


def is_open(stored: Stored) -> bool:
    """Whether everyone who sees the node may read what is possible in it.

    What an owner says of a node is the owner's word. A sum of people's estimates is shown where a total of
    theirs may be, and only once nobody's is missing: the first of four would stand there alone.
    """
    if not stored.people or (stored.own is not None and stored.possible == stored.own):
        return True
    return stored.shown and not stored.missing


def stored_of(store: Session, nodes: Iterable[int]) -> Mapping[int, Stored]:
    """The stored sums of these nodes; one statement."""
    rows = store.execute(
        select(
            NodeSum.node_id,
            NodeSum.parts,
            NodeSum.parts_open,
            NodeSum.given,
            NodeSum.own,
            NodeSum.possible,
            NodeSum.missing,
            NodeSum.people,
            NodeSum.shown,
        ).where(NodeSum.node_id.in_(set(nodes)))
    )
    return {row[0]: Stored(*row[1:]) for row in rows}


def possible_for_all(store: Session, nodes: Iterable[int]) -> Mapping[int, Decimal]:
    """By node, what is possible in it, where everyone who sees the node may read it; one statement."""
    found = stored_of(store, nodes)
    return {
        node: stored.possible
        for node, stored in found.items()
        if stored.possible is not None and not stored.missing and is_open(stored)
    }


def numbers_of(store: Session, node: int, target: Decimal | None) -> Numbers:
    """The three numbers of a node, whoever reads them: for decisions and rules."""
    stored = stored_of(store, [node]).get(node, Stored())
    return Numbers(target, stored.possible, stored.missing)


def decisions_of(store: Session, nodes: Iterable[int]) -> Mapping[int, tuple[Decision, ...]]:
    """By node, how its gap was closed, newest first; one statement."""
    rows = store.execute(
        select(
            GapDecision.node_id,
            GapDecision.way,
            GapDecision.because,
            GapDecision.until,
            GapDecision.needed,
            GapDecision.possible,
            GapDecision.decided_by,
            GapDecision.decided_at,
        )
        .where(GapDecision.node_id.in_(set(nodes)))
        .order_by(GapDecision.decided_at.desc(), GapDecision.id.desc())
    )
    found: dict[int, list[Decision]] = {}
    for row in rows:
        decision = Decision(
            row.node_id,
            Way(row.way),
            row.because,
            row.until,
            row.needed,
            row.possible,
            row.decided_by,
            row.decided_at,
        )
        found.setdefault(row.node_id, []).append(decision)
    return {node: tuple(decisions) for node, decisions in found.items()}


@dataclass(frozen=True)
class Potential:
    """How much the accounts of a share could bring against its target, and since when this is said."""

    ratio: Decimal
    on: date


def risks_accepted(store: Session, nodes: Iterable[int]) -> Mapping[int, Decision]:
    """The nodes whose newest decision accepts the risk that not all of it can be reached; one statement."""
    newest = {node: decisions[0] for node, decisions in decisions_of(store, nodes).items()}
    return {node: one for node, one in newest.items() if one.way is Way.ACCEPTED_RISK}


def potentials_of(store: Session, nodes: Iterable[int]) -> Mapping[int, Potential]:
    """By node, what its accounts could bring against its target, if that is what its newest estimate rests on."""
    newest = (
        select(func.max(NodeEstimate.id))
        .where(NodeEstimate.node_id.in_(set(nodes)))
        .group_by(NodeEstimate.node_id)
    )
    rows = store.execute(
        select(NodeEstimate.node_id, NodeEstimate.value, PlanNode.target, NodeEstimate.given_at)
        .join(PlanNode, PlanNode.id == NodeEstimate.node_id)
        .where(NodeEstimate.id.in_(newest), NodeEstimate.basis == Basis.ACCOUNTS)
    )
    return {
        row.node_id: Potential(round(row.value / row.target, 4), row.given_at.date())
        for row in rows
        if row.value is not None and row.target
    }


def _estimate(store: Session, node: int) -> EstimateSaid | None:
    row = store.execute(
        select(
            NodeEstimate.value,
            NodeEstimate.basis,
            NodeEstimate.said,
            NodeEstimate.given_by,
            NodeEstimate.given_at,
        )
        .where(NodeEstimate.node_id == node)
        .order_by(NodeEstimate.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else EstimateSaid(row[0], Basis(row[1]), *row[2:])


def _changes(store: Session, node: int) -> tuple[NumberChanged, ...]:
    rows = store.execute(
        select(
            TargetChange.was,
            TargetChange.now,
            TargetChange.because,
            TargetChange.changed_by,
            TargetChange.changed_at,
        )
        .where(TargetChange.node_id == node)
        .order_by(TargetChange.id.desc())
        .limit(MOST_SHOWN)
    )
    return tuple(NumberChanged(*row) for row in rows)
