"""Answers to the questions behind facts: given by the person who can know, kept for ever, the newest counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from appraisal.checkins import policy
from appraisal.checkins.domain import AnswerKey, GiveAnswer, Side, Stance, objections_to_answer
from appraisal.checkins.models import Answer
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.storage.history import record


@dataclass(frozen=True)
class AnswerFacts:
    """The newest answer of one side to the question behind a fact."""

    fact: str
    value: Any
    stance: Stance
    said: str
    answered_by: int
    answered_at: datetime
    side: Side
    goal: int | None
    since: date | None = None


def answers_of(
    store: Session, employee: int, since: date | datetime | None = None, *, goal: int | None = None
) -> tuple[AnswerFacts, ...]:
    """The newest answer of each side to each fact, given on or after ``since``.

    With ``goal``, answers about another goal are left out; those about no goal stay.
    """
    newest = select(func.max(Answer.id)).where(Answer.employee_id == employee)
    if since is not None:
        moment = since if isinstance(since, datetime) else datetime.combine(since, time.min, UTC)
        newest = newest.where(Answer.answered_at >= moment)
    if goal is not None:
        newest = newest.where(or_(Answer.goal_id.is_(None), Answer.goal_id == goal))
    is_own = Answer.answered_by_id == Answer.employee_id
    rows = store.execute(
        select(
            Answer.fact,
            Answer.value,
            Answer.stance,
            Answer.said,
            Answer.answered_by_id,
            Answer.answered_at,
            Answer.goal_id,
            Answer.since_on,
        )
        .where(Answer.id.in_(newest.group_by(Answer.fact, is_own)))
        .order_by(Answer.fact, Answer.id)
    )
    return tuple(
        AnswerFacts(
            fact,
            value,
            Stance(stance),
            said,
            by,
            at,
            Side.EMPLOYEE if by == employee else Side.MANAGER,
            about,
            since_on,
        )
        for fact, value, stance, said, by, at, about, since_on in rows
    )


def give_answer(store: Session, actor: Actor, wish: GiveAnswer, *, at: datetime) -> AnswerKey:
    """Keep an answer to the question behind a fact, by the person or by who leads them."""
    line = people.line_of(store, wish.employee, at.date())
    insist_on_none(policy.may_answer(actor, line), NotAllowed)
    insist_on_none(objections_to_answer(wish), NotReady)
    answer = Answer(
        employee_id=wish.employee,
        fact=wish.fact,
        value=wish.value,
        stance=wish.stance.value,
        said=wish.said.strip(),
        answered_by_id=actor.employee,
        answered_at=at,
        checkin_id=wish.checkin,
        goal_id=wish.goal,
        since_on=wish.since,
    )
    store.add(answer)
    store.flush()
    record(store, actor, "answer_given", "person", wish.employee, at=at, fact=wish.fact)
    return AnswerKey(answer.id)
