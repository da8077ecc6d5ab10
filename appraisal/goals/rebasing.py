"""Days of a goal that do not count: kept without their reason, and the target rebased on the days that are left.

Owns the rows and the one change. Leaves to whoever calls why the days do not count; nothing here knows it.
What events take off a goal, with a reason for all to read, is in ``easing``.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.goals import policy
from appraisal.goals.domain import GoalKey, RebaseGoal, objections_to_rebasing
from appraisal.goals.models import Goal, GoalPause
from appraisal.goals.pauses import (
    NO_PAUSES,
    base_of,
    held_to,
    in_favour,
    keep_base,
    pauses_of,
    relief_rows,
)
from appraisal.kernel.actors import Actor
from appraisal.kernel.periods import Period, counted_days
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.storage.history import record


def rebased_target(target: Decimal, unit: str, direction: str, *, before: int, after: int) -> Decimal:
    """The target for the days that are left, rounded in the person's favour.

    When no day is left the target stays: nobody is held to it, because no day counts.
    """
    if not after:
        return target
    return in_favour(Fraction(target) * after / before, unit, direction)


def rebase_goal(store: Session, actor: Actor, wish: RebaseGoal, *, at: datetime) -> GoalKey:
    """Leave days of a goal out and bring its target down to the days that are left; both have said yes already.

    Days that are left out already, and days off, change nothing. Raises ``NotAllowed`` or ``NotReady``.
    """
    insist_on_none(policy.may_rebase(actor), NotAllowed)
    goal = store.get(Goal, wish.goal, with_for_update=True)
    if goal is None:
        raise NotFound(noun="goal", key=wish.goal)
    whole = Period(goal.starts_on, goal.ends_on)
    withdrawn = goal.withdrawn_at is not None
    insist_on_none(objections_to_rebasing(whole, wish.left_out, withdrawn=withdrawn), NotReady)
    pauses = pauses_of(store, [goal.id]).get(goal.id, NO_PAUSES)
    known = pauses.quiet
    left_out = whole.shared_with(wish.left_out) or wish.left_out
    before = counted_days(whole, known) if known else whole.working_days()
    after = counted_days(whole, (*known, left_out))
    if after == before:
        return wish.goal
    eased = relief_rows(store, goal.id)
    left = base_of(goal, eased, pauses)
    base = rebased_target(left, goal.unit, goal.direction, before=before, after=after)
    store.add(
        GoalPause(
            goal_id=goal.id,
            starts_on=left_out.starts_on,
            ends_on=left_out.ends_on,
            days=before - after,
            target_before=goal.target,
            made_at=at,
        )
    )
    was, goal.target = goal.target, held_to(goal, base, (*known, left_out), pauses.reliefs)
    keep_base(eased, base, goal.target)
    store.flush()
    record(
        store, actor, "goal_rebased", "goal", goal.id, at=at,
        days=before - after, was=f"{was.normalize():f}", now=f"{goal.target.normalize():f}",
    )  # fmt: skip
    return wish.goal


def rebase_goals_of(
    store: Session, actor: Actor, employee: int, left_out: Period, *, at: datetime
) -> tuple[GoalKey, ...]:
    """Rebase every goal of a person that has some of these days; the keys of those goals."""
    found = store.scalars(
        select(Goal.id)
        .where(
            Goal.employee_id == employee,
            Goal.withdrawn_at.is_(None),
            Goal.starts_on <= left_out.ends_on,
            Goal.ends_on >= left_out.starts_on,
        )
        .order_by(Goal.id)
    ).all()
    return tuple(rebase_goal(store, actor, RebaseGoal(GoalKey(key), left_out), at=at) for key in found)
