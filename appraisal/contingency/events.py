"""Reads of events: which goals they touch, and which nodes they befell. For diagnoses, reviews and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import Session

from appraisal.contingency.domain import EventKey, Meaning
from appraisal.contingency.models import (
    ContingencyEnding,
    ContingencyEvent,
    ContingencySignal,
    ContingencyTouch,
)
from appraisal.kernel.periods import Period
from appraisal.plans import queries as plans


@dataclass(frozen=True)
class EventFacts:
    """One event: what it is called, since when, and until when; ``ended_on`` None: it still runs.

    ``value`` is what fired it, or the hours that its owner gave; ``hours`` what was written down, by days.
    """

    key: EventKey
    plan: int
    title: str
    meaning: Meaning
    began_on: date
    ended_on: date | None
    value: Decimal | None
    is_declared: bool
    fired_at: datetime
    signals: tuple[tuple[Period, Decimal], ...] = ()

    def hours_in(self, days: Period) -> Decimal | None:
        """The hours lost on these days, by even parts where a note spans more; None when nobody counted them."""
        if self.meaning is not Meaning.OUTAGE:
            return None
        given = [(stretch, hours) for stretch, hours in self.signals]
        if self.is_declared and self.value is not None:
            given.append(
                (Period(self.began_on, max(self.began_on, self.ended_on or days.ends_on)), self.value)
            )
        shared = ((stretch.shared_with(days), stretch, hours) for stretch, hours in given)
        found = [hours * part.days / stretch.days for part, stretch, hours in shared if part is not None]
        return round(sum(found, Decimal(0)), 2) if found else None


@dataclass(frozen=True)
class TouchingEvent:
    """An event and how much of a goal it takes off: all of it is a pause, nothing leaves the target as it is."""

    event: EventFacts
    share: Decimal


def events_touching(
    store: Session, goals: Iterable[int], first: date, last: date
) -> Mapping[int, tuple[TouchingEvent, ...]]:
    """By goal, the events that touch it and have a day in these days, oldest first; two statements."""
    rows = store.execute(
        _events(ContingencyTouch.goal_id, ContingencyTouch.share)
        .join(ContingencyTouch, ContingencyTouch.event_id == ContingencyEvent.id)
        .where(ContingencyTouch.goal_id.in_(set(goals)), *_in_days(first, last))
        .order_by(ContingencyTouch.goal_id, ContingencyEvent.began_on, ContingencyEvent.id)
    ).all()
    signals = _signals(store, {event.trigger_id for event, *_ in rows})
    found: dict[int, list[TouchingEvent]] = {}
    for event, ended_on, goal, share in rows:
        found.setdefault(goal, []).append(TouchingEvent(_facts(event, ended_on, signals), share))
    return {goal: tuple(events) for goal, events in found.items()}


def events_of_nodes(
    store: Session, nodes: Iterable[int], first: date, last: date
) -> Mapping[int, tuple[EventFacts, ...]]:
    """By protected node, the events of its contingency plans with a day in these days; three statements."""
    above = plans.contingencies_under(store, nodes)
    rows = store.execute(
        _events()
        .where(ContingencyEvent.node_id.in_(above), *_in_days(first, last))
        .order_by(ContingencyEvent.began_on, ContingencyEvent.id)
    ).all()
    signals = _signals(store, {event.trigger_id for event, _ in rows})
    found: dict[int, list[EventFacts]] = {}
    for event, ended_on in rows:
        found.setdefault(above[event.node_id].protects, []).append(_facts(event, ended_on, signals))
    return {node: tuple(events) for node, events in found.items()}


def events_running(store: Session, owner: int) -> tuple[EventFacts, ...]:
    """The events that somebody has to stand down one day: of the contingency plans that they own."""
    owned = plans.contingencies_owned(store, owner)
    rows = store.execute(
        _events()
        .where(ContingencyEvent.node_id.in_(owned), ContingencyEnding.id.is_(None))
        .order_by(ContingencyEvent.id)
    ).all()
    return tuple(_facts(event, ended_on, {}) for event, ended_on in rows)


def _events(*more: Any) -> Select[*tuple[Any, ...]]:
    """Events that were some: one that its owner called none is left out."""
    return (
        select(ContingencyEvent, ContingencyEnding.ended_on, *more)
        .outerjoin(ContingencyEnding, ContingencyEnding.event_id == ContingencyEvent.id)
        .where(or_(ContingencyEnding.id.is_(None), ContingencyEnding.was_none == false()))
    )


def _in_days(first: date, last: date) -> tuple[Any, ...]:
    return (
        ContingencyEvent.began_on <= last,
        or_(ContingencyEnding.id.is_(None), ContingencyEnding.ended_on >= first),
    )


def _signals(store: Session, triggers: Iterable[int]) -> Mapping[int, list[ContingencySignal]]:
    rows = store.scalars(
        select(ContingencySignal)
        .where(ContingencySignal.trigger_id.in_(set(triggers)))
        .order_by(ContingencySignal.starts_on, ContingencySignal.id)
    )
    found: dict[int, list[ContingencySignal]] = {}
    for row in rows:
        found.setdefault(row.trigger_id, []).append(row)
    return found


def _facts(
    event: ContingencyEvent, ended_on: date | None, signals: Mapping[int, list[ContingencySignal]]
) -> EventFacts:
    given = tuple(
        (Period(each.starts_on, each.ends_on), each.value)
        for each in signals.get(event.trigger_id, ())
        if each.ends_on >= event.began_on and (ended_on is None or each.starts_on <= ended_on)
    )
    return EventFacts(
        key=EventKey(event.id),
        plan=event.node_id,
        title=event.title,
        meaning=Meaning(event.meaning),
        began_on=event.began_on,
        ended_on=ended_on,
        value=event.value,
        is_declared=event.declared_by_id is not None,
        fired_at=event.fired_at,
        signals=given,
    )
