"""The texts of a part by the names of their fields, so that a remark finds its field and a reader its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from appraisal.formbook import Form, Question, QuestionKind


def texts_in(form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """What was written in own words, by field; numbers, days and choices are no words."""
    return {
        name: text
        for question in form.questions()
        for name, text in _texts(question, answers.get(question.id))
        if isinstance(text, str) and text.strip()
    }


def _texts(question: Question, answer: Any) -> Iterator[tuple[str, Any]]:
    name = f"q__{question.id}"
    if question.kind is QuestionKind.TEXT:
        yield name, answer
    elif question.kind is QuestionKind.EXAMPLE and isinstance(answer, Mapping):
        yield f"{name}__what", answer.get("what")
    elif question.kind is QuestionKind.PER_GOAL and isinstance(answer, Mapping):
        for goal, parts in answer.items():
            for part, text in parts.items() if isinstance(parts, Mapping) else ():
                yield f"{name}__{goal}__{part}", text
