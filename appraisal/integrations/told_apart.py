"""A month's results told apart by product, segment, territory, and new or existing customers; and what is open.

Owns which results are told apart and what counts as open on a day. A part without a deal in a month has no
line; that it once had one is told by ``actuals``, which sets it to zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from appraisal.actuals.domain import OpenDeals, PartAxis, RecordPart
from appraisal.integrations.customers import CLOSED, Deal, Ledger
from appraisal.integrations.fields import Stage
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.periods import Period

ONE = Decimal(1)


@dataclass(slots=True)
class _Open:
    deals: int = 0
    value: Decimal = Decimal(0)
    unpriced: int = 0


def parts_by_month(deals: Iterable[Deal], day: date, ledger: Ledger) -> Iterator[RecordPart]:
    """Closed and won deals and revenue of each seller, month and part, up to ``day``."""
    sums: dict[tuple[int, PartAxis, str, str, date], Decimal] = {}
    for deal in deals:
        if deal.stage not in CLOSED or deal.closed_on is None or deal.closed_on > day:
            continue
        month = deal.closed_on.replace(day=1)
        amounts = {"deals_closed": ONE}
        if deal.stage == Stage.WON.value:
            amounts |= {"deals_won": ONE, "revenue_won": deal.value or Decimal(0)}
        for axis in PartAxis:
            part = ledger.part_of(deal, axis)
            for measure, amount in amounts.items():
                key = (deal.employee, axis, part, measure, month)
                sums[key] = sums.get(key, Decimal(0)) + amount
    periods = {key[4]: Period.month_of(key[4]) for key in sums}
    for (employee, axis, part, measure, month), value in sums.items():
        days = periods[month]
        yield RecordPart(EmployeeKey(employee), axis, part, measure, days.starts_on, days.ends_on, value)


def newest_day(deals: Iterable[Deal], day: date) -> date:
    """The newest day that any deal tells of, up to ``day``; ``day`` itself when none tells one."""
    days = (on for deal in deals for on in (deal.engaged_on, deal.closed_on) if on is not None and on <= day)
    return max(days, default=day)


def open_on(deals: Iterable[Deal], day: date, prices: Mapping[str, Decimal]) -> list[OpenDeals]:
    """What stands open on a day by seller and stage. A deal closed later was still engaging then."""
    counts: dict[tuple[int, str], _Open] = {}
    for deal in deals:
        is_closed = deal.stage in CLOSED
        begins_later = deal.engaged_on is not None and deal.engaged_on > day
        if begins_later or (is_closed and (deal.closed_on is None or deal.closed_on <= day)):
            continue
        stage = Stage.ENGAGING.value if is_closed else deal.stage
        one = counts.setdefault((deal.employee, stage), _Open())
        price = prices.get(deal.product)
        one.deals += 1
        one.value += price or 0
        one.unpriced += price is None
    return [
        OpenDeals(EmployeeKey(employee), stage, one.deals, one.value, one.unpriced)
        for (employee, stage), one in sorted(counts.items())
    ]
