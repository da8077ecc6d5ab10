"""How often two people talk, and the picture of their year. Pure.

The picture is 52 weeks wide, ``WIDTH`` units from left to right in time; a page that reads from right to
left mirrors it. A talk is drawn where it stood: held, planned, missed, or moved away from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from appraisal.checkins.numbers import Numbers

WEEKS, WEEKS_AHEAD = 52, 5
WIDTH = WEEKS * 10
TICKS = 4


class MarkKind(StrEnum):
    """What became of a talk on the day where its mark stands."""

    HELD = "held"
    PLANNED = "planned"
    MISSED = "missed"
    MOVED = "moved"


@dataclass(frozen=True)
class MoveDates:
    """A talk was moved from one moment to another."""

    from_at: datetime
    to_at: datetime
    moved_at: datetime

    @property
    def came_too_late(self) -> bool:
        """Whether the moment had passed before anybody moved the talk."""
        return self.moved_at > self.from_at


@dataclass(frozen=True)
class TalkDates:
    """When a talk is or was, and where it was moved from. Nothing of what is said in it."""

    key: int
    employee: int
    manager: int
    starts_at: datetime
    held_at: datetime | None
    moves: tuple[MoveDates, ...] = ()

    def kind_on(self, day: date) -> MarkKind:
        """Held, still planned, or missed, as seen from a day."""
        if self.held_at is not None:
            return MarkKind.HELD
        return MarkKind.MISSED if self.starts_at.date() < day else MarkKind.PLANNED


@dataclass(frozen=True)
class Mark:
    """One sign of the picture, ``x`` units from the left."""

    kind: MarkKind
    x: int
    on: date


@dataclass(frozen=True)
class Bow:
    """From where a talk was moved to where."""

    start: int
    end: int


@dataclass(frozen=True)
class CheckInYear:
    """The picture of the year and its counts, for the same window."""

    starts_on: date
    ends_on: date
    today_x: int
    marks: tuple[Mark, ...]
    bows: tuple[Bow, ...]
    ticks: tuple[date, ...]
    held: int
    moved: int
    missed: int


def year_of(talks: Iterable[TalkDates], day: date) -> CheckInYear:
    """The picture of the 52 weeks that end five weeks from now."""
    monday = day - timedelta(days=day.weekday())
    first = monday - timedelta(weeks=WEEKS - WEEKS_AHEAD - 1)
    last = first + timedelta(weeks=WEEKS, days=-1)

    def x_of(moment: datetime) -> int:
        return round(((moment.date() - first).days + 0.5) * WIDTH / (WEEKS * 7))

    marks: list[Mark] = []
    bows: list[Bow] = []
    for talk in talks:
        if first <= talk.starts_at.date() <= last:
            marks.append(Mark(talk.kind_on(day), x_of(talk.starts_at), talk.starts_at.date()))
        for move in talk.moves:
            if first <= move.from_at.date() <= last:
                kind = MarkKind.MISSED if move.came_too_late else MarkKind.MOVED
                marks.append(Mark(kind, x_of(move.from_at), move.from_at.date()))
                bows.append(Bow(x_of(move.from_at), min(x_of(move.to_at), WIDTH)))
    marks.sort(key=lambda mark: (mark.x, mark.kind))
    return CheckInYear(
        starts_on=first,
        ends_on=last,
        today_x=round(((day - first).days + 0.5) * WIDTH / (WEEKS * 7)),
        marks=tuple(marks),
        bows=tuple(bows),
        ticks=tuple(first + timedelta(weeks=WEEKS // TICKS * each) for each in range(TICKS)),
        held=_count(marks, MarkKind.HELD),
        moved=len(bows),
        missed=_count(marks, MarkKind.MISSED),
    )


def next_after(last: datetime, hired_on: date | None, at: datetime, numbers: Numbers) -> datetime:
    """When to talk next: as often as is usual, more often while the person is new; never in the past."""
    is_new = hired_on is not None and (at.date() - hired_on).days < numbers.new_in_post_upto
    step = timedelta(days=max(1, numbers.talk_when_new_every if is_new else numbers.talk_usual_every))
    following = last + step
    while following <= at:
        following += step
    return following


def is_long_ago(last_held_at: datetime | None, day: date, numbers: Numbers) -> bool:
    """Whether the last talk lies too far back, or never was."""
    return last_held_at is None or (day - last_held_at.date()).days > numbers.talk_within


def _count(marks: Sequence[Mark], kind: MarkKind) -> int:
    return sum(mark.kind is kind for mark in marks)
