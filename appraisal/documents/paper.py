"""The page of a paper, frozen, for the template to print: a signed review as one reader may see it, or a talk.

Owns the values. Leaves filling them from plain data to ``layout`` and ``talks``, and words and digits to ``press``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from appraisal.documents.pictures import GoalPicture, YearPicture

Plain = Mapping[str, Any]


@dataclass(frozen=True)
class PersonOnPaper:
    """A person as the paper names them."""

    name: str
    job_title: str
    unit: str


@dataclass(frozen=True)
class ChangeOnPaper:
    """A version of the plan changed the goal; ``now`` None: it ended the share."""

    since_on: date
    was: Decimal
    now: Decimal | None


@dataclass(frozen=True)
class GoalOnPaper:
    """A goal with what came of it; ``picture`` is None without readings.

    ``in_force_since`` is None where no version of the plan was approved, and in texts signed before there were any.
    """

    number: int
    statement: str
    measure: str
    unit: str
    target: Decimal
    result: Decimal | None
    ratio: Decimal | None
    starts_on: date
    ends_on: date
    why_it_matters: str
    own_words: str
    confirmed_by_employee_on: date | None
    confirmed_by_manager_on: date | None
    picture: GoalPicture | None
    in_force: Decimal | None
    in_force_since: date | None
    changes: tuple[ChangeOnPaper, ...]


@dataclass(frozen=True)
class YearOnPaper:
    """The talks of the period: how many of each kind, and their line."""

    held: int
    moved: int
    missed: int
    picture: YearPicture


@dataclass(frozen=True)
class BehindOnPaper:
    """What stood behind a conclusion: rules and contests as ``diagnosis`` tells them; ``further`` rules are in the data alone."""

    about: str
    looked_on: date
    pack: str
    pack_version: str
    pack_digest: str
    rules: tuple[Plain, ...]
    further: int
    contests: tuple[Plain, ...]


@dataclass(frozen=True)
class FindingOnPaper:
    """What a diagnosis came to, in the people's own words. ``stance`` is agree, partly, disagree or empty."""

    about: str
    opened_on: date
    conclusion: str
    concluded_by: str
    concluded_on: date | None
    reply: str
    stance: str
    replied_on: date | None
    behind: BehindOnPaper | None = None


@dataclass(frozen=True)
class AnswerOnPaper:
    """One question and what was answered. ``is_new``: never mentioned before the review. ``told`` repeats per goal: (goal, ((part, answer), ...))."""

    words: str
    kind: str
    answer: str | None
    day: date | None
    amount: Decimal | None
    unit: str
    is_new: bool
    told: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class SideOnPaper:
    """What one side wrote: (section title, answers)."""

    side: str
    name: str
    handed_in_on: date | None
    sections: tuple[tuple[str, tuple[AnswerOnPaper, ...]], ...]


@dataclass(frozen=True)
class MoveOnPaper:
    """The conversation was moved, and why."""

    from_on: date
    to_on: date
    moved_by: str
    reason: str


@dataclass(frozen=True)
class MeetingOnPaper:
    """The conversation: when it was held, how often and why it was moved, what was agreed."""

    held_on: date | None
    moves: tuple[MoveOnPaper, ...]
    agreed: str


@dataclass(frozen=True)
class ActionOnPaper:
    """Who does what by when."""

    text: str
    owner: str
    due_on: date
    closed_on: date | None


@dataclass(frozen=True)
class SignatureOnPaper:
    """Who signed, when, how, with which words, and the digest of the text they signed.

    ``side`` is manager, employee, or second: the person who answered when the employee contested.
    """

    side: str
    name: str
    signed_at: datetime
    stance: str
    comment: str
    digest: str


@dataclass(frozen=True)
class AppraisalPaper:
    """Everything on the paper, in the order in which it is read."""

    language: str
    direction: str
    employee: PersonOnPaper
    manager: PersonOnPaper
    cycle: str
    starts_on: date
    ends_on: date
    goals: tuple[GoalOnPaper, ...]
    year: YearOnPaper
    findings: tuple[FindingOnPaper, ...]
    sides: tuple[SideOnPaper, ...]
    is_cut: bool
    meeting: MeetingOnPaper | None
    actions: tuple[ActionOnPaper, ...]
    signatures: tuple[SignatureOnPaper, ...]


@dataclass(frozen=True)
class TalkPaper:
    """A talk about a goal that fell behind, in the order in which it is read.

    ``look`` and ``talk`` are plain data as ``diagnosis`` tells them; ``answers`` stand side by side, each row with
    what the employee and the manager said, as far as each said anything.
    """

    language: str
    direction: str
    employee: str
    manager: str
    goal: str
    starts_on: date
    ends_on: date
    opened_on: date
    looked_on: date
    look: Plain
    talk: Plain
    answers: tuple[tuple[Plain | None, Plain | None], ...]
