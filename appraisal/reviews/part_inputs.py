"""A form of the formbook as an input: fields for each question, made when it is asked for.

A draft is taken as it is, however unfinished; what was typed and is no day yet is kept as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import HiddenField, RadioField

from appraisal.formbook import AnswerProblem, Form, Question, QuestionKind, check_answers
from appraisal.i18n.wording import say
from appraisal.packs.queries import Place
from appraisal.reviews.domain import HandInPart, ReviewKey, SavePart, is_outdated
from appraisal.reviews.pages import PartPage
from appraisal.reviews.wording import WORDS
from appraisal.web.careful import CarefulText, because_of
from appraisal.web.inputs import AmountField, DayField, Input, choices_of
from appraisal.web.inputs import later as _
from appraisal.web.request import reader

LONGEST_DRAFT = 20_000  # the form's own limit is said when the part is handed in
YES_NO_UNKNOWN = ("yes", "no", "unknown")


class AskedChoice(RadioField):
    """One answer of several; none yet is fine in a draft."""

    def __init__(self, label: Any, choices: Any, hint: Any, **kw: Any) -> None:
        super().__init__(label, choices=choices, validate_choice=False, **kw)
        self.hint, self.read_by = hint, None


@dataclass(frozen=True)
class AskedPart:
    """One goal of a question that is asked for each: its key and the fields of its texts."""

    goal: str
    fields: tuple[Any, ...]


@dataclass(frozen=True)
class AskedQuestion:
    """A question as the page shows it: its fields, or its parts by goal.

    ``because`` are the words of the answers that make it asked; ``is_new`` marks what was never mentioned;
    ``kept`` is what is saved now, where it differs from what was typed.
    """

    question: Question
    read_by: str
    fields: tuple[Any, ...]
    parts: tuple[AskedPart, ...]
    because: str
    is_new: bool
    kept: tuple[str, ...]


class PartInput(Input):
    """The answers of one side. ``page`` is set on the class that is made for it."""

    opened_page = HiddenField()
    page: PartPage

    def asked(self, section: str) -> Iterator[AskedQuestion]:
        """The questions of a section in order, with their fields."""
        for question in next(each for each in self.page.form.sections if each.id == section).questions:
            names = _names(question, self.page.statements)
            parts = [
                AskedPart(
                    goal, tuple(self[f"q__{question.id}__{goal}__{part.id}"] for part in question.parts)
                )
                for goal in (self.page.statements if question.parts else ())
            ]
            fields: tuple[Any, ...] = () if question.parts else tuple(self[name] for name in names)
            read_by = say(f"read_by.{self.page.side}_{'hr' if 'hr' in question.read_by else 'two'}")
            for field in fields[-1:]:
                field.read_by = read_by
            yield AskedQuestion(
                question=question,
                read_by=read_by,
                fields=fields,
                parts=tuple(parts),
                because=_because(self.page.form, question),
                is_new=question.id in self.page.unmentioned,
                kept=self._kept(question),
            )

    def show(self, opened_page: str) -> None:
        """Show what was written so far."""
        page = self.page
        data: dict[str, Any] = {"seen_version": page.version, "opened_page": opened_page}
        for question in self.page.form.questions():
            data.update(_shown(question, page.answers.get(question.id)))
        self.process(data=data)
        for name, value in data.items():
            if name in self and isinstance(value, str) and isinstance(self[name], DayField | AmountField):
                self[name].data, self[name].raw_data = None, [value]

    def is_outdated(self) -> bool:
        """Whether the part was saved from elsewhere since this page was opened."""
        version = self.page.version
        return version is not None and is_outdated(version, self.seen, self.page.saved_from, self._opened)

    def catch_up(self) -> None:
        """Let the next press be about the version that is shown now."""
        self.seen_version.data = "" if self.page.version is None else str(self.page.version)

    def answers(self) -> dict[str, Any]:
        """What was typed, as plain data in the shapes of the formbook; blanks are left out."""
        read = {question.id: self._read(question) for question in self.page.form.questions()}
        return {key: answer for key, answer in read.items() if answer}

    def is_complete(self, today: date) -> bool:
        """Whether this may be handed in; if not, each field says why."""
        problems = check_answers(self.page.form, self.answers(), goals=self.page.statements, today=today)
        for problem in problems:
            field = self[_field_of(self.page.form, self.page.statements, problem)]
            field.errors = [*field.errors, _sentence(problem)]
        return not problems

    def draft(self) -> SavePart:
        """What was typed, as a draft to keep."""
        return SavePart(
            ReviewKey(self.page.key), self.page.side, self.page.form, self.answers(), self._opened
        )

    def command(self) -> HandInPart:
        """What was typed, as a part to hand in."""
        return HandInPart(
            ReviewKey(self.page.key),
            self.page.side,
            self.page.form,
            self.answers(),
            reader().language,
            self._opened,
            because_of(self),
        )

    @property
    def _opened(self) -> str:
        return (self.opened_page.data or "")[:40]

    def _kept(self, question: Question) -> tuple[str, ...]:
        saved = self.page.answers.get(question.id)
        if not saved or saved == self._read(question):
            return ()
        words = {option.id: option.words[reader().language] for option in question.options}
        return tuple(words.get(text, text) for text in _texts_in(saved))

    def _read(self, question: Question) -> Any:
        if question.parts:
            told = {
                goal: {part.id: self[f"q__{question.id}__{goal}__{part.id}"].data for part in question.parts}
                for goal in self.page.statements
            }
            kept = {goal: {k: v for k, v in parts.items() if v} for goal, parts in told.items()}
            return {goal: parts for goal, parts in kept.items() if parts}
        values = [_plain(self[name]) for name in _names(question, self.page.statements)]
        if question.kind is QuestionKind.EXAMPLE:
            return {key: value for key, value in zip(("on", "what"), values, strict=True) if value}
        return values[0]


def part_input(page: PartPage) -> PartInput:
    """The input of a page's form in the reader's language, with what was sent in it."""
    fields: dict[str, Any] = {"page": page}
    for question in page.form.questions():
        fields.update(_fields(question, page))
    return type("FormPartInput", (PartInput,), fields)()


def _names(question: Question, goals: Mapping[str, str]) -> tuple[str, ...]:
    if question.kind is QuestionKind.PER_GOAL:
        return tuple(f"q__{question.id}__{goal}__{part.id}" for goal in goals for part in question.parts)
    if question.kind is QuestionKind.EXAMPLE:
        return (f"q__{question.id}__on", f"q__{question.id}__what")
    return (f"q__{question.id}",)


def _fields(question: Question, page: PartPage) -> dict[str, Any]:
    language = reader().language
    label, hint = question.words[language], (question.help or {}).get(language)
    names = _names(question, page.statements)
    if question.kind is QuestionKind.PER_GOAL:
        texts = [
            _own_words(part.words[language], hint=(part.help or {}).get(language))
            for _goal in page.statements
            for part in question.parts
        ]
        return dict(zip(names, texts, strict=True))
    if question.kind is QuestionKind.EXAMPLE:
        what = _own_words(_("What happened?"))
        return {names[0]: DayField(_("On which day?")), names[1]: what}
    if question.kind in (QuestionKind.CHOICE, QuestionKind.YES_NO_UNKNOWN):
        options = [(option.id, option.words[language]) for option in question.options] or [
            (each, _(WORDS[f"review_choice.{each}"])) for each in YES_NO_UNKNOWN
        ]
        return {names[0]: AskedChoice(label, choices_of(options), hint)}
    if question.kind is QuestionKind.TEXT:
        return {names[0]: _own_words(label, hint=hint)}
    asked = DayField if question.kind is QuestionKind.DATE else AmountField
    return {names[0]: asked(label, hint=hint)}


def _own_words(label: Any, hint: Any = None) -> Any:
    return CarefulText(label, hint=hint, longest=LONGEST_DRAFT, place=Place.REVIEW_PART)


def _field_of(form: Form, goals: Mapping[str, str], problem: AnswerProblem) -> str:
    question = next(each for each in form.questions() if each.id == problem.question)
    names = _names(question, goals)
    if question.parts and problem.params.get("goal") in goals:
        part = problem.params.get("part") or question.parts[0].id
        return f"q__{question.id}__{problem.params['goal']}__{part}"
    words = problem.key in ("example_without_words", "too_short", "too_long")
    return names[-1] if words else names[0]


def _sentence(problem: AnswerProblem) -> str:
    return say(f"objection.review_answer_{problem.key}", {k: str(v) for k, v in problem.params.items()})


def _because(form: Form, question: Question) -> str:
    if question.when is None:
        return ""
    asked = next(each for each in form.questions() if each.id == question.when.question)
    language = reader().language
    words = {option.id: option.words[language] for option in asked.options}
    return " / ".join(words.get(answer, answer) for answer in question.when.answers)


def _texts_in(answer: Any) -> Iterator[str]:
    if isinstance(answer, Mapping):
        for inner in answer.values():
            yield from _texts_in(inner)
    elif answer:
        yield str(answer)


def _plain(field: Any) -> Any:
    if isinstance(field, DayField | AmountField) and field.data is None:
        return field.raw_data[0].strip() if field.raw_data else None
    if isinstance(field.data, date):
        return field.data.isoformat()
    return format(field.data, "f") if isinstance(field.data, Decimal) else field.data


def _shown(question: Question, answer: Any) -> dict[str, Any]:
    name = f"q__{question.id}"
    if not answer:
        return {}
    if question.kind is QuestionKind.PER_GOAL:
        return {
            f"{name}__{goal}__{part}": text for goal, parts in answer.items() for part, text in parts.items()
        }
    if question.kind is QuestionKind.EXAMPLE:
        return {f"{name}__on": _as_day(answer.get("on")), f"{name}__what": answer.get("what") or ""}
    return {name: _as_day(answer) if question.kind is QuestionKind.DATE else answer}


def _as_day(text: Any) -> Any:
    """A day of the draft as a day, or what was typed when it is none yet."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text
