"""What was taught and practised, as values: the commands, the records, and what stands against keeping one.

A task is the measure of a goal (``deals_won``) or a free name that the two use for a piece of work. What is
recorded about one task says nothing about another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NewType

from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections

TrainingKey = NewType("TrainingKey", int)
PracticeKey = NewType("PracticeKey", int)
JobAidKey = NewType("JobAidKey", int)

STANDARD = Decimal(1)
MOST = Decimal(10)
FARTHEST = timedelta(days=731)


class TrainingForm(StrEnum):
    """In which form something is taught."""

    DEMONSTRATION = "demonstration"
    COURSE = "course"
    COACHING = "coaching"
    JOB_AID = "job_aid"
    ONBOARDING = "onboarding"


TEACHING = frozenset({TrainingForm.DEMONSTRATION, TrainingForm.COURSE, TrainingForm.COACHING})
"""The forms in which somebody shows a task; reading a guide alone is none."""


class Check(StrEnum):
    """What the check at the end of a training showed; none when there was no check."""

    PASSED = "pass"
    FAILED = "fail"
    NONE = "none"


class Result(StrEnum):
    """Whether an attempt reached the standard of the task."""

    OK = "ok"
    NOT_OK = "not_ok"


@dataclass(frozen=True)
class AddTraining:
    """Command: something is planned, or was already taught (``completed_on``). ``ends_on`` is its last day."""

    employee: EmployeeKey
    task: str
    title: str
    form: TrainingForm
    ends_on: date | None = None
    completed_on: date | None = None
    check: Check = Check.NONE


@dataclass(frozen=True)
class CompleteTraining:
    """Command: a training was completed on a day, with what its check showed."""

    training: TrainingKey
    completed_on: date
    check: Check = Check.NONE


@dataclass(frozen=True)
class NotePractice:
    """Command: the task was practised. ``share`` is how much of the standard was reached, where it was counted.

    ``note`` says what broke or what helped; it is the feedback of the attempt.
    """

    employee: EmployeeKey
    task: str
    practised_on: date
    with_coach: bool
    result: Result
    share: Decimal | None = None
    coach: str = ""
    note: str = ""


@dataclass(frozen=True)
class AddJobAid:
    """Command: a checklist, template or guide stands where the work is done."""

    employee: EmployeeKey
    task: str
    title: str
    place: str


@dataclass(frozen=True)
class TrainingFacts:
    """One training on record; open as long as ``completed_on`` is None."""

    key: TrainingKey
    employee: int
    task: str
    title: str
    form: TrainingForm
    ends_on: date | None
    completed_on: date | None
    check: Check
    recorded_by: int
    recorded_on: date
    version: int


@dataclass(frozen=True)
class PracticeFacts:
    """One attempt on record. ``share`` is None where only "to the standard or not yet" was noted."""

    key: PracticeKey
    employee: int
    task: str
    practised_on: date
    with_coach: bool
    coach: str
    result: Result
    share: Decimal | None
    note: str
    recorded_by: int

    @property
    def has_feedback(self) -> bool:
        """Whether somebody else was there and it was noted what broke or helped: a note to oneself is none."""
        return bool(self.note) and (self.with_coach or self.recorded_by != self.employee)


@dataclass(frozen=True)
class JobAidFacts:
    """A checklist, template or guide, until it is gone."""

    key: JobAidKey
    employee: int
    task: str
    title: str
    place: str
    recorded_on: date
    removed_on: date | None


@dataclass(frozen=True)
class Cycle:
    """One adequate learning cycle: taught on one day, practised with feedback up to another."""

    taught_on: date
    closed_on: date


def cycles_of(trainings: Iterable[TrainingFacts], practices: Iterable[PracticeFacts]) -> tuple[Cycle, ...]:
    """The adequate learning cycles on one task: teaching, and practice with feedback before the next teaching.

    Teaching without practice closes no cycle, and neither does practice of which nobody said what broke.
    """
    taught = sorted(
        {one.completed_on for one in trainings if one.completed_on is not None and one.form in TEACHING}
    )
    told = sorted(one.practised_on for one in practices if one.has_feedback)
    cycles: list[Cycle] = []
    for first, following in pairwise([*taught, date.max]):
        closed = next((day for day in told if first <= day < following), None)
        if closed is not None:
            cycles.append(Cycle(first, closed))
    return tuple(cycles)


def objections_to_training(wish: AddTraining, day: date) -> Objections:
    """What stands against keeping a training. Onboarding belongs to the whole role and needs no task."""
    return Objections.where(
        task_missing=not wish.task.strip() and wish.form is not TrainingForm.ONBOARDING,
        training_without_title=not wish.title.strip(),
        training_without_day=wish.ends_on is None and wish.completed_on is None,
        training_too_far_off=wish.ends_on is not None and abs(wish.ends_on - day) > FARTHEST,
    ) + _objections_to_completion(wish.completed_on, wish.check, day)


def objections_to_completing(wish: CompleteTraining, completed_before: bool, day: date) -> Objections:
    """What stands against saying that a training was completed."""
    return Objections.where(training_completed_already=completed_before) + _objections_to_completion(
        wish.completed_on, wish.check, day
    )


def objections_to_practice(wish: NotePractice, day: date) -> Objections:
    """What stands against keeping an attempt."""
    share = wish.share
    reached = None if share is None else share >= STANDARD
    return Objections.where(
        task_missing=not wish.task.strip(),
        practised_in_the_future=wish.practised_on > day,
        practised_long_ago=day - wish.practised_on > FARTHEST,
        share_out_of_range=share is not None and not 0 <= share <= MOST,
        share_against_result=reached is not None and reached != (wish.result is Result.OK),
    )


def objections_to_job_aid(wish: AddJobAid) -> Objections:
    """What stands against keeping a job aid."""
    return Objections.where(
        task_missing=not wish.task.strip(),
        job_aid_without_title=not wish.title.strip(),
        job_aid_without_place=not wish.place.strip(),
    )


def _objections_to_completion(completed_on: date | None, check: Check, day: date) -> Objections:
    return Objections.where(
        completed_in_the_future=completed_on is not None and completed_on > day,
        completed_long_ago=completed_on is not None and day - completed_on > FARTHEST,
        check_before_the_end=completed_on is None and check is not Check.NONE,
    )
