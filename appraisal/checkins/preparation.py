"""What follows from a preparation that was handed in: answers, obstacles, agenda items. Pure.

Owns how a form's answers are read here. A form may be adapted, so nothing hangs on one file: an answer
counts for the fact its question names, and an obstacle is what somebody writes in a text that is asked
because of the obstacle question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from appraisal.checkins.domain import GiveAnswer, ObstacleKind, PrepareCheckIn, Stance
from appraisal.formbook import About, Form, Question, QuestionKind, asked_questions, facts_in
from appraisal.kernel.actors import EmployeeKey

OBSTACLE_FACT = "external_checklist_done"
TOOLS_FACT = "tools_available"
AGENDA_QUESTION = "agenda"


RATHER_NOT_OPTION = Stance.RATHER_NOT.value


@dataclass(frozen=True)
class FactAnswer:
    """An answer of the form as the answer to the question behind a fact, with the words written beside it.

    ``about_goal`` says that it is about the goal that fell behind, and not about the work as a whole.
    """

    fact: str
    value: bool | str | int | float | None
    stance: Stance
    said: str = ""
    about_goal: bool = False


@dataclass(frozen=True)
class ReportedObstacle:
    """An obstacle in the employee's words."""

    kind: ObstacleKind
    text: str


def answers_asked(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without those to questions that other answers closed, and without blanks."""
    asked = asked_questions(form, answers)
    return {key: answer for key, answer in answers.items() if key in asked and answer not in (None, "")}


def fact_answers(form: Form, answers: Mapping[str, Any]) -> Iterator[FactAnswer]:
    """One answer a fact; 'I cannot tell' and 'rather not' are answers too, and replace an older one."""
    known = facts_in(form, answers)
    words = _words_beside(form, answers)
    seen: set[str] = set()
    for section in form.sections:
        for question in section.questions:
            if question.fact is None or question.fact.name in seen or question.id not in answers:
                continue
            seen.add(question.fact.name)
            value = known.get(question.fact.name)
            silent = Stance.RATHER_NOT if answers[question.id] == RATHER_NOT_OPTION else Stance.DONT_KNOW
            yield FactAnswer(
                question.fact.name,
                _plain(value),
                silent if value is None else Stance.ANSWERED,
                words.get(question.id, ""),
                section.about is About.GOAL_BEHIND,
            )


def given_answers(
    wish: PrepareCheckIn, employee: EmployeeKey, answers: Mapping[str, Any]
) -> Iterator[GiveAnswer]:
    """What the employee answers by handing in, each with the words beside it; free words stay words."""
    for each in fact_answers(wish.form, answers):
        goal = wish.goal if each.about_goal else None
        yield GiveAnswer(employee, each.fact, each.value, each.stance, each.said, wish.checkin, goal)


def reported_obstacles(form: Form, answers: Mapping[str, Any]) -> Iterator[ReportedObstacle]:
    """Every obstacle the employee put in words."""
    openers = {q.id for q in form.questions() if q.fact is not None and q.fact.name == OBSTACLE_FACT}
    tools = facts_in(form, answers).get(TOOLS_FACT)
    kind = ObstacleKind.TOOLS if tools in ("degraded", "missing") else ObstacleKind.OTHER
    for question in form.questions():
        if _is_opened_by(question, openers) and str(answers.get(question.id) or "").strip():
            yield ReportedObstacle(kind, str(answers[question.id]).strip())


def agenda_lines(form: Form, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """What the employee wants to talk about, one point a line."""
    if not any(question.id == AGENDA_QUESTION for question in form.questions()):
        return ()
    lines = (line.strip(" \t-–—•*") for line in str(answers.get(AGENDA_QUESTION) or "").splitlines())
    return tuple(line for line in lines if line)


def _words_beside(form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """By question, what was written in the text that its answer opened."""
    return {
        question.when.question: str(answers.get(question.id) or "").strip()
        for question in form.questions()
        if question.kind is QuestionKind.TEXT and question.when is not None
    }


def _is_opened_by(question: Question, openers: set[str]) -> bool:
    return (
        question.kind is QuestionKind.TEXT and question.when is not None and question.when.question in openers
    )


def _plain(value: bool | str | Decimal | None) -> bool | str | int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
