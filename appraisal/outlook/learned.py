"""What the CRM teaches: which share of the closed deals was won, and what a won deal brings. With how sure it is.

Below ``FEWEST_CLOSED`` closed or ``FEWEST_WON`` won deals nothing is taught, and a person types their own numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from appraisal.actuals.domain import ReadingFacts
from appraisal.kernel.measures import Unit
from appraisal.outlook.deals import CLOSED, MONTHS_LEARNED, REVENUE, WON
from appraisal.outlook.domain import FEWEST_CLOSED
from appraisal.outlook.past import by_months

FEWEST_WON = 10
Z_90 = Decimal("1.6449")  # nine times in ten the true share lies within so many standard errors


@dataclass(frozen=True, slots=True)
class Share:
    """A share learned from a count, with the range in which the true one lies nine times in ten."""

    value: Decimal
    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Average:
    """What a won deal brings: the mean over all, the lowest and the highest mean of a month, and of how many."""

    value: Decimal
    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Learned:
    """What deals of some months teach. ``win_rate`` and ``average`` are None where there are too few."""

    win_rate: Share | None
    average: Average | None
    closed: int
    won: int
    first: date | None
    last: date | None
    fewest_closed: int = FEWEST_CLOSED
    fewest_won: int = FEWEST_WON


NOTHING_LEARNED = Learned(None, None, 0, 0, None, None)


def wilson(won: int, of: int) -> tuple[Decimal, Decimal]:
    """The Wilson interval (90 %) of a share: honest for small counts, and never outside 0 to 1."""
    n, share = Decimal(of), Decimal(won) / of
    square = Z_90 * Z_90
    middle = share + square / (2 * n)
    spread = Z_90 * (share * (1 - share) / n + square / (4 * n * n)).sqrt()
    below = 1 + square / n
    return max(Decimal(0), (middle - spread) / below), min(Decimal(1), (middle + spread) / below)


def learned_from(deals: Mapping[str, Sequence[ReadingFacts]], day: date, unit: Unit) -> Learned:
    """What the deals closed in the last twelve months with a reading teach; the month that runs counts too."""
    counts = {
        each: by_months(one for one in deals.get(each, ()) if one.starts_on <= day)
        for each in (CLOSED, WON, REVENUE)
    }
    months = sorted(counts[CLOSED])[-MONTHS_LEARNED:]
    if not months:
        return NOTHING_LEARNED
    closed, won, revenue = (_sum(counts[each], months) for each in counts)
    rate = None
    if closed >= FEWEST_CLOSED and 0 < won <= closed:
        low, high = wilson(int(won), int(closed))
        rate = Share(_of(won / closed, 4), round(low, 4), round(high, 4), int(closed))
    average = None
    if won >= FEWEST_WON and revenue > 0:
        means = [
            _sum(counts[REVENUE], [month]) / counts[WON][month] for month in months if counts[WON].get(month)
        ]
        places = -int(unit.step.adjusted())
        average = Average(
            _of(revenue / won, places), _of(min(means), places), _of(max(means), places), int(won)
        )
    return Learned(rate, average, int(closed), int(won), months[0], months[-1])


def _sum(counts: Mapping[date, Fraction], months: Sequence[date]) -> Fraction:
    return sum((counts.get(month, Fraction(0)) for month in months), Fraction(0))


def _of(value: Fraction | int, places: int) -> Decimal:
    return round(Decimal(value.numerator) / Decimal(value.denominator), places)
