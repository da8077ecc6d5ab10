"""Deals as a way to look ahead: what is open, how fast it is closed, how much of it is won, for how much.

Owns that arithmetic, from counts by month alone. What is begun later is left out: once all that is open is
closed, this way sees nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.outlook.domain import FEWEST_CLOSED, FEWEST_MONTHS
from appraisal.outlook.past import Ahead

BEGUN, CLOSED, WON, REVENUE = "deals_engaged", "deals_closed", "deals_won", "revenue_won"
DEAL_MEASURES = (BEGUN, CLOSED, WON, REVENUE)
MONTHS_LEARNED = 12
ByMonth = Mapping[date, Fraction]


@dataclass(frozen=True)
class Look:
    """What a way to look ahead says: how much the months ahead will bring, and the numbers it rests on."""

    rest: Fraction
    basis: dict[str, Fraction | int | date]


@dataclass(frozen=True)
class Deals:
    """Deals begun, closed and won and their revenue, by month. ``open_now`` is what the CRM counts as open.

    ``in_money`` says whether revenue is looked for, or the number of deals won.
    """

    begun: ByMonth
    closed: ByMonth
    won: ByMonth
    revenue: ByMonth
    in_money: bool
    open_now: int | None = None
    _open: dict[date, Fraction] = field(default_factory=dict, compare=False, repr=False)

    def open_at(self, first: date) -> Fraction:
        """How many deals were open when the month that begins on this day began."""
        if first not in self._open:
            begun, closed = (_before(counts, first) for counts in (self.begun, self.closed))
            self._open[first] = begun - closed
        return self._open[first]


def pipeline(deals: Deals, pieces: Sequence[Ahead], *, over: date, is_now: bool) -> Look | Objections:
    """Open deals, as many of them as are closed in so many months, times the win rate, times the average deal.

    ``over`` is the first day behind the last whole month that was known then.
    """
    known = sorted(month for month in deals.closed if month < over)
    learned = known[-MONTHS_LEARNED:]
    closed, won = (_sum(counts, learned) for counts in (deals.closed, deals.won))
    if len(known) < FEWEST_MONTHS or closed < FEWEST_CLOSED or not won:
        return Objections.one("too_few_closed", closed=int(closed), fewest=FEWEST_CLOSED)
    opened = deals.open_at(date.max if is_now else over)
    if is_now and deals.open_now is not None:
        opened = Fraction(deals.open_now)
    there = sum((deals.open_at(month) for month in known[-FEWEST_MONTHS:]), Fraction(0))
    if opened < 0 or there <= 0:
        return Objections.one("open_deals_not_known")
    pace = min(Fraction(1), _sum(deals.closed, known[-FEWEST_MONTHS:]) / there)
    share = min(Fraction(1), pace * sum((piece.share for piece in pieces), Fraction(0)))
    check = _sum(deals.revenue, learned) / won if deals.in_money else Fraction(1)
    basis: dict[str, Fraction | int | date] = {
        "open": int(opened), "pace": pace, "win_rate": won / closed, "closed": int(closed), "check": check,
    }  # fmt: skip
    return Look(opened * share * (won / closed) * check, basis)


def month_behind(day: date) -> date:
    """The first day of the month in which nothing is over yet: behind the last month that ended by this day."""
    month = Period.month_of(day)
    return month.starts_on if day < month.ends_on else date.fromordinal(month.ends_on.toordinal() + 1)


def _before(counts: ByMonth, first: date) -> Fraction:
    return sum((number for month, number in counts.items() if month < first), Fraction(0))


def _sum(counts: ByMonth, months: Sequence[date]) -> Fraction:
    return sum((counts.get(month, Fraction(0)) for month in months), Fraction(0))
