"""The page of a preparation: the form for the person's work, and the goal it asks about when one fell behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from appraisal.checkins import policy
from appraisal.checkins.reading import find_preparation
from appraisal.checkins.talks import facts_of, find_talk
from appraisal.formbook import About, Form, Formbook, FormKind
from appraisal.goals import queries as goals
from appraisal.goals.queries import GoalState
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people


@dataclass(frozen=True)
class GoalBehind:
    """The goal that a preparation asks about."""

    key: int
    statement: str


@dataclass(frozen=True)
class PreparationPage:
    """The form that the employee fills in before the talk, and how far it is.

    ``behind`` is the goal that fell behind, or None; only then the form has the questions about it.
    """

    checkin: int
    starts_at: datetime
    manager: str
    form: Form
    answers: Mapping[str, Any]
    behind: GoalBehind | None
    saved_at: datetime | None
    handed_in_at: datetime | None
    version: int


def preparation_page(
    store: Session,
    actor: Actor,
    checkin: int,
    formbook: Formbook,
    now: datetime,
    *,
    met_from: float,
    about: int | None = None,
) -> PreparationPage:
    """The form of the person's job family, with what was written so far. Raises ``NotAllowed``.

    ``about`` is the goal that the opened page asked about; it stays that goal while somebody writes.
    """
    talk = find_talk(store, checkin)
    insist_on_none(policy.may_prepare(actor, facts_of(store, talk)), NotAllowed)
    person = people.person_facts(store, actor, talk.employee_id, now.date())
    row = find_preparation(store, talk)
    form = formbook.form_for(FormKind.CHECKIN_PREPARATION, person.job_family)
    behind = _behind(store, actor, talk.employee_id, now.date(), met_from, about)
    return PreparationPage(
        checkin=talk.id,
        starts_at=talk.starts_at,
        manager=people.names_of(store, [talk.manager_id]).get(talk.manager_id, ""),
        form=form if behind else form.without(About.GOAL_BEHIND),
        answers=dict(row.answers) if row else {},
        behind=behind,
        saved_at=row.saved_at if row else None,
        handed_in_at=row.handed_in_at if row else None,
        version=row.version if row else 0,
    )


def _behind(
    store: Session, actor: Actor, employee: int, day: date, met_from: float, about: int | None
) -> GoalBehind | None:
    """The goal the page was opened with, else the running agreed one that is furthest behind an even pace."""
    running = [
        goal
        for goal in goals.goals_of(store, actor, employee, day)
        if goal.is_agreed and goal.starts_on <= day <= goal.ends_on
    ]
    opened = [goal for goal in running if goal.key == about]
    found = opened or sorted((goal for goal in running if goal.lags(met_from)), key=_share_of_pace)
    return GoalBehind(found[0].key, found[0].statement) if found else None


def _share_of_pace(goal: GoalState) -> float:
    expected = float(goal.expected_share or 0)
    share = float(goal.ratio or 0) / expected if expected else 1.0
    return 1 / share if goal.direction == "lower" and share else share
