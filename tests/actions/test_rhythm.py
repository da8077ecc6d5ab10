"""When a step is due, again and again, or as a promise of service."""

from datetime import date

import pytest

from appraisal.actions.rhythm import (
    Recurrence,
    ServiceLevel,
    When,
    days_of,
    months_over,
    objections_to_when,
    unspoken,
)

DAY, LAST = date(2017, 12, 29), date(2018, 2, 28)


@pytest.mark.parametrize(
    ("recurrence", "days"),
    [
        (Recurrence.MONDAY, [1, 8]),
        (Recurrence.FRIDAY, [5, 12]),
        (Recurrence.SUNDAY, [7, 14]),
        (Recurrence.WORKDAY, [1, 2, 3, 4, 5, 8, 9, 10, 11, 12]),
        (Recurrence.MONTH_FIRST, [1]),
        (Recurrence.MONTH_LAST, []),
        (Recurrence.QUARTER_FIRST, [1]),
    ],
)
def test_a_recurrence_comes_round_on_its_days(recurrence, days):
    found = days_of(recurrence, date(2018, 1, 1), date(2018, 1, 14))
    assert [each.day for each in found] == days


def test_the_last_day_of_a_month_is_found_in_a_leap_year_too():
    found = days_of(Recurrence.MONTH_LAST, date(2020, 1, 1), date(2020, 3, 30))
    assert found == (date(2020, 1, 31), date(2020, 2, 29))


def test_the_first_of_a_quarter_is_no_first_of_any_month():
    assert days_of(Recurrence.QUARTER_FIRST, date(2018, 1, 2), date(2018, 6, 30)) == (date(2018, 4, 1),)


def test_what_is_over_and_not_spoken_of_waits_and_today_does_not():
    mondays = (date(2018, 1, 1), date(2018, 1, 8), date(2018, 1, 15))
    found = unspoken(Recurrence.MONDAY, mondays[0], LAST, {mondays[0]}, mondays[2])
    assert found == (mondays[1],)


def test_only_months_that_are_over_can_be_counted_and_the_newest_comes_first():
    assert months_over(date(2017, 10, 10), LAST, DAY) == (date(2017, 11, 1), date(2017, 10, 1))
    assert months_over(date(2018, 1, 10), LAST, DAY) == ()


@pytest.mark.parametrize(
    ("when", "keys"),
    [
        (When(), {"step_without_when"}),
        (When(date(2018, 1, 5)), set()),
        (When(DAY), set()),
        (When(LAST), set()),
        (When(date(2017, 12, 28)), {"step_day_is_past"}),
        (When(date(2018, 3, 1)), {"step_after_the_plan"}),
        (When(date(2018, 1, 5), Recurrence.MONDAY), {"step_with_two_times"}),
        (When(service=ServiceLevel.HOURS, within_hours=4), set()),
        (When(service=ServiceLevel.HOURS, within_hours=720), set()),
        (When(service=ServiceLevel.HOURS, within_hours=721), {"service_without_hours"}),
        (When(service=ServiceLevel.HOURS), {"service_without_hours"}),
        (When(service=ServiceLevel.NEXT_DAY), set()),
    ],
)
def test_a_time_is_one_of_three_and_lies_within_the_plan(when, keys):
    assert objections_to_when(when, DAY, LAST).keys() == keys
