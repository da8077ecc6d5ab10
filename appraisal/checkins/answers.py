"""Answers to the questions behind facts: given by the person who can know, kept for ever, the newest counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
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
    return newest_of(answers_of_people(store, [employee], since).get(employee, ()), since, goal=goal)


def newest_of(
    answers: Iterable[AnswerFacts], since: date | datetime | None = None, *, goal: int | None = None
) -> tuple[AnswerFacts, ...]:
    """Of one person's answers in the order they were given: the newest of each side to each fact."""
    moment = _moment(since)
    newest: dict[tuple[str, Side], AnswerFacts] = {}
    for each in answers:
        if (moment is None or each.answered_at >= moment) and (goal is None or each.goal in (None, goal)):
            newest.pop((each.fact, each.side), None)
            newest[each.fact, each.side] = each
    return tuple(sorted(newest.values(), key=lambda each: each.fact))


def answers_of_people(
    store: Session, employees: Iterable[int], since: date | datetime | None = None
) -> Mapping[int, list[AnswerFacts]]:
    """By person, every answer given on or after ``since``, in the order they were given; one statement."""
    wanted = select(
        Answer.employee_id,
        Answer.fact,
        Answer.value,
        Answer.stance,
        Answer.said,
        Answer.answered_by_id,
        Answer.answered_at,
        Answer.goal_id,
        Answer.since_on,
    ).where(Answer.employee_id.in_(set(employees)))
    moment = _moment(since)
    if moment is not None:
        wanted = wanted.where(Answer.answered_at >= moment)
    found: dict[int, list[AnswerFacts]] = {}
    for employee, fact, value, stance, said, by, at, goal, began in store.execute(wanted.order_by(Answer.id)):
        side = Side.EMPLOYEE if by == employee else Side.MANAGER
        given = AnswerFacts(fact, value, Stance(stance), said, by, at, side, goal, began)
        found.setdefault(employee, []).append(given)
    return found


def _moment(since: date | datetime | None) -> datetime | None:
    if since is None or isinstance(since, datetime):
        return since
    return datetime.combine(since, time.min, UTC)


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
