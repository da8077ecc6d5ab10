"""What a row of readings says by itself: how far, since when, in what shape. Pure arithmetic over one person's own past.

Every number that steers a reading of the row is a parameter of the pack (``Limits``); nobody is compared with anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import sqrt
from statistics import fmean, median
from typing import Any

from appraisal.actuals.domain import ReadingFacts
from appraisal.kernel.periods import Period, counted_days

PAST = timedelta(days=731)
NUMBERS = frozenset(
    {
        "contest_answer_within",
        "gap_met_from",
        "readings_needed",
        "history_readings_needed",
        "usual_range_deviations",
        "sudden_drop_below",
        "pattern_readings_needed",
        "fade_below",
        "steady_within",
        "last_minute_from",
        "peers_needed",
        "practice_needed",
        "practice_plain_needed",
        "learning_rise_from",
        "learning_plain_rise_from",
        "peers_overlap_from",
        "ramp_upto",
        "review_overridden_from",
        "review_firings_from",
    }
)
"""The parameters of a pack without which no readings can be read, no contest has a last day, no rule is looked over."""


@dataclass(frozen=True)
class Limits:
    """The pack's numbers that the signs lean on, as they hold on a day."""

    met_from: float
    readings_needed: float
    history_needed: float
    usual_range: float
    sudden_below: float
    pattern_needed: float
    fade_below: float
    steady_within: float
    last_minute_from: float
    practice_needed: float
    practice_plain_needed: float
    learning_rise: float
    learning_plain_rise: float

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Limits:
        """The limits among a pack's parameters."""
        return cls(
            met_from=values["gap_met_from"],
            readings_needed=values["readings_needed"],
            history_needed=values["history_readings_needed"],
            usual_range=values["usual_range_deviations"],
            sudden_below=values["sudden_drop_below"],
            pattern_needed=values["pattern_readings_needed"],
            fade_below=values["fade_below"],
            steady_within=values["steady_within"],
            last_minute_from=values["last_minute_from"],
            practice_needed=values["practice_needed"],
            practice_plain_needed=values["practice_plain_needed"],
            learning_rise=values["learning_rise_from"],
            learning_plain_rise=values["learning_plain_rise_from"],
        )


@dataclass(frozen=True)
class Agreed:
    """What was agreed for which days."""

    target: Decimal
    starts_on: date
    ends_on: date
    direction: str = "higher"
    left_out: tuple[Period, ...] = ()

    @cached_property
    def days(self) -> int:
        """The days of the goal that count."""
        return self.counted(self.starts_on, self.ends_on)

    def counted(self, first: date, last: date) -> int:
        """The days that count between two days, both included."""
        if not self.left_out:
            return (last - first).days + 1
        return counted_days(Period(first, last), self.left_out)

    def ratio_of(self, one: ReadingFacts) -> float:
        """A reading against an even pace over its days that count; 1 is as agreed."""
        return self.ratio(one.value, self.counted(one.starts_on, one.ends_on))

    def ratio(self, value: Decimal, days: int) -> float:
        """A result over so many days that count against an even pace; 1 is as agreed."""
        needed = self.target * days / self.days
        if self.direction == "lower":
            return float(needed / value) if value > 0 else 1.0
        return float(value / needed) if needed > 0 else 1.0


@dataclass(frozen=True)
class Sign:
    """One thing the readings say, and the day it goes back to."""

    value: Any
    on: date


def pace_of(agreed: Agreed, readings: Sequence[ReadingFacts]) -> float | None:
    """The result so far against an even pace up to the last reading; None where nothing counts yet."""
    if not readings:
        return None
    reached = agreed.counted(agreed.starts_on, readings[-1].ends_on)
    if not reached:
        return None
    return round(agreed.ratio(sum((one.value for one in readings), Decimal(0)), reached), 4)


def inside(agreed: Agreed, readings: Sequence[ReadingFacts], day: date) -> tuple[ReadingFacts, ...]:
    """The complete readings within the goal's days, up to a day."""
    last = min(day, agreed.ends_on)
    return tuple(one for one in readings if one.starts_on >= agreed.starts_on and one.ends_on <= last)


def signs_in(agreed: Agreed, readings: Sequence[ReadingFacts], day: date, limits: Limits) -> dict[str, Sign]:
    """Everything a row of readings, in order of time, says about a goal. What it does not say is left out.

    A reading of days that all do not count says nothing by itself; its value still counts as reached.
    """
    own = inside(agreed, readings, day)
    pace = pace_of(agreed, own)
    own = tuple(one for one in own if agreed.counted(one.starts_on, one.ends_on))
    if not own or pace is None:
        return {}
    past = tuple(one for one in readings if day - PAST <= one.ends_on < agreed.starts_on)
    row = (*past, *own)
    ratios = [agreed.ratio_of(one) for one in row]
    last = own[-1].ends_on
    found: dict[str, Any] = {
        "gap_ratio": Sign(pace, last),
        "n_measured_periods": Sign(len(own), last),
        **_shortfall(agreed, row, ratios, limits),
        **_standard(row, ratios, day, limits),
    }
    within = _within_usual(agreed, past, own, limits)
    if within is not None:
        found["variation_within_normal"] = Sign(within, last)
    pattern = _pattern(ratios[len(past) :], limits)
    if pattern is not None:
        found["output_pattern"] = Sign(pattern, last)
    return found


def _shortfall(
    agreed: Agreed, row: Sequence[ReadingFacts], ratios: Sequence[float], limits: Limits
) -> dict[str, Sign]:
    """Since when the result has stayed below, and whether that began at once, slowly or suddenly."""
    start = len(row)
    while start and ratios[start - 1] < limits.met_from:
        start -= 1
    if start == len(row):
        return {}
    began = max(row[start].starts_on, agreed.starts_on)
    found = {"gap_duration_weeks": Sign(((row[-1].ends_on - began).days + 1) // 7, began)}
    if len(row) >= limits.readings_needed:
        met = [ratio for ratio in ratios[:start] if ratio >= limits.met_from]
        onset = "since_start"
        if met:
            onset = "sudden" if ratios[start] < limits.sudden_below * median(met) else "gradual"
        found["gap_onset"] = Sign(onset, row[start].starts_on)
    return found


def _standard(
    row: Sequence[ReadingFacts], ratios: Sequence[float], day: date, limits: Limits
) -> dict[str, Sign]:
    met = [one for one, ratio in zip(row, ratios, strict=True) if ratio >= limits.met_from]
    if met:
        last = met[-1].ends_on
        return {
            "did_it_before_to_standard": Sign(True, last),
            "last_done_to_standard_days": Sign((day - last).days, last),
        }
    if len(row) >= limits.history_needed:
        return {"did_it_before_to_standard": Sign(False, row[-1].ends_on)}
    return {}


def _within_usual(
    agreed: Agreed, past: Sequence[ReadingFacts], own: Sequence[ReadingFacts], limits: Limits
) -> bool | None:
    """Whether the mean of these readings lies within the usual range of the person's earlier ones.

    The range is the median and so many median absolute deviations on each side; a mean of several
    readings swings less than one, by the root of their number.
    """
    if len(past) < limits.history_needed:
        return None
    before = [_a_day(agreed, one) for one in past]
    middle = median(before)
    deviation = median(abs(value - middle) for value in before)
    if deviation == 0:
        return None
    now = fmean(_a_day(agreed, one) for one in own)
    return abs(now - middle) <= limits.usual_range * deviation / sqrt(len(own))


def _pattern(ratios: Sequence[float], limits: Limits) -> str | None:
    if len(ratios) < limits.pattern_needed or sum(ratios) <= 0:
        return None
    if (
        all(later <= earlier for earlier, later in pairwise(ratios))
        and ratios[-1] <= limits.fade_below * ratios[0]
    ):
        return "strong_start_fade"
    if ratios[-1] >= limits.last_minute_from * sum(ratios):
        return "last_minute"
    usual = fmean(ratios)
    if all(abs(ratio - usual) <= limits.steady_within * usual for ratio in ratios):
        return "steady"
    return "irregular"


def _a_day(agreed: Agreed, one: ReadingFacts) -> float:
    return float(one.value) / max(1, agreed.counted(one.starts_on, one.ends_on))
