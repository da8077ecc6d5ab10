"""A version of the plan came into force: goals of changed shares take the new number, and both are told.

Owns that change and the work that does it. Leaves which number is in force to ``plans`` and ``versions``. Days
that do not count stay left out: the new number is brought down by the same days, in the order they came, and
by what events take off it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from appraisal.goals import policy
from appraisal.goals.domain import Disagree, GoalKey, Side, objections_to_disagreeing
from appraisal.goals.letters import tell_of_plan_change
from appraisal.goals.models import Goal, GoalConfirmation, GoalNotice
from appraisal.goals.notices import mark, overtakes
from appraisal.goals.pauses import (
    NO_PAUSES,
    Pauses,
    base_of,
    held_to,
    in_favour,
    keep_base,
    pauses_of,
    relief_rows,
)
from appraisal.goals.rebasing import rebased_target
from appraisal.jobs.context import WorkContext
from appraisal.jobs.registry import work
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period, counted_days
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.storage.history import record
from appraisal.versions import queries as versions
from appraisal.versions.operations import TELLING

AT_ONCE = 500


@work(TELLING)
def follow_the_plan(context: WorkContext) -> dict[str, Any]:
    """Give the goals of a version's nodes the number that is in force now, and tell both people of each."""
    nodes = versions.nodes_of(context.store, context.arguments["version"])
    with context.writing() as store:
        told = rebase_to_plan(store, context.actor, nodes, at=context.asked_at)
    return {"goals": len(told)}


def rebase_to_plan(
    store: Session, actor: Actor, nodes: Iterable[int], *, at: datetime
) -> tuple[GoalKey, ...]:
    """Give every goal of these shares the number in force; the keys of those whose number changed.

    Goals that were over before the number counted stay as they are. Done twice, it does nothing more.
    """
    insist_on_none(policy.may_rebase(actor), NotAllowed)
    changed: list[GoalKey] = []
    wanted = sorted(set(nodes))
    for some in (wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE)):
        rows = store.scalars(
            select(Goal)
            .where(Goal.plan_node_id.in_(some), Goal.withdrawn_at.is_(None))
            .order_by(Goal.id)
            .with_for_update()
        ).all()
        changed += _follow(store, actor, rows, at)
    return tuple(changed)


def take_number(store: Session, actor: Actor, goal: int, *, at: datetime) -> GoalKey:
    """One of the two lets a goal take the number of its share that is in force. Raises ``NotReady`` if it has it."""
    row = _of_the_two(store, actor, goal, at)
    before = row.share_version
    _follow(store, actor, [row], at)
    insist_on_none(Objections.where(goal_has_number_in_force=row.share_version == before), NotReady)
    return GoalKey(goal)


def read_notice(store: Session, actor: Actor, goal: int, *, at: datetime) -> GoalKey:
    """One of the two says that they have read what changed."""
    row = _of_the_two(store, actor, goal, at)
    side = policy.side_of(actor, people.line_of(store, row.employee_id, at.date())) or Side.EMPLOYEE
    told = mark(store, goal, side, at, restated=False)
    insist_on_none(Objections.where(nothing_was_told=not told), NotReady)
    record(store, actor, "notice_read", "goal", goal, at=at, side=side)
    return GoalKey(goal)


def disagree(store: Session, actor: Actor, wish: Disagree, *, at: datetime) -> GoalKey:
    """The employee says in words that they do not agree with the new number; both read it."""
    row = _of_the_two(store, actor, wish.goal, at)
    insist_on_none(policy.may_disagree(actor, row.employee_id), NotAllowed)
    newest = store.scalars(
        select(GoalNotice).where(GoalNotice.goal_id == wish.goal).order_by(GoalNotice.id.desc())
    ).first()
    insist_on_none(objections_to_disagreeing(wish, was_told=newest is not None), NotReady)
    if newest is not None:
        newest.disagreement, newest.disagreed_at = wish.words.strip(), at
        newest.seen_by_employee_at = newest.seen_by_employee_at or at
    store.flush()
    record(store, actor, "plan_change_disagreed", "goal", wish.goal, at=at)
    return wish.goal


def number_for(
    share: Decimal,
    share_before: Decimal | None,
    goal: tuple[Decimal, str, str],
    days: tuple[Period, Period],
    pauses: Sequence[Period],
) -> Decimal:
    """The goal's number when its share is ``share`` now. Pure.

    ``goal`` is (target, unit, direction), ``days`` those of the goal and of the share. A goal of all the days
    of its share takes the number itself, less the days that do not count; any other moves in proportion.
    """
    target, unit, direction = goal
    whole, of_share = days
    if whole != of_share and share_before:
        return in_favour(Fraction(target) * Fraction(share) / Fraction(share_before), unit, direction)
    number = share
    for count in range(len(pauses)):
        known = pauses[:count]
        before = counted_days(whole, known) if known else whole.working_days()
        after = counted_days(whole, pauses[: count + 1])
        number = rebased_target(number, unit, direction, before=before, after=after)
    return number


def _follow(store: Session, actor: Actor, goals: Sequence[Goal], at: datetime) -> list[GoalKey]:
    """Let these goals take the number of their shares; the keys of those whose two people are told."""
    shares = plans.agreed_of(store, (goal.plan_node_id for goal in goals))
    days = plans.days_of(store, (goal.plan_node_id for goal in goals))
    pauses = pauses_of(store, (goal.id for goal in goals))
    told: list[Goal] = []
    for goal in goals:
        node = goal.plan_node_id or 0
        share = shares.get(node)
        if share is None or share.version is None or share.version <= (goal.share_version or 0):
            continue
        if share.since is not None and share.since > goal.ends_on:
            continue
        changes = overtakes(share, goal.share_target, goal.share_version, goal.ends_on)
        if changes and _take(store, actor, goal, share, days[node], pauses.get(goal.id, NO_PAUSES), at):
            told.append(goal)
        goal.share_target, goal.share_version = share.target, share.version
    store.flush()
    managers = people.places_of(store, {goal.employee_id for goal in told}, at.date()) if told else {}
    for goal in told:
        tell_of_plan_change(store, goal.id, (goal.employee_id, managers[goal.employee_id][2]), at)
    return [GoalKey(goal.id) for goal in told]


def _take(
    store: Session,
    actor: Actor,
    goal: Goal,
    share: plans.InForce,
    share_days: Period,
    pauses: Pauses,
    at: datetime,
) -> bool:
    """Give one goal its new number, ask both for their yes anew and keep the notice; False if the number stays."""
    was, now = goal.target, None
    if share.target is not None:
        days = (Period(goal.starts_on, goal.ends_on), share_days)
        rows = relief_rows(store, goal.id)
        said = (base_of(goal, rows, pauses), goal.unit, goal.direction)
        base = number_for(share.target, goal.share_target, said, days, pauses.quiet)
        now = held_to(goal, base, pauses.quiet, pauses.reliefs)
        keep_base(rows, base, now)
        if now == was:
            return False
        goal.target = now
    since: date = share.since or goal.starts_on
    store.execute(delete(GoalConfirmation).where(GoalConfirmation.goal_id == goal.id))
    store.add(
        GoalNotice(
            goal_id=goal.id, plan_version=share.version, since_on=since, was=was, now=now, told_at=at,
        )
    )  # fmt: skip
    told = {"was": f"{was.normalize():f}", "now": None if now is None else f"{now.normalize():f}"}
    record(
        store, actor, "goal_follows_plan" if now is not None else "goal_share_ended", "goal", goal.id, at=at,
        version=share.version, **told,
    )  # fmt: skip
    return True


def _of_the_two(store: Session, actor: Actor, goal: int, at: datetime) -> Goal:
    row = store.get(Goal, goal, with_for_update=True)
    if row is None:
        raise NotFound(noun="goal", key=goal)
    insist_on_none(policy.may_take_part(actor, people.line_of(store, row.employee_id, at.date())), NotAllowed)
    insist_on_none(Objections.where(goal_is_withdrawn=row.withdrawn_at is not None), NotReady)
    return row
