"""Steps and obstacles that wait, as lines of the first page: one's own, those of the people led, those of the plan.

Each line is about work that was given out. A late step asks first which other duty came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from appraisal.actions import queries as actions
from appraisal.actions.queries import StepFacts
from appraisal.checkins import queries as checkins
from appraisal.home.domain import SOON_DAYS, Waiting
from appraisal.kernel.actors import Actor
from appraisal.people import queries as people
from appraisal.training import queries as training


def steps(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """One's own steps from a week before their day on, and the late ones of the people led and of one's plans."""
    me, day = actor.employee or 0, now.date()
    led: dict[int, str] = {int(each.key): each.name for each in people.reports_of(store, me, day)}
    found = actions.open_steps_of(store, {me, *led}, day)
    unowned = actions.unowned_late_steps(store, me, day)
    spoken = actions.spoken_delays(store, [*found, *unowned])
    for step in found:
        mine = step.who.employee == me
        if mine and _is_near(step, day):
            yield _line("own", "step_late" if _asks(step, spoken) else "step", step, day)
        elif not mine and _asks(step, spoken):
            name = led.get(step.who.employee or 0, "")
            yield _line("team", "step_late_of", step, day, name=name)
    names = actions.doers(store, unowned)
    for step in unowned:
        if step.key not in spoken:
            yield _line("plan", "step_late_of", step, day, name=names[step.key])
    yield from _untaught(store, found, me, led)


def obstacles(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """What somebody has taken on to remove, from a week before its day on."""
    me, day = actor.employee or 0, now.date()
    for each in checkins.obstacles_owned_by(store, me):
        if each.due_on is not None and each.due_on <= day + timedelta(days=SOON_DAYS):
            told, late = {"text": each.text}, each.due_on < day
            if each.node is not None:
                where = {"node": each.node}
                yield Waiting(
                    "plan", "remove_obstacle", "node_obstacles.obstacles", where, told, each.due_on, late
                )
            else:
                group = "own" if each.employee == me else "team"
                yield Waiting(
                    group, "remove_obstacle", "checkins.team_obstacles", {}, told, each.due_on, late
                )


def _untaught(store: Session, found: Iterable[StepFacts], me: int, led: dict[int, str]) -> Iterator[Waiting]:
    """Steps for which no training is on record: told at the assignment, to the two who keep that record."""
    named = [each for each in found if each.task and each.who.employee is not None]
    registers = training.register_of(store, {each.who.employee for each in named if each.who.employee})
    for step in named:
        person = step.who.employee or 0
        register = registers.get(person)
        taught = register.trainings if register else ()
        if not any(each.task == step.task and each.completed_on for each in taught):
            told = {"what": step.what, "name": led.get(person, "")}
            group, key = ("own", "step_untaught") if person == me else ("team", "step_untaught_of")
            yield Waiting(group, key, "training.training", {"employee": person}, told)


def _line(group: str, key: str, step: StepFacts, day: date, **told: str) -> Waiting:
    due = step.late_on or step.when.due_on
    late = step.late_on is not None and step.late_on < day
    return Waiting(group, key, "actions.step", {"key": step.key}, {"what": step.what, **told}, due, late)


def _asks(step: StepFacts, spoken: frozenset[int]) -> bool:
    return step.late_on is not None and step.key not in spoken


def _is_near(step: StepFacts, day: date) -> bool:
    due = step.late_on or step.when.due_on
    return due is not None and due <= day + timedelta(days=SOON_DAYS)
