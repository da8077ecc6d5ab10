from datetime import date

import pytest

from appraisal.integrations.days import read_day


@pytest.mark.parametrize(
    "text",
    ["2017-03-01", "2017/3/1", "01.03.2017", "1/3/2017", "2017-03-01T00:00:00Z", "2017-03-01 00:00",
     "1395/12/11", "1395-12-11", "۱۳۹۵/۱۲/۱۱", "١٣٩٥/١٢/١١", "۰۱.۰۳.۲۰۱۷"],
)  # fmt: skip
def test_one_day_in_all_its_spellings(text):
    assert read_day(text) == date(2017, 3, 1)


def test_the_last_day_of_a_jalali_leap_year_exists():
    assert read_day("1403/12/30") == date(2025, 3, 20)


@pytest.mark.parametrize(
    ("text", "last_day", "calendar"),
    [
        ("2017-02-30", 28, "gregorian"),
        ("30.02.2016", 29, "gregorian"),
        ("31/04/2017", 30, "gregorian"),
        ("1404/12/30", 29, "jalali"),
        ("1403/07/31", 30, "jalali"),
        ("1403/01/00", 31, "jalali"),
    ],
)
def test_a_day_that_its_calendar_does_not_have_is_refused_with_the_last_it_has(text, last_day, calendar):
    assert read_day(text) == ("date_does_not_exist", {"last_day": last_day, "calendar": calendar})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2017-13-01", "date_has_no_such_month"),
        ("1403/13/01", "date_has_no_such_month"),
        ("03/25/2017", "date_month_first"),
        ("25.13.2017", "date_has_no_such_month"),
        ("yesterday", "date_not_understood"),
        ("42736", "date_not_understood"),
        ("1/3/17", "date_not_understood"),
        ("0000-01-01", "date_year_too_early"),
        ("2017-03-01x", "date_not_understood"),
        ("2017-03/01", "date_not_understood"),
    ],
)
def test_what_is_no_day_says_why(text, reason):
    found = read_day(text)
    assert isinstance(found, tuple)
    assert found[0] == reason


def test_a_list_that_names_the_month_first_can_say_so():
    assert read_day("03/25/2017", month_first=True) == date(2017, 3, 25)
    assert read_day("25.03.2017", month_first=True) == date(2017, 3, 25)


def test_the_last_day_of_all_is_a_day():
    assert read_day("9999-12-31") == date(9999, 12, 31)
