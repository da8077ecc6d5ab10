"""The page of one event: what happened when, what is done first, and what it did to how many goals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.contingency import policy
from appraisal.contingency.domain import ALL, EventKey, Meaning, Watch
from appraisal.contingency.models import (
    ContingencyEnding,
    ContingencyEvent,
    ContingencySignal,
    ContingencyStep,
    ContingencyTouch,
    ContingencyTrigger,
)
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts


@dataclass(frozen=True)
class StepLine:
    """What is done first, and by whom."""

    key: int
    text: str
    owner: str


@dataclass(frozen=True)
class HappenedLine:
    """One line of an event's timeline, worded as ``event_line.<key>``; ``by`` is empty for the service."""

    at: datetime
    key: str
    by: str
    words: str = ""
    count: int = 0
    value: Decimal | None = None

    @property
    def details(self) -> Mapping[str, str]:
        """What its sentence names."""
        return {"name": self.by}


@dataclass(frozen=True)
class OwnGoal:
    """A goal of the reader, or of somebody whom the reader leads, that the event touches."""

    key: int
    name: str
    statement: str
    share: Decimal


@dataclass(frozen=True)
class EventPage:
    """One event: its timeline, its first steps, and what it did to how many goals."""

    key: EventKey
    plan: NodeFacts
    owner: str
    title: str
    watch: Watch
    meaning: Meaning
    began_on: date
    ended_on: date | None
    is_over: bool
    was_none: bool
    is_declared: bool
    timeline: tuple[HappenedLine, ...]
    steps: tuple[StepLine, ...]
    touched: int
    suspended: int
    lowered: int
    goals: tuple[OwnGoal, ...]
    may_tend: bool
    day: date


def event_page(store: Session, actor: Actor, key: int, day: date) -> EventPage:
    """One event. Raises ``NotFound`` or ``NotAllowed``."""
    event = store.get(ContingencyEvent, key)
    if event is None:
        raise NotFound(noun="contingency_event", key=key)
    plan = plans.seen_node(store, actor, event.node_id, day)
    trigger = store.get_one(ContingencyTrigger, event.trigger_id)
    ending = store.scalars(select(ContingencyEnding).where(ContingencyEnding.event_id == event.id)).first()
    touches = store.execute(
        select(ContingencyTouch.share, func.count(ContingencyTouch.id))
        .where(ContingencyTouch.event_id == event.id)
        .group_by(ContingencyTouch.share)
    ).all()
    suspended = sum(count for share, count in touches if share == ALL)
    touched = sum(count for _, count in touches)
    untouched = sum(count for share, count in touches if not share)
    return EventPage(
        key=EventKey(event.id),
        plan=plan,
        owner=people.names_of(store, [plan.owner]).get(plan.owner, ""),
        title=event.title,
        watch=Watch(trigger.watch),
        meaning=Meaning(event.meaning),
        began_on=event.began_on,
        ended_on=ending.ended_on if ending else None,
        is_over=ending is not None,
        was_none=ending is not None and ending.was_none,
        is_declared=event.declared_by_id is not None,
        timeline=_timeline(store, event, ending),
        steps=steps_of(store, plan.key),
        touched=touched,
        suspended=suspended,
        lowered=touched - suspended - untouched,
        goals=_own_goals(store, actor, event.id, day),
        may_tend=not policy.may_tend(actor, plan.owner),
        day=day,
    )


def event_to_end(store: Session, actor: Actor, key: int, day: date) -> EventPage:
    """The same for those alone who may end it. Raises ``NotFound`` or ``NotAllowed``."""
    page = event_page(store, actor, key, day)
    insist_on_none(policy.may_tend(actor, page.plan.owner), NotAllowed)
    return page


def steps_of(store: Session, plan: int) -> tuple[StepLine, ...]:
    """What is done first, in order."""
    rows = store.scalars(
        select(ContingencyStep)
        .where(ContingencyStep.node_id == plan, ContingencyStep.removed_at.is_(None))
        .order_by(ContingencyStep.id)
    ).all()
    names = people.names_of(store, [row.owner_id for row in rows])
    return tuple(StepLine(row.id, row.text, names.get(row.owner_id, "")) for row in rows)


def _own_goals(store: Session, actor: Actor, event: int, day: date) -> tuple[OwnGoal, ...]:
    """The touched goals of the reader and of the people whom the reader leads, by name."""
    if actor.employee is None:
        return ()
    led = people.reports_of(store, actor.employee, day)
    names: dict[int, str] = {actor.employee: actor.name, **{person.key: person.name for person in led}}
    rows = store.execute(
        select(ContingencyTouch.goal_id, ContingencyTouch.share).where(ContingencyTouch.event_id == event)
    )
    shares = {row.goal_id: row.share for row in rows}
    found = goals.owners_of_goals(store, shares, names)
    lines = [OwnGoal(goal, names[who], statement, shares[goal]) for goal, who, statement in found]
    return tuple(sorted(lines, key=lambda line: (line.name, line.key)))


def _timeline(
    store: Session, event: ContingencyEvent, ending: ContingencyEnding | None
) -> tuple[HappenedLine, ...]:
    signals = store.scalars(
        select(ContingencySignal).where(
            ContingencySignal.trigger_id == event.trigger_id, ContingencySignal.ends_on >= event.began_on
        )
    ).all()
    touched = store.execute(
        select(ContingencyTouch.touched_at, func.count(ContingencyTouch.id))
        .where(ContingencyTouch.event_id == event.id)
        .group_by(ContingencyTouch.touched_at)
    ).all()
    spoke = [signal.said_by_id for signal in signals]
    names = people.names_of(store, [*spoke, event.declared_by_id, ending.ended_by_id if ending else None])
    began = "declared" if event.declared_by_id else "fired"
    lines = [
        HappenedLine(
            event.fired_at, began, names.get(event.declared_by_id or 0, ""), event.words, value=event.value
        )
    ]
    lines += [HappenedLine(at, "touched", "", count=count) for at, count in touched]
    lines += [
        HappenedLine(one.said_at, "noted", names.get(one.said_by_id, ""), one.words, value=one.value)
        for one in signals
        if ending is None or one.said_at <= ending.ended_at
    ]
    if ending is not None:
        ended = "refused" if ending.was_none else "stood_down"
        lines.append(HappenedLine(ending.ended_at, ended, names.get(ending.ended_by_id, ""), ending.words))
    return tuple(sorted(lines, key=lambda line: line.at))
