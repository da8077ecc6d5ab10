from datetime import date
from fractions import Fraction

import pytest

from appraisal.kernel.measures import EUR, Amount
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.decomposition import Split
from appraisal.plans.seasonality import SeasonalIndex, seasonal, seasonal_index

LAST_YEAR = [1500, 1350, 1200, 1200, 900, 600, 600, 600, 900, 1050, 1200, 1350]
YEAR = Period.year(2018)
GOAL = Amount.of(16_600, EUR)


def index_of(years: dict) -> SeasonalIndex:
    """An index that must not be refused."""
    index = seasonal_index(years)
    assert isinstance(index, SeasonalIndex), index
    return index


def amounts_of(split: Split | Objections) -> list[int | None]:
    """The parts as whole numbers; the split must not be refused."""
    assert isinstance(split, Split), split
    return [None if part.amount is None else part.amount.steps for part in split.parts]


def test_one_promotion_does_not_bend_the_index() -> None:
    usual, promoted = [100] * 12, [100, 100, 1300, *[100] * 9]
    index = index_of({2015: usual, 2016: usual, 2017: promoted})
    assert index.of_month(3) == 1
    assert index.months[2].mean == Fraction(17, 6)  # 1, 1 and 1300 of a mean month of 200
    assert not index.is_thin


def test_an_index_of_one_year_says_that_it_is_thin() -> None:
    assert index_of({2017: LAST_YEAR}).is_thin


def test_a_month_without_data_is_left_out_and_its_year_named() -> None:
    index = index_of({2016: [100] * 12, 2017: [None, None, *[100] * 10]})
    assert index.months[0].by_year == (1,)
    assert index.partial_years == (2017,)


def test_a_trend_may_be_given_for_a_year() -> None:
    index = seasonal_index({2017: [None, None, *[100] * 10]}, trends={2017: 50})
    assert isinstance(index, SeasonalIndex)
    assert index.of_month(3) == 2
    assert index.of_month(1) is None
    assert index.points()[:3] == (None, None, 100)


def test_a_month_that_sold_nothing_has_index_zero_and_not_none() -> None:
    index = index_of({2017: [0, *[100] * 11]})
    assert index.of_month(1) == 0
    assert amounts_of(seasonal(Amount.of(1100, EUR), index, YEAR))[0] == 0


def test_a_month_that_nobody_knows_is_refused_by_name() -> None:
    index = index_of({2017: [None, None, *[100] * 10]})
    refused = seasonal(None, index, YEAR)
    assert isinstance(refused, Objections)
    assert refused.keys() == {"target_not_given", "months_without_history"}
    assert refused.reasons[1].details["months"] == ("2018-01", "2018-02")
    assert amounts_of(seasonal(Amount.of(100, EUR), index, Period(date(2018, 3, 1), date(2018, 4, 30)))) == [
        50,
        50,
    ]


def test_everything_against_the_years_is_said_at_once() -> None:
    refused = seasonal_index(
        {2014: [1] * 11, 2015: [-1, *[1] * 11], 2016: [None] * 12, 2017: [1] * 12}, trends={2017: 0}
    )
    assert isinstance(refused, Objections)
    assert {one.key: one.details["years"] for one in refused} == {
        "year_not_of_twelve_months": (2014,),
        "result_negative": (2015,),
        "year_without_results": (2016,),
        "trend_not_positive": (2017,),
    }
    nothing = seasonal_index({})
    assert isinstance(nothing, Objections)
    assert nothing.keys() == {"no_years"}


def test_who_joined_in_may_is_not_given_january_to_april() -> None:
    joined_in_may = Period(date(2018, 5, 1), date(2018, 12, 31))
    split = seasonal(GOAL, index_of({2017: LAST_YEAR}), YEAR, present=joined_in_may)
    assert amounts_of(split) == [None, None, None, None, 1200, 800, 800, 800, 1200, 1400, 1600, 1800]
    assert isinstance(split, Split)
    assert split.difference == Amount.of(-7000, EUR)


def test_a_month_joined_on_the_way_counts_by_its_days() -> None:
    joined_mid_june = Period(date(2018, 6, 16), date(2018, 12, 31))
    split = seasonal(GOAL, index_of({2017: LAST_YEAR}), YEAR, present=joined_mid_june)
    assert amounts_of(split)[4:7] == [None, 400, 800]


def test_who_is_never_there_gets_no_seasonal_goal() -> None:
    refused = seasonal(GOAL, index_of({2017: LAST_YEAR}), YEAR, present=Period.year(2019))
    assert isinstance(refused, Objections)
    assert refused.keys() == {"never_present"}


def test_a_whole_may_be_spread_over_the_months_left() -> None:
    left = Period(date(2018, 5, 1), date(2018, 12, 31))
    assert amounts_of(seasonal(Amount.of(9600, EUR), index_of({2017: LAST_YEAR}), left)) == [
        1200, 800, 800, 800, 1200, 1400, 1600, 1800,
    ]  # fmt: skip


def test_half_a_month_weighs_half() -> None:
    mid_june_on = Period(date(2018, 6, 16), date(2018, 7, 31))
    assert amounts_of(seasonal(Amount.of(300, EUR), index_of({2017: [100] * 12}), mid_june_on)) == [100, 200]


@pytest.mark.parametrize("goal", [0, 1, 7, 16_601, 999_999_937])
def test_a_seasonal_split_adds_up_to_the_last_unit(goal: int) -> None:
    assert (
        sum(one or 0 for one in amounts_of(seasonal(Amount.of(goal, EUR), index_of({2017: LAST_YEAR}), YEAR)))
        == goal
    )


def test_the_method_names_its_years_and_indexes() -> None:
    split = seasonal(GOAL, index_of({2017: LAST_YEAR}), YEAR)
    assert isinstance(split, Split)
    inputs = split.method.as_plain()["inputs"]
    assert inputs["years"] == [2017]
    assert inputs["index"]["2018-01"] == "120/83"
