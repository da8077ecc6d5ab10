"""Forecasts as values: what was measured so far, where it is heading, how far off such a look was before.

A forecast is never made from the goal, and it changes no goal. "Cannot tell" is an answer, with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from appraisal.kernel.objections import Objection
from appraisal.kernel.periods import Period

FEWEST_MONTHS = 3
FEWEST_FOR_A_SEASON = 12
FEWEST_CLOSED = 20
FEWEST_TRIED = 3
YEARS_BACK = 5


class ForecastMethod(StrEnum):
    """How a forecast is made. ``RESULT`` is none: the period is over, and the result stands."""

    RUN_RATE = "run_rate"
    SEASONAL = "seasonal"
    PIPELINE = "pipeline"
    RESULT = "result"


@dataclass(frozen=True)
class Forecast:
    """Where it is heading, in units of the measure, for the whole period.

    ``low`` and ``high`` come from the errors of the same method on this same past; they and ``past_error``
    (misses over what came, of the months still to come) are None while it was tried ``FEWEST_TRIED`` times
    at most; ``doubt`` says so. ``basis`` holds the numbers that it rests on.
    """

    expected: Decimal
    low: Decimal | None
    high: Decimal | None
    past_error: Decimal | None
    method: ForecastMethod
    as_of: date
    tried: int = 0
    months_ahead: int = 0
    doubt: Objection | None = None
    basis: Mapping[str, Decimal | int | date] = field(default_factory=dict)


@dataclass(frozen=True)
class Untold:
    """A way to look ahead that cannot tell, and why (``key`` and ``details`` make the sentence)."""

    method: ForecastMethod
    key: str
    details: Mapping[str, object]


@dataclass(frozen=True)
class Outlook:
    """What was measured of a period, and the forecasts beside it, the one with the smallest past error first."""

    period: Period
    so_far: Decimal | None
    measured_upto: date | None
    forecasts: tuple[Forecast, ...] = ()
    untold: tuple[Untold, ...] = ()

    @property
    def first(self) -> Forecast | None:
        """The forecast that was least wrong before; None when nothing can be told."""
        return self.forecasts[0] if self.forecasts else None

    @property
    def others(self) -> tuple[Forecast, ...]:
        """The forecasts that stand beside the first."""
        return self.forecasts[1:]

    @property
    def is_over(self) -> bool:
        """Whether all of the period was measured, so that there is nothing left to forecast."""
        return self.measured_upto is not None and self.measured_upto >= self.period.ends_on


@dataclass(frozen=True)
class SaidBefore:
    """A forecast as it was said on an earlier day."""

    kept_on: date
    as_of: date
    method: ForecastMethod
    expected: Decimal
    low: Decimal | None
    high: Decimal | None

    def missed_by(self, result: Decimal) -> Decimal | None:
        """How far off it was, as a share of what came; None when nothing came."""
        return round(abs(result - self.expected) / abs(result), 4) if result else None
