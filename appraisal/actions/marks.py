"""What becomes of steps: done, dropped, done or missed once, kept so often in a month; and decided loads."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actions import policy
from appraisal.actions.burden import Load
from appraisal.actions.domain import CloseStep, Closing, CountService, MarkTurn, StepFacts, StepKey
from appraisal.actions.grounds import ground_of
from appraisal.actions.models import ActionStep, LoadDecision, ServiceCount, StepOccurrence
from appraisal.actions.reasons import objections_to_closing, objections_to_count
from appraisal.actions.rhythm import days_of, months_over
from appraisal.actions.steps import step_facts
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.people import queries as people
from appraisal.storage.history import record


def find_step(store: Session, key: int, seen_version: int | None) -> ActionStep:
    """The step of this key. Raises ``NotFound`` or ``Outdated``."""
    step = store.get(ActionStep, key)
    if step is None:
        raise NotFound(noun="action_step", key=key)
    if seen_version is not None and seen_version != step.version:
        raise Outdated(noun="action_step", key=key)
    return step


def close_step(
    store: Session, actor: Actor, wish: CloseStep, *, seen_version: int | None = None, at: datetime
) -> StepKey:
    """A step is done; or dropped, by whoever may change the plan of action, for a reason."""
    row, step = (
        find_step(store, wish.step, seen_version),
        _step_to_work_on(store, actor, wish.step, at.date()),
    )
    if wish.closing is Closing.DROPPED:
        ground = ground_of(store, step.node, step.goal, at.date())
        insist_on_none(policy.may_change(actor, ground.place), NotAllowed)
    insist_on_none(objections_to_closing(wish, step.is_open), NotReady)
    row.closed_at, row.closed_by_id = at, actor.employee
    row.closed_as, row.closed_because = wish.closing.value, wish.because.strip()
    store.flush()
    record(store, actor, f"step_{wish.closing.value}", "action_step", row.id, at=at)
    return wish.step


def mark_turn(store: Session, actor: Actor, wish: MarkTurn, *, at: datetime) -> StepKey:
    """One time of a repeated step was done, or missed; what was said last holds."""
    step = _step_to_work_on(store, actor, wish.step, at.date())
    repeated = step.when.recurrence
    days = days_of(repeated, step.starts_on, min(step.ends_on, at.date())) if repeated else ()
    insist_on_none(
        Objections.where(step_closed_already=not step.is_open, no_such_turn=wish.due_on not in days), NotReady
    )
    found = store.scalars(
        select(StepOccurrence).where(
            StepOccurrence.step_id == wish.step, StepOccurrence.due_on == wish.due_on
        )
    ).first()
    turn = found or StepOccurrence(step_id=wish.step, due_on=wish.due_on)
    turn.outcome, turn.marked_by_id, turn.marked_at = wish.turn.value, actor.employee, at
    store.add(turn)
    store.flush()
    on = wish.due_on.isoformat() if wish.due_on else ""
    record(store, actor, f"turn_{wish.turn.value}", "action_step", step.key, at=at, on=on)
    return wish.step


def count_service(store: Session, actor: Actor, wish: CountService, *, at: datetime) -> StepKey:
    """In a month a promise of service was kept so often; counting again corrects."""
    step = _step_to_work_on(store, actor, wish.step, at.date())
    is_promise = step.when.service is not None
    months = months_over(step.starts_on, step.ends_on, at.date()) if is_promise else ()
    insist_on_none(objections_to_count(wish, months), NotReady)
    found = store.scalars(
        select(ServiceCount).where(ServiceCount.step_id == wish.step, ServiceCount.month == wish.month)
    ).first()
    count = found or ServiceCount(step_id=wish.step, month=wish.month)
    count.kept, count.total = wish.kept or 0, wish.total or 0
    count.counted_by_id, count.counted_at = actor.employee, at
    store.add(count)
    store.flush()
    month = wish.month.isoformat()
    record(
        store,
        actor,
        "service_counted",
        "action_step",
        step.key,
        at=at,
        month=month,
        kept=count.kept,
        total=count.total,
    )
    return wish.step


def decide_load(
    store: Session, actor: Actor, step: int, employee: int, load: Load, because: str, *, at: datetime
) -> None:
    """Keep that somebody gave a step although it does not fit, and why; it is never changed."""
    store.add(
        LoadDecision(
            step_id=step,
            employee_id=employee,
            starts_on=load.starts_on,
            ends_on=load.ends_on,
            planned=round(load.planned, 2),
            available=round(load.available, 2),
            because=because.strip(),
            decided_by_id=actor.employee,
            decided_at=at,
        )
    )
    store.flush()
    record(store, actor, "load_decided", "action_step", step, at=at, employee=employee)


def _step_to_work_on(store: Session, actor: Actor, key: int, day: date) -> StepFacts:
    step = step_facts(store, key, day)
    ground = ground_of(store, step.node, step.goal, day)
    owner = None if step.who.employee is None else people.line_of(store, step.who.employee, day)
    insist_on_none(policy.may_work_on_step(actor, ground.place, owner), NotAllowed)
    return step
