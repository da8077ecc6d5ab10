"""What the two wrote down: the conclusion, the reply to it, whether it helped, and who promised what.

Owns how these are read, with the names of their writers. Leaves the writing to ``operations``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.diagnosis import records
from appraisal.diagnosis.domain import ORIGIN
from appraisal.diagnosis.models import Conclusion, FollowUp, Reply
from appraisal.goals import queries as goals
from appraisal.goals.queries import ActionItemFacts
from appraisal.people import queries as people


@dataclass(frozen=True)
class ConclusionShown:
    """What the manager wrote, when, and when the two look whether it helped."""

    author: str
    written_at: datetime
    text: str
    factors: tuple[str, ...]
    follow_up_on: date


@dataclass(frozen=True)
class ReplyShown:
    """What the employee says to it."""

    author: str
    written_at: datetime
    agrees: str
    text: str


@dataclass(frozen=True)
class FollowUpShown:
    """One side's line: did it help?"""

    author: str
    written_at: datetime
    helped: str
    text: str


@dataclass(frozen=True)
class PromiseShown:
    """Who does what by when."""

    owner: str
    text: str
    due_on: date
    closed_at: datetime | None


@dataclass(frozen=True)
class Minutes:
    """Everything written so far in one diagnosis, and the names of everyone in it."""

    conclusion: Conclusion | None
    reply: Reply | None
    follow_ups: Sequence[FollowUp]
    promises: Sequence[ActionItemFacts]
    names: Mapping[int, str]

    @property
    def is_concluded(self) -> bool:
        """Whether the conclusion is written."""
        return self.conclusion is not None

    @property
    def waits_for_reply(self) -> bool:
        """Whether there is a conclusion that the employee has not answered."""
        return self.conclusion is not None and self.reply is None

    def may_follow_up(self, person: int | None, day: date) -> bool:
        """Whether the day of the follow-up has come and this person has not written theirs."""
        is_due = self.conclusion is not None and self.conclusion.follow_up_on <= day
        return is_due and person not in {each.author_id for each in self.follow_ups}

    def conclusion_shown(self) -> ConclusionShown | None:
        """The conclusion for a page."""
        row = self.conclusion
        if row is None:
            return None
        return ConclusionShown(
            self._name(row.author_id), row.written_at, row.text, tuple(row.factors), row.follow_up_on
        )

    def reply_shown(self) -> ReplyShown | None:
        """The reply for a page."""
        row = self.reply
        return row and ReplyShown(self._name(row.author_id), row.written_at, row.agrees, row.text)

    def follow_ups_shown(self) -> tuple[FollowUpShown, ...]:
        """The lines of both sides for a page."""
        return tuple(
            FollowUpShown(self._name(each.author_id), each.written_at, each.helped, each.text)
            for each in self.follow_ups
        )

    def promises_shown(self) -> tuple[PromiseShown, ...]:
        """The promises for a page."""
        return tuple(
            PromiseShown(self._name(item.owner), item.text, item.due_on, item.closed_at)
            for item in self.promises
        )

    def _name(self, person: int) -> str:
        return self.names.get(person, "")


def minutes_of(store: Session, diagnosis: int, employee: int) -> Minutes:
    """What was written in a diagnosis about this employee. Reads no policy: the page above has asked."""
    conclusion, reply = records.conclusion_of(store, diagnosis), records.reply_of(store, diagnosis)
    follow_ups = records.follow_ups_of(store, diagnosis)
    promises = [
        item
        for item in goals.action_items_of(store, employee)
        if (item.origin, item.origin_key) == (ORIGIN, diagnosis)
    ]
    writers = [each.author_id for each in (conclusion, reply, *follow_ups) if each]
    names = people.names_of(store, [*writers, *(item.owner for item in promises)])
    return Minutes(conclusion, reply, follow_ups, promises, names)
