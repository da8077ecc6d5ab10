"""Contingency plans as values: what is watched, when a trigger fires, what it does to goals, and how it ends.

Owns the commands and what stands against them. Leaves what a trigger says of its values to ``verdicts`` and the numbers a trigger starts with to the pack of plans: what counts is the trigger's own, typed by its owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from appraisal.actuals.domain import MEASURES
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import objections_to_days
from appraisal.plans.domain import NodeKey

TriggerKey = NewType("TriggerKey", int)
EventKey = NewType("EventKey", int)

ORIGIN = "contingency"
ALL = Decimal(1)
LONGEST_EVENT = timedelta(days=731)
MOST_PERIODS = 12


class Watch(StrEnum):
    """What a trigger looks at."""

    SUPPLY = "supply"
    OUTAGE = "outage"
    FORECAST = "forecast"
    INDEX = "index"
    KEY_ACCOUNT = "key_account"
    VACANCY = "vacancy"
    BREACH = "breach"
    OWN_MEASURE = "own_measure"


class Comparison(StrEnum):
    """On which side of its threshold a value speaks for the event."""

    BELOW = "below"
    AT_LEAST = "at_least"
    ABOVE = "above"


class Span(StrEnum):
    """What one value stands for: a week, a month, or whenever somebody writes one down."""

    WEEK = "week"
    MONTH = "month"
    ONCE = "once"


class Meaning(StrEnum):
    """As which fact an event stands in the diagnosis of the goals it touches."""

    MARKET = "market"
    OUTAGE = "outage"
    VACANCY = "vacancy"
    SUPPLY = "supply"
    NONE = "none"


class State(StrEnum):
    """What a trigger says today. Nothing known is never quiet."""

    FIRED = "fired"
    NEAR = "near"
    QUIET = "quiet"
    UNKNOWN = "unknown"


MEANINGS = {
    Watch.SUPPLY: Meaning.SUPPLY,
    Watch.OUTAGE: Meaning.OUTAGE,
    Watch.FORECAST: Meaning.NONE,
    Watch.INDEX: Meaning.MARKET,
    Watch.KEY_ACCOUNT: Meaning.MARKET,
    Watch.VACANCY: Meaning.VACANCY,
    Watch.BREACH: Meaning.OUTAGE,
    Watch.OWN_MEASURE: Meaning.NONE,
}
SHARES = frozenset(
    {Watch.SUPPLY, Watch.FORECAST, Watch.INDEX, Watch.KEY_ACCOUNT, Watch.VACANCY, Watch.OWN_MEASURE}
)
"""What is compared as a share, and typed in per cent."""
COUNTED = frozenset({Watch.SUPPLY, Watch.OWN_MEASURE})
"""What readings against the plan can say by themselves, beside what the owner types."""
SPANS = {
    Watch.SUPPLY: (Span.WEEK, Span.MONTH),
    Watch.FORECAST: (Span.MONTH,),
    Watch.OWN_MEASURE: (Span.WEEK, Span.MONTH),
}


@dataclass(frozen=True)
class AddTrigger:
    """Command: something is watched for a contingency plan. ``measure`` is what is counted, where it is."""

    plan: NodeKey
    watch: Watch
    comparison: Comparison
    threshold: Decimal | None
    span: Span
    periods: int
    near: Decimal | None
    measure: str = ""
    baseline: Decimal | None = None
    meaning: Meaning = Meaning.NONE
    source: str = ""


@dataclass(frozen=True)
class AddStep:
    """Command: what is done first when it happens, and who does it."""

    plan: NodeKey
    text: str
    owner: EmployeeKey


@dataclass(frozen=True)
class AddEffect:
    """Command: goals with this measure (empty: all of them) under the protected node wait, or ask for less.

    ``share`` is how much of what is asked is taken off while the event runs; 1 suspends the goal.
    """

    plan: NodeKey
    measure: str
    share: Decimal | None


@dataclass(frozen=True)
class NoteSignal:
    """Command: the owner writes down a value over some days: hours of an outage, an index, a share."""

    trigger: TriggerKey
    starts_on: date | None
    ends_on: date | None
    value: Decimal | None
    words: str = ""


@dataclass(frozen=True)
class DeclareEvent:
    """Command: the owner says that it is happening, from a day on; ``hours`` were lost to it so far, if counted."""

    trigger: TriggerKey
    began_on: date | None
    words: str
    hours: Decimal | None = None


@dataclass(frozen=True)
class EndEvent:
    """Command: the event is over since a day; or, ``was_none``, it never was one."""

    event: EventKey
    ended_on: date | None
    words: str
    was_none: bool = False


def objections_to_trigger(wish: AddTrigger) -> Objections:
    """What stands against watching this."""
    return Objections.where(
        trigger_without_threshold=wish.threshold is None,
        trigger_threshold_negative=wish.threshold is not None and wish.threshold < 0,
        trigger_periods_out_of_range=not 1 <= wish.periods <= MOST_PERIODS,
        trigger_near_out_of_range=wish.near is None or not 0 <= wish.near <= 1,
        trigger_span_unfit=wish.span not in SPANS.get(wish.watch, (Span.ONCE,)),
        measure_unknown=wish.watch in COUNTED and wish.measure not in MEASURES,
        trigger_without_baseline=wish.watch is Watch.INDEX and not wish.baseline,
    )


def objections_to_step(wish: AddStep, may_do: frozenset[int]) -> Objections:
    """What stands against this step; it is done by somebody who works here."""
    return Objections.where(
        step_without_text=not wish.text.strip(), step_without_owner=wish.owner not in may_do
    )


def objections_to_effect(wish: AddEffect, has_same: bool) -> Objections:
    """What stands against this effect."""
    return Objections.where(
        measure_unknown=bool(wish.measure) and wish.measure not in MEASURES,
        relief_out_of_range=wish.share is None or not 0 < wish.share <= ALL,
        effect_there_already=has_same,
    )


def objections_to_signal(wish: NoteSignal, day: date) -> Objections:
    """What stands against this value."""
    return objections_to_days(wish.starts_on, wish.ends_on) + Objections.where(
        signal_without_value=wish.value is None,
        signal_negative=wish.value is not None and wish.value < 0,
        signal_in_the_future=wish.ends_on is not None and wish.ends_on > day,
    )


def objections_to_declaring(wish: DeclareEvent, day: date, *, runs: bool) -> Objections:
    """What stands against declaring the event."""
    began = wish.began_on
    return Objections.where(
        event_runs_already=runs,
        event_without_beginning=began is None,
        event_in_the_future=began is not None and began > day,
        event_too_long_ago=began is not None and day - began > LONGEST_EVENT,
        event_without_words=not wish.words.strip(),
        signal_negative=wish.hours is not None and wish.hours < 0,
    )


def objections_to_ending(wish: EndEvent, began_on: date, day: date, *, is_over: bool) -> Objections:
    """What stands against ending the event."""
    ended = None if wish.was_none else wish.ended_on
    return Objections.where(
        event_is_over=is_over,
        event_without_words=not wish.words.strip(),
        event_without_end=not wish.was_none and ended is None,
        event_ends_before_it_began=ended is not None and ended < began_on,
        event_ends_in_the_future=ended is not None and ended > day,
    )
