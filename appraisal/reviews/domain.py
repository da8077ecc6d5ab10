"""A review as values: commands, and every reason why an act must wait. Where it stands is in ``facts``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from appraisal.checkins.domain import Numbers
from appraisal.formbook import AnswerProblem, Form
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objection, Objections
from appraisal.kernel.periods import working_day_after
from appraisal.reviews.facts import (
    BOTH,
    KIND_OF_SIDE,
    CycleKey,
    ReviewFacts,
    ReviewKey,
    Side,
    Stance,
    Step,
)

__all__ = [
    "BOTH",
    "KIND_OF_SIDE",
    "AgreeStep",
    "AnswerContest",
    "BookMeeting",
    "ContestReview",
    "CycleKey",
    "HandInPart",
    "KeepReview",
    "MarkMeetingHeld",
    "OpenCycle",
    "OpenReview",
    "ReviewFacts",
    "ReviewKey",
    "SavePart",
    "Side",
    "SignOff",
    "Stance",
    "Step",
    "answer_due",
    "is_outdated",
    "objections_to_answer",
    "objections_to_booking",
    "objections_to_contest",
    "objections_to_cycle",
    "objections_to_handing_in",
    "objections_to_holding",
    "objections_to_opening",
    "objections_to_sign_off",
    "objections_to_step",
    "objections_to_writing",
]

WORKING_DAYS_TO_ANSWER = 10
ORIGIN = "review"  # the origin of action items that were agreed in a review


@dataclass(frozen=True)
class OpenCycle:
    """Command: reviews look back on these days; for the people named, or for everyone who has a manager."""

    name: str
    starts_on: date
    ends_on: date
    employees: tuple[EmployeeKey, ...] | None = None


@dataclass(frozen=True)
class OpenReview:
    """Command: this person gets a review in this cycle."""

    cycle: CycleKey
    employee: EmployeeKey


@dataclass(frozen=True)
class SavePart:
    """Command: keep what one side has written so far.

    ``page`` names the opened page: a page that saves itself does not outdate itself.
    """

    review: ReviewKey
    side: Side
    form: Form
    answers: Mapping[str, Any]
    page: str = ""


@dataclass(frozen=True)
class HandInPart:
    """Command: this side has written its part, in this language; it is not changed any more.

    ``because`` says by field (see ``said``) why words should stay that a rule warns about.
    """

    review: ReviewKey
    side: Side
    form: Form
    answers: Mapping[str, Any]
    language: str = "en"
    page: str = ""
    because: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BookMeeting:
    """Command: the conversation takes place on this day; ``reason`` when it is moved."""

    review: ReviewKey
    day: date
    reason: str = ""


@dataclass(frozen=True)
class MarkMeetingHeld:
    """Command: the conversation took place, and this was agreed."""

    review: ReviewKey
    held_on: date
    agreed: str
    because: str = ""


@dataclass(frozen=True)
class AgreeStep:
    """Command: in the conversation it was agreed who does what by when."""

    review: ReviewKey
    owner: EmployeeKey
    text: str
    due_on: date
    because: str = ""


@dataclass(frozen=True)
class KeepReview:
    """Command: what a rule warns of in a review stays, for a reason that both sides read."""

    review: ReviewKey
    rule: str
    because: str


@dataclass(frozen=True)
class SignOff:
    """Command: sign the review as it was seen. ``seen_digest`` is the digest of the text on the page."""

    review: ReviewKey
    comment: str = ""
    seen_digest: str | None = None
    because: str = ""


@dataclass(frozen=True)
class ContestReview:
    """Command: the employee does not agree and says why."""

    review: ReviewKey
    reason: str
    seen_digest: str | None = None


@dataclass(frozen=True)
class AnswerContest:
    """Command: a second person answers in writing."""

    review: ReviewKey
    answer: str
    because: str = ""


def objections_to_cycle(wish: OpenCycle) -> Objections:
    """What stands against opening a cycle."""
    return Objections.where(
        cycle_without_name=not wish.name.strip(),
        cycle_ends_before_start=wish.ends_on < wish.starts_on,
    )


def objections_to_opening(*, has_manager: bool, has_review: bool) -> Objections:
    """What stands against opening a person's review."""
    return Objections.where(nobody_to_review_with=not has_manager, review_open_already=has_review)


def is_outdated(version: int, seen: int | None, saved_from: str, page: str) -> bool:
    """Whether somebody else saved a part since this page saw it. A page does not outdate itself.

    Who names neither a version nor a page, as a script does, does not ask.
    """
    asks = seen is not None or bool(page)
    return asks and seen != version and not (page and page == saved_from)


def objections_to_writing(facts: ReviewFacts, side: Side) -> Objections:
    """What stands against writing a part: what was handed in stays as the other side will read it."""
    return Objections.where(part_handed_in_already=side in facts.handed_in)


def objections_to_handing_in(problems: list[AnswerProblem]) -> Objections:
    """The problems of the answers as objections; each names its question."""
    return Objections(
        tuple(
            Objection(f"review_answer_{each.key}", {"question": each.question, **each.params})
            for each in problems
        )
    )


def objections_to_booking(wish: BookMeeting, facts: ReviewFacts, day: date, numbers: Numbers) -> Objections:
    """What stands against a day for the conversation. Once moves are told, it lies within so many days."""
    latest = max(day, facts.booked_on or day) + numbers.after_second_move
    moving = facts.booked_on is not None
    too_far = moving and numbers.is_to_be_told(facts.moves + 1) and wish.day > latest
    return Objections.where(
        meeting_held_already=facts.held_on is not None,
        meeting_in_the_past=wish.day < day,
        meeting_moved_without_reason=moving and wish.day != facts.booked_on and not wish.reason.strip(),
        meeting_on_same_day=moving and wish.day == facts.booked_on,
    ) + (Objections.one("meeting_moved_too_far", latest=latest) if too_far else Objections())


def objections_to_holding(wish: MarkMeetingHeld, facts: ReviewFacts, day: date) -> Objections:
    """What stands against saying that the conversation took place. It can be corrected until somebody signs."""
    return _missing_parts(facts) + Objections.where(
        meeting_held_in_future=wish.held_on > day,
        nothing_agreed=not wish.agreed.strip(),
        review_signed_already=bool(facts.signed_by),
    )


def objections_to_step(wish: AgreeStep, facts: ReviewFacts, day: date) -> Objections:
    """What stands against a step: it needs words, one of the two as owner, and a day to come."""
    return Objections.where(
        step_without_words=not wish.text.strip(),
        step_owner_not_at_table=facts.side_of(wish.owner) is None,
        step_due_in_the_past=wish.due_on < day,
        review_signed_already=bool(facts.signed_by),
    )


def objections_to_sign_off(
    facts: ReviewFacts, signer: Side, superseded: Iterable[tuple[int, str]] = ()
) -> Objections:
    """Everything that stands against this side's signature, at once.

    ``superseded`` are goals (key, statement) that a version of the plan has overtaken: nobody is reviewed
    against a number that no longer counts. A text that was signed already is signed as it is.
    """
    overtaken = Objections(
        tuple(Objection("goal_is_superseded", {"goal": goal, "key": key}) for key, goal in superseded)
    )
    return (
        _missing_parts(facts)
        + (Objections() if facts.signed_by else overtaken)
        + Objections.where(
            meeting_not_held=facts.held_on is None,
            manager_has_not_signed=signer is Side.EMPLOYEE and Side.MANAGER not in facts.signed_by,
            review_signed_by_you=signer in facts.signed_by,
        )
    )


def objections_to_contest(wish: ContestReview, facts: ReviewFacts) -> Objections:
    """What stands against contesting: as for a signature, and it needs a reason."""
    return objections_to_sign_off(facts, Side.EMPLOYEE) + Objections.where(
        contest_without_reason=not wish.reason.strip()
    )


def objections_to_answer(wish: AnswerContest, facts: ReviewFacts) -> Objections:
    """What stands against answering a contest."""
    return Objections.where(
        not_contested=facts.contested_by is None,
        contest_answered_already=facts.contest_answered,
        contest_answer_without_words=not wish.answer.strip(),
    )


def answer_due(contested_at: datetime) -> date:
    """The day by which a contest is answered: ten working days on. Public holidays are not known here."""
    return working_day_after(contested_at.date(), WORKING_DAYS_TO_ANSWER)


def _missing_parts(facts: ReviewFacts) -> Objections:
    return Objections.where(
        self_review_missing=Side.EMPLOYEE not in facts.handed_in,
        manager_review_missing=Side.MANAGER not in facts.handed_in,
    )
