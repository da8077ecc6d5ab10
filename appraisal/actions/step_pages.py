"""What views show of one step, and of one person's time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actions import policy
from appraisal.actions.burden import Load, LoadNumbers
from appraisal.actions.domain import StepFacts, Told, sentence_of
from appraisal.actions.grounds import find_plan, ground_of, people_to_ask
from appraisal.actions.loads import load_of, numbers
from appraisal.actions.models import LoadDecision, ServiceCount, StepDelay, StepOccurrence, TimeShare
from appraisal.actions.rhythm import days_of, months_over
from appraisal.actions.steps import doers, open_steps_of, step_facts
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.people.domain import Line
from appraisal.people.queries import PersonName
from appraisal.storage.history import Line as HistoryLine
from appraisal.storage.history import lines_of

TURNS_SHOWN = 12
COMING = timedelta(days=7)


@dataclass(frozen=True)
class TurnLine:
    """One time of a repeated step; ``outcome`` is done, missed, or empty while nobody said."""

    due_on: date
    outcome: str
    is_over: bool


@dataclass(frozen=True)
class MonthLine:
    """A month of a promise of service: kept of total; None while nobody counted."""

    month: date
    kept: int | None
    total: int | None


@dataclass(frozen=True)
class DelayLine:
    """What was said of a delay: by whom, when, and what follows."""

    late_on: date
    cause: str
    words: str
    waiting_since: date | None
    way: str
    way_words: str
    moved_to: date | None
    given_to: str
    by: str
    said_on: date


@dataclass(frozen=True)
class DecisionLine:
    """Who decided that a step is given although it does not fit into the hours, and why."""

    planned: Decimal
    available: Decimal
    because: str
    by: str
    on: date
    whose: str


@dataclass(frozen=True)
class StepPage:
    """One step: the sentence, what became of it, what was said of delays, and what the reader may do."""

    step: StepFacts
    told: Told
    objective: str
    owner: PersonName | None
    asks_first: bool
    turns: tuple[TurnLine, ...]
    months: tuple[MonthLine, ...]
    delays: tuple[DelayLine, ...]
    decisions: tuple[DecisionLine, ...]
    may_rearrange: bool
    may_drop: bool
    reads_training: bool
    people: tuple[tuple[int, str], ...]
    history: Sequence[HistoryLine]
    day: date


@dataclass(frozen=True)
class ShareLine:
    """From a day on, so much of a full day."""

    key: int
    starts_on: date
    ends_on: date | None
    share: Decimal


@dataclass(frozen=True)
class TimePage:
    """What a person still has to do, and what fills their time in the next weeks."""

    person: PersonName
    is_own: bool
    steps: tuple[tuple[StepFacts, Told], ...]
    load: Load
    numbers: LoadNumbers
    shares: tuple[ShareLine, ...]


def step_page(store: Session, actor: Actor, key: int, day: date) -> StepPage:
    """One step. Raises ``NotFound`` or ``NotAllowed``."""
    step = step_facts(store, key, day)
    ground = ground_of(store, step.node, step.goal, day)
    line = None if step.who.employee is None else people.line_of(store, step.who.employee, day)
    insist_on_none(policy.may_work_on_step(actor, ground.place, line), NotAllowed)
    rearranges = not policy.may_rearrange(actor, ground.place, line)
    delays = _delays(store, step.key)
    said = {each.late_on for each in delays}
    return StepPage(
        step=step,
        told=sentence_of(step.what, doers(store, [step])[step.key], step.when),
        objective=find_plan(store, step.plan).objective,
        owner=_person(store, line),
        asks_first=step.is_open and step.late_on is not None and step.late_on not in said,
        turns=_turns(store, step, day),
        months=_months(store, step, day),
        delays=delays,
        decisions=_decisions(store, step.key),
        may_rearrange=rearranges,
        may_drop=not policy.may_change(actor, ground.place),
        reads_training=line is not None and not policy.may_see_time(actor, line),
        people=people_to_ask(store, actor, ground, day) if rearranges and step.late_on else (),
        history=tuple(lines_of(store, "action_step", step.key)),
        day=day,
    )


def time_page(store: Session, actor: Actor, employee: int, day: date) -> TimePage:
    """What fills a person's time. Raises ``NotFound`` or ``NotAllowed``."""
    line = people.line_of(store, employee, day)
    insist_on_none(policy.may_see_time(actor, line), NotAllowed)
    person = people.person_facts(store, actor, employee, day)
    steps = sorted(open_steps_of(store, [employee], day), key=lambda each: (each.ends_on, each.key))
    rows = store.scalars(
        select(TimeShare)
        .where(TimeShare.employee_id == employee, TimeShare.struck_at.is_(None))
        .order_by(TimeShare.starts_on, TimeShare.id)
    )
    return TimePage(
        person=PersonName(person.key, person.name, person.job_title),
        is_own=actor.is_person(employee),
        steps=tuple((each, sentence_of(each.what, person.name, each.when)) for each in steps),
        load=load_of(store, [employee], day)[employee],
        numbers=numbers(store, day),
        shares=tuple(
            ShareLine(row.id, row.starts_on, row.ends_on, row.share)
            for row in rows
            if row.ends_on is None or row.ends_on >= day
        ),
    )


def _person(store: Session, line: Line | None) -> PersonName | None:
    if line is None:
        return None
    return PersonName(line.employee, people.names_of(store, [line.employee])[line.employee], "")


def _turns(store: Session, step: StepFacts, day: date) -> tuple[TurnLine, ...]:
    """The last times and the next one, the newest first."""
    if step.when.recurrence is None:
        return ()
    days = days_of(step.when.recurrence, step.starts_on, min(step.ends_on, day + COMING))
    rows = store.execute(
        select(StepOccurrence.due_on, StepOccurrence.outcome).where(StepOccurrence.step_id == step.key)
    )
    said = {on: str(outcome) for on, outcome in rows}
    waiting = [on for on in days if on < day and on not in said]
    shown = {*days[-TURNS_SHOWN:], *waiting[:TURNS_SHOWN]}
    return tuple(TurnLine(on, said.get(on, ""), on <= day) for on in sorted(shown, reverse=True))


def _months(store: Session, step: StepFacts, day: date) -> tuple[MonthLine, ...]:
    if step.when.service is None:
        return ()
    rows = store.execute(
        select(ServiceCount.month, ServiceCount.kept, ServiceCount.total).where(
            ServiceCount.step_id == step.key
        )
    )
    counted = {month: (kept, total) for month, kept, total in rows}
    return tuple(
        MonthLine(month, *counted.get(month, (None, None)))
        for month in months_over(step.starts_on, step.ends_on, day)[:TURNS_SHOWN]
    )


def _delays(store: Session, step: int) -> tuple[DelayLine, ...]:
    rows = store.scalars(
        select(StepDelay).where(StepDelay.step_id == step).order_by(StepDelay.id.desc())
    ).all()
    names = people.names_of(store, [key for row in rows for key in (row.said_by_id, row.owner_after_id)])
    return tuple(
        DelayLine(
            late_on=row.late_on,
            cause=row.cause,
            words=row.words,
            waiting_since=row.waiting_since,
            way=row.way,
            way_words=row.way_words,
            moved_to=row.moved_to,
            given_to=names.get(row.owner_after_id or 0, ""),
            by=names.get(row.said_by_id or 0, ""),
            said_on=row.said_at.date(),
        )
        for row in rows
    )


def _decisions(store: Session, step: int) -> tuple[DecisionLine, ...]:
    rows = store.scalars(
        select(LoadDecision).where(LoadDecision.step_id == step).order_by(LoadDecision.id.desc())
    ).all()
    names = people.names_of(store, [key for row in rows for key in (row.decided_by_id, row.employee_id)])
    return tuple(
        DecisionLine(
            row.planned,
            row.available,
            row.because,
            names.get(row.decided_by_id or 0, ""),
            row.decided_at.date(),
            names.get(row.employee_id, ""),
        )
        for row in rows
    )
