"""Reads of what was taught and practised: the page of the two, and the register for the diagnosis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actuals.domain import MEASURES
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.people.queries import PersonName
from appraisal.training import policy
from appraisal.training.domain import (
    Check,
    Cycle,
    JobAidFacts,
    JobAidKey,
    PracticeFacts,
    PracticeKey,
    Result,
    TrainingFacts,
    TrainingForm,
    TrainingKey,
    cycles_of,
)
from appraisal.training.models import JobAid, Practice, Training
from appraisal.training.pictures import Curve, curve_of

Entry = TypeVar("Entry", TrainingFacts, PracticeFacts, JobAidFacts)


@dataclass(frozen=True)
class Register:
    """All that is on record of one person, oldest first; what was struck out is not in it."""

    trainings: tuple[TrainingFacts, ...] = ()
    practices: tuple[PracticeFacts, ...] = ()
    job_aids: tuple[JobAidFacts, ...] = ()

    def of_task(self, task: str) -> Register:
        """What is on record of one task."""
        return Register(
            tuple(one for one in self.trainings if one.task == task),
            tuple(one for one in self.practices if one.task == task),
            tuple(one for one in self.job_aids if one.task == task),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is on record."""
        return not (self.trainings or self.practices or self.job_aids)


@dataclass(frozen=True)
class TrainingLine:
    """One training as the page shows it. ``is_overdue``: its last day is over and nobody marked it as done."""

    facts: TrainingFacts
    is_overdue: bool
    may_strike: bool


@dataclass(frozen=True)
class PracticeLine:
    """One attempt as the page shows it."""

    facts: PracticeFacts
    author: str
    may_strike: bool


@dataclass(frozen=True)
class TaskRecord:
    """What is on record of one task: open trainings first, attempts newest first, the curve of own attempts.

    ``is_measure`` says that the task is the measure of a goal and not a free name; an empty task is onboarding.
    """

    task: str
    is_measure: bool
    trainings: tuple[TrainingLine, ...]
    practices: tuple[PracticeLine, ...]
    job_aids: tuple[JobAidFacts, ...]
    cycles: tuple[Cycle, ...]
    curve: Curve | None


@dataclass(frozen=True)
class TrainingPage:
    """What was taught and practised. ``offered`` are the tasks to choose from: of the goals, and of the record."""

    person: PersonName
    manager: PersonName | None
    is_own: bool
    tasks: tuple[TaskRecord, ...]
    offered: tuple[str, ...]
    day: date


def training_page(store: Session, actor: Actor, employee: int, day: date) -> TrainingPage:
    """The page of a person. Raises ``NotFound`` or ``NotAllowed``."""
    insist_on_none(policy.may_open(actor, people.line_of(store, employee, day)), NotAllowed)
    person = people.person_facts(store, actor, employee, day)
    register = register_of(store, [employee]).get(employee, Register())
    measured = [
        goal.measure
        for goal in goals.goals_of(store, actor, employee, day)
        if goal.ends_on >= day and goal.measure in MEASURES
    ]
    known = [*measured, *(one.task for one in (*register.practices, *register.trainings, *register.job_aids))]
    names = people.names_of(store, [one.recorded_by for one in register.practices])
    tasks = dict.fromkeys(
        [one.task for one in (*register.practices, *register.trainings, *register.job_aids)]
    )
    return TrainingPage(
        person=PersonName(person.key, person.name, person.job_title),
        manager=person.manager,
        is_own=actor.is_person(employee),
        tasks=tuple(_task(task, register.of_task(task), names, actor, day) for task in tasks),
        offered=tuple(dict.fromkeys(task for task in known if task)),
        day=day,
    )


def record_of(store: Session, actor: Actor, employee: int, day: date) -> Register:
    """The register of one person, for the person's file. Raises ``NotFound`` or ``NotAllowed``."""
    insist_on_none(policy.may_open(actor, people.line_of(store, employee, day)), NotAllowed)
    return register_of(store, [employee]).get(employee, Register())


def register_of(store: Session, employees: Iterable[int]) -> Mapping[int, Register]:
    """The registers of several people in three statements. Reads no policy: for slices that have their own."""
    keys = set(employees)
    if not keys:
        return {}
    trainings = _by_employee(_trainings(store, keys))
    practices = _by_employee(_practices(store, keys))
    aids = _by_employee(_job_aids(store, keys))
    return {
        key: Register(tuple(trainings.get(key, ())), tuple(practices.get(key, ())), tuple(aids.get(key, ())))
        for key in trainings.keys() | practices.keys() | aids.keys()
    }


def _trainings(store: Session, employees: Iterable[int]) -> list[TrainingFacts]:
    rows = store.execute(
        select(
            Training.id,
            Training.employee_id,
            Training.task,
            Training.title,
            Training.form,
            Training.ends_on,
            Training.completed_on,
            Training.check_result,
            Training.recorded_by_id,
            Training.recorded_at,
            Training.version,
        )
        .where(Training.employee_id.in_(employees), Training.struck_at.is_(None))
        .order_by(Training.id)
    )
    return [
        TrainingFacts(
            TrainingKey(key), employee, task, title, TrainingForm(form), ends_on, completed_on, Check(check),
            by, at.date(), version,
        )
        for key, employee, task, title, form, ends_on, completed_on, check, by, at, version in rows
    ]  # fmt: skip


def _practices(store: Session, employees: Iterable[int]) -> list[PracticeFacts]:
    rows = store.execute(
        select(
            Practice.id,
            Practice.employee_id,
            Practice.task,
            Practice.practised_on,
            Practice.with_coach,
            Practice.coach,
            Practice.result,
            Practice.share,
            Practice.note,
            Practice.recorded_by_id,
        )
        .where(Practice.employee_id.in_(employees), Practice.struck_at.is_(None))
        .order_by(Practice.practised_on, Practice.id)
    )
    return [
        PracticeFacts(
            PracticeKey(key), employee, task, on, with_coach, coach, Result(result), share, note, by
        )
        for key, employee, task, on, with_coach, coach, result, share, note, by in rows
    ]


def _job_aids(store: Session, employees: Iterable[int]) -> list[JobAidFacts]:
    rows = store.execute(
        select(
            JobAid.id,
            JobAid.employee_id,
            JobAid.task,
            JobAid.title,
            JobAid.place,
            JobAid.recorded_at,
            JobAid.removed_on,
        )
        .where(JobAid.employee_id.in_(employees))
        .order_by(JobAid.id)
    )
    return [
        JobAidFacts(JobAidKey(key), employee, task, title, place, at.date(), removed_on)
        for key, employee, task, title, place, at, removed_on in rows
    ]


def _by_employee(found: Sequence[Entry]) -> dict[int, list[Entry]]:
    by_employee: dict[int, list[Entry]] = {}
    for one in found:
        by_employee.setdefault(one.employee, []).append(one)
    return by_employee


def _task(task: str, register: Register, names: Mapping[int, str], actor: Actor, day: date) -> TaskRecord:
    trainings = sorted(register.trainings, key=lambda one: (one.completed_on is not None, -one.key))
    return TaskRecord(
        task=task,
        is_measure=task in MEASURES,
        trainings=tuple(
            TrainingLine(
                one,
                one.completed_on is None and one.ends_on is not None and one.ends_on < day,
                actor.is_person(one.recorded_by),
            )
            for one in trainings
        ),
        practices=tuple(
            PracticeLine(one, names.get(one.recorded_by, ""), actor.is_person(one.recorded_by))
            for one in reversed(register.practices)
        ),
        job_aids=tuple(one for one in register.job_aids if one.removed_on is None),
        cycles=cycles_of(register.trainings, register.practices),
        curve=curve_of(register.practices),
    )
