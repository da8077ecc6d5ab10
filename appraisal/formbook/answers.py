"""Answers held against their form: every objection at once, and the facts they give.

Answers are plain data, question id -> answer: own words and choices as text, an amount as a number
or its text, a day as ``date`` or ISO text, an example as ``{"on": day, "what": words}``, a question
per goal as ``{goal: {part: words}}``. A question left out, or answered with blanks, is unanswered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from appraisal.formbook.questions import possible_answers
from appraisal.formbook.reading import did_you_mean
from appraisal.formbook.shapes import Form, Part, Question, QuestionKind

Answers = Mapping[str, Any]
EXAMPLE_PARTS = ("on", "what")

PROBLEM_KEYS = (  # all that check_answers can say; the catalogs word each of them
    "missing",
    "not_asked",
    "unknown_question",
    "not_a_text",
    "too_short",
    "too_long",
    "not_an_option",
    "not_a_number",
    "too_little",
    "too_much",
    "not_a_date",
    "not_an_example",
    "example_without_day",
    "example_without_words",
    "example_in_the_future",
    "not_per_goal",
    "unknown_goal",
    "unknown_part",
)


@dataclass(frozen=True)
class AnswerProblem:
    """One objection: the question, a key that the catalogs word, and what the sentence names."""

    question: str
    key: str
    params: Mapping[str, Any] = field(default_factory=dict)


def check_answers(
    form: Form, answers: Answers, *, goals: Collection[str] = (), today: date | None = None
) -> list[AnswerProblem]:
    """Every objection to handing these answers in, in the order of the form.

    ``goals`` are the keys of the period's goals; with ``today``, examples of days to come are refused.
    """
    problems: list[AnswerProblem] = []
    asked = asked_questions(form, answers)
    for question in form.questions():
        answer = answers.get(question.id)
        if question.id not in asked:
            if not is_blank(answer) and question.when:
                problems.append(
                    AnswerProblem(question.id, "not_asked", {"because_of": question.when.question})
                )
        elif question.kind is QuestionKind.PER_GOAL:
            problems += _check_per_goal(question, answer, goals)
        elif is_blank(answer):
            problems += [AnswerProblem(question.id, "missing")] if question.required else []
        else:
            found = _CHECKS[question.kind](question, answer, today)
            problems += [AnswerProblem(question.id, key, params) for key, params in found]
    known = [question.id for question in form.questions()]
    for strange in sorted(str(key) for key in answers if key not in known):
        hint = did_you_mean(strange, known)
        problems.append(AnswerProblem(strange, "unknown_question", {"hint": hint}))
    return problems


def asked_questions(form: Form, answers: Answers) -> frozenset[str]:
    """The ids of the questions that these answers leave standing (``when`` decides)."""
    asked: set[str] = set()
    for question in form.questions():
        when = question.when
        if when is None or (when.question in asked and answers.get(when.question) in when.answers):
            asked.add(question.id)
    return frozenset(asked)


def facts_in(form: Form, answers: Answers) -> dict[str, bool | str | Decimal]:
    """The facts that the answers give. What was not asked, not answered or not known is left out."""
    asked = asked_questions(form, answers)
    facts: dict[str, bool | str | Decimal] = {}
    for question in form.questions():
        answer = answers.get(question.id)
        if question.fact is None or question.id not in asked or is_blank(answer):
            continue
        is_amount = question.kind is QuestionKind.AMOUNT
        value = as_number(answer) if is_amount else question.fact.values.get(str(answer))
        if value is not None:
            facts[question.fact.name] = value
    return facts


def is_blank(answer: object) -> bool:
    """Nothing was written: None, blanks, or a table of blanks."""
    if isinstance(answer, str):
        return not answer.strip()
    if isinstance(answer, Mapping):
        return all(is_blank(inner) for inner in answer.values())
    return answer is None


def as_number(answer: object) -> Decimal | None:
    """A finite number, or None. A float is read as it is written, a truth value is no number."""
    if isinstance(answer, bool) or not isinstance(answer, (int, float, Decimal, str)):
        return None
    try:
        number = Decimal(str(answer).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def as_day(answer: object) -> date | None:
    """A day, or None for anything that is none (a moment, a day that does not exist)."""
    if isinstance(answer, str):
        try:
            return date.fromisoformat(answer.strip())
        except ValueError:
            return None
    return answer if type(answer) is date else None


Found = Iterator[tuple[str, dict[str, Any]]]


def _check_length(answer: object, shortest: int, longest: int, **where: str) -> Found:
    if not isinstance(answer, str):
        yield "not_a_text", {**where}
        return
    length = len(answer.strip())
    if length < shortest:
        yield "too_short", {"length": length, "least": shortest, **where}
    if length > longest:
        yield "too_long", {"length": length, "most": longest, **where}


def _check_text(question: Question, answer: object, _today: date | None) -> Found:
    yield from _check_length(answer, question.min_length, question.max_length)


def _check_choice(question: Question, answer: object, _today: date | None) -> Found:
    possible = possible_answers(question)
    if answer not in possible:
        yield "not_an_option", {"answer": str(answer), "options": possible}


def _check_amount(question: Question, answer: object, _today: date | None) -> Found:
    number = as_number(answer)
    if number is None:
        yield "not_a_number", {"answer": str(answer)}
    elif question.least is not None and number < question.least:
        yield "too_little", {"least": question.least}
    elif question.most is not None and number > question.most:
        yield "too_much", {"most": question.most}


def _check_date(_question: Question, answer: object, _today: date | None) -> Found:
    if as_day(answer) is None:
        yield "not_a_date", {"answer": str(answer)}


def _check_example(question: Question, answer: object, today: date | None) -> Found:
    if not isinstance(answer, Mapping):
        yield "not_an_example", {}
        return
    on, what = answer.get("on"), answer.get("what")
    day = as_day(on)
    if is_blank(on):
        yield "example_without_day", {}
    elif day is None:
        yield "not_a_date", {"answer": str(on)}
    elif today is not None and day > today:
        yield "example_in_the_future", {"on": day}
    if is_blank(what):
        yield "example_without_words", {}
    else:
        yield from _check_length(what, question.min_length, question.max_length)
    for strange in sorted(str(key) for key in answer if key not in EXAMPLE_PARTS):
        yield "unknown_part", {"part": strange}


def _check_per_goal(question: Question, answer: object, goals: Collection[str]) -> Iterator[AnswerProblem]:
    if answer is not None and not isinstance(answer, Mapping):
        yield AnswerProblem(question.id, "not_per_goal")
        return
    given: Mapping[str, Any] = answer or {}
    for goal in goals:
        yield from _check_goal(question, given.get(goal), goal)
    for strange in sorted(str(key) for key in given if key not in goals):
        yield AnswerProblem(question.id, "unknown_goal", {"goal": strange})


def _check_goal(question: Question, answer: object, goal: str) -> Iterator[AnswerProblem]:
    if answer is not None and not isinstance(answer, Mapping):
        yield AnswerProblem(question.id, "not_per_goal", {"goal": goal})
        return
    given: Mapping[str, Any] = answer or {}
    unanswered = is_blank(given) and not question.required
    for part in () if unanswered else question.parts:
        for key, params in _check_part(part, given.get(part.id), goal):
            yield AnswerProblem(question.id, key, params)
    known = {part.id for part in question.parts}
    for strange in sorted(str(key) for key in given if key not in known):
        yield AnswerProblem(question.id, "unknown_part", {"goal": goal, "part": strange})


def _check_part(part: Part, answer: object, goal: str) -> Found:
    if not is_blank(answer):
        yield from _check_length(answer, part.min_length, part.max_length, goal=goal, part=part.id)
    elif part.required:
        yield "missing", {"goal": goal, "part": part.id}


_CHECKS: Mapping[QuestionKind, Callable[[Question, object, date | None], Found]] = MappingProxyType(
    {
        QuestionKind.TEXT: _check_text,
        QuestionKind.CHOICE: _check_choice,
        QuestionKind.YES_NO_UNKNOWN: _check_choice,
        QuestionKind.AMOUNT: _check_amount,
        QuestionKind.DATE: _check_date,
        QuestionKind.EXAMPLE: _check_example,
    }
)
