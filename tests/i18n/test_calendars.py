"""The Jalali calendar, held against an independent rule: leap years in a rhythm of 33."""

from datetime import date, timedelta

import pytest

from appraisal.i18n.calendars import NoSuchDay, days_in_jalali_month, from_jalali, read_day_or_month
from appraisal.i18n.languages import Calendar

LEAPS = {1, 5, 9, 13, 17, 22, 26, 30}


def test_leap_years_follow_the_rhythm_of_33_years():
    for year in range(1240, 1440):
        assert days_in_jalali_month(year, 12) == (30 if year % 33 in LEAPS else 29)


def test_every_day_of_a_century_follows_the_day_before():
    day, year, month, number = date(1921, 3, 21), 1300, 1, 1
    while year < 1410:
        assert from_jalali(year, month, number) == day
        day, number = day + timedelta(days=1), number + 1
        if number > days_in_jalali_month(year, month):
            month, number = month + 1, 1
        if month > 12:
            year, month = year + 1, 1


def test_a_day_that_the_jalali_calendar_lacks_is_refused():
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words are not ours to pin
        from_jalali(1404, 12, 30)


@pytest.mark.parametrize(
    ("typed", "calendar", "day"),
    [
        ("2017-12", Calendar.GREGORIAN, date(2017, 12, 1)),
        ("1396/09", Calendar.JALALI, date(2017, 11, 22)),
        ("۱۳۹۶/۹", Calendar.JALALI, date(2017, 11, 22)),
        ("1396/09/12", Calendar.JALALI, date(2017, 12, 3)),
    ],
)
def test_a_month_alone_is_its_first_day_where_a_month_is_enough(typed, calendar, day):
    assert read_day_or_month(typed, calendar) == day


@pytest.mark.parametrize("typed", ["2017-13", "2017", "1396/00", "soon"])
def test_no_month_is_no_day(typed):
    with pytest.raises(NoSuchDay):
        read_day_or_month(typed, Calendar.GREGORIAN)
