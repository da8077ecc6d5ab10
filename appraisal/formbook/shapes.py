"""What a form is once it has been read: sections, questions, who answers, who reads.

Owns the values. Leaves the reading of files to ``loading`` and answers to ``answers``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

LANGUAGES = ("en", "fa", "ru", "vi")
GENERAL = "general"
Words = Mapping[str, str]


class FormKind(StrEnum):
    """What a form is for; it settles who answers and when."""

    SELF_REVIEW = "self_review"
    MANAGER_REVIEW = "manager_review"
    CHECKIN_PREPARATION = "checkin_preparation"

    @property
    def answered_by(self) -> Reader:
        """Who fills the form in."""
        return Reader.MANAGER if self is FormKind.MANAGER_REVIEW else Reader.EMPLOYEE

    @property
    def asked(self) -> Occasion:
        """When the form is filled in."""
        is_light = self is FormKind.CHECKIN_PREPARATION
        return Occasion.BEFORE_CHECKIN if is_light else Occasion.END_OF_PERIOD


class Occasion(StrEnum):
    """When a form is filled in."""

    BEFORE_CHECKIN = "before_checkin"
    END_OF_PERIOD = "end_of_period"


class Reader(StrEnum):
    """Who will read an answer."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    HR = "hr"


class QuestionKind(StrEnum):
    """How a question is answered. There is no rating among them, and there will be none."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO_UNKNOWN = "yes_no_unknown"
    AMOUNT = "amount"
    DATE = "date"
    PER_GOAL = "per_goal"
    EXAMPLE = "example"


class About(StrEnum):
    """What a section is about, when it is only asked because of that."""

    GOAL_BEHIND = "goal_behind"


class Unit(StrEnum):
    """What an amount counts: things in the world, never points about a person."""

    MONEY = "money"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    COUNT = "count"


@dataclass(frozen=True)
class Option:
    """One answer to choose, with its words in every language."""

    id: str
    words: Words


@dataclass(frozen=True)
class Part:
    """One text asked again for each goal of the period."""

    id: str
    words: Words
    help: Words | None
    required: bool
    min_length: int
    max_length: int


@dataclass(frozen=True)
class When:
    """The question is asked only if ``question`` was answered with one of ``answers``."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class FactLink:
    """The fact that a question answers.

    ``values`` maps an option to the fact's value; an option mapped to None leaves the fact unknown.
    It is empty for an amount, whose number is the value.
    """

    name: str
    values: Mapping[str, bool | str | None]


@dataclass(frozen=True)
class Question:
    """One question. Fields that its kind does not use stay empty."""

    id: str
    kind: QuestionKind
    words: Words
    help: Words | None
    required: bool
    read_by: tuple[Reader, ...]
    when: When | None = None
    fact: FactLink | None = None
    options: tuple[Option, ...] = ()
    parts: tuple[Part, ...] = ()
    min_length: int = 1
    max_length: int = 0
    unit: Unit | None = None
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True)
class Section:
    """Questions that belong together, under one title. With ``about``, they are asked only when there is such a thing."""

    id: str
    title: Words
    help: Words | None
    questions: tuple[Question, ...]
    about: About | None = None


@dataclass(frozen=True)
class Form:
    """One form as its file says; ``sha256`` covers the contents, not comments or layout."""

    id: str
    version: int
    kind: FormKind
    serves: tuple[str, ...]
    minutes: int
    title: Words
    intro: Words
    sections: tuple[Section, ...]
    sha256: str

    @property
    def answered_by(self) -> Reader:
        """Who fills the form in."""
        return self.kind.answered_by

    @property
    def asked(self) -> Occasion:
        """When the form is filled in."""
        return self.kind.asked

    def questions(self) -> Iterator[Question]:
        """All questions in the order of the page."""
        for section in self.sections:
            yield from section.questions

    def without(self, about: About) -> Form:
        """The form as it is when there is no such thing to ask about; a form of its own, with its own digest."""
        kept = tuple(section for section in self.sections if section.about is not about)
        if len(kept) == len(self.sections):
            return self
        digest = hashlib.sha256(f"{self.sha256} without {about}".encode()).hexdigest()
        return replace(self, sections=kept, sha256=digest)


@dataclass(frozen=True)
class Formbook:
    """All forms of an organisation."""

    forms: Sequence[Form]

    def form_for(self, kind: FormKind | str, job_family: str) -> Form:
        """The form of this kind for a job family, or the general one.

        Raises ``LookupError`` when the formbook holds no form of the kind that would fit.
        """
        serving = {family: form for form in self.forms if form.kind == kind for family in form.serves}
        form = serving.get(job_family) or serving.get(GENERAL)
        if form is None:
            raise LookupError(f"no form of kind '{kind}' serves '{job_family}', and none is general")
        return form

    def form(self, form_id: str) -> Form:
        """The form with this id (``kind/file``). Raises ``LookupError``."""
        for form in self.forms:
            if form.id == form_id:
                return form
        raise LookupError(f"no form '{form_id}'")
