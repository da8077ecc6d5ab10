"""The form of a preparation as an input: one field a question, made from the formbook when it is asked for.

Questions per goal need the goals of a period and belong to the review; a preparation passes over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from wtforms import HiddenField, RadioField

from appraisal.checkins.domain import CheckInKey, PrepareCheckIn
from appraisal.checkins.preparation import answers_asked
from appraisal.checkins.wording import WORDS
from appraisal.formbook import Form, Question, QuestionKind, check_answers
from appraisal.i18n.wording import say
from appraisal.web.inputs import AmountField, DayField, Input, Text, choices_of
from appraisal.web.inputs import later as _
from appraisal.web.request import reader

LONGEST_DRAFT = 20_000  # a draft is kept however long; the form's own limit is said when it is handed in


class AskedChoice(RadioField):
    """One answer of several; none yet is fine in a draft."""

    def __init__(self, label: Any, choices: Any, hint: Any, **kw: Any) -> None:
        super().__init__(label, choices=choices, validate_choice=False, **kw)
        self.read_by, self.hint = None, hint


@dataclass(frozen=True)
class AskedQuestion:
    """A question with its fields. ``opens`` are the options that open the question behind it."""

    id: str
    fields: tuple[Any, ...]
    opens: tuple[str, ...]
    is_opened: bool


class PreparationInput(Input):
    """The answers of a preparation. ``form_shape`` is set on the class that is made for each form."""

    opened_page = HiddenField()
    about_goal = HiddenField()
    form_shape: Form

    def asked(self, section: str) -> list[AskedQuestion]:
        """The questions of a section in order, for the page."""
        shape = next(each for each in self.form_shape.sections if each.id == section)
        found: list[AskedQuestion] = []
        for index, question in enumerate(shape.questions):
            following = shape.questions[index + 1].when if index + 1 < len(shape.questions) else None
            before = shape.questions[index - 1].id if index else ""
            opens = following.answers if following and following.question == question.id else ()
            is_opened = question.when is not None and question.when.question == before
            fields = tuple(self[name] for name in _names(question))
            if fields:
                found.append(AskedQuestion(question.id, fields, tuple(opens), is_opened))
        return found

    def show(self, answers: Mapping[str, Any], version: int, opened_page: str) -> None:
        """Show what was written so far."""
        data: dict[str, Any] = {"seen_version": version, "opened_page": opened_page}
        for question in self.form_shape.questions():
            data.update(_shown(question, answers.get(question.id)))
        self.process(data=data)

    def answers(self) -> dict[str, Any]:
        """What was typed, as plain data in the shapes of the formbook; blanks are left out."""
        read = {question.id: self._read(question) for question in self.form_shape.questions()}
        return {key: answer for key, answer in read.items() if answer not in (None, "")}

    def is_complete(self, today: date) -> bool:
        """Whether this may be handed in; if not, each field says why."""
        valid = self.validate_on_submit()
        problems = check_answers(self.form_shape, answers_asked(self.form_shape, self.answers()), today=today)
        for problem in problems:
            field = self[_field_of(self.form_shape, problem.question, problem.key)]
            known = f"preparation_problem.{problem.key}"
            if not field.errors:
                key = known if known in WORDS else "preparation_problem.other"
                field.errors = [say(key, {k: str(v) for k, v in problem.params.items()})]
        return valid and not problems

    def command(self, checkin: CheckInKey, goal: int | None, *, hand_in: bool) -> PrepareCheckIn:
        """What was typed, as a wish; ``goal`` is the one that the page asked about."""
        page = (self.opened_page.data or "")[:40]
        return PrepareCheckIn(checkin, self.form_shape, self.answers(), hand_in, page, goal)

    def _read(self, question: Question) -> Any:
        values = [self[name].data for name in _names(question)]
        if question.kind is QuestionKind.EXAMPLE:
            on, what = values
            return {"on": on.isoformat() if on else None, "what": what} if on or what else None
        value = values[0] if values else None
        if isinstance(value, date):
            return value.isoformat()
        return str(value) if isinstance(value, Decimal) else value


def preparation_input(form: Form) -> PreparationInput:
    """The input of a form in the reader's language, with what was sent in it."""
    return _input_class(form.id, form.sha256, reader().language, _Held(form))()


class _Held:
    """A form that a cache can hold on to: forms are equal when id and digest are."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def __hash__(self) -> int:
        return hash(self.form.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.form.sha256 == other.form.sha256


@lru_cache(maxsize=128)
def _input_class(_form_id: str, _sha256: str, language: str, held: _Held) -> type[PreparationInput]:
    fields: dict[str, Any] = {"form_shape": held.form}
    for question in held.form.questions():
        fields.update(_fields(question, language))
    return type("FormPreparationInput", (PreparationInput,), fields)


def _names(question: Question) -> tuple[str, ...]:
    if question.kind is QuestionKind.PER_GOAL:
        return ()
    if question.kind is QuestionKind.EXAMPLE:
        return (f"q_{question.id}_on", f"q_{question.id}_what")
    return (f"q_{question.id}",)


def _field_of(form: Form, question_id: str, key: str) -> str:
    question = next(each for each in form.questions() if each.id == question_id)
    names = _names(question)
    return names[-1] if key == "example_without_words" else names[0]


def _fields(question: Question, language: str) -> dict[str, Any]:
    label, hint = question.words[language], (question.help or {}).get(language)
    names = _names(question)
    if question.kind is QuestionKind.TEXT:
        return {names[0]: Text(label, hint=hint, longest=LONGEST_DRAFT)}
    if question.kind is QuestionKind.AMOUNT:
        return {names[0]: AmountField(label, hint=hint)}
    if question.kind is QuestionKind.DATE:
        return {names[0]: DayField(label, hint=hint)}
    if question.kind is QuestionKind.EXAMPLE:
        what = Text(_("What happened?"), longest=LONGEST_DRAFT)
        return {names[0]: DayField(label, hint=hint), names[1]: what}
    if question.kind is QuestionKind.CHOICE:
        choices = choices_of((option.id, option.words[language]) for option in question.options)
        return {names[0]: AskedChoice(label, choices, hint)}
    if question.kind is QuestionKind.YES_NO_UNKNOWN:
        plain = ((each, _(WORDS[f"plain_answer.{each}"])) for each in ("yes", "no", "unknown"))
        return {names[0]: AskedChoice(label, choices_of(plain), hint)}
    return {}


def _shown(question: Question, answer: Any) -> dict[str, Any]:
    names = _names(question)
    if answer is None or not names:
        return {}
    if question.kind is QuestionKind.EXAMPLE:
        on = answer.get("on")
        return {names[0]: date.fromisoformat(on) if on else None, names[1]: answer.get("what") or ""}
    if question.kind is QuestionKind.DATE:
        return {names[0]: date.fromisoformat(answer)}
    if question.kind is QuestionKind.AMOUNT:
        return {names[0]: Decimal(answer)}
    return {names[0]: answer}
