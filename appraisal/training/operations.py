"""Changes to what was taught and practised. What was written stays; an entry made by mistake is struck out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.people import queries as people
from appraisal.storage.history import record
from appraisal.training import policy
from appraisal.training.domain import (
    AddJobAid,
    AddTraining,
    CompleteTraining,
    JobAidKey,
    NotePractice,
    PracticeKey,
    TrainingKey,
    objections_to_completing,
    objections_to_job_aid,
    objections_to_practice,
    objections_to_training,
)
from appraisal.training.models import JobAid, Practice, Training


def add_training(store: Session, actor: Actor, wish: AddTraining, *, at: datetime) -> TrainingKey:
    """Plan a training, or write down one that is over."""
    line = people.line_of(store, wish.employee, at.date())
    insist_on_none(policy.may_record(actor, line), NotAllowed)
    insist_on_none(objections_to_training(wish, at.date()), NotReady)
    training = Training(
        employee_id=wish.employee,
        task=wish.task.strip(),
        title=wish.title.strip(),
        form=wish.form.value,
        ends_on=wish.ends_on,
        completed_on=wish.completed_on,
        check_result=wish.check.value,
        recorded_by_id=actor.employee,
        recorded_at=at,
        completed_by_id=actor.employee if wish.completed_on else None,
    )
    store.add(training)
    store.flush()
    record(store, actor, "training_added", "training", training.id, at=at, employee=wish.employee)
    return TrainingKey(training.id)


def complete_training(
    store: Session, actor: Actor, wish: CompleteTraining, *, seen_version: int | None = None, at: datetime
) -> TrainingKey:
    """Mark a training as done, with what its check showed."""
    training = _standing_training(store, wish.training)
    if seen_version is not None and seen_version != training.version:
        raise Outdated(noun="training", key=wish.training)
    line = people.line_of(store, training.employee_id, at.date())
    insist_on_none(policy.may_record(actor, line), NotAllowed)
    is_completed = training.completed_on is not None
    insist_on_none(objections_to_completing(wish, is_completed, at.date()), NotReady)
    training.completed_on, training.check_result = wish.completed_on, wish.check.value
    training.completed_by_id = actor.employee
    store.flush()
    record(store, actor, "training_completed", "training", training.id, at=at)
    return wish.training


def strike_training(store: Session, actor: Actor, key: int, *, at: datetime) -> TrainingKey:
    """Strike out a training that was written down by mistake."""
    training = _standing_training(store, key)
    line = people.line_of(store, training.employee_id, at.date())
    insist_on_none(policy.may_strike(actor, line, training.recorded_by_id), NotAllowed)
    training.struck_by_id, training.struck_at = actor.employee, at
    store.flush()
    record(store, actor, "training_struck", "training", key, at=at)
    return TrainingKey(key)


def note_practice(store: Session, actor: Actor, wish: NotePractice, *, at: datetime) -> PracticeKey:
    """Write down one attempt at a task."""
    line = people.line_of(store, wish.employee, at.date())
    insist_on_none(policy.may_record(actor, line), NotAllowed)
    insist_on_none(objections_to_practice(wish, at.date()), NotReady)
    practice = Practice(
        employee_id=wish.employee,
        task=wish.task.strip(),
        practised_on=wish.practised_on,
        with_coach=wish.with_coach,
        coach=wish.coach.strip() if wish.with_coach else "",
        result=wish.result.value,
        share=wish.share,
        note=wish.note.strip(),
        recorded_by_id=actor.employee,
        recorded_at=at,
    )
    store.add(practice)
    store.flush()
    record(store, actor, "practice_noted", "practice", practice.id, at=at, employee=wish.employee)
    return PracticeKey(practice.id)


def strike_practice(store: Session, actor: Actor, key: int, *, at: datetime) -> PracticeKey:
    """Strike out an attempt that was written down by mistake."""
    practice = store.get(Practice, key)
    if practice is None or practice.struck_at is not None:
        raise NotFound(noun="practice", key=key)
    line = people.line_of(store, practice.employee_id, at.date())
    insist_on_none(policy.may_strike(actor, line, practice.recorded_by_id), NotAllowed)
    practice.struck_by_id, practice.struck_at = actor.employee, at
    store.flush()
    record(store, actor, "practice_struck", "practice", key, at=at)
    return PracticeKey(key)


def add_job_aid(store: Session, actor: Actor, wish: AddJobAid, *, at: datetime) -> JobAidKey:
    """Write down which checklist, template or guide there is, and where it lies."""
    line = people.line_of(store, wish.employee, at.date())
    insist_on_none(policy.may_record(actor, line), NotAllowed)
    insist_on_none(objections_to_job_aid(wish), NotReady)
    aid = JobAid(
        employee_id=wish.employee,
        task=wish.task.strip(),
        title=wish.title.strip(),
        place=wish.place.strip(),
        recorded_by_id=actor.employee,
        recorded_at=at,
    )
    store.add(aid)
    store.flush()
    record(store, actor, "job_aid_added", "job_aid", aid.id, at=at, employee=wish.employee)
    return JobAidKey(aid.id)


def remove_job_aid(store: Session, actor: Actor, key: int, *, at: datetime) -> JobAidKey:
    """Say that a job aid is no longer there."""
    aid = store.get(JobAid, key)
    if aid is None:
        raise NotFound(noun="job_aid", key=key)
    line = people.line_of(store, aid.employee_id, at.date())
    insist_on_none(policy.may_record(actor, line), NotAllowed)
    insist_on_none(Objections.where(job_aid_removed_already=aid.removed_on is not None), NotReady)
    aid.removed_by_id, aid.removed_on = actor.employee, at.date()
    store.flush()
    record(store, actor, "job_aid_removed", "job_aid", key, at=at)
    return JobAidKey(key)


def _standing_training(store: Session, key: int) -> Training:
    training = store.get(Training, key)
    if training is None or training.struck_at is not None:
        raise NotFound(noun="training", key=key)
    return training
