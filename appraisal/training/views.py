"""The page of what was taught and practised."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint
from flask.typing import ResponseReturnValue

from appraisal.kernel.actors import EmployeeKey
from appraisal.training import operations, queries
from appraisal.training.inputs import CompletionInput, JobAidInput, PracticeInput, TrainingInput
from appraisal.training.queries import TrainingPage
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("training", __name__, url_prefix="/people/<int:employee>/training")


@blueprint.get("")
def training(employee: int) -> ResponseReturnValue:
    """What was taught to a person, and what was practised."""
    return _page(_read(employee))


@blueprint.post("/practice")
def practise(employee: int) -> ResponseReturnValue:
    """Note a practice."""
    page, typed = _read(employee), PracticeInput()
    typed.offer(page)
    if not typed.validate_on_submit():
        return _page(page, practising=typed)
    operations.note_practice(store(), actor(), typed.command(EmployeeKey(employee)), at=now())
    return see("training.training", employee=employee)


@blueprint.post("/practice/<int:practice>/strikes")
def strike_practice(employee: int, practice: int) -> ResponseReturnValue:
    """Strike out a practice that was noted by mistake."""
    operations.strike_practice(store(), actor(), practice, at=now())
    return see("training.training", employee=employee)


@blueprint.post("/courses")
def teach(employee: int) -> ResponseReturnValue:
    """Add a training."""
    page, typed = _read(employee), TrainingInput()
    typed.offer(page)
    if not typed.validate_on_submit():
        return _page(page, teaching=typed)
    operations.add_training(store(), actor(), typed.command(EmployeeKey(employee)), at=now())
    return see("training.training", employee=employee)


@blueprint.post("/courses/<int:course>/completions")
def complete(employee: int, course: int) -> ResponseReturnValue:
    """Mark a training as done."""
    page, typed = _read(employee), _completion(course)
    if not typed.validate_on_submit():
        return _page(page, completing={course: typed})
    operations.complete_training(store(), actor(), typed.command(course), seen_version=typed.seen, at=now())
    return see("training.training", employee=employee)


@blueprint.post("/courses/<int:course>/strikes")
def strike_training(employee: int, course: int) -> ResponseReturnValue:
    """Strike out a training that was added by mistake."""
    operations.strike_training(store(), actor(), course, at=now())
    return see("training.training", employee=employee)


@blueprint.post("/job-aids")
def aid(employee: int) -> ResponseReturnValue:
    """Add a job aid."""
    page, typed = _read(employee), JobAidInput()
    typed.offer(page)
    if not typed.validate_on_submit():
        return _page(page, aiding=typed)
    operations.add_job_aid(store(), actor(), typed.command(EmployeeKey(employee)), at=now())
    return see("training.training", employee=employee)


@blueprint.post("/job-aids/<int:job_aid>/removals")
def remove_aid(employee: int, job_aid: int) -> ResponseReturnValue:
    """Say that a job aid is gone."""
    operations.remove_job_aid(store(), actor(), job_aid, at=now())
    return see("training.training", employee=employee)


def _read(employee: int) -> TrainingPage:
    return queries.training_page(store(), actor(), employee, today())


def _completion(course: int, **shown: object) -> CompletionInput:
    return CompletionInput(prefix=f"course{course}-", **shown)


def _page(
    page: TrainingPage,
    *,
    practising: PracticeInput | None = None,
    teaching: TrainingInput | None = None,
    aiding: JobAidInput | None = None,
    completing: Mapping[int, CompletionInput] | None = None,
) -> ResponseReturnValue:
    """The page with its inputs; one of them as it was typed, if it could not be taken."""
    is_refused = bool(practising or teaching or aiding or completing)
    practising = practising or PracticeInput(formdata=None, practised_on=page.day)
    teaching = teaching or TrainingInput(formdata=None)
    aiding = aiding or JobAidInput(formdata=None)
    for typed in (practising, teaching, aiding):
        typed.offer(page)
    lines = [line.facts for task in page.tasks for line in task.trainings if not line.facts.completed_on]
    done = {
        one.key: _completion(one.key, formdata=None, done_on=page.day, seen_version=one.version)
        for one in lines
    }
    return show(
        "training/training.html",
        page,
        status=422 if is_refused else 200,
        practising=practising,
        teaching=teaching,
        aiding=aiding,
        completing={**done, **(completing or {})},
    )
