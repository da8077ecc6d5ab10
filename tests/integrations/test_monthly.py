"""Deals counted by seller and month."""

from datetime import date
from decimal import Decimal

from appraisal.integrations.monthly import Deal, results_by_month

SARA, KIAN = 1, 2
DAY = date(2017, 6, 15)


def won(employee, on, value, engaged=None):
    return Deal(employee, "Won", engaged, on, Decimal(value))


def values(results, employee, measure):
    return {
        one.month.starts_on.month: one.value
        for one in results
        if (one.employee, one.measure) == (employee, measure)
    }


def test_deals_of_one_month_are_summed():
    deals = [won(SARA, date(2017, 5, 2), 100), won(SARA, date(2017, 5, 30), 50)]
    results = results_by_month(deals, DAY)
    assert values(results, SARA, "revenue_won") == {5: 150}
    assert values(results, SARA, "deals_won") == {5: 2}
    assert results[0].month.ends_on == date(2017, 5, 31)


def test_a_lost_deal_is_closed_and_not_won():
    results = results_by_month([Deal(SARA, "Lost", None, date(2017, 5, 2), Decimal(0))], DAY)
    assert values(results, SARA, "deals_closed") == {5: 1}
    assert values(results, SARA, "deals_won") == {}


def test_a_month_without_a_deal_is_zero_once_the_seller_has_begun():
    deals = [
        won(SARA, date(2017, 3, 2), 100),
        won(SARA, date(2017, 5, 2), 100),
        won(KIAN, date(2017, 4, 2), 9),
    ]
    results = results_by_month(deals, DAY)
    assert values(results, SARA, "revenue_won") == {3: 100, 4: 0, 5: 100}
    assert values(results, KIAN, "revenue_won") == {4: 9, 5: 0}


def test_months_before_the_export_tells_of_closings_stay_unknown():
    deals = [won(SARA, date(2017, 3, 2), 100, engaged=date(2016, 11, 1))]
    results = results_by_month(deals, DAY)
    assert values(results, SARA, "revenue_won") == {3: 100}
    assert values(results, SARA, "deals_engaged") == {11: 1, 12: 0, 1: 0, 2: 0, 3: 0}


def test_a_seller_without_deals_has_no_readings():
    results = results_by_month([won(SARA, date(2017, 3, 2), 100)], DAY)
    assert {one.employee for one in results} == {SARA}


def test_what_is_dated_after_today_has_not_happened_yet():
    deals = [won(SARA, DAY, 100), won(SARA, date(2017, 6, 16), 7), won(SARA, date(2017, 8, 1), 9)]
    assert values(results_by_month(deals, DAY), SARA, "revenue_won") == {6: 100}


def test_an_open_deal_with_a_closing_date_is_not_closed():
    results = results_by_month([Deal(SARA, "Engaging", date(2017, 5, 1), date(2017, 5, 9), None)], DAY)
    assert {one.measure for one in results} == {"deals_engaged"}


def test_a_month_whose_only_deal_moved_away_becomes_zero():
    deals = [won(KIAN, date(2017, 3, 2), 100)]
    results = results_by_month(deals, DAY, told_before=[(SARA, date(2017, 3, 9))])
    assert values(results, SARA, "revenue_won") == {3: 0}
