"""Changes to contingency plans: what is watched, what is done, what it does to goals, and what happens."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.contingency import firing, policy
from appraisal.contingency.domain import (
    AddEffect,
    AddStep,
    AddTrigger,
    DeclareEvent,
    EndEvent,
    EventKey,
    Meaning,
    NoteSignal,
    TriggerKey,
    objections_to_declaring,
    objections_to_effect,
    objections_to_ending,
    objections_to_signal,
    objections_to_step,
    objections_to_trigger,
)
from appraisal.contingency.models import (
    ContingencyEffect,
    ContingencyEnding,
    ContingencyEvent,
    ContingencySignal,
    ContingencyStep,
    ContingencyTrigger,
)
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.domain import PlanKind
from appraisal.storage.history import record

PLAN = "plan_node"
EVENT = "contingency_event"


def add_trigger(store: Session, actor: Actor, wish: AddTrigger, *, at: datetime) -> TriggerKey:
    """Watch something for a plan. What is known already is looked at once, so that nothing waits for the night."""
    _tended(store, actor, wish.plan)
    insist_on_none(objections_to_trigger(wish), NotReady)
    row = ContingencyTrigger(
        node_id=wish.plan,
        watch=wish.watch,
        comparison=wish.comparison,
        threshold=wish.threshold,
        span=wish.span,
        periods=wish.periods,
        near=wish.near,
        measure=wish.measure,
        baseline=wish.baseline,
        meaning=wish.meaning,
        source=wish.source.strip(),
        made_by_id=actor.employee,
        made_at=at,
    )
    store.add(row)
    store.flush()
    record(store, actor, "trigger_added", PLAN, wish.plan, at=at, trigger=row.id, watch=wish.watch)
    return TriggerKey(row.id)


def remove_trigger(store: Session, actor: Actor, key: int, *, at: datetime) -> TriggerKey:
    """Watch it no longer; an event that it began goes on until it is ended."""
    row = _trigger(store, actor, key)
    row.removed_by_id, row.removed_at = actor.employee, at
    store.flush()
    record(store, actor, "trigger_removed", PLAN, row.node_id, at=at, trigger=row.id)
    return TriggerKey(row.id)


def add_step(store: Session, actor: Actor, wish: AddStep, *, at: datetime) -> int:
    """Write down what is done first, behind the steps that are there."""
    _tended(store, actor, wish.plan)
    here = people.places_at_work(store, [wish.owner], at.date()) if wish.owner else {}
    may_do = frozenset(key for key, place in here.items() if place.is_here_on(at.date()))
    insist_on_none(objections_to_step(wish, may_do), NotReady)
    row = ContingencyStep(node_id=wish.plan, text=wish.text.strip(), owner_id=wish.owner, made_at=at)
    store.add(row)
    store.flush()
    record(store, actor, "contingency_step_added", PLAN, wish.plan, at=at, step=row.id, owner=wish.owner)
    return row.id


def remove_step(store: Session, actor: Actor, plan: int, key: int, *, at: datetime) -> int:
    """Take a first step out."""
    _tended(store, actor, plan)
    row = store.get(ContingencyStep, key)
    if row is None or row.node_id != plan or row.removed_at is not None:
        raise NotFound(noun="contingency_step", key=key)
    row.removed_at = at
    store.flush()
    record(store, actor, "contingency_step_removed", PLAN, plan, at=at, step=key)
    return key


def add_effect(store: Session, actor: Actor, wish: AddEffect, *, at: datetime) -> int:
    """Say what an event does to goals; one that runs already goes on as it began."""
    _tended(store, actor, wish.plan)
    same = select(ContingencyEffect.id).where(
        ContingencyEffect.node_id == wish.plan,
        ContingencyEffect.measure == wish.measure,
        ContingencyEffect.removed_at.is_(None),
    )
    insist_on_none(objections_to_effect(wish, store.scalar(same.limit(1)) is not None), NotReady)
    row = ContingencyEffect(node_id=wish.plan, measure=wish.measure, share=wish.share, made_at=at)
    store.add(row)
    store.flush()
    record(store, actor, "contingency_effect_added", PLAN, wish.plan, at=at, effect=row.id)
    return row.id


def remove_effect(store: Session, actor: Actor, plan: int, key: int, *, at: datetime) -> int:
    """Take an effect out; it holds for events that began with it."""
    _tended(store, actor, plan)
    row = store.get(ContingencyEffect, key)
    if row is None or row.node_id != plan or row.removed_at is not None:
        raise NotFound(noun="contingency_effect", key=key)
    row.removed_at = at
    store.flush()
    record(store, actor, "contingency_effect_removed", PLAN, plan, at=at, effect=key)
    return key


def note_signal(store: Session, actor: Actor, wish: NoteSignal, *, at: datetime) -> tuple[EventKey, ...]:
    """Write down a value, and look at the trigger at once; the key of the event that it began, if it did."""
    row = _trigger(store, actor, wish.trigger)
    day = at.date()
    insist_on_none(objections_to_signal(wish, day), NotReady)
    store.add(
        ContingencySignal(
            trigger_id=row.id,
            starts_on=wish.starts_on,
            ends_on=wish.ends_on,
            value=wish.value,
            words=wish.words.strip(),
            said_by_id=actor.employee,
            said_at=at,
        )
    )
    store.flush()
    record(store, actor, "signal_noted", PLAN, row.node_id, at=at, trigger=row.id)
    return firing.look_at(store, [row], day, at)


def declare_event(store: Session, actor: Actor, wish: DeclareEvent, *, at: datetime) -> EventKey:
    """Say that it is happening now, whatever the numbers say."""
    row = _trigger(store, actor, wish.trigger)
    day, runs = at.date(), firing.running_event(store, row) is not None
    insist_on_none(objections_to_declaring(wish, day, runs=runs), NotReady)
    began_on = wish.began_on or day
    hours = wish.hours if row.meaning == Meaning.OUTAGE else None
    return firing.fire(store, actor, row, began_on, value=hours, words=wish.words, day=day, at=at)


def end_event(store: Session, actor: Actor, wish: EndEvent, *, at: datetime) -> EventKey:
    """Stand an event down, or say that it was none; goals are held to their targets again."""
    event = store.get(ContingencyEvent, wish.event)
    if event is None:
        raise NotFound(noun=EVENT, key=wish.event)
    insist_on_none(policy.may_tend(actor, plans.node_facts(store, event.node_id).owner), NotAllowed)
    store.get(ContingencyTrigger, event.trigger_id, with_for_update=True)
    over = select(ContingencyEnding.id).where(ContingencyEnding.event_id == event.id)
    is_over = store.scalar(over) is not None
    insist_on_none(objections_to_ending(wish, event.began_on, at.date(), is_over=is_over), NotReady)
    ended_on: date = event.began_on if wish.was_none or wish.ended_on is None else wish.ended_on
    if not wish.was_none:
        firing.touch_goals(store, event, ended_on, at)
    store.add(
        ContingencyEnding(
            event_id=event.id,
            ended_on=ended_on,
            was_none=wish.was_none,
            words=wish.words.strip(),
            ended_by_id=actor.employee,
            ended_at=at,
        )
    )
    store.flush()
    firing.stand_down(store, event, None if wish.was_none else ended_on, at)
    verb = "contingency_refused" if wish.was_none else "contingency_stood_down"
    record(store, actor, verb, EVENT, event.id, at=at, ended_on=ended_on.isoformat())
    return EventKey(event.id)


def _tended(store: Session, actor: Actor, plan: int) -> None:
    node = plans.node_facts(store, plan)
    if node.kind != PlanKind.CONTINGENCY:
        raise NotFound(noun="contingency_plan", key=plan)
    insist_on_none(policy.may_tend(actor, node.owner), NotAllowed)


def _trigger(store: Session, actor: Actor, key: int) -> ContingencyTrigger:
    row = store.get(ContingencyTrigger, key)
    if row is None or row.removed_at is not None:
        raise NotFound(noun="contingency_trigger", key=key)
    _tended(store, actor, row.node_id)
    return row
