"""What came of a talk: the conclusion, who does what by when, the answer, and whether it helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.diagnosis import records
from appraisal.diagnosis.domain import ORIGIN, Helped
from appraisal.diagnosis.models import Conclusion, Reply
from appraisal.goals import queries as goals
from appraisal.goals.queries import ActionItemFacts
from appraisal.packs import queries as packs
from appraisal.packs.queries import KeptLine
from appraisal.people import queries as people

HAS_HELPED = frozenset({Helped.YES, Helped.PARTLY})


@dataclass(frozen=True)
class ConclusionShown:
    """What the manager wrote, when, and when the two look whether it helped."""

    author: str
    written_at: datetime
    text: str
    factors: tuple[str, ...]
    follow_up_on: date
    kept: tuple[KeptLine, ...]


@dataclass(frozen=True)
class ReplyShown:
    """What the employee says to it."""

    author: str
    written_at: datetime
    agrees: str
    text: str
    kept: tuple[KeptLine, ...]


@dataclass(frozen=True)
class FollowUpShown:
    """One side's line: did it help?"""

    author: str
    written_at: datetime
    helped: str
    text: str
    kept: tuple[KeptLine, ...]


@dataclass(frozen=True)
class PromiseShown:
    """Who does what by when."""

    owner: str
    text: str
    due_on: date
    closed_at: datetime | None
    kept: tuple[KeptLine, ...]


@dataclass(frozen=True)
class Afterwards:
    """What came of the talk: the conclusion, the actions, the answer, and whether it helped."""

    conclusion: ConclusionShown | None
    promises: tuple[PromiseShown, ...]
    reply: ReplyShown | None
    follow_ups: tuple[FollowUpShown, ...]
    followed_up_by: frozenset[int]

    def waits_for(self, person: int | None, day: date) -> bool:
        """Whether this person has still to say if it helped."""
        is_due = self.conclusion is not None and self.conclusion.follow_up_on <= day
        return is_due and person not in self.followed_up_by

    @property
    def dealt_with_on(self) -> date | None:
        """The day on which the first cause was out of the way: it helped, or everything agreed is done."""
        helped = [each.written_at.date() for each in self.follow_ups if each.helped in HAS_HELPED]
        done = [each.closed_at.date() for each in self.promises if each.closed_at is not None]
        if helped:
            return min(helped)
        return max(done) if done and len(done) == len(self.promises) else None


def afterwards_of(store: Session, key: int, employee: int) -> Afterwards:
    """The conclusion and what came after it."""
    conclusion, reply = records.conclusion_of(store, key), records.reply_of(store, key)
    follow_ups = records.follow_ups_of(store, key)
    promises = [
        item
        for item in goals.action_items_of(store, employee)
        if (item.origin, item.origin_key) == (ORIGIN, key)
    ]
    writers = [each.author_id for each in (conclusion, reply, *follow_ups) if each is not None]
    names = people.names_of(store, [*writers, *(item.owner for item in promises)])
    kept = packs.kept_words(store, "diagnosis", [key]).get(key, {})
    return Afterwards(
        conclusion=_conclusion(conclusion, names, kept.get("text", ())),
        promises=_promises(store, promises, names),
        reply=_reply(reply, names, kept.get("reply", ())),
        follow_ups=tuple(
            FollowUpShown(
                names.get(each.author_id, ""),
                each.written_at,
                each.helped,
                each.text,
                kept.get(f"follow_up.{each.author_id}", ()),
            )
            for each in follow_ups
        ),
        followed_up_by=frozenset(each.author_id for each in follow_ups),
    )


def _conclusion(
    row: Conclusion | None, names: Mapping[int, str], kept: tuple[KeptLine, ...]
) -> ConclusionShown | None:
    if row is None:
        return None
    author = names.get(row.author_id, "")
    return ConclusionShown(author, row.written_at, row.text, tuple(row.factors), row.follow_up_on, kept)


def _reply(row: Reply | None, names: Mapping[int, str], kept: tuple[KeptLine, ...]) -> ReplyShown | None:
    if row is None:
        return None
    return ReplyShown(names.get(row.author_id, ""), row.written_at, row.agrees, row.text, kept)


def _promises(
    store: Session, items: Sequence[ActionItemFacts], names: Mapping[int, str]
) -> tuple[PromiseShown, ...]:
    kept = packs.kept_words(store, "action_item", [item.key for item in items])
    return tuple(
        PromiseShown(
            names.get(item.owner, ""),
            item.text,
            item.due_on,
            item.closed_at,
            kept.get(item.key, {}).get("text", ()),
        )
        for item in items
    )
