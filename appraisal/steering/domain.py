"""A quarter review as wishes and decisions: what is kept, changed or stopped, and what still stands in the way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from appraisal.kernel.objections import Objections


class Decision(StrEnum):
    """What becomes of a part of the plan."""

    KEEP = "keep"
    CHANGE = "change"
    STOP = "stop"


class PlanCause(StrEnum):
    """Classes of causes at a part of the plan. None of them is a person."""

    MARKET = "market"
    SUPPLY = "supply"
    CAPACITY = "capacity"
    PROCESS = "process"
    PRICE = "price"
    UNKNOWN = "unknown"


class Worked(StrEnum):
    """Whether a change of the last review worked."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot_tell"


class Word(StrEnum):
    """What is said about a report: it was read, something is asked, something is answered."""

    READ = "read"
    QUESTION = "question"
    ANSWER = "answer"


CAUSE_OF_FACTOR = {
    "external_factors": PlanCause.MARKET,
    "understanding_of_task": PlanCause.PROCESS,
    "skill_level": PlanCause.CAPACITY,
}
"""What a conclusion about a goal means for the plan. What lies in a person is no cause of a plan: it is unknown."""
CAUSE_OF_OBSTACLE = {
    "tools": PlanCause.PROCESS,
    "inputs": PlanCause.SUPPLY,
    "information": PlanCause.SUPPLY,
    "authority": PlanCause.PROCESS,
    "workload": PlanCause.CAPACITY,
    "waiting": PlanCause.PROCESS,
    "process": PlanCause.PROCESS,
}
CAUSE_OF_EVENT = {
    "market": PlanCause.MARKET,
    "outage": PlanCause.PROCESS,
    "supply": PlanCause.SUPPLY,
    "vacancy": PlanCause.CAPACITY,
}


@dataclass(frozen=True)
class OpenReview:
    """Command: review a quarter of a part of the plan; ``starts_on`` says which."""

    node: int
    starts_on: date | None


@dataclass(frozen=True)
class Decide:
    """Command: keep, change or stop a part, with a reason for the last two and a day for the last."""

    review: int
    node: int
    decision: Decision
    reason: str = ""
    stops_on: date | None = None


@dataclass(frozen=True)
class NameCause:
    """Command: name a cause at a part, in words."""

    review: int
    node: int
    cause: PlanCause
    words: str


@dataclass(frozen=True)
class AnswerChange:
    """Command: say whether a change of the last review worked."""

    review: int
    change: int
    worked: Worked
    words: str


@dataclass(frozen=True)
class SayOfReport:
    """Command: say that a report was read, ask something about it, or answer."""

    review: int
    kind: Word
    words: str = ""


@dataclass(frozen=True)
class Missing:
    """What is missing before a review may be closed; ``node`` is the part, ``change`` the earlier decision."""

    key: str
    title: str
    node: int | None = None
    change: int | None = None


def objections_to_opening(*, is_due: bool, is_there: bool) -> Objections:
    """A quarter is reviewed once, and not before it is due."""
    return Objections.where(quarter_not_due=not is_due and not is_there, quarter_review_there=is_there)


def objections_to_deciding(wish: Decide, nodes: Collection[int], day: date, *, is_closed: bool) -> Objections:
    """What stands against a decision: change and stop need a reason, stop a day that is not gone by."""
    stops = wish.decision is Decision.STOP
    return Objections.where(
        quarter_review_closed=is_closed,
        quarter_node_not_in_it=wish.node not in nodes,
        decision_without_reason=wish.decision is not Decision.KEEP and not wish.reason.strip(),
        stop_without_day=stops and wish.stops_on is None,
        stop_in_the_past=stops and wish.stops_on is not None and wish.stops_on < day,
    )


def objections_to_words(words: str, *, is_closed: bool, is_known: bool = True) -> Objections:
    """What stands against a cause or an answer in a review."""
    return Objections.where(
        quarter_review_closed=is_closed,
        quarter_node_not_in_it=not is_known,
        quarter_words_missing=not words.strip(),
    )


def objections_to_closing(missing: Collection[Missing], *, is_closed: bool) -> Objections:
    """A review is closed once, with a decision for each part and an answer to each change."""
    keys = {each.key for each in missing}
    return Objections.where(
        quarter_review_closed=is_closed,
        decisions_missing="decision" in keys,
        changes_unanswered="answer" in keys,
    )


def objections_to_saying(wish: SayOfReport, *, is_closed: bool) -> Objections:
    """A report is there once the review is closed; a question and an answer have words."""
    return Objections.where(
        quarter_review_open=not is_closed,
        quarter_words_missing=wish.kind is not Word.READ and not wish.words.strip(),
    )
