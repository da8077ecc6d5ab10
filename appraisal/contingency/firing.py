"""What happens when a trigger fires, and when its event is over.

An event lowers or suspends goals at once, because that protects people; its owner stands it down. Whatever is
asked twice changes nothing, so that the night, a typed value and a click may all come to the same event.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.contingency.domain import ALL, ORIGIN, EventKey, State
from appraisal.contingency.letters import tell_of_event
from appraisal.contingency.models import (
    ContingencyEffect,
    ContingencyEnding,
    ContingencyEvent,
    ContingencyTouch,
    ContingencyTrigger,
)
from appraisal.contingency.watching import seen_by
from appraisal.goals import operations as goals
from appraisal.goals import queries as goal_facts
from appraisal.goals.domain import EaseGoal, EndEasing
from appraisal.goals.queries import GoalTerms
from appraisal.kernel.actors import SERVICE, Actor
from appraisal.plans import queries as plans
from appraisal.storage.history import record


def look_at(
    store: Session, triggers: Sequence[ContingencyTrigger], day: date, at: datetime
) -> tuple[EventKey, ...]:
    """Look at the triggers of one plan, and fire those that the numbers fire; the keys of the new events."""
    if not triggers:
        return ()
    plan = plans.node_facts(store, triggers[0].node_id)
    protected = plans.node_facts(store, plan.parent or plan.key)
    seen = seen_by(store, triggers, protected, day)
    fired: list[EventKey] = []
    for trigger in triggers:
        said = seen[trigger.id].verdict
        if said.state is State.FIRED and said.began_on is not None and running_event(store, trigger) is None:
            fired.append(fire(store, SERVICE, trigger, said.began_on, value=said.value, day=day, at=at))
    return tuple(fired)


def running_event(store: Session, trigger: ContingencyTrigger) -> ContingencyEvent | None:
    """The event of a trigger that nobody has ended; the trigger is held, so that two do not fire it at once."""
    store.get(ContingencyTrigger, trigger.id, with_for_update=True, populate_existing=True)
    return store.scalars(
        select(ContingencyEvent)
        .outerjoin(ContingencyEnding, ContingencyEnding.event_id == ContingencyEvent.id)
        .where(ContingencyEvent.trigger_id == trigger.id, ContingencyEnding.id.is_(None))
    ).first()


def fire(
    store: Session,
    actor: Actor,
    trigger: ContingencyTrigger,
    began_on: date,
    *,
    value: Decimal | None,
    words: str = "",
    day: date,
    at: datetime,
) -> EventKey:
    """Begin an event: keep what it is, tell the owners, and ease the goals it touches."""
    plan = plans.node_facts(store, trigger.node_id)
    event = ContingencyEvent(
        trigger_id=trigger.id,
        node_id=trigger.node_id,
        title=plan.title,
        meaning=trigger.meaning,
        began_on=began_on,
        value=value,
        effects=_effects_now(store, trigger.node_id),
        words=words.strip(),
        declared_by_id=actor.employee,
        fired_at=at,
    )
    store.add(event)
    store.flush()
    record(
        store, actor, "contingency_fired", "contingency_event", event.id, at=at, began_on=began_on.isoformat()
    )
    above = plans.node_facts(store, plan.parent or plan.key)
    tell_of_event(store, {plan.owner, above.owner} - {actor.employee}, event.id, at)
    touch_goals(store, event, day, at)
    return EventKey(event.id)


def touch_goals(store: Session, event: ContingencyEvent, day: date, at: datetime) -> int:
    """Ease every goal under the protected node that the event has not touched yet, also one agreed meanwhile."""
    plan = plans.node_facts(store, event.node_id)
    known = set(store.scalars(select(ContingencyTouch.goal_id).where(ContingencyTouch.event_id == event.id)))
    found = goal_facts.agreed_below(store, plan.parent or plan.key, event.began_on, max(day, event.began_on))
    new = [goal for goal in found if goal.key not in known]
    for goal in new:
        share = _share_for(goal, event.effects)
        store.add(ContingencyTouch(event_id=event.id, goal_id=goal.key, share=share, touched_at=at))
        if share:
            wish = EaseGoal(goal.key, ORIGIN, event.id, event.title, share, event.began_on)
            goals.ease_goal(store, SERVICE, wish, at=at)
    store.flush()
    return len(new)


def stand_down(store: Session, event: ContingencyEvent, ended_on: date | None, at: datetime) -> None:
    """Hold the goals to their targets again; ``ended_on`` None: as if the event had never been."""
    goals.end_easing(store, SERVICE, EndEasing(ORIGIN, event.id, ended_on), at=at)


def running_events(store: Session) -> Sequence[ContingencyEvent]:
    """Every event that nobody has ended."""
    return store.scalars(
        select(ContingencyEvent)
        .outerjoin(ContingencyEnding, ContingencyEnding.event_id == ContingencyEvent.id)
        .where(ContingencyEnding.id.is_(None))
        .order_by(ContingencyEvent.id)
    ).all()


def _effects_now(store: Session, plan: int) -> list[Any]:
    """The effects as they are when the event begins: a later change is for later events."""
    rows = store.scalars(
        select(ContingencyEffect)
        .where(ContingencyEffect.node_id == plan, ContingencyEffect.removed_at.is_(None))
        .order_by(ContingencyEffect.id)
    )
    return [[row.measure, str(row.share)] for row in rows]


def _share_for(goal: GoalTerms, effects: Sequence[Sequence[str]]) -> Decimal:
    """The most that any effect takes off this goal: what is for its measure, or for all."""
    shares = [Decimal(share) for measure, share in effects if measure in ("", goal.measure)]
    return min(ALL, max(shares, default=Decimal(0)))
