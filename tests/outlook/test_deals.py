"""The open deals as a way to look ahead, and what closed deals teach."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from appraisal.kernel.measures import USD
from appraisal.kernel.objections import Objections
from appraisal.outlook.deals import Deals, month_behind, pipeline
from appraisal.outlook.learned import learned_from, wilson
from appraisal.outlook.past import Ahead, by_months
from tests.outlook.measured import by_month

FIRST = date(2017, 1, 1)
MONTH = [Ahead(date(2017, 5, 1), Fraction(1))]


def deals(begun=(40, 40, 40, 40), closed=(10, 20, 30, 40), won=(5, 10, 15, 20), each=100, **more) -> Deals:
    revenue = [count * each for count in won]
    counts = [dict(by_months(by_month(FIRST, values))) for values in (begun, closed, won, revenue)]
    return Deals(*counts, **({"in_money": True} | more))


def test_open_deals_times_closing_times_win_rate_times_the_average_deal():
    look = pipeline(deals(), MONTH, over=date(2017, 5, 1), is_now=True)
    # 160 begun less 100 closed are open; 90 closed of the 30 + 50 + 60 open at the beginnings of three months
    assert look.basis["open"] == 60
    assert look.basis["pace"] == Fraction(90, 140)
    assert look.rest == 60 * Fraction(90, 140) * Fraction(1, 2) * 100


def test_deals_are_counted_where_no_money_is_looked_for():
    look = pipeline(deals(in_money=False), MONTH, over=date(2017, 5, 1), is_now=True)
    assert look.rest == 60 * Fraction(90, 140) * Fraction(1, 2)


def test_the_snapshot_of_the_crm_says_what_is_open_now_but_not_what_was_open_then():
    known = deals(open_now=7)
    assert pipeline(known, MONTH, over=date(2017, 5, 1), is_now=True).basis["open"] == 7
    assert pipeline(known, MONTH, over=date(2017, 5, 1), is_now=False).basis["open"] == 60


def test_no_more_is_closed_than_is_open():
    long = [Ahead(date(2017, month, 1), Fraction(1)) for month in range(5, 13)]
    look = pipeline(deals(), long, over=date(2017, 5, 1), is_now=True)
    assert look.rest == 60 * Fraction(1, 2) * 100


def test_too_few_closed_deals_teach_nothing():
    refused = pipeline(deals(closed=(5, 5, 5, 4)), MONTH, over=date(2017, 5, 1), is_now=True)
    assert isinstance(refused, Objections)
    assert [(one.key, one.details) for one in refused] == [("too_few_closed", {"closed": 19, "fewest": 20})]


def test_more_closed_than_begun_is_not_known():
    refused = pipeline(deals(begun=(1, 1, 1, 1)), MONTH, over=date(2017, 5, 1), is_now=True)
    assert refused.keys() == {"open_deals_not_known"}


def test_the_month_behind_a_day_begins_after_the_last_whole_month():
    assert month_behind(date(2017, 5, 31)) == date(2017, 6, 1)
    assert month_behind(date(2017, 5, 30)) == date(2017, 5, 1)


@pytest.mark.parametrize(
    ("won", "of", "low", "high"),
    [(50, 100, "0.4188", "0.5812"), (0, 10, "0", "0.2130"), (10, 10, "0.7870", "1")],
)
def test_the_wilson_range_is_that_of_the_tables(won, of, low, high):
    found = wilson(won, of)
    assert [round(one, 4) for one in found] == [Decimal(low), Decimal(high)]


def taught(closed, won, revenue):
    readings = {
        "deals_closed": by_month(FIRST, closed),
        "deals_won": by_month(FIRST, won),
        "revenue_won": by_month(FIRST, revenue),
    }
    return learned_from(readings, date(2017, 12, 31), USD)


def test_closed_deals_teach_a_conversion_and_an_average_with_their_ranges():
    learned = taught((50, 50), (20, 30), (2000, 6000))
    assert (learned.win_rate.value, learned.win_rate.count) == (Decimal("0.5"), 100)
    assert learned.win_rate.low < Decimal("0.5") < learned.win_rate.high
    assert (learned.average.value, learned.average.low, learned.average.high) == (160, 100, 200)


def test_below_the_fewest_nothing_is_taught_and_the_counts_are_said():
    learned = taught((19,), (9,), (900,))
    assert (learned.win_rate, learned.average) == (None, None)
    assert (learned.closed, learned.won) == (19, 9)


def test_at_the_fewest_it_is_taught():
    learned = taught((20,), (10,), (900,))
    assert learned.win_rate is not None
    assert learned.average is not None


def test_only_the_last_twelve_months_teach():
    readings = {
        "deals_closed": by_month(date(2015, 1, 1), [100] * 24),
        "deals_won": by_month(date(2015, 1, 1), [90] * 12 + [10] * 12),
        "revenue_won": by_month(date(2015, 1, 1), [900] * 24),
    }
    assert learned_from(readings, date(2016, 12, 31), USD).win_rate.value == Decimal("0.1")
