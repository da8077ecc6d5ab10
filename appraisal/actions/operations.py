"""Changes to plans of action: begin one, add a step to it, count what is reached, say how much of a day somebody works."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actions import pages, policy
from appraisal.actions.delays import say_delay
from appraisal.actions.domain import ActionPlanKey, AddStep, CountReached, MakePlan, ShareTime, StepKey
from appraisal.actions.grounds import find_plan, ground_of, people_to_ask, seen_ground
from appraisal.actions.marks import close_step, count_service, decide_load, mark_turn
from appraisal.actions.models import ActionPlan, ActionStep, TimeShare
from appraisal.actions.reasons import objections_to_plan, objections_to_share
from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.people import queries as people
from appraisal.storage.history import record

__all__ = [
    "add_step",
    "close_step",
    "count_reached",
    "count_service",
    "make_plan",
    "mark_turn",
    "say_delay",
    "share_time",
    "strike_share",
]


def make_plan(store: Session, actor: Actor, wish: MakePlan, *, at: datetime) -> ActionPlanKey:
    """Begin a plan of action. Raises ``NotFound``, ``NotAllowed`` or ``NotReady``."""
    ground = seen_ground(store, actor, wish.node, wish.goal, at.date())
    insist_on_none(policy.may_change(actor, ground.place), NotAllowed)
    insist_on_none(objections_to_plan(wish, at.date()), NotReady)
    plan = ActionPlan(
        plan_node_id=wish.node,
        goal_id=wish.goal if wish.node is None else None,
        objective=wish.objective.strip(),
        count=wish.count,
        due_on=wish.due_on,
        start=wish.start,
        made_by_id=actor.employee,
        made_at=at,
    )
    store.add(plan)
    store.flush()
    record(store, actor, "action_plan_made", "action_plan", plan.id, at=at)
    return ActionPlanKey(plan.id)


def add_step(store: Session, actor: Actor, wish: AddStep, *, at: datetime) -> StepKey:
    """Add a step: who does what by when. Raises ``NotAllowed``, or ``NotReady`` with everything that is missing.

    Whatever goes over a person's hours is kept with the decision, its author and its day.
    """
    day, plan = at.date(), find_plan(store, wish.plan)
    ground = ground_of(store, plan.plan_node_id, plan.goal_id, day)
    insist_on_none(policy.may_change(actor, ground.place), NotAllowed)
    weighed = pages.weighed(store, wish, day)
    near = {key for key, _name in people_to_ask(store, actor, ground, day)}
    units = {key for key, _name in people.units(store)}
    insist_on_none(
        weighed.objections
        + Objections.where(
            owner_not_offered=(wish.who.employee is not None and wish.who.employee not in near)
            or (wish.who.unit is not None and wish.who.unit not in units)
        ),
        NotReady,
    )
    step = _step(actor, wish, plan.due_on, at)
    store.add(step)
    store.flush()
    record(store, actor, "step_added", "action_step", step.id, at=at)
    if weighed.load is not None and wish.who.employee is not None and wish.because.strip():
        decide_load(store, actor, step.id, wish.who.employee, weighed.load, wish.because, at=at)
    return StepKey(step.id)


def count_reached(
    store: Session, actor: Actor, wish: CountReached, *, seen_version: int | None = None, at: datetime
) -> ActionPlanKey:
    """Say how much of the objective is reached."""
    plan = find_plan(store, wish.plan)
    if seen_version is not None and seen_version != plan.version:
        raise Outdated(noun="action_plan", key=wish.plan)
    ground = ground_of(store, plan.plan_node_id, plan.goal_id, at.date())
    insist_on_none(policy.may_change(actor, ground.place), NotAllowed)
    insist_on_none(Objections.where(count_missing=wish.reached is None or wish.reached < 0), NotReady)
    plan.reached, plan.reached_on = wish.reached, at.date()
    store.flush()
    record(store, actor, "objective_counted", "action_plan", plan.id, at=at, reached=str(wish.reached))
    return wish.plan


def share_time(store: Session, actor: Actor, wish: ShareTime, *, at: datetime) -> EmployeeKey:
    """Say how much of a full day a person works from a day on; nobody is asked why.

    A share without an end takes the place of the one before it.
    """
    line = people.line_of(store, wish.employee, at.date())
    insist_on_none(policy.may_see_time(actor, line), NotAllowed)
    insist_on_none(objections_to_share(wish), NotReady)
    if wish.ends_on is None and wish.starts_on is not None:
        before = store.scalars(
            select(TimeShare).where(
                TimeShare.employee_id == wish.employee,
                TimeShare.struck_at.is_(None),
                TimeShare.ends_on.is_(None),
            )
        )
        for row in before:
            last = wish.starts_on - timedelta(days=1)
            row.ends_on, row.struck_at = last, at if last < row.starts_on else None
    store.add(
        TimeShare(
            employee_id=wish.employee,
            starts_on=wish.starts_on,
            ends_on=wish.ends_on,
            share=wish.share,
            recorded_by_id=actor.employee,
            recorded_at=at,
        )
    )
    store.flush()
    record(store, actor, "time_shared", "person", wish.employee, at=at)
    return wish.employee


def strike_share(store: Session, actor: Actor, key: int, *, at: datetime) -> EmployeeKey:
    """Take back a share of a day that was written by mistake."""
    row = store.scalars(select(TimeShare).where(TimeShare.id == key, TimeShare.struck_at.is_(None))).first()
    if row is None:
        raise NotFound(noun="time_share", key=key)
    insist_on_none(policy.may_see_time(actor, people.line_of(store, row.employee_id, at.date())), NotAllowed)
    row.struck_at = at
    store.flush()
    record(store, actor, "time_share_struck", "person", row.employee_id, at=at)
    return EmployeeKey(row.employee_id)


def _step(actor: Actor, wish: AddStep, last: date, at: datetime) -> ActionStep:
    day = at.date()
    return ActionStep(
        plan_id=wish.plan,
        what=wish.what.strip().rstrip("."),
        owner_id=wish.who.employee,
        unit_id=wish.who.unit,
        supplier=wish.who.supplier.strip(),
        due_on=wish.when.due_on,
        recurrence=wish.when.recurrence,
        service=wish.when.service,
        within_hours=wish.when.within_hours,
        starts_on=max(day, wish.starts_on or day),
        ends_on=wish.when.due_on or last,
        hours=wish.hours,
        task=wish.task.strip(),
        suggestion=wish.suggestion,
        assigned_by_id=actor.employee,
        assigned_at=at,
    )
