"""The Jalali calendar, held against an independent rule: leap years in a rhythm of 33."""

from datetime import date, timedelta

import pytest

from appraisal.i18n.calendars import days_in_jalali_month, from_jalali

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
