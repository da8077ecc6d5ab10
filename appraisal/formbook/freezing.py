"""A filled-in form as plain data that needs no form any more.

Owns the shape kept with a signature: the words of every question as they stood, in all languages,
beside the answers. So a signed review prints for ever, in any language, whatever becomes of the form.

    {"form": id, "version", "sha256", "kind", "answered_by", "language", "title", "intro",
     "sections": [{"id", "title", "questions": [
        {"id", "kind", "words", "read_by", "answer", "answer_words"?, "unit"?, "parts"?, "goals"?}]}]}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from appraisal.formbook.answers import Answers, as_day, as_number, asked_questions, is_blank
from appraisal.formbook.shapes import LANGUAGES, Form, Question, QuestionKind, Reader

Plain = dict[str, Any]
_NO_GOALS: Mapping[str, str] = {}


def freeze(form: Form, answers: Answers, language: str, *, goals: Mapping[str, str] = _NO_GOALS) -> Plain:
    """The questions as they stand now, with their answers, JSON-able.

    ``language`` is the one the writer saw; ``goals`` maps each goal's key to its words. Questions
    that were asked and left open stay in with ``answer`` None; those not asked are left out.
    Raises ``ValueError`` for a language that the product does not speak.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no form is written in '{language}'")
    asked = asked_questions(form, answers)
    sections = [
        {
            "id": section.id,
            "title": dict(section.title),
            "questions": [
                _frozen(question, answers.get(question.id), goals)
                for question in section.questions
                if question.id in asked
            ],
        }
        for section in form.sections
    ]
    return {
        "form": form.id,
        "version": form.version,
        "sha256": form.sha256,
        "kind": form.kind.value,
        "answered_by": form.answered_by.value,
        "language": language,
        "title": dict(form.title),
        "intro": dict(form.intro),
        "sections": [section for section in sections if section["questions"]],
    }


def in_language(frozen: Plain, language: str | None = None, *, reader: Reader | None = None) -> Plain:
    """Frozen data with one language picked (by default the writer's).

    With a ``reader``, only the questions which that reader was announced to read.
    """
    chosen = language or frozen["language"]
    picked: Plain = _pick(frozen, chosen)
    if reader is not None:
        for section in picked["sections"]:
            section["questions"] = [one for one in section["questions"] if reader.value in one["read_by"]]
        picked["sections"] = [section for section in picked["sections"] if section["questions"]]
    return {**picked, "language": chosen}


def _pick(node: Any, language: str) -> Any:
    if isinstance(node, list):
        return [_pick(child, language) for child in node]
    if not isinstance(node, dict):
        return node
    return {
        key: child[language] if key in _WORDED and isinstance(child, dict) else _pick(child, language)
        for key, child in node.items()
    }


_WORDED = frozenset({"title", "intro", "words", "answer_words"})


def _frozen(question: Question, answer: object, goals: Mapping[str, str]) -> Plain:
    frozen: Plain = {
        "id": question.id,
        "kind": question.kind.value,
        "words": dict(question.words),
        "read_by": [reader.value for reader in question.read_by],
    }
    if question.kind is QuestionKind.PER_GOAL:
        return {**frozen, **_frozen_per_goal(question, answer, goals)}
    frozen["answer"] = None if is_blank(answer) else _plain_answer(question.kind, answer)
    chosen = next((option for option in question.options if option.id == answer), None)
    if chosen is not None:
        frozen["answer_words"] = dict(chosen.words)
    if question.unit is not None:
        frozen["unit"] = question.unit.value
    return frozen


def _frozen_per_goal(question: Question, answer: object, goals: Mapping[str, str]) -> Plain:
    given = answer if isinstance(answer, Mapping) else {}
    repeated = []
    for goal, statement in goals.items():
        told = given.get(goal)
        told = told if isinstance(told, Mapping) else {}
        answered = {part.id: _text(told.get(part.id)) for part in question.parts}
        repeated.append({"goal": goal, "statement": statement, "answers": answered})
    parts = [{"id": part.id, "words": dict(part.words)} for part in question.parts]
    return {"parts": parts, "goals": repeated}


def _plain_answer(kind: QuestionKind, answer: Any) -> Any:
    if kind is QuestionKind.AMOUNT:
        number = as_number(answer)
        return str(answer) if number is None else format(number, "f")
    if kind is QuestionKind.DATE:
        return _day(answer)
    if kind is QuestionKind.EXAMPLE and isinstance(answer, Mapping):
        return {"on": _day(answer.get("on")), "what": _text(answer.get("what"))}
    return _text(answer)


def _day(answer: object) -> str | None:
    day = as_day(answer)
    return _text(answer) if day is None else day.isoformat()


def _text(answer: object) -> str | None:
    return None if is_blank(answer) else str(answer).strip()
