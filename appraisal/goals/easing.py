"""Goals eased because of an event that everybody may know of: suspended for its days, or lowered by a share.

Owns the rows and the two changes, begin and end. Leaves to whoever calls which event it is and which goals it
touches; what is asked twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.goals import policy
from appraisal.goals.domain import EaseGoal, EndEasing, GoalKey, objections_to_easing
from appraisal.goals.models import Goal, GoalRelief
from appraisal.goals.pauses import NO_PAUSES, base_of, held_to, keep_base, pauses_of, relief_rows
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.storage.history import record


def ease_goal(store: Session, actor: Actor, wish: EaseGoal, *, at: datetime) -> GoalKey:
    """Ease a goal from a day on until the event is over. Both have said yes already, so what is agreed stays agreed.

    Raises ``NotAllowed``, ``NotFound`` or ``NotReady``.
    """
    insist_on_none(policy.may_rebase(actor), NotAllowed)
    goal = _locked(store, wish.goal)
    insist_on_none(
        objections_to_easing(wish, goal.ends_on, withdrawn=goal.withdrawn_at is not None), NotReady
    )
    rows = relief_rows(store, goal.id)
    if any((row.origin, row.origin_key) == (wish.origin, wish.origin_key) for row in rows):
        return wish.goal
    base = base_of(goal, rows, pauses_of(store, [goal.id]).get(goal.id, NO_PAUSES))
    row = GoalRelief(
        goal_id=goal.id,
        origin=wish.origin,
        origin_key=wish.origin_key,
        reason=wish.reason,
        share=wish.share,
        starts_on=max(wish.starts_on, goal.starts_on),
        begun_at=at,
        target_before=goal.target,
        base=base,
        held_to=goal.target,
        taken_back=False,
    )
    store.add(row)
    store.flush()
    _hold(store, actor, goal, (*rows, row), "goal_eased", at)
    return wish.goal


def end_easing(store: Session, actor: Actor, wish: EndEasing, *, at: datetime) -> tuple[GoalKey, ...]:
    """Hold goals to their targets again, less what the event really took; the keys of those goals."""
    insist_on_none(policy.may_rebase(actor), NotAllowed)
    running = store.scalars(
        select(GoalRelief)
        .where(
            GoalRelief.origin == wish.origin,
            GoalRelief.origin_key == wish.origin_key,
            GoalRelief.ended_at.is_(None),
        )
        .order_by(GoalRelief.goal_id)
    ).all()
    for row in running:
        goal = _locked(store, row.goal_id)
        rows = relief_rows(store, goal.id)
        base = base_of(goal, rows, pauses_of(store, [goal.id]).get(goal.id, NO_PAUSES))
        keep_base(rows, base, goal.target)
        row.taken_back = wish.ends_on is None or wish.ends_on < row.starts_on
        row.ends_on = (
            row.starts_on if row.taken_back or wish.ends_on is None else min(wish.ends_on, goal.ends_on)
        )
        row.ended_at = at
        store.flush()
        _hold(store, actor, goal, rows, "goal_restored", at)
    return tuple(GoalKey(row.goal_id) for row in running)


def _hold(
    store: Session, actor: Actor, goal: Goal, rows: Sequence[GoalRelief], verb: str, at: datetime
) -> None:
    pauses = pauses_of(store, [goal.id]).get(goal.id, NO_PAUSES)
    base = rows[-1].base
    was, goal.target = goal.target, held_to(goal, base, pauses.quiet, pauses.reliefs)
    keep_base(rows, base, goal.target)
    store.flush()
    record(
        store, actor, verb, "goal", goal.id, at=at,
        was=f"{was.normalize():f}", now=f"{goal.target.normalize():f}",
    )  # fmt: skip


def _locked(store: Session, key: int) -> Goal:
    goal = store.get(Goal, key, with_for_update=True)
    if goal is None:
        raise NotFound(noun="goal", key=key)
    return goal
