"""What a trigger says of the values it looks at. Pure: where the values come from is left to ``watching``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from appraisal.contingency.domain import Comparison, Meaning, Span, State, Watch


@dataclass(frozen=True)
class Terms:
    """The numbers of a trigger, and what they are about."""

    watch: Watch
    comparison: Comparison
    threshold: Decimal
    span: Span
    periods: int
    near: Decimal
    measure: str = ""
    baseline: Decimal | None = None
    meaning: Meaning = Meaning.NONE

    def speaks(self, value: Decimal) -> bool:
        """Whether a value lies on the side of the threshold that speaks for the event."""
        if self.comparison is Comparison.BELOW:
            return value < self.threshold
        return value > self.threshold if self.comparison is Comparison.ABOVE else value >= self.threshold

    def is_near(self, value: Decimal) -> bool:
        """Whether a value lies within ``near`` of the threshold, or past it."""
        room = abs(self.threshold) * self.near
        edge = self.threshold + (room if self.comparison is Comparison.BELOW else -room)
        return value <= edge if self.comparison is Comparison.BELOW else value >= edge


@dataclass(frozen=True)
class Value:
    """A value over some days, as the trigger compares it. ``known_at`` is when somebody typed it, if they did."""

    starts_on: date
    ends_on: date
    value: Decimal
    known_at: datetime | None = None
    words: str = ""


@dataclass(frozen=True)
class Verdict:
    """What a trigger says: ``began_on`` is the first day of the values that made it fire.

    ``why`` words what is missing when nobody can tell.
    """

    state: State
    value: Decimal | None = None
    ends_on: date | None = None
    began_on: date | None = None
    speaking: int = 0
    why: str = ""


@dataclass(frozen=True)
class Closed:
    """When the last event of a trigger was ended: what was known by then fires nothing again."""

    on: date
    at: datetime


def verdict(terms: Terms, values: Sequence[Value], closed: Closed | None = None) -> Verdict:
    """What the values say, oldest first. As many in a row as there are periods must speak for the event.

    A stretch without a value in between breaks the row: what is missing fires nothing.
    """
    row = joined(values) if terms.watch in (Watch.OUTAGE, Watch.BREACH) else list(values)
    if not row:
        return Verdict(State.UNKNOWN, why="nothing_known")
    last = row[-1]
    speaking = _speaking(terms, row)
    told = {"value": last.value, "ends_on": last.ends_on, "speaking": len(speaking)}
    if closed is not None and not _is_new(last, closed):
        return Verdict(State.QUIET, last.value, last.ends_on)
    if len(speaking) >= terms.periods:
        return Verdict(State.FIRED, began_on=speaking[-terms.periods].starts_on, **told)
    if speaking or terms.is_near(last.value):
        return Verdict(State.NEAR, **told)
    return Verdict(State.QUIET, **told)


def joined(values: Sequence[Value]) -> list[Value]:
    """Values whose days meet are one: an outage that goes on the next morning is the same outage."""
    found: list[Value] = []
    for value in sorted(values, key=lambda one: (one.starts_on, one.ends_on)):
        if found and value.starts_on <= found[-1].ends_on + timedelta(days=1):
            before = found.pop()
            moments = [at for at in (before.known_at, value.known_at) if at is not None]
            value = Value(
                before.starts_on,
                max(before.ends_on, value.ends_on),
                before.value + value.value,
                max(moments, default=None),
                value.words or before.words,
            )
        found.append(value)
    return found


def _speaking(terms: Terms, row: Sequence[Value]) -> list[Value]:
    """The last values in a row that speak for the event, one following on the other."""
    found: list[Value] = []
    for value in reversed(row):
        follows = (
            not found or terms.span is Span.ONCE or value.ends_on >= found[0].starts_on - timedelta(days=1)
        )
        if not follows or not terms.speaks(value.value):
            break
        found.insert(0, value)
    return found


def _is_new(value: Value, closed: Closed) -> bool:
    return value.starts_on > closed.on or (value.known_at is not None and value.known_at > closed.at)


def moved(value: Decimal, baseline: Decimal | None) -> Decimal | None:
    """By what share an index moved from where it stood, in whichever direction; None without a beginning."""
    return abs(value / baseline - 1) if baseline else None
