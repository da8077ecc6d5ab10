"""Plans of action to begin from: what was found to be worth doing, with times to change. Pure.

A start holds no person: who does a step is chosen when the step is taken over, and a step without one is never kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from appraisal.actions.rhythm import Recurrence, ServiceLevel


class Start(StrEnum):
    """What a plan of action began from."""

    VISIBILITY = "visibility"
    SERVICE = "service"


@dataclass(frozen=True)
class Suggestion:
    """A step to take over: ``days`` from today, or a recurrence, or a promise of service.

    ``key`` is worded as ``step_suggestion.<key>``, the part of a sentence that follows the name.
    """

    key: str
    days: int | None = None
    recurrence: Recurrence | None = None
    service: ServiceLevel | None = None
    within_hours: int | None = None
    hours: Decimal | None = None


@dataclass(frozen=True)
class Beginning:
    """The objective's count and days, and the steps that usually lead there."""

    count: Decimal
    days: int
    steps: tuple[Suggestion, ...]


BEGINNINGS: dict[Start, Beginning] = {
    Start.VISIBILITY: Beginning(
        Decimal(2),
        182,
        (
            Suggestion("media_list", days=14, hours=Decimal(12)),
            Suggestion("releases_written", days=42, hours=Decimal(24)),
            Suggestion("releases_sent", days=70, hours=Decimal(9)),
            Suggestion("papers_called", recurrence=Recurrence.MONDAY, hours=Decimal(2)),
        ),
    ),
    Start.SERVICE: Beginning(
        Decimal(95),
        91,
        (
            Suggestion("mails_read", days=14, hours=Decimal(16)),
            Suggestion("answers_prepared", days=28, hours=Decimal(20)),
            Suggestion("mails_answered", service=ServiceLevel.HOURS, within_hours=4, hours=Decimal(10)),
            Suggestion("calls_returned", service=ServiceLevel.SAME_DAY, hours=Decimal(5)),
            Suggestion("letters_answered", service=ServiceLevel.NEXT_DAY, hours=Decimal(3)),
        ),
    ),
}
"""Source document 001 (domain 1.2): visibility in six months (A1), answers to customers (A2, A3)."""


def suggestion_named(start: str, key: str) -> Suggestion | None:
    """The suggestion of a start with this key, if there is one."""
    if start not in tuple(Start):
        return None
    return next((each for each in BEGINNINGS[Start(start)].steps if each.key == key), None)
