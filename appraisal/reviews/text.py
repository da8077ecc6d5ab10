"""What a signature covers, as values: the review in everybody's own words, with what the year left behind.

Owns the shape alone. ``schemas`` turns it into plain data and back; ``queries`` fill it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from appraisal.reviews.domain import Side, Stance

SHAPE = 3
"""The shape of what is signed now. A text signed in an older shape keeps it, whoever signs after."""


@dataclass(frozen=True)
class PersonText:
    """A person as the paper names them."""

    name: str
    job_title: str
    unit: str


@dataclass(frozen=True)
class ReadingText:
    """One measured result, for the picture."""

    starts_on: date
    ends_on: date
    value: Decimal
    source: str


@dataclass(frozen=True)
class ChangeText:
    """A version of the plan changed a goal within its days. ``now`` None: the share was ended."""

    version: int
    since_on: date
    was: Decimal
    now: Decimal | None


@dataclass(frozen=True)
class GoalText:
    """A goal as it was agreed, what came of it, and the readings behind that. ``ratio`` is result by target.

    ``in_force`` is the number of its share of the plan that counted in the goal's days, since
    ``in_force_since`` and by version ``in_force_version``; None where no version was approved.
    """

    key: str
    statement: str
    why_it_matters: str
    measure: str
    unit: str
    target: Decimal
    direction: str
    starts_on: date
    ends_on: date
    result: Decimal | None
    ratio: Decimal | None
    confirmed_by_employee_on: date | None
    confirmed_by_manager_on: date | None
    own_words: str
    readings: tuple[ReadingText, ...] = ()
    in_force: Decimal | None = None
    in_force_since: date | None = None
    in_force_version: int | None = None
    changes: tuple[ChangeText, ...] = ()


@dataclass(frozen=True)
class TalkText:
    """A check-in of the period: when it was to be, whether it was held, how often it was moved."""

    on: date
    held_on: date | None
    moves: int


@dataclass(frozen=True)
class FindingText:
    """A diagnosis of the period in people's own words: the manager's conclusion, the employee's reply.

    ``behind`` is what the rules said of it, as ``diagnosis`` tells it; None where nothing may be told.
    """

    goal: str
    opened_on: date
    concluded_on: date | None
    concluded_by: str
    conclusion: str
    replied_on: date | None
    stance: str
    reply: str
    behind: dict[str, Any] | None = None


@dataclass(frozen=True)
class PartText:
    """What one side handed in: the form as it stood then, with the answers (see ``formbook.freezing``)."""

    side: Side
    author: str
    handed_in_at: datetime
    form: dict[str, Any]


@dataclass(frozen=True)
class MoveText:
    """The conversation was moved."""

    from_on: date
    to_on: date
    moved_by: str
    reason: str


@dataclass(frozen=True)
class MeetingText:
    """The conversation: booked, moved, held, and what was agreed."""

    booked_on: date
    moves: tuple[MoveText, ...]
    held_on: date | None
    agreed: str


@dataclass(frozen=True)
class ActionText:
    """Who does what by when."""

    text: str
    owner: str
    due_on: date
    closed_on: date | None


@dataclass(frozen=True)
class SignatureText:
    """A signature: who, when, what it says, and the digest of the text it stands under."""

    side: Side
    name: str
    signed_at: datetime
    stance: Stance
    comment: str
    sha256: str | None = None


@dataclass(frozen=True)
class ReviewText:
    """The whole review. ``parts`` is empty until both sides are in, then it holds both.

    ``unmentioned`` names the manager's questions whose answer was never mentioned before. ``shape`` is raised
    when the shape changes.
    """

    review: int
    cycle: str
    starts_on: date
    ends_on: date
    opened_on: date
    employee: PersonText
    manager: PersonText
    goals: tuple[GoalText, ...]
    checkins: tuple[TalkText, ...]
    findings: tuple[FindingText, ...]
    parts: tuple[PartText, ...]
    unmentioned: tuple[str, ...]
    meeting: MeetingText | None
    actions: tuple[ActionText, ...]
    signatures: tuple[SignatureText, ...] = ()
    shape: int = SHAPE

    def part(self, side: str) -> PartText | None:
        """What a side wrote, once both are in."""
        return next((part for part in self.parts if part.side == side), None)
