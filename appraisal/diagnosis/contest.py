"""To say that a fact, a rule's result or a text is not right, as values and decisions. Pure.

A contested fact or rule does not count until a second person has answered. That person is whoever leads
the manager, or HR; never the manager, and never the employee.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from appraisal.diagnosis.domain import DiagnosisFacts, DiagnosisKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import working_day_after
from appraisal.rulebook import Fact, Pack

ContestKey = NewType("ContestKey", int)

CONCLUSION = "conclusion"
"""The one text of a talk that can be contested: what the manager wrote as its result."""
WITHIN = "contest_answer_within"
"""The pack's number: within how many working days a second person answers."""
ANSWERED_BY_PEOPLE = frozenset({"employee", "manager"})


class About(StrEnum):
    """What somebody says is not right."""

    FACT = "fact"
    RULE = "rule"
    TEXT = "text"


class ContestOutcome(StrEnum):
    """What the second person answers: the employee is right, or it stays as it is."""

    UPHELD = "upheld"
    STANDS = "stands"


@dataclass(frozen=True)
class ContestFinding:
    """Command: something in a talk is not right, and why."""

    diagnosis: DiagnosisKey
    about: About
    name: str
    reason: str


@dataclass(frozen=True)
class AnswerContest:
    """Command: a second person answers, with words that the employee reads."""

    contest: ContestKey
    outcome: ContestOutcome
    words: str


def answer_due(pack: Pack, day: date) -> date:
    """The day by which a contest of this day is answered: so many working days on, by the pack."""
    return working_day_after(day, int(pack.values_on(day)[WITHIN]))


def objections_to_contesting(
    wish: ContestFinding, facts: DiagnosisFacts, *, is_there: bool, is_contested: bool
) -> Objections:
    """What stands against contesting; ``is_there``: the talk holds such a fact, rule or text."""
    handed_over = facts.outcome == "handed_over" and not facts.is_concluded
    return Objections.where(
        diagnosis_is_handed_over=handed_over,
        nothing_to_contest=not handed_over and not is_there,
        contested_already=is_contested,
        finding_contest_without_reason=not wish.reason.strip(),
    )


def objections_to_contest_answer(words: str, *, is_answered: bool) -> Objections:
    """What stands against this answer."""
    return Objections.where(
        finding_contest_answered_already=is_answered, finding_contest_answer_without_words=not words.strip()
    )


def stays_out(contested: Fact, now: Fact, *, counts_days: bool) -> bool:
    """Whether a fact is still the one that was found not to be right, and no newer value.

    What people said is newer on a later day; what is derived is newer when its value changes, save for a
    count of days, which changes by itself from the same day on.
    """
    if now.origin in ANSWERED_BY_PEOPLE:
        is_later = now.on is not None and contested.on is not None and now.on > contested.on
        return now.value == contested.value and now.origin == contested.origin and not is_later
    same_start = counts_days and now.on == contested.on
    return now.origin == contested.origin and (now.value == contested.value or same_start)
