"""What a CRM's deals say of customers, prices and kinds of business, beyond their number and value.

Owns who counts as a new and who as a returning customer, what a discount is, and which part of an axis a
deal belongs to. All of it is as the CRM tells it: a customer of older days that it does not know is new here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from appraisal.actuals.domain import EXISTING, NEW, NOT_TOLD, PartAxis
from appraisal.integrations.fields import Stage

CLOSED = (Stage.WON.value, Stage.LOST.value)


@dataclass(frozen=True, slots=True)
class Deal:
    """What results need to know of an opportunity. ``key`` is its number in the CRM."""

    employee: int
    stage: str
    engaged_on: date | None
    closed_on: date | None
    value: Decimal | None
    product: str = ""
    account: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What results need to know of a customer: the sector it works in and the country it sits in."""

    sector: str = NOT_TOLD
    country: str = NOT_TOLD


@dataclass(frozen=True)
class Ledger:
    """What is known beside the deals: list prices, customers, and which deals were not a customer's first.

    ``first_won`` is the day of the first won deal of each customer and that deal's number; ``returning``
    are the deals by which a customer counts as come back: one a seller, customer and month.
    """

    prices: Mapping[str, Decimal] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    first_won: Mapping[str, tuple[date, str]] = field(default_factory=dict)
    returning: frozenset[str] = frozenset()

    def discount_of(self, deal: Deal) -> Decimal | None:
        """List price less what was paid, never below zero; None where the product has no list price."""
        price = self.prices.get(deal.product)
        return None if price is None else max(price - (deal.value or Decimal(0)), Decimal(0))

    def part_of(self, deal: Deal, axis: PartAxis) -> str:
        """Which part of the axis a closed deal belongs to; ``NOT_TOLD`` where the CRM does not say."""
        if axis is PartAxis.PRODUCT:
            return deal.product
        if deal.account is None:
            return NOT_TOLD
        if axis is PartAxis.NEW_OR_EXISTING:
            return EXISTING if self._is_later(deal) else NEW
        account = self.accounts.get(deal.account, Account())
        return account.sector if axis is PartAxis.SEGMENT else account.country

    def _is_later(self, deal: Deal) -> bool:
        """Whether the customer had bought before this deal was closed."""
        first = self.first_won.get(deal.account or "")
        return first is not None and deal.closed_on is not None and first < (deal.closed_on, deal.key)


NOTHING_KNOWN = Ledger()


def ledger_of(
    deals: Iterable[Deal], day: date, prices: Mapping[str, Decimal], accounts: Mapping[str, Account]
) -> Ledger:
    """The ledger of all deals up to ``day``; deals won on one day are taken in the order of their numbers."""
    won = sorted(
        (deal.closed_on, deal.key, deal.account, deal.employee)
        for deal in deals
        if deal.stage == Stage.WON.value and deal.account and deal.closed_on and deal.closed_on <= day
    )
    first: dict[str, tuple[date, str]] = {}
    counted: set[tuple[int, str, date]] = set()
    returning: set[str] = set()
    for on, key, account, employee in won:
        once = (employee, account, on.replace(day=1))
        if account not in first:
            first[account] = (on, key)
        elif once not in counted:
            counted.add(once)
            returning.add(key)
    return Ledger(prices, accounts, first, frozenset(returning))
