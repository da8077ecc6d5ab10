"""What the two people of a goal were told when a version of the plan changed its share, and what they said to it.

Owns the rows and the reads. Leaves the change of the number to ``plan_changes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.goals.domain import Side
from appraisal.goals.models import Goal, GoalNotice
from appraisal.plans import queries as plans


@dataclass(frozen=True)
class NoticeFacts:
    """One notice. ``now`` None: the share was ended, and the two decide what becomes of the goal."""

    goal: int
    plan_version: int
    since_on: date
    was: Decimal
    now: Decimal | None
    told_at: datetime
    seen_by_employee_at: datetime | None
    seen_by_manager_at: datetime | None
    restated_by_employee_at: datetime | None
    restated_by_manager_at: datetime | None
    disagreement: str
    disagreed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether one of the two has not said yes anew."""
        return self.restated_by_employee_at is None or self.restated_by_manager_at is None

    def is_seen_by(self, side: Side) -> bool:
        """Whether this side said that it has read the notice, or answered it."""
        seen = self.seen_by_employee_at if side is Side.EMPLOYEE else self.seen_by_manager_at
        return seen is not None


@dataclass(frozen=True)
class Superseded:
    """A goal that must not be reviewed as it is: its share has another number in force, or was ended undecided."""

    goal: int
    statement: str
    now: Decimal | None
    since: date | None
    is_newer: bool


def notices_of(store: Session, goals: Iterable[int]) -> Mapping[int, tuple[NoticeFacts, ...]]:
    """What was told about each of these goals, the oldest first; one statement."""
    rows = store.execute(
        select(
            GoalNotice.goal_id,
            GoalNotice.plan_version,
            GoalNotice.since_on,
            GoalNotice.was,
            GoalNotice.now,
            GoalNotice.told_at,
            GoalNotice.seen_by_employee_at,
            GoalNotice.seen_by_manager_at,
            GoalNotice.restated_by_employee_at,
            GoalNotice.restated_by_manager_at,
            GoalNotice.disagreement,
            GoalNotice.disagreed_at,
        )
        .where(GoalNotice.goal_id.in_(set(goals)))
        .order_by(GoalNotice.id)
    )
    found: dict[int, list[NoticeFacts]] = {}
    for row in rows:
        found.setdefault(row.goal_id, []).append(NoticeFacts(*row))
    return {goal: tuple(told) for goal, told in found.items()}


def superseded_of(store: Session, employee: int, starts_on: date, ends_on: date) -> tuple[Superseded, ...]:
    """The goals of these days that a version of the plan has overtaken; three statements."""
    rows = store.execute(
        select(
            Goal.id, Goal.statement, Goal.plan_node_id, Goal.share_target, Goal.share_version, Goal.ends_on
        )
        .where(
            Goal.employee_id == employee,
            Goal.plan_node_id.is_not(None),
            Goal.withdrawn_at.is_(None),
            Goal.starts_on <= ends_on,
            Goal.ends_on >= starts_on,
        )
        .order_by(Goal.id)
    ).all()
    shares = plans.agreed_of(store, (row.plan_node_id for row in rows)) if rows else {}
    told = notices_of(store, (row.id for row in rows)) if rows else {}
    found: list[Superseded] = []
    for row in rows:
        share = shares[row.plan_node_id]
        is_newer = overtakes(share, row.share_target, row.share_version, row.ends_on)
        is_undecided = any(each.now is None and each.is_open for each in told.get(row.id, ()))
        if is_newer or is_undecided:
            found.append(Superseded(row.id, row.statement, share.target, share.since, is_newer))
    return tuple(found)


def overtakes(share: plans.InForce, target: Decimal | None, version: int | None, ends_on: date) -> bool:
    """Whether a share has another number in force than a goal was set by. Days gone by are never changed."""
    if share.version is None or share.version <= (version or 0) or share.target == target:
        return False
    return share.since is None or share.since <= ends_on


def mark(store: Session, goal: int, side: Side, at: datetime, *, restated: bool) -> int:
    """Write down that a side has read the open notices of a goal, or said yes anew; how many that were."""
    count = 0
    for notice in store.scalars(select(GoalNotice).where(GoalNotice.goal_id == goal)):
        if side is Side.EMPLOYEE:
            notice.seen_by_employee_at = notice.seen_by_employee_at or at
            if restated:
                notice.restated_by_employee_at = notice.restated_by_employee_at or at
        else:
            notice.seen_by_manager_at = notice.seen_by_manager_at or at
            if restated:
                notice.restated_by_manager_at = notice.restated_by_manager_at or at
        count += 1
    store.flush()
    return count
