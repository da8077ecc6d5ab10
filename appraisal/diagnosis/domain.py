"""A diagnosis as values: what two people do with it, and every reason why an act must wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NewType

from appraisal.checkins.domain import Stance
from appraisal.goals.domain import GoalKey
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import objections_to_days
from appraisal.rulebook import FACTORS

DiagnosisKey = NewType("DiagnosisKey", int)
MatterKey = NewType("MatterKey", int)

ORIGIN = "diagnosis"  # the origin of action items that were agreed in a diagnosis conversation
DECLINED = "declined"
LIVING = timedelta(days=18_262)
"""Nothing that stands in somebody's way began more than fifty years ago: the year was mistyped."""
"""The value of a fact by which a person would rather not say. It is respected, and is no evidence of anything."""
WORK_SIDE = frozenset({"external_factors", "understanding_of_task", "skill_level", "aptitude"})
"""Factors whose remedy begins at the work: one action at least is the manager's."""


class Side(StrEnum):
    """On which side of the table somebody sits."""

    EMPLOYEE = "employee"
    MANAGER = "manager"


class Agreement(StrEnum):
    """What the employee says to the conclusion. To disagree is normal."""

    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"


class Helped(StrEnum):
    """What each side says at the follow-up."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Raises(StrEnum):
    """What a person may bring to the case handler; each is a fact that a gate reads as a flag."""

    HEALTH = "health_disclosed"
    ADJUSTMENT = "accommodation_requested"
    LEAVE = "protected_leave_in_period"
    HARASSMENT = "harassment_or_safety_reported"
    COMPLAINT = "complaint_filed_before_drop"
    DISTRESS = "distress_statement"


ADJUSTMENTS = frozenset({Raises.HEALTH, Raises.ADJUSTMENT})


@dataclass(frozen=True)
class OpenDiagnosis:
    """Command: the two look at why this goal fell behind."""

    goal: GoalKey


@dataclass(frozen=True)
class QuestionAnswer:
    """One answer: a value, or an open word that none is given."""

    fact: str
    value: Any = None
    stance: Stance = Stance.ANSWERED
    said: str = ""
    since: date | None = None


@dataclass(frozen=True)
class AnswerQuestions:
    """Command: what one side can know of what was asked."""

    diagnosis: DiagnosisKey
    answers: tuple[QuestionAnswer, ...]


@dataclass(frozen=True)
class Promise:
    """Who will do what by when."""

    owner: EmployeeKey
    text: str
    due_on: date | None
    because: str = ""


@dataclass(frozen=True)
class Conclude:
    """Command: what the manager writes after the conversation, in own words, and what follows from it.

    ``because`` says why words should stay that a rule warns about; so it does in the other commands.
    """

    diagnosis: DiagnosisKey
    text: str
    factors: tuple[str, ...]
    promises: tuple[Promise, ...]
    follow_up_on: date | None
    because: str = ""


@dataclass(frozen=True)
class GiveReply:
    """Command: what the employee says to the conclusion."""

    diagnosis: DiagnosisKey
    agrees: Agreement
    text: str = ""
    because: str = ""


@dataclass(frozen=True)
class WriteFollowUp:
    """Command: did the remedy help? One line from one side."""

    diagnosis: DiagnosisKey
    helped: Helped
    text: str = ""
    because: str = ""


@dataclass(frozen=True)
class RaiseMatter:
    """Command: an employee brings something to the case handler. No medical detail is asked for."""

    raises: Raises
    text: str = ""


@dataclass(frozen=True)
class CloseMatter:
    """Command: the case handler closes a matter, with words that the person reads.

    Of leave, the handler says which days do not count, or that none is left out.
    """

    matter: MatterKey
    words: str
    away_from: date | None = None
    away_to: date | None = None
    none_left_out: bool = False


@dataclass(frozen=True)
class DiagnosisFacts:
    """What decisions about a diagnosis rest on. ``asked`` are the facts that somebody was asked about."""

    employee: EmployeeKey
    manager: EmployeeKey | None
    outcome: str
    is_concluded: bool = False
    is_replied: bool = False
    follow_up_on: date | None = None
    followed_up_by: frozenset[int] = frozenset()
    asked: frozenset[str] = frozenset()


def objections_to_opening(starts_on: date, day: date, *, withdrawn: bool) -> Objections:
    """What stands against looking at a goal."""
    return Objections.where(diagnosis_of_withdrawn_goal=withdrawn, diagnosis_before_start=day < starts_on)


def objections_to_answering(
    facts: DiagnosisFacts, answers: Sequence[QuestionAnswer], own: Collection[str], day: date
) -> Objections:
    """What stands against these answers; ``own`` are the facts that the one who answers can know."""
    return Objections.where(
        diagnosis_is_handed_over=facts.outcome == "handed_over",
        diagnosis_is_concluded=facts.is_concluded,
        no_question_answered=not answers,
        question_of_the_other_side=any(answer.fact not in own for answer in answers),
        since_after_today=any(answer.since is not None and answer.since > day for answer in answers),
        since_too_long_ago=any(
            answer.since is not None and day - answer.since > LIVING for answer in answers
        ),
    )


def objections_to_concluding(wish: Conclude, facts: DiagnosisFacts, day: date) -> Objections:
    """What stands against this conclusion, all at once.

    What stood in the way is asked before any cause is named, and where the work itself is part of the
    cause, somebody beside the employee does something.
    """
    by_others = [promise for promise in wish.promises if promise.owner != facts.employee]
    return Objections.where(
        diagnosis_is_handed_over=facts.outcome == "handed_over",
        diagnosis_has_no_gap=facts.outcome == "no_diagnosis",
        diagnosis_is_concluded=facts.is_concluded,
        obstacles_not_asked=facts.outcome in ("diagnosis", "more_info")
        and "external_checklist_done" not in facts.asked,
        conclusion_without_words=not wish.text.strip(),
        conclusion_factor_unknown=not set(wish.factors) <= set(FACTORS),
        conclusion_without_promise=not wish.promises,
        promise_without_words=any(not promise.text.strip() for promise in wish.promises),
        promise_without_day=any(promise.due_on is None for promise in wish.promises),
        promise_in_the_past=any(
            promise.due_on is not None and promise.due_on < day for promise in wish.promises
        ),
        promise_of_the_manager_missing=bool(wish.promises)
        and not by_others
        and not WORK_SIDE.isdisjoint(wish.factors),
        follow_up_without_day=wish.follow_up_on is None,
        follow_up_in_the_past=wish.follow_up_on is not None and wish.follow_up_on <= day,
    )


def objections_to_replying(wish: GiveReply, facts: DiagnosisFacts) -> Objections:
    """What stands against this reply; whoever sees it otherwise says how."""
    return Objections.where(
        nothing_to_reply_to=not facts.is_concluded,
        replied_already=facts.is_replied,
        reply_without_words=wish.agrees is not Agreement.AGREE and not wish.text.strip(),
    )


def objections_to_following_up(facts: DiagnosisFacts, author: int | None, day: date) -> Objections:
    """What stands against saying whether it helped."""
    return Objections.where(
        nothing_to_follow_up=not facts.is_concluded,
        follow_up_not_due=facts.follow_up_on is not None and day < facts.follow_up_on,
        followed_up_already=author in facts.followed_up_by,
    )


def objections_to_closing(wish: CloseMatter, raises: str, *, closed: bool) -> Objections:
    """What stands against closing a matter. Leave is not closed before its days are dealt with."""
    is_leave, days = raises == Raises.LEAVE, (wish.away_from, wish.away_to)
    found = Objections.where(
        matter_closed_already=closed,
        closing_without_words=not wish.words.strip(),
        leave_without_days=is_leave and days == (None, None) and not wish.none_left_out,
        leave_with_and_without_days=is_leave and days != (None, None) and wish.none_left_out,
    )
    return found + (objections_to_days(*days) if is_leave and days != (None, None) else Objections())
