"""Reads about diagnoses, for pages and for other slices. Nothing here asks the engine: what it said is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.diagnosis import policy, records
from appraisal.diagnosis.contest_pages import (
    ContestPage,
    ContestsPage,
    answers_to,
    contest_page,
    contests_page,
    contests_waiting,
)
from appraisal.diagnosis.conversation import DiagnosisPage, diagnosis_page
from appraisal.diagnosis.domain import Conclude, objections_to_concluding
from appraisal.diagnosis.explanations import (
    ExplanationPage,
    explanation_page,
)
from appraisal.diagnosis.matters import ConfidentialPage, MattersPage, confidential_page, matters_page
from appraisal.diagnosis.models import Conclusion, Diagnosis, Evaluation, FollowUp, Reply
from appraisal.diagnosis.prompts import Prompt, prompts_for
from appraisal.diagnosis.records import open_diagnosis_of
from appraisal.diagnosis.telling import behind_conclusions, conclusions_among, diagnosis_paper, talks_told
from appraisal.goals import queries as goals
from appraisal.goals.domain import GoalStatus
from appraisal.goals.queries import GoalState
from appraisal.kernel.actors import SERVICE, Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.people.queries import PersonName
from appraisal.rulebook import Outcome

__all__ = [
    "ConfidentialPage",
    "ContestPage",
    "ContestsPage",
    "DiagnosisPage",
    "ExplanationPage",
    "MattersPage",
    "Prompt",
    "answers_to",
    "behind_conclusions",
    "conclusions_among",
    "confidential_page",
    "contest_page",
    "contests_page",
    "contests_waiting",
    "diagnosis_page",
    "diagnosis_paper",
    "explanation_page",
    "matters_page",
    "prompts_for",
    "talks_told",
]


@dataclass(frozen=True)
class Finding:
    """A diagnosis in people's own words, for the review and its paper; never what the rules said."""

    diagnosis: int
    goal: str
    opened_at: datetime
    concluded_at: datetime | None
    concluded_by: str
    conclusion: str
    factors: tuple[str, ...]
    replied_at: datetime | None
    agrees: str
    reply: str
    helped: tuple[str, ...]


@dataclass(frozen=True)
class DiagnosisLine:
    """One diagnosis in a person's file. ``stands``: talking, handed_over, no_gap, reply_due, agreed_on, follow_up_due, done."""

    key: int
    goal: str
    opened_at: datetime
    stands: str
    follow_up_on: date | None


@dataclass(frozen=True)
class DiagnosesPage:
    """Every diagnosis of a person, newest first, and the goals that could be looked at."""

    person: PersonName
    is_own: bool
    diagnoses: tuple[DiagnosisLine, ...]
    goals: tuple[GoalState, ...]


@dataclass(frozen=True)
class GoalLookPage:
    """Before a goal is looked at: what this is, and the one that is open already."""

    goal: GoalState
    employee: PersonName
    is_own: bool
    open_key: int | None
    next_talk_at: datetime | None


@dataclass(frozen=True)
class Waiting:
    """Something of a diagnosis that waits for a person. ``what``: questions, reply, follow_up."""

    diagnosis: int
    employee: int
    employee_name: str
    what: str
    since: datetime


def diagnoses_of(store: Session, actor: Actor, employee: int, day: date) -> DiagnosesPage:
    """A person's diagnoses, for the two. Raises ``NotFound`` or ``NotAllowed``."""
    insist_on_none(policy.may_take_part(actor, people.line_of(store, employee, day)), NotAllowed)
    person = people.person_facts(store, actor, employee, day)
    states = goals.goals_of(store, SERVICE, employee, day, with_withdrawn=True)
    statements = {int(state.key): state.statement for state in states}
    rows = _rows(store, select(Diagnosis).where(Diagnosis.employee_id == employee))
    opened = {row.diagnosis.goal_id for row in rows if row.conclusion is None}
    return DiagnosesPage(
        person=PersonName(person.key, person.name, person.job_title),
        is_own=actor.is_person(employee),
        diagnoses=tuple(
            DiagnosisLine(
                row.diagnosis.id,
                statements.get(row.diagnosis.goal_id, ""),
                row.diagnosis.opened_at,
                row.stands(day),
                row.conclusion.follow_up_on if row.conclusion else None,
            )
            for row in rows
        ),
        goals=tuple(
            state
            for state in states
            if state.status is not GoalStatus.WITHDRAWN and state.starts_on <= day and state.key not in opened
        ),
    )


def goal_look_page(store: Session, actor: Actor, goal: int, day: date, now: datetime) -> GoalLookPage:
    """The page before a diagnosis. Raises ``NotFound`` or ``NotAllowed``."""
    state = goals.goal_state(store, goal, day)
    insist_on_none(policy.may_take_part(actor, people.line_of(store, state.employee, day)), NotAllowed)
    person = people.person_facts(store, actor, state.employee, day)
    talk = checkins.next_checkin(store, state.employee, now)
    return GoalLookPage(
        goal=state,
        employee=PersonName(person.key, person.name, person.job_title),
        is_own=actor.is_person(state.employee),
        open_key=open_diagnosis_of(store, goal),
        next_talk_at=talk.starts_at if talk else None,
    )


def findings_of(store: Session, employee: int, starts_on: date, ends_on: date) -> tuple[Finding, ...]:
    """What two people concluded about goals in these days. Reads no policy: for slices that have their own.

    What was handed over is not among them, nor what nobody has concluded.
    """
    begins = datetime.combine(starts_on, time.min, ZoneInfo("UTC"))
    ends = datetime.combine(ends_on + timedelta(days=1), time.min, ZoneInfo("UTC"))
    wanted = select(Diagnosis).where(
        Diagnosis.employee_id == employee, Diagnosis.opened_at >= begins, Diagnosis.opened_at < ends
    )
    rows = [row for row in _rows(store, wanted) if row.conclusion is not None]
    if not rows:
        return ()
    statements = {
        int(state.key): state.statement
        for state in goals.goals_of(store, SERVICE, employee, ends_on, with_withdrawn=True)
    }
    names = people.names_of(store, (row.conclusion.author_id for row in rows if row.conclusion))
    return tuple(_finding(row, statements, names) for row in reversed(rows))


def waiting_for(store: Session, actor: Actor, day: date) -> tuple[Waiting, ...]:
    """What waits for this person in diagnoses: questions to answer, a conclusion to reply to, a follow-up."""
    if actor.employee is None:
        return ()
    led = {person.key: person.name for person in people.reports_of(store, actor.employee, day)}
    names: dict[int, str] = {**led, actor.employee: actor.name}
    rows = _rows(store, select(Diagnosis).where(Diagnosis.employee_id.in_(names)))
    found = [
        (row, what)
        for row in rows
        if (
            what := row.waits_for(actor.employee, day, is_employee=actor.is_person(row.diagnosis.employee_id))
        )
    ]
    return tuple(
        Waiting(
            row.diagnosis.id,
            row.diagnosis.employee_id,
            names[row.diagnosis.employee_id],
            what,
            row.diagnosis.opened_at,
        )
        for row, what in found
    )


@dataclass(frozen=True)
class _Row:
    """A diagnosis with what was said in it so far."""

    diagnosis: Diagnosis
    last: Evaluation | None
    conclusion: Conclusion | None
    reply: Reply | None
    follow_ups: tuple[FollowUp, ...]

    def stands(self, day: date) -> str:
        """Where it stands, in one word."""
        if self.conclusion is None:
            by_outcome = {Outcome.HANDED_OVER: "handed_over", Outcome.NO_DIAGNOSIS: "no_gap"}
            return by_outcome.get(Outcome(self.last.outcome) if self.last else Outcome.MORE_INFO, "talking")
        if self.reply is None:
            return "reply_due"
        if len(self.follow_ups) > 1:
            return "done"
        return "follow_up_due" if self.conclusion.follow_up_on <= day else "agreed_on"

    def waits_for(self, person: int, day: date, *, is_employee: bool) -> str:
        """What waits for this person here, or nothing."""
        if self.conclusion is None:
            side = "employee" if is_employee else "manager"
            asked = self.last.result.get("questions", ()) if self.last else ()
            return "questions" if any(each["ask"] == side for each in asked) else ""
        if is_employee and self.reply is None:
            return "reply"
        written = any(each.author_id == person for each in self.follow_ups)
        return "follow_up" if self.conclusion.follow_up_on <= day and not written else ""


def conclusion_objections(store: Session, actor: Actor, wish: Conclude, day: date) -> Objections:
    """Everything that stands against a conclusion as it was typed. Raises ``NotFound`` or ``NotAllowed``."""
    diagnosis = records.find_diagnosis(store, wish.diagnosis)
    line = people.line_of(store, diagnosis.employee_id, day)
    insist_on_none(policy.may_conclude(actor, line), NotAllowed)
    return objections_to_concluding(wish, records.facts_of(store, diagnosis, line), day)


def _rows(store: Session, wanted: Select[Any]) -> list[_Row]:
    """Diagnoses with everything said in them, newest first: three statements however many there are."""
    newest = (
        select(func.max(Evaluation.id))
        .where(Evaluation.diagnosis_id == Diagnosis.id)
        .correlate(Diagnosis)
        .scalar_subquery()
    )
    rows = store.execute(
        wanted.add_columns(Evaluation, Conclusion, Reply)
        .outerjoin(Evaluation, Evaluation.id == newest)
        .outerjoin(Conclusion, Conclusion.diagnosis_id == Diagnosis.id)
        .outerjoin(Reply, Reply.diagnosis_id == Diagnosis.id)
        .order_by(Diagnosis.opened_at.desc(), Diagnosis.id.desc())
    ).all()
    followed: dict[int, list[FollowUp]] = {}
    keys = [row[0].id for row in rows]
    for each in store.scalars(select(FollowUp).where(FollowUp.diagnosis_id.in_(keys)).order_by(FollowUp.id)):
        followed.setdefault(each.diagnosis_id, []).append(each)
    return [
        _Row(diagnosis, last, said, answer, tuple(followed.get(diagnosis.id, ())))
        for diagnosis, last, said, answer in rows
    ]


def _finding(row: _Row, statements: dict[int, str], names: Mapping[int, str]) -> Finding:
    conclusion, reply = row.conclusion, row.reply
    return Finding(
        diagnosis=row.diagnosis.id,
        goal=statements.get(row.diagnosis.goal_id, ""),
        opened_at=row.diagnosis.opened_at,
        concluded_at=conclusion.written_at if conclusion else None,
        concluded_by=names.get(conclusion.author_id, "") if conclusion else "",
        conclusion=conclusion.text if conclusion else "",
        factors=tuple(conclusion.factors) if conclusion else (),
        replied_at=reply.written_at if reply else None,
        agrees=reply.agrees if reply else "",
        reply=reply.text if reply else "",
        helped=tuple(each.helped for each in row.follow_ups),
    )
