"""Market: what a territory could bring, how much of it is reached, and new against existing customers.

Owns these small formulas. Fractions are kept; whole customers are rounded up by whoever shows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from appraisal.kernel.measures import Exact, Rounding, exact, whole_number
from appraisal.kernel.objections import Objections


def sales_potential(accounts: Iterable[tuple[Exact, Exact]]) -> Fraction:
    """Number of accounts times buying power, summed over the kinds of account in a territory."""
    return sum((exact(number) * exact(power) for number, power in accounts), Fraction(0))


def customers_of(sales: Exact, average_order: Exact) -> Fraction | Objections:
    """How many customers a result or a quota means."""
    objections = Objections.where(
        target_negative=exact(sales) < 0,
        average_check_not_positive=exact(average_order) <= 0,
    )
    return objections or exact(sales) / exact(average_order)


def penetration(customers: Exact, accounts: Exact) -> Fraction | Objections:
    """Which share of the accounts are customers."""
    objections = Objections.where(
        no_accounts=exact(accounts) <= 0,
        customers_negative=exact(customers) < 0,
        more_customers_than_accounts=exact(customers) > exact(accounts) > 0,
    )
    return objections or exact(customers) / exact(accounts)


@dataclass(frozen=True, slots=True)
class ExistingCustomers:
    """What is expected of the customers there are already, over the period planned."""

    active: Exact
    reorder_probability: Exact
    average_order: Exact
    orders_each: Exact

    @property
    def revenue(self) -> Fraction:
        """Active customers x reorder probability x average order x orders each."""
        value = exact(self.active) * exact(self.reorder_probability)
        return value * exact(self.average_order) * exact(self.orders_each)

    def objections(self) -> Objections:
        """What cannot be true of these customers."""
        return Objections.where(
            customers_negative=exact(self.active) < 0,
            reorder_probability_not_a_share=not 0 <= exact(self.reorder_probability) <= 1,
            average_check_negative=exact(self.average_order) < 0,
            orders_negative=exact(self.orders_each) < 0,
        )


@dataclass(frozen=True, slots=True)
class NewAndExisting:
    """Revenue from existing and from new customers, and how many new ones that means.

    When existing customers bring more than is needed, ``new`` and ``acquisitions`` are zero.
    """

    existing: Fraction
    new: Fraction
    acquisitions: int


def new_and_existing(
    revenue: Exact, existing: ExistingCustomers, *, first_year_value: Exact
) -> NewAndExisting | Objections:
    """New = total less existing; acquisitions = new / first-year value, rounded up."""
    objections = existing.objections() + Objections.where(
        target_negative=exact(revenue) < 0,
        first_year_value_not_positive=exact(first_year_value) <= 0,
    )
    if objections:
        return objections
    new = max(Fraction(0), exact(revenue) - existing.revenue)
    return NewAndExisting(existing.revenue, new, whole_number(new / exact(first_year_value), Rounding.UP))
