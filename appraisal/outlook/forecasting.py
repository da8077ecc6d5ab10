"""Three ways to look ahead: the pace of the last months, the same freed from the season, and the open deals.

Owns each way and its trial: at the end of every earlier month the same way is asked for as many months
as are asked for now, with what was known then, and held against what came. The errors found so are the
range and the past error. The goal is known nowhere here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from appraisal.kernel.measures import Amount, Unit, exact
from appraisal.kernel.objections import Objection, Objections
from appraisal.kernel.periods import Period
from appraisal.outlook.deals import Deals, Look, month_behind, pipeline
from appraisal.outlook.domain import (
    FEWEST_MONTHS,
    FEWEST_TRIED,
    Forecast,
    ForecastMethod,
    Outlook,
    Untold,
)
from appraisal.outlook.past import Ahead, Past
from appraisal.outlook.season import season_of

MANY_TRIED = 10
SURE = Fraction(9, 10)

# A way to look ahead: asked with the past as it was at some time, and the months to look at.
Way = Callable[[Past, Sequence[Ahead]], Look | Objections]


@dataclass(frozen=True)
class Tried:
    """How a way did: what came over what it had said (lowest and highest), and the misses over what came."""

    count: int
    low: Fraction | None = None
    high: Fraction | None = None
    error: Fraction | None = None


@dataclass(frozen=True)
class Asked:
    """What is looked ahead for: the period, what was measured of it, what is left of it, the unit."""

    period: Period
    measured: Decimal | None
    pieces: tuple[Ahead, ...]
    unit: Unit

    @property
    def months_ahead(self) -> int:
        """How many whole months a trial looks at: as many as are left, at least one."""
        left = sum((piece.share for piece in self.pieces), Fraction(0))
        return max(1, round(left))

    def whole(self, value: Fraction) -> Decimal:
        """A number of the unit, in whole steps."""
        return Amount.rounded(value, self.unit).value


def run_rate(past: Past, pieces: Sequence[Ahead]) -> Look | Objections:
    """The mean of the last three months goes on."""
    known = past.known(FEWEST_MONTHS)
    if len(known) < FEWEST_MONTHS:
        return Objections.one("too_few_months", months=len(known), fewest=FEWEST_MONTHS)
    pace = sum((each.value or Fraction(0) for each in known), Fraction(0)) / sum(
        each.counts for each in known
    )
    left = sum((piece.share for piece in pieces), Fraction(0))
    return Look(pace * left, {"pace": pace, "first": known[0].starts_on, "last": known[-1].starts_on})


def seasonal(past: Past, pieces: Sequence[Ahead]) -> Look | Objections:
    """The mean of the last three months, freed from the season, goes on with the season of the months ahead."""
    season = season_of(past)
    if isinstance(season, Objections):
        return season
    known = past.known(FEWEST_MONTHS)
    strength = sum(((season.of(each.starts_on.month) or 0) * each.counts for each in known), Fraction(0))
    coming = [(season.of(piece.starts_on.month), piece.share) for piece in pieces]
    if not strength or any(index is None for index, _ in coming):
        return Objections.one("season_unknown_there")
    level = sum((each.value or Fraction(0) for each in known), Fraction(0)) / strength
    rest = sum(((index or Fraction(0)) * share for index, share in coming), Fraction(0)) * level
    return Look(rest, {"level": level, "months": season.months, "years": len(season.by_year)})


def outlook_of(asked: Asked, past: Past, deals: Deals | None = None) -> Outlook:
    """All ways: those that can tell, the one least wrong before first, and those that cannot, with the reason."""
    ways = _ways(deals, past)
    if past.measured_upto is None:
        return Outlook(
            asked.period,
            asked.measured,
            None,
            untold=tuple(Untold(way, "nothing_measured", {}) for way in ways),
        )
    if not asked.pieces:
        return _over(asked, past.measured_upto)
    forecasts, untold = [], []
    for method, way in ways.items():
        look = way(past, asked.pieces)
        if isinstance(look, Objections):
            untold += [Untold(method, each.key, each.details) for each in look]
        else:
            forecasts.append(
                _forecast(method, look, asked, tried(past, way, asked.months_ahead), past.measured_upto)
            )
    forecasts.sort(key=lambda one: (one.past_error is None, one.past_error or 0))
    return Outlook(asked.period, asked.measured, past.measured_upto, tuple(forecasts), tuple(untold))


def tried(past: Past, way: Way, months_ahead: int) -> Tried:
    """Ask the way at the end of each earlier month for so many months, and hold it against what came."""
    ratios, missed, came = [], Fraction(0), Fraction(0)
    for count in range(FEWEST_MONTHS, len(past.months) - months_ahead + 1):
        coming = past.months[count : count + months_ahead]
        if any(each.value is None for each in coming):
            continue
        look = way(past.upto(count), [Ahead(each.starts_on, each.counts) for each in coming])
        if isinstance(look, Objections) or look.rest <= 0:
            continue
        real = sum((each.value or Fraction(0) for each in coming), Fraction(0))
        ratios.append(real / look.rest)
        missed, came = missed + abs(real - look.rest), came + abs(real)
    if len(ratios) < FEWEST_TRIED or not came:
        return Tried(len(ratios))
    return Tried(len(ratios), *_range(sorted(ratios)), missed / came)


def _ways(deals: Deals | None, past: Past) -> dict[ForecastMethod, Way]:
    ways: dict[ForecastMethod, Way] = {
        ForecastMethod.RUN_RATE: run_rate,
        ForecastMethod.SEASONAL: seasonal,
    }
    if deals is not None:

        def of_deals(then: Past, pieces: Sequence[Ahead]) -> Look | Objections:
            upto = then.measured_upto or date.min
            return pipeline(deals, pieces, over=month_behind(upto), is_now=then is past)

        ways[ForecastMethod.PIPELINE] = of_deals
    return ways


def _range(ratios: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """From all that came to be; of many, without the tenth at either end. What is expected lies inside."""
    left_out = len(ratios) // 10 if len(ratios) >= MANY_TRIED else 0
    return min(Fraction(1), ratios[left_out]), max(Fraction(1), ratios[-1 - left_out])


def _forecast(method: ForecastMethod, look: Look, asked: Asked, found: Tried, as_of: date) -> Forecast:
    measured = exact(asked.measured or 0)
    doubt = None
    if found.error is None:
        doubt = Objection("too_few_tried", {"tried": found.count, "fewest": FEWEST_TRIED})
    return Forecast(
        expected=asked.whole(measured + look.rest),
        low=None if found.low is None else asked.whole(measured + look.rest * found.low),
        high=None if found.high is None else asked.whole(measured + look.rest * found.high),
        past_error=None if found.error is None else _decimal(found.error),
        method=method,
        as_of=as_of,
        tried=found.count,
        months_ahead=asked.months_ahead,
        doubt=doubt,
        basis=_plain(look.basis),
    )


def _over(asked: Asked, upto: date) -> Outlook:
    """Nothing is left to look ahead for: what was measured stands, if anything was."""
    if asked.measured is None:
        return Outlook(asked.period, None, upto)
    value = asked.measured
    stands = Forecast(value, value, value, Decimal(0), ForecastMethod.RESULT, upto)
    return Outlook(asked.period, value, upto, (stands,))


def _plain(basis: Mapping[str, Fraction | int | date]) -> dict[str, Decimal | int | date]:
    return {key: _decimal(value) if isinstance(value, Fraction) else value for key, value in basis.items()}


def _decimal(value: Fraction) -> Decimal:
    return round(Decimal(value.numerator) / Decimal(value.denominator), 4)
