"""Three values: yes, no and unknown, after Kleene.

Inside the engine they are ``True``, ``False`` and ``None``; outside they are words.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Answer(StrEnum):
    """The three values as words."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def answer_of(value: bool | None) -> Answer:
    """The word for a value."""
    if value is None:
        return Answer.UNKNOWN
    return Answer.YES if value else Answer.NO


def value_of(answer: str) -> bool | None:
    """The value behind a word; raises ``ValueError`` for any other word."""
    return {Answer.YES: True, Answer.NO: False, Answer.UNKNOWN: None}[Answer(answer)]


def negation(value: bool | None) -> bool | None:
    """Not: unknown stays unknown."""
    return None if value is None else not value


def conjunction(values: Iterable[bool | None]) -> bool | None:
    """And: one no settles it, one unknown leaves it open."""
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def disjunction(values: Iterable[bool | None]) -> bool | None:
    """Or: one yes settles it, one unknown leaves it open."""
    result: bool | None = False
    for value in values:
        if value is True:
            return True
        if value is None:
            result = None
    return result
