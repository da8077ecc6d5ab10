from decimal import Decimal

import pytest

from appraisal.kernel.objections import Objections
from appraisal.plans.market import (
    ExistingCustomers,
    NewAndExisting,
    customers_of,
    new_and_existing,
    penetration,
    sales_potential,
)

REGULARS = ExistingCustomers(active=100, reorder_probability=Decimal("0.6"), average_order=500, orders_each=4)


def test_new_customers_bring_what_the_existing_ones_do_not() -> None:
    assert new_and_existing(200_000, REGULARS, first_year_value=1500) == NewAndExisting(120_000, 80_000, 54)


def test_when_existing_customers_are_enough_no_new_one_is_needed() -> None:
    plan = new_and_existing(100_000, REGULARS, first_year_value=1500)
    assert isinstance(plan, NewAndExisting)
    assert (plan.new, plan.acquisitions) == (0, 0)


def test_everything_against_new_and_existing_is_said_at_once() -> None:
    refused = new_and_existing(-1, ExistingCustomers(-1, 2, -1, -1), first_year_value=0)
    assert isinstance(refused, Objections)
    assert len(refused.keys()) == 6


@pytest.mark.parametrize(
    ("customers", "accounts", "reasons"),
    [
        (1, 0, {"no_accounts"}),
        (-1, 0, {"no_accounts", "customers_negative"}),
        (3, 2, {"more_customers_than_accounts"}),
    ],
)
def test_an_impossible_penetration_is_refused(customers: int, accounts: int, reasons: set[str]) -> None:
    refused = penetration(customers, accounts)
    assert isinstance(refused, Objections)
    assert refused.keys() == reasons


def test_sales_without_an_order_value_mean_no_number_of_customers() -> None:
    refused = customers_of(-1, 0)
    assert isinstance(refused, Objections)
    assert refused.keys() == {"target_negative", "average_check_not_positive"}


def test_no_accounts_have_no_potential() -> None:
    assert sales_potential([]) == 0
