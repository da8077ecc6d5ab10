"""Days as people read and type them, in the Gregorian and the Jalali calendar.

Owns parsing and showing of days. A day that does not exist in its calendar is refused with
``NoSuchDay``, which names the calendar, so that the person knows which one was meant.
"""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date, get_month_names
from persiantools.jdatetime import JalaliDate

from appraisal.i18n.digits import digits_of, latin_digits
from appraisal.i18n.languages import Calendar, language_of

JALALI_MONTHS = {
    "fa": [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ],
    "en": [
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ],
    "ru": [
        "фарвардина",
        "ордибехешта",
        "хордада",
        "тира",
        "мордада",
        "шахривара",
        "мехра",
        "абана",
        "азара",
        "дея",
        "бахмана",
        "эсфанда",
    ],
    "vi": [
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ],
}
# A year before this one is Jalali and a later one Gregorian: people and lists write both, and the two
# never share a year in living memory.
JALALI_BEFORE = 1600
WRITTEN_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
WRITTEN_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
WRITTEN_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


class NoSuchDay(ValueError):
    """What was typed is no day; ``calendar`` says in which calendar it was read, ``typed`` what it was."""

    def __init__(self, typed: str, calendar: Calendar) -> None:
        super().__init__(f"{typed!r} is no day of the {calendar.value} calendar")
        self.typed = typed
        self.calendar = calendar


def days_in_jalali_month(year: int, month: int) -> int:
    """How many days a Jalali month has: 30 Esfand only in a leap year."""
    return JalaliDate.days_in_month(month, year)


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Jalali day. Raises ``ValueError`` when there is no such day."""
    return JalaliDate(year, month, day).to_gregorian()


def read_day(typed: str, calendar: Calendar) -> date:
    """The Gregorian day that was typed in ``calendar``: year first or day first, any digits.

    A year below 1600 is Jalali and one above is Gregorian whatever the calendar, because people
    paste days; that is safe, as the two never share a year in living memory.
    """
    text = latin_digits(typed).strip()
    if match := WRITTEN_YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := WRITTEN_DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        raise NoSuchDay(typed, calendar)
    meant = Calendar.JALALI if year < JALALI_BEFORE else Calendar.GREGORIAN
    try:
        return from_jalali(year, month, day) if meant is Calendar.JALALI else date(year, month, day)
    except ValueError as error:
        raise NoSuchDay(typed, meant) from error


def read_day_or_month(typed: str, calendar: Calendar) -> date:
    """As ``read_day``; a month alone (``1396/09``, ``2017-12``) is its first day."""
    month = WRITTEN_MONTH.fullmatch(latin_digits(typed).strip())
    return read_day(f"{month[1]}-{month[2]}-1" if month else typed, calendar)


def typed_day(day: date, calendar: Calendar, language: str) -> str:
    """The day as it stands in an input: year-month-day in the calendar, digits of the language."""
    if calendar is Calendar.JALALI:
        jalali = JalaliDate(day)
        return digits_of(f"{jalali.year:04}/{jalali.month:02}/{jalali.day:02}", language)
    return digits_of(day.isoformat(), language)


def show_day(day: date, calendar: Calendar, language: str, *, long: bool = False) -> str:
    """The day as a person reads it; ``long`` adds the weekday."""
    locale = language_of(language).locale
    if calendar is Calendar.JALALI:
        jalali = JalaliDate(day)
        text = f"{jalali.day} {JALALI_MONTHS[language_of(language).code][jalali.month - 1]} {jalali.year}"
        if long:
            comma = "، " if language == "fa" else ", "
            text = format_date(day, "EEEE", locale=locale) + comma + text
    else:
        text = format_date(day, "full" if long else "long" if language == "vi" else "d MMM y", locale=locale)
    return digits_of(text, language)


def show_month(day: date, calendar: Calendar, language: str) -> str:
    """Month and year of the day, for the axis of a picture."""
    if calendar is Calendar.JALALI:
        jalali = JalaliDate(day)
        text = f"{JALALI_MONTHS[language_of(language).code][jalali.month - 1]} {jalali.year}"
    else:
        text = format_date(day, "LLL y", locale=language_of(language).locale)
    return digits_of(text, language)


def show_month_name(number: int, language: str) -> str:
    """The name of a Gregorian month, 1 to 12, without a year: business systems count in these months."""
    return get_month_names("abbreviated", context="stand-alone", locale=language_of(language).locale)[number]
