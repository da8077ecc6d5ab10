"""What deals say of customers and prices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from appraisal.actuals.domain import PartAxis
from appraisal.integrations.customers import Account, Deal, Ledger, ledger_of
from appraisal.integrations.monthly import results_by_month
from appraisal.integrations.told_apart import newest_day, open_on, parts_by_month

SARA, KIAN = 1, 2
DAY = date(2017, 6, 15)
PRICES = {"GTX Pro": Decimal(100), "MG": Decimal(10)}
ACCOUNTS = {"Acme": Account("medical", "Kenya"), "Zen": Account("retail", "")}


def won(employee, on, value, account, key, product="GTX Pro"):
    return Deal(employee, "Won", None, on, Decimal(value), product, account, key)


def lost(employee, on, account, key):
    return Deal(employee, "Lost", None, on, Decimal(0), "GTX Pro", account, key)


def read(deals):
    return ledger_of(deals, DAY, PRICES, ACCOUNTS)


def months(deals, measure, employee=SARA):
    results = results_by_month(deals, DAY, ledger=read(deals))
    found = [one for one in results if (one.measure, one.employee) == (measure, employee)]
    return {one.month.starts_on.month: one.value for one in found}


def parts(deals, axis, measure="revenue_won"):
    told = parts_by_month(deals, DAY, read(deals))
    return {
        (one.part, one.starts_on.month): one.value
        for one in told
        if (one.axis, one.measure) == (axis, measure)
    }


def test_a_customer_who_buys_again_has_come_back_once_a_month():
    deals = [
        won(SARA, date(2017, 3, 1), 100, "Acme", "1"),
        won(SARA, date(2017, 4, 1), 100, "Acme", "2"),
        won(SARA, date(2017, 4, 20), 100, "Acme", "3"),
        won(SARA, date(2017, 5, 2), 100, "Zen", "4"),
    ]
    assert months(deals, "customers_returning") == {3: 0, 4: 1, 5: 0}


def test_a_customer_of_a_colleague_who_buys_again_has_come_back_too():
    deals = [won(KIAN, date(2017, 3, 1), 100, "Acme", "1"), won(SARA, date(2017, 4, 1), 100, "Acme", "2")]
    assert months(deals, "customers_returning") == {4: 1}


def test_who_comes_back_is_unknown_while_no_deal_names_a_customer():
    assert months([won(SARA, date(2017, 3, 1), 100, None, "1")], "customers_returning") == {}


def test_a_discount_is_list_price_less_value_and_never_below_zero():
    deals = [
        won(SARA, date(2017, 3, 1), 80, "Acme", "1"),
        won(SARA, date(2017, 3, 9), 130, "Acme", "2"),
        won(SARA, date(2017, 4, 9), "9.5", "Acme", "3", product="MG"),
    ]
    assert months(deals, "discount_given") == {3: 20, 4: Decimal("0.5")}


def test_a_product_without_a_list_price_tells_no_discount():
    assert Ledger().discount_of(won(SARA, DAY, 1, None, "1")) is None
    assert months([won(SARA, date(2017, 3, 1), 1, None, "1", product="Gone")], "discount_given") == {}


def test_the_first_won_deal_makes_a_customer_new_and_the_next_existing():
    deals = [
        lost(SARA, date(2017, 2, 1), "Acme", "0"),
        won(KIAN, date(2017, 3, 1), 100, "Acme", "2"),
        won(SARA, date(2017, 3, 1), 70, "Acme", "1"),
        lost(SARA, date(2017, 5, 1), "Acme", "5"),
        won(SARA, date(2017, 5, 1), 9, None, "6"),
    ]
    axis = PartAxis.NEW_OR_EXISTING
    assert parts(deals, axis) == {("new", 3): 70, ("existing", 3): 100, ("", 5): 9}
    assert parts(deals, axis, "deals_closed") == {
        ("new", 2): 1, ("new", 3): 1, ("existing", 3): 1, ("existing", 5): 1, ("", 5): 1,
    }  # fmt: skip


def test_segment_and_territory_are_those_of_the_customer():
    deals = [won(SARA, date(2017, 3, 1), 100, "Acme", "1"), won(SARA, date(2017, 3, 1), 50, "Zen", "2"),
             won(SARA, date(2017, 3, 1), 7, "Unlisted", "3")]  # fmt: skip
    assert parts(deals, PartAxis.SEGMENT) == {("medical", 3): 100, ("retail", 3): 50, ("", 3): 7}
    assert parts(deals, PartAxis.TERRITORY) == {("Kenya", 3): 100, ("", 3): 57}


deals = st.builds(
    Deal,
    st.sampled_from([SARA, KIAN]),
    st.sampled_from(["Won", "Lost", "Engaging", "Prospecting"]),
    st.none() | st.dates(date(2017, 1, 1), date(2017, 7, 1)),
    st.none() | st.dates(date(2017, 1, 1), date(2017, 7, 1)),
    st.none() | st.decimals(0, 500, places=2),
    st.sampled_from(["GTX Pro", "MG", "Gone"]),
    st.sampled_from([None, "Acme", "Zen", "Unlisted"]),
    st.text("abc", min_size=1, max_size=3),
)


@given(st.lists(deals, max_size=12))
def test_the_parts_of_every_axis_add_up_to_the_whole(some):
    ledger = read(some)
    whole = sum(
        (one.value for one in results_by_month(some, DAY, ledger=ledger) if one.measure == "revenue_won"),
        Decimal(0),
    )
    told = list(parts_by_month(some, DAY, ledger))
    for axis in PartAxis:
        assert (
            sum((p.value for p in told if (p.axis, p.measure) == (axis, "revenue_won")), Decimal(0)) == whole
        )


def test_what_stands_open_is_counted_at_list_price():
    open_deals = [
        Deal(SARA, "Engaging", date(2017, 5, 1), None, None, "GTX Pro", "Acme", "1"),
        Deal(SARA, "Engaging", date(2017, 5, 2), None, None, "Gone", "Acme", "2"),
        Deal(KIAN, "Prospecting", None, None, None, "MG", None, "3"),
        won(SARA, date(2017, 5, 3), 90, "Acme", "4"),
        lost(SARA, date(2017, 5, 3), "Acme", "5"),
    ]
    counted = [
        (one.employee, one.stage, one.deals, one.value, one.unpriced)
        for one in open_on(open_deals, DAY, PRICES)
    ]
    assert counted == [(SARA, "Engaging", 2, 100, 1), (KIAN, "Prospecting", 1, 10, 0)]


def test_a_deal_closed_after_the_day_was_still_open_on_it():
    later = Deal(SARA, "Won", date(2017, 6, 1), date(2017, 6, 20), Decimal(90), "MG", "Acme", "1")
    not_begun = Deal(SARA, "Engaging", date(2017, 6, 20), None, None, "MG", "Acme", "2")
    assert [(one.stage, one.deals) for one in open_on([later, not_begun], DAY, PRICES)] == [("Engaging", 1)]
    assert newest_day([later, not_begun], DAY) == date(2017, 6, 1)
    assert newest_day([], DAY) == DAY
