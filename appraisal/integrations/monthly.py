"""Deals counted by seller and calendar month.

Owns what a month's result is made of. A month without a deal is a zero only where the CRM speaks of
that month at all: from the first month in which it has any such event, and from the seller's own
first event. Before that nothing is known, and a seller without deals has no readings. What a deal says of
its customer and its price is told by ``customers``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from appraisal.integrations.customers import CLOSED, NOTHING_KNOWN, Deal, Ledger
from appraisal.integrations.fields import Stage
from appraisal.kernel.periods import ONE_DAY, Period

MEASURES = (
    "revenue_won",
    "deals_won",
    "deals_closed",
    "deals_engaged",
    "customers_returning",
    "discount_given",
)


@dataclass(frozen=True, slots=True)
class MonthResult:
    """One seller's result of one measure in one month."""

    employee: int
    measure: str
    month: Period
    value: Decimal


def results_by_month(
    deals: Iterable[Deal],
    day: date,
    *,
    told_before: Iterable[tuple[int, date]] = (),
    ledger: Ledger = NOTHING_KNOWN,
) -> list[MonthResult]:
    """The results of every seller and month up to the month of ``day``.

    What is dated after ``day`` has not happened yet and does not count. ``told_before`` are sellers and
    days of deals that moved away: their months get a result (zero, if nothing is left) in any case.
    """
    sums: dict[tuple[int, str, date], Decimal] = {}
    first_of: dict[int, date] = {}
    for deal in deals:
        for measure, on, amount in _events(deal, ledger):
            if on <= day:
                month = on.replace(day=1)
                key = (deal.employee, measure, month)
                sums[key] = sums.get(key, Decimal(0)) + amount
                first_of[deal.employee] = min(month, first_of.get(deal.employee, month))
    since = {measure: min((m for _, of, m in sums if of == measure), default=None) for measure in MEASURES}
    last = max((month for _, _, month in sums), default=None)
    for employee, first in first_of.items():
        for measure, start in since.items():
            for month in _months(max(first, start), last) if start and last else ():
                sums.setdefault((employee, measure, month), Decimal(0))
    for employee, on in told_before:
        for measure, start in since.items():
            if start and start <= on <= day:
                sums.setdefault((employee, measure, on.replace(day=1)), Decimal(0))
    periods = {month: Period.month_of(month) for _, _, month in sums}
    return [
        MonthResult(employee, measure, periods[month], value)
        for (employee, measure, month), value in sorted(sums.items())
    ]


def _events(deal: Deal, ledger: Ledger) -> Iterator[tuple[str, date, Decimal]]:
    if deal.engaged_on:
        yield "deals_engaged", deal.engaged_on, Decimal(1)
    if deal.closed_on and deal.stage in CLOSED:
        yield "deals_closed", deal.closed_on, Decimal(1)
        if deal.stage == Stage.WON.value:
            yield "deals_won", deal.closed_on, Decimal(1)
            yield "revenue_won", deal.closed_on, deal.value or Decimal(0)
            if deal.account:
                yield "customers_returning", deal.closed_on, Decimal(deal.key in ledger.returning)
            if (discount := ledger.discount_of(deal)) is not None:
                yield "discount_given", deal.closed_on, discount


def _months(first: date, last: date) -> Iterator[date]:
    month = first
    while month <= last:
        yield month
        month = Period.month_of(month).ends_on + ONE_DAY
