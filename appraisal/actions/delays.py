"""What came first when a step was late: said once and never changed, with what follows from it.

It is never a sign of low effort: no source of facts reads it as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actions import policy
from appraisal.actions.burden import Load
from appraisal.actions.domain import ActionPlanKey, AddStep, Cause, SayDelay, StepFacts, StepKey, Way, Who
from appraisal.actions.grounds import ground_of, people_to_ask
from appraisal.actions.loads import load_with, numbers
from appraisal.actions.marks import decide_load, find_step
from appraisal.actions.models import ActionPlan, ActionStep, StepDelay
from appraisal.actions.reasons import objections_to_delay, objections_to_load
from appraisal.actions.steps import step_facts
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.storage.history import record

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DelayFacts:
    """What was said of one late step of a person, as other slices read it; ``goal`` where it was under one."""

    step: StepKey
    cause: Cause
    said_on: date
    waiting_since: date | None
    goal: int | None


def delays_of(
    store: Session, employees: Iterable[int], first: date, last: date
) -> Mapping[int, tuple[DelayFacts, ...]]:
    """By person, what was said of late steps of theirs in these days, oldest first; one statement."""
    rows = store.execute(
        select(StepDelay, ActionPlan.goal_id)
        .join(ActionStep, ActionStep.id == StepDelay.step_id)
        .join(ActionPlan, ActionPlan.id == ActionStep.plan_id)
        .where(
            StepDelay.owner_before_id.in_(set(employees)),
            StepDelay.said_at >= datetime.combine(first, time(), UTC),
            StepDelay.said_at < datetime.combine(last + timedelta(days=1), time(), UTC),
        )
        .order_by(StepDelay.said_at, StepDelay.id)
    )
    found: dict[int, list[DelayFacts]] = defaultdict(list)
    for row, goal in rows:
        said = DelayFacts(StepKey(row.step_id), Cause(row.cause), row.said_at.date(), row.waiting_since, goal)
        found[row.owner_before_id or 0].append(said)
    return {person: tuple(each) for person, each in found.items()}


def spoken_delays(store: Session, steps: Iterable[StepFacts]) -> frozenset[int]:
    """Of these steps, those of whose present delay something was said already; one statement."""
    late = {each.key: each.late_on for each in steps if each.late_on is not None}
    rows = store.execute(select(StepDelay.step_id, StepDelay.late_on).where(StepDelay.step_id.in_(set(late))))
    return frozenset(step for step, on in rows if late[StepKey(step)] == on)


def objections_to_saying(store: Session, actor: Actor, wish: SayDelay, day: date) -> Objections:
    """Everything that stands against saying this of a delay, the load of whoever takes it over among it.

    Raises ``NotFound`` or ``NotAllowed``.
    """
    step = step_facts(store, wish.step, day)
    ground = ground_of(store, step.node, step.goal, day)
    line = None if step.who.employee is None else people.line_of(store, step.who.employee, day)
    insist_on_none(policy.may_work_on_step(actor, ground.place, line), NotAllowed)
    if wish.way in (Way.MOVE, Way.REASSIGN) or wish.moved_to is not None:
        insist_on_none(policy.may_rearrange(actor, ground.place, line), NotAllowed)
    given_away = wish.way is Way.REASSIGN and wish.reassigned_to is not None
    near = dict(people_to_ask(store, actor, ground, day)) if given_away else {}
    load = _load_of_new_owner(store, step, wish, day)
    return (
        objections_to_delay(wish, step, day)
        + Objections.where(owner_not_offered=given_away and wish.reassigned_to not in near)
        + objections_to_load(load, numbers(store, day), seen=wish.load_seen, because=wish.because)
    )


def say_delay(
    store: Session, actor: Actor, wish: SayDelay, *, seen_version: int | None = None, at: datetime
) -> StepKey:
    """Say what came first when a step was late, and what follows. Raises ``NotAllowed`` or ``NotReady``."""
    row, day = find_step(store, wish.step, seen_version), at.date()
    insist_on_none(objections_to_saying(store, actor, wish, day), NotReady)
    step = step_facts(store, wish.step, day)
    load = _load_of_new_owner(store, step, wish, day)
    _keep(store, actor, row, step, wish, at)
    if wish.way is Way.REASSIGN and wish.reassigned_to is not None:
        row.owner_id, row.unit_id, row.supplier = wish.reassigned_to, None, ""
        row.assigned_at, row.assigned_by_id = at, actor.employee
        if load is not None and wish.because.strip():
            decide_load(store, actor, row.id, wish.reassigned_to, load, wish.because, at=at)
    if wish.moved_to is not None and row.due_on is not None:
        row.due_on = row.ends_on = wish.moved_to
    store.flush()
    record(store, actor, "delay_said", "action_step", row.id, at=at, cause=str(wish.cause))
    return wish.step


def _load_of_new_owner(store: Session, step: StepFacts, wish: SayDelay, day: date) -> Load | None:
    """The load on whoever takes a step over; without a new day, it is to be done within a week."""
    if wish.way is not Way.REASSIGN or wish.reassigned_to is None or step.hours is None:
        return None
    due = step.when.due_on and (wish.moved_to or day + A_WEEK)
    when = replace(step.when, due_on=due)
    given = AddStep(ActionPlanKey(step.plan), step.what, Who(wish.reassigned_to), when, day, step.hours)
    return load_with(store, given, max(day, step.ends_on), day)


def _keep(
    store: Session, actor: Actor, row: ActionStep, step: StepFacts, wish: SayDelay, at: datetime
) -> None:
    store.add(
        StepDelay(
            step_id=row.id,
            late_on=step.late_on,
            cause=str(wish.cause),
            words=wish.words.strip(),
            waiting_since=wish.waiting_since if wish.cause is Cause.WAITING else None,
            way=str(wish.way or ""),
            way_words=wish.way_words.strip(),
            owner_before_id=row.owner_id,
            owner_after_id=wish.reassigned_to if wish.way is Way.REASSIGN else None,
            moved_to=wish.moved_to if row.due_on is not None else None,
            said_by_id=actor.employee,
            said_at=at,
        )
    )
