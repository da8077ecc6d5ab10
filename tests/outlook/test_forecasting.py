"""Each way to look ahead, its trial on the past, and what comes of it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.outlook.domain import ForecastMethod
from appraisal.outlook.forecasting import run_rate, seasonal, tried
from appraisal.outlook.past import Ahead, past_of
from tests.outlook.measured import by_month, looked_at, past

JANUARY = date(2016, 1, 1)
SUMMER = (1500, 1350, 1200, 1200, 900, 600, 600, 600, 900, 1050, 1200, 1350)  # SE4
YEAR = Period.year(2017)


def test_the_pace_of_the_last_three_months_goes_on():
    look = run_rate(past(JANUARY, (900, 100, 200, 300)), [Ahead(date(2016, 5, 1), Fraction(1, 2))])
    assert look.rest == 100
    assert look.basis["first"] == date(2016, 2, 1)


def test_two_months_are_too_few_for_a_pace_and_it_says_so():
    refused = run_rate(past(JANUARY, (900, 100)), [Ahead(date(2016, 3, 1), Fraction(1))])
    assert [(one.key, one.details) for one in refused] == [("too_few_months", {"months": 2, "fewest": 3})]


def test_a_month_without_a_reading_is_no_zero():
    look = run_rate(past(JANUARY, (300, 300, None, 300)), [Ahead(date(2016, 5, 1), Fraction(1))])
    assert look.rest == 300


def test_eleven_months_are_too_few_for_a_season():
    refused = seasonal(past(JANUARY, SUMMER[:11]), [Ahead(date(2016, 12, 1), Fraction(1))])
    assert isinstance(refused, Objections)
    assert [(one.key, one.details["months"]) for one in refused] == [("too_short_for_a_season", 11)]


def test_a_gap_ends_the_row_of_months_that_a_season_needs():
    values = (*SUMMER[:6], None, *SUMMER[7:])
    assert isinstance(seasonal(past(JANUARY, values), [Ahead(date(2017, 1, 1), Fraction(1))]), Objections)


def test_se4_the_season_sees_july_low_where_the_pace_does_not():
    two_years = past(JANUARY, (*SUMMER, *SUMMER[:6]))
    july = [Ahead(date(2017, 7, 1), Fraction(1))]
    assert seasonal(two_years, july).rest == 600
    assert run_rate(two_years, july).rest == 900


def test_what_is_expected_is_what_is_there_and_what_the_rest_will_bring():
    outlook = looked_at(by_month(date(2017, 1, 1), [100] * 6), YEAR, date(2017, 6, 30))
    assert outlook.so_far == 600
    assert (outlook.first.method, outlook.first.expected) == (ForecastMethod.RUN_RATE, 1200)
    assert (outlook.first.as_of, outlook.first.months_ahead) == (date(2017, 6, 30), 6)


def test_a_pace_that_was_never_wrong_has_no_range_around_it():
    outlook = looked_at(by_month(JANUARY, [100] * 21), YEAR, date(2017, 9, 30))
    forecast = next(one for one in outlook.forecasts if one.method is ForecastMethod.RUN_RATE)
    assert (forecast.low, forecast.high, forecast.past_error) == (1200, 1200, 0)
    assert forecast.tried == 16


def test_the_range_and_the_past_error_come_from_the_trial_alone():
    values = [100, 100, 100, 200, 50, 150, 90, 130, 120]
    found = tried(past(JANUARY, values), run_rate, 1)
    ratios, missed = [], Fraction(0)
    for at in range(3, 9):
        said = Fraction(sum(values[at - 3 : at]), 3)
        ratios.append(values[at] / said)
        missed += abs(values[at] - said)
    assert (found.count, found.low, found.high) == (6, min(ratios), max(ratios))
    assert found.error == missed / sum(values[3:])


def test_with_too_few_trials_no_range_is_told_and_the_reason_is():
    outlook = looked_at(by_month(date(2017, 1, 1), (100, 200, 300, 400)), YEAR, date(2017, 4, 30))
    forecast = outlook.first
    assert (forecast.low, forecast.high, forecast.past_error) == (None, None, None)
    assert (forecast.doubt.key, forecast.doubt.details["tried"]) == ("too_few_tried", 0)


def test_the_way_with_the_smallest_past_error_stands_first_and_the_others_beside_it():
    readings = by_month(date(2014, 1, 1), SUMMER * 3 + SUMMER[:6])
    outlook = looked_at(readings, YEAR, date(2017, 6, 30))
    assert [one.method for one in outlook.forecasts] == [ForecastMethod.SEASONAL, ForecastMethod.RUN_RATE]
    assert outlook.first.past_error < outlook.others[0].past_error
    assert outlook.first.expected == sum(SUMMER)


def test_a_way_that_cannot_tell_gives_its_reason():
    outlook = looked_at(by_month(date(2017, 1, 1), [100] * 5), YEAR, date(2017, 5, 31))
    assert [(one.method, one.key) for one in outlook.untold] == [
        (ForecastMethod.SEASONAL, "too_short_for_a_season")
    ]


def test_nothing_measured_is_nothing_told():
    outlook = looked_at((), YEAR, date(2017, 5, 31))
    assert (outlook.first, outlook.so_far, outlook.measured_upto) == (None, None, None)
    assert {one.key for one in outlook.untold} == {"nothing_measured"}


def test_once_the_period_is_over_the_result_stands_and_nothing_is_forecast():
    outlook = looked_at(by_month(date(2017, 1, 1), [100] * 12), YEAR, date(2018, 2, 1))
    assert outlook.is_over
    assert (outlook.first.method, outlook.first.expected, outlook.first.low) == (
        ForecastMethod.RESULT,
        1200,
        1200,
    )


def test_the_month_that_runs_counts_as_measured_but_teaches_no_pace():
    readings = (*by_month(date(2017, 1, 1), [310] * 3), *by_month(date(2017, 4, 1), [10]))
    outlook = looked_at(readings, Period.quarter(2017, 2), date(2017, 4, 10))
    assert outlook.so_far == 10
    left = Fraction(20, 30) + 2
    assert outlook.first.expected == round(10 + 310 * left)


def test_a_reading_of_a_quarter_is_shared_out_among_its_months():
    quarter = by_month(date(2017, 1, 1), [0])[0]
    told = type(quarter)(date(2017, 1, 1), date(2017, 3, 31), Decimal(900), "by_hand")
    values = [month.value for month in past_of((told,), told.ends_on).months]
    assert values == [310, 280, 310]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30), st.integers(1, 12))
def test_what_is_expected_always_lies_in_its_range_and_never_below_what_is_there(values, month):
    readings = by_month(date(2015, 1, 1), values)
    day = max(one.ends_on for one in readings)
    outlook = looked_at(readings, Period(Period.month_of(day).starts_on, date(day.year + 1, month, 28)), day)
    for forecast in outlook.forecasts:
        assert forecast.expected >= (outlook.so_far or 0)
        if forecast.low is not None:
            assert forecast.low <= forecast.expected <= forecast.high


@given(st.lists(st.integers(0, 1000), min_size=15, max_size=30), st.integers(1, 9))
def test_a_trial_knows_nothing_of_what_came_later(values, factor):
    told = past(JANUARY, values)
    changed = past(JANUARY, [*values[:-1], values[-1] * factor + 1])
    for way in (run_rate, seasonal):
        before = way(told.upto(len(values) - 1), [Ahead(date(2018, 1, 1), Fraction(1))])
        after = way(changed.upto(len(values) - 1), [Ahead(date(2018, 1, 1), Fraction(1))])
        assert before == after
