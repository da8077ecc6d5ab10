"""Prompts to talk: which goal has fallen behind, and by when the two look at it together. Never why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.diagnosis.models import Conclusion, Diagnosis, GoalSign
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.people import queries as people
from appraisal.rulebook import Outcome

DAYS_TO_TALK = timedelta(days=7)


@dataclass(frozen=True)
class Prompt:
    """Somebody's goal has fallen behind; the two look at it together by a day."""

    goal: int
    employee: int
    employee_name: str
    statement: str
    by: date


def prompts_for(store: Session, actor: Actor, day: date) -> tuple[Prompt, ...]:
    """What the nightly look saw of the actor's own goals and of the people they lead; the earliest first.

    Nothing is said of a goal that the two look at already, or whose remedy is under way, and nothing of
    what was handed over: who leads somebody does not learn from a list that the person told somebody something.
    """
    if actor.employee is None:
        return ()
    reports = people.reports_of(store, actor.employee, day) if actor.leads_anyone else ()
    led = {person.key: person.name for person in reports}
    rows = store.execute(
        select(GoalSign.goal_id, GoalSign.employee_id, GoalSign.first_seen_on)
        .where(
            GoalSign.employee_id.in_([actor.employee, *led]),
            GoalSign.ended_on.is_(None),
            GoalSign.outcome != Outcome.HANDED_OVER.value,
        )
        .order_by(GoalSign.first_seen_on, GoalSign.id)
    ).all()
    statements = goals.statements_of(store, [row.goal_id for row in rows])
    looked_at = _looked_at(store, {row.goal_id: row.first_seen_on for row in rows}, day)
    return tuple(
        Prompt(
            row.goal_id,
            row.employee_id,
            led.get(row.employee_id, ""),
            statements[row.goal_id],
            row.first_seen_on + DAYS_TO_TALK,
        )
        for row in rows
        if row.goal_id in statements and row.goal_id not in looked_at
    )


def _looked_at(store: Session, seen_on: Mapping[int, date], day: date) -> set[int]:
    """Goals of which a diagnosis was opened since the gap was seen, goes on, or has a follow-up to come."""
    rows = store.execute(
        select(Diagnosis.goal_id, Diagnosis.opened_at, Conclusion.follow_up_on)
        .outerjoin(Conclusion, Conclusion.diagnosis_id == Diagnosis.id)
        .where(Diagnosis.goal_id.in_(seen_on))
    )
    return {
        goal
        for goal, opened_at, follow_up_on in rows
        if follow_up_on is None or follow_up_on >= day or opened_at.date() >= seen_on[goal]
    }
