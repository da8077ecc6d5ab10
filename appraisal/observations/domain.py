"""What was seen, as a value: on a day, in a situation, with a next step; and what speaks against keeping it.

A text that compares the person with a named colleague is refused: a result is described against the
agreed goal, never against somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections

ObservationKey = NewType("ObservationKey", int)

COMPARING = re.compile(
    r"\b(better|worse|faster|slower|best|worst|unlike|compared|than|outperform\w*)\b"
    r"|بهتر|بدتر|برخلاف|در مقایسه|نسبت به"
    r"|\b(лучш|хуже|быстрее|медленнее|сравн|в отличие)"
    r"|\b(hơn|kém|so với|khác với)\b",
    re.IGNORECASE,
)


class ObservationKind(StrEnum):
    """What was seen: a result, or a behaviour. Never a trait."""

    RESULT = "result"
    BEHAVIOUR = "behaviour"


@dataclass(frozen=True)
class WriteObservation:
    """Command: something was seen on a day; the person reads it as soon as it is written."""

    employee: EmployeeKey
    kind: ObservationKind
    seen_on: date
    text: str
    situation: str = ""
    next_step: str = ""
    goal: int | None = None


@dataclass(frozen=True)
class AnswerObservation:
    """Command: what the person says to it."""

    observation: ObservationKey
    answer: str


def objections_to_observation(wish: WriteObservation, colleagues: Iterable[str], day: date) -> Objections:
    """What stands against keeping an observation. ``colleagues`` are the names of the others in the team."""
    compared = compared_with(" ".join((wish.text, wish.situation, wish.next_step)), colleagues)
    return Objections.where(
        nothing_observed=not wish.text.strip(),
        seen_in_the_future=wish.seen_on > day,
        seen_long_ago=(day - wish.seen_on).days > 366,
    ) + (Objections.one("compares_people", name=compared) if compared else Objections())


def objections_to_answering(answer: str, answered_before: bool) -> Objections:
    """What stands against an answer: it needs words, and stays as it was read."""
    return Objections.where(answer_without_words=not answer.strip(), answered_already=answered_before)


def compared_with(text: str, colleagues: Iterable[str]) -> str | None:
    """The colleague with whom the text compares, if it names one beside a comparing word."""
    for sentence in re.split(r"[.!?؟。\n]+", text):
        if not COMPARING.search(sentence):
            continue
        for name in colleagues:
            first = name.split()[0] if name.split() else ""
            if len(first) > 2 and re.search(rf"\b{re.escape(first)}\b", sentence, re.IGNORECASE):
                return name
    return None
