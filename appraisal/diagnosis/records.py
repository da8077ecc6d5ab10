"""What is kept of diagnoses, found by its key, and the facts that decisions about it rest on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.diagnosis.domain import DiagnosisFacts, DiagnosisKey
from appraisal.diagnosis.models import Conclusion, Diagnosis, Evaluation, FollowUp, Reply
from appraisal.goals import queries as goals
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.refusals import NotFound, Outdated
from appraisal.people.domain import Line


def find_diagnosis(store: Session, key: int) -> Diagnosis:
    """The diagnosis of this key. Raises ``NotFound``."""
    found = store.get(Diagnosis, key)
    if found is None:
        raise NotFound(noun="diagnosis", key=key)
    return found


def insist_on_version(diagnosis: Diagnosis, seen_version: int | None) -> None:
    """Raise ``Outdated`` when it changed since it was seen."""
    if seen_version is not None and seen_version != diagnosis.version:
        raise Outdated(noun="diagnosis", key=diagnosis.id)


def last_evaluation_or_none(store: Session, diagnosis: int) -> Evaluation | None:
    """The newest evaluation, if there is one."""
    return store.scalars(
        select(Evaluation).where(Evaluation.diagnosis_id == diagnosis).order_by(Evaluation.id.desc()).limit(1)
    ).first()


def last_evaluation(store: Session, diagnosis: int) -> Evaluation:
    """The newest evaluation. Raises ``NotFound``."""
    found = last_evaluation_or_none(store, diagnosis)
    if found is None:
        raise NotFound(noun="evaluation", key=diagnosis)
    return found


def conclusion_of(store: Session, diagnosis: int) -> Conclusion | None:
    """What the manager concluded, if it was written."""
    return store.scalars(select(Conclusion).where(Conclusion.diagnosis_id == diagnosis)).first()


def reply_of(store: Session, diagnosis: int) -> Reply | None:
    """What the employee said to it, if anything yet."""
    return store.scalars(select(Reply).where(Reply.diagnosis_id == diagnosis)).first()


def follow_ups_of(store: Session, diagnosis: int) -> Sequence[FollowUp]:
    """Whether it helped: the lines of both sides, oldest first."""
    return store.scalars(
        select(FollowUp).where(FollowUp.diagnosis_id == diagnosis).order_by(FollowUp.id)
    ).all()


def open_diagnosis_of(store: Session, goal: int) -> DiagnosisKey | None:
    """The diagnosis of a goal that is not concluded yet, if there is one."""
    found = store.scalar(
        select(Diagnosis.id)
        .outerjoin(Conclusion, Conclusion.diagnosis_id == Diagnosis.id)
        .where(Diagnosis.goal_id == goal, Conclusion.id.is_(None))
        .order_by(Diagnosis.id.desc())
        .limit(1)
    )
    return None if found is None else DiagnosisKey(found)


def open_diagnoses_of(store: Session, employee: int) -> Sequence[Diagnosis]:
    """Everything of a person that is not concluded yet."""
    return store.scalars(
        select(Diagnosis)
        .outerjoin(Conclusion, Conclusion.diagnosis_id == Diagnosis.id)
        .where(Diagnosis.employee_id == employee, Conclusion.id.is_(None))
    ).all()


def concluded_before(store: Session, diagnosis: Diagnosis) -> tuple[tuple[date, str], ...]:
    """What the two found in earlier talks about the same goal: (day, factor), oldest first."""
    rows = store.execute(
        select(Conclusion.written_at, Conclusion.factors)
        .join(Diagnosis, Diagnosis.id == Conclusion.diagnosis_id)
        .where(
            Diagnosis.goal_id == diagnosis.goal_id,
            Diagnosis.employee_id == diagnosis.employee_id,
            Diagnosis.id < diagnosis.id,
        )
        .order_by(Conclusion.written_at)
    )
    return tuple((at.date(), factor) for at, factors in rows for factor in factors)


def facts_of(store: Session, diagnosis: Diagnosis, line: Line) -> DiagnosisFacts:
    """What decisions about a diagnosis rest on."""
    last = last_evaluation_or_none(store, diagnosis.id)
    conclusion = conclusion_of(store, diagnosis.id)
    goal = goals.goal_state(store, diagnosis.goal_id)
    answers = checkins.answers_of(store, diagnosis.employee_id, goal.starts_on, goal=diagnosis.goal_id)
    return DiagnosisFacts(
        employee=EmployeeKey(diagnosis.employee_id),
        manager=line.manager,
        outcome=last.outcome if last else "more_info",
        is_concluded=conclusion is not None,
        is_replied=reply_of(store, diagnosis.id) is not None,
        follow_up_on=conclusion.follow_up_on if conclusion else None,
        followed_up_by=frozenset(each.author_id for each in follow_ups_of(store, diagnosis.id)),
        asked=frozenset(each.fact for each in answers),
    )
