"""What the queries of reviews hand to templates: frozen pages, no rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from appraisal.formbook import Form
from appraisal.kernel.objections import Objection
from appraisal.packs.queries import KeptLine, ShownRemark
from appraisal.people.queries import PersonName
from appraisal.reviews.agenda import Point
from appraisal.reviews.domain import Side, Step
from appraisal.reviews.text import GoalText, PartText, ReviewText, TalkText


@dataclass(frozen=True)
class ReviewLine:
    """One review in a list: who with whom, where it stands, and whom it waits for. Never content."""

    key: int
    cycle: str
    ends_on: date
    employee_key: int
    employee: str
    manager: str
    step: Step
    waits_for: tuple[Side, ...]
    booked_on: date | None
    moves: int
    is_my_turn: bool


@dataclass(frozen=True)
class ReviewsPage:
    """The reviews of a person: their own, those they write for others, and how those below them stand.

    ``contested`` wait for an answer that this person may give.
    """

    own: tuple[ReviewLine, ...]
    led: tuple[ReviewLine, ...]
    beneath: tuple[ReviewLine, ...]
    contested: tuple[ReviewLine, ...]
    opens_cycles: bool
    remarks: tuple[ShownRemark, ...]


@dataclass(frozen=True)
class CycleLine:
    """One cycle in HR's list."""

    key: int
    name: str
    starts_on: date
    ends_on: date
    reviews: int


@dataclass(frozen=True)
class CyclesPage:
    """The cycles there are, newest first."""

    cycles: tuple[CycleLine, ...]


@dataclass(frozen=True)
class CyclePage:
    """One cycle for HR: people in alphabetical order and where each review stands.

    ``found`` are people who have a manager and no review here yet, when HR looks for somebody.
    """

    key: int
    name: str
    starts_on: date
    ends_on: date
    reviews: tuple[ReviewLine, ...]
    number: int
    pages: int
    total: int
    search: str
    found: tuple[PersonName, ...]


@dataclass(frozen=True)
class PartState:
    """How far a side is with its part, without a word of it."""

    side: Side
    name: str
    saved_at: datetime | None
    handed_in_at: datetime | None


@dataclass(frozen=True)
class PartPage:
    """One side's part, for its writer alone until both are in.

    ``written`` is set once it is handed in. ``unmentioned`` names questions whose answer holds something
    that was never mentioned before.
    """

    key: int
    version: int | None
    side: Side
    cycle: str
    starts_on: date
    ends_on: date
    employee: str
    employee_key: int
    other: PartState
    form: Form
    answers: Mapping[str, Any]
    saved_at: datetime | None
    saved_from: str
    written: PartText | None
    goals: tuple[GoalText, ...]
    checkins: tuple[TalkText, ...]
    unmentioned: tuple[str, ...]
    kept: Mapping[str, tuple[KeptLine, ...]]
    remarks: tuple[ShownRemark, ...]

    @property
    def statements(self) -> dict[str, str]:
        """The words of each goal by its key."""
        return {goal.key: goal.statement for goal in self.goals}


@dataclass(frozen=True)
class ContestLine:
    """A contest: by when it is answered, and the answer."""

    reason: str
    due_on: date
    answered_by: str
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True)
class ReviewPage:
    """One review as this reader may see it. ``side`` is None for HR and for a second person.

    ``missing`` is everything that stands against the reader's signature; ``digest`` is of the text shown;
    ``kept`` says by field why words stayed that a rule had warned about.
    """

    key: int
    version: int
    text: ReviewText
    digest: str
    step: Step
    waits_for: tuple[Side, ...]
    side: Side | None
    states: tuple[PartState, ...]
    agenda: tuple[Point, ...]
    missing: tuple[Objection, ...]
    at_table: tuple[PersonName, ...]
    is_locked: bool
    contest: ContestLine | None
    may_answer: bool
    kept: Mapping[str, tuple[KeptLine, ...]]
    remarks: tuple[ShownRemark, ...]

    @property
    def employee_key(self) -> int:
        """Whose review it is."""
        return self.at_table[0].key

    @property
    def is_my_turn(self) -> bool:
        """Whether the review waits for the reader."""
        return self.side in self.waits_for or (self.may_answer and Side.SECOND in self.waits_for)
