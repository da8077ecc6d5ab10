"""What was seen, as a value: on a day, in a situation, with a next step; and what speaks against keeping it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections

ObservationKey = NewType("ObservationKey", int)


class ObservationKind(StrEnum):
    """What was seen: a result, or a behaviour. Never a trait."""

    RESULT = "result"
    BEHAVIOUR = "behaviour"


@dataclass(frozen=True)
class WriteObservation:
    """Command: something was seen on a day; the person reads it as soon as it is written.

    ``because`` says by field why words should stay that a rule warns about.
    """

    employee: EmployeeKey
    kind: ObservationKind
    seen_on: date
    text: str
    situation: str = ""
    next_step: str = ""
    goal: int | None = None
    because: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AnswerObservation:
    """Command: what the person says to it."""

    observation: ObservationKey
    answer: str
    because: Mapping[str, str] = field(default_factory=dict)


def objections_to_observation(wish: WriteObservation, day: date) -> Objections:
    """What stands against keeping an observation; its words are weighed by the pack of wording."""
    return Objections.where(
        nothing_observed=not wish.text.strip(),
        seen_in_the_future=wish.seen_on > day,
        seen_long_ago=(day - wish.seen_on).days > 366,
    )


def objections_to_answering(answer: str, answered_before: bool) -> Objections:
    """What stands against an answer: it needs words, and stays as it was read."""
    return Objections.where(answer_without_words=not answer.strip(), answered_already=answered_before)
