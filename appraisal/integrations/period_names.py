"""A period as planning lists name it: “Q1 2018”, “2018-Q1”, “Jan 2018”, “بهار ۱۴۰۳”, the first day of a month.

Owns the spellings in four languages and both calendars. A year before 1700 is a Jalali year. What a bare
day stands for is told by the days beside it: three months apart, they are quarters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from appraisal.i18n.calendars import JALALI_BEFORE, from_jalali
from appraisal.integrations.cells import ascii_digits, fold, squash
from appraisal.integrations.days import FIRST_JALALI_YEAR, read_day
from appraisal.kernel.periods import Period

LAST_YEAR = 2200
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
ORDINALS = {
    "اول": 1, "یکم": 1, "دوم": 2, "سوم": 3, "چهارم": 4,
    "первый": 1, "первое": 1, "второй": 2, "второе": 2, "третий": 3, "четвертый": 4, "четвёртый": 4,
    "first": 1, "second": 2, "third": 3, "fourth": 4,
    "nhất": 1, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
}  # fmt: skip
ENDINGS = ("й", "ый", "ой", "ий", "е", "ое", "st", "nd", "rd", "th")
QUARTER = (
    "q", "quarter", "qtr", "кв", "квартал", "سه ماهه", "سهماهه", "فصل", "quy", "quý",
)  # fmt: skip
HALF = ("h", "half", "полугодие", "п/г", "نیمسال", "نیم سال", "نیمه", "nửa", "nua")
SEASONS = {"بهار": 1, "تابستان": 2, "پاییز": 3, "زمستان": 4}
MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "jan", "январь", "янв", "января", "ژانویه"),
    ("february", "feb", "февраль", "фев", "февраля", "فوریه"),
    ("march", "mar", "март", "мар", "марта", "مارس"),
    ("april", "apr", "апрель", "апр", "апреля", "آوریل"),
    ("may", "май", "мая", "مه"),
    ("june", "jun", "июнь", "июн", "июня", "ژوئن"),
    ("july", "jul", "июль", "июл", "июля", "ژوئیه"),
    ("august", "aug", "август", "авг", "августа", "اوت"),
    ("september", "sep", "sept", "сентябрь", "сен", "сентября", "سپتامبر"),
    ("october", "oct", "октябрь", "окт", "октября", "اکتبر"),
    ("november", "nov", "ноябрь", "ноя", "ноября", "نوامبر"),
    ("december", "dec", "декабрь", "дек", "декабря", "دسامبر"),
)
JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
MONTH_WORDS = ("thang", "tháng", "month", "месяц", "ماه", "t", "m")
YEAR_WORDS = ("year", "fy", "год", "г", "سال", "nam", "năm", "of", "de", "cua", "của")
PARTS = re.compile(r"[^\W\d_]+|\d+")


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period | None:
    """The period that a text names, or None. A bare day is none: see ``periods_of_days``."""
    parts = PARTS.findall(fold(ascii_digits(text.replace("\u200c", " "))))
    if not 1 <= len(parts) <= 6 or len(text) > 40:
        return None
    year = next((int(part) for part in parts if part.isdigit() and len(part) == 4), None)
    short = None
    if year is None:
        short = next((part for part in reversed(parts) if part.isdigit() and len(part) == 2), None)
        year = 2000 + int(short) if short else None
    if year is None or not (FIRST_JALALI_YEAR <= year < JALALI_BEFORE or 1900 <= year <= LAST_YEAR):
        return None
    parts.remove(short if short else str(year))
    parts = [part for part in parts if part not in YEAR_WORDS and part not in ENDINGS]
    if not parts:
        return None if short else _months(year, 1, 12)
    return _with_words(year, parts) if not (short and len(parts) == 1 and parts[0].isdigit()) else None


def periods_of_days(texts: Iterable[str], *, month_first: bool = False) -> dict[str, Period]:
    """What bare days stand for, by their text: months, or quarters or years if all are that far apart.

    Only a first day of a month or a quarter, in either calendar, stands for one.
    """
    days: dict[str, date] = {}
    for text in texts:
        found = read_day(text, month_first=month_first) if text else None
        if isinstance(found, date):
            days[text] = found
    steps = {_months_between(*pair) for pair in _pairs(sorted(set(days.values())))}
    length = 12 if steps and steps == {12} else 3 if steps and all(step % 3 == 0 for step in steps) else 1
    periods = {}
    for text, day in days.items():
        jalali = int(ascii_digits(text)[:4]) if re.match(r"1[2-5]\d\d", ascii_digits(text)) else None
        if jalali is not None:
            month = int(re.split(r"[-/.]", ascii_digits(text))[1])
            period = _months(jalali, month, length)
        else:
            period = _months(day.year, day.month, length)
        if period is not None and period.starts_on == day:
            periods[text] = period
    return periods


def is_period_label(text: str) -> bool:
    """Whether a column's name is a period, or a day that may stand for one."""
    return read_period(text) is not None or bool(text in periods_of_days([text]))


def _with_words(year: int, parts: list[str]) -> Period | None:
    """A quarter, half or month of a year, from the words and numbers left beside the year."""
    numbers = [int(part) for part in parts if part.isdigit()]
    numbers += [ROMAN[part] for part in parts if part in ROMAN]
    numbers += [ORDINALS[part] for part in parts if part in ORDINALS]
    words = " ".join(part for part in parts if not part.isdigit() and part not in (*ROMAN, *ORDINALS))
    words = words.removeprefix("فصل ")
    if len(numbers) > 1:
        return None
    number = numbers[0] if numbers else None
    if words in SEASONS and number is None:
        return _months(year, 3 * SEASONS[words] - 2, 3)
    if number is None:
        month = _month_named(words, is_jalali=year < JALALI_BEFORE)
        return _months(year, month, 1) if month else None
    if words in QUARTER and 1 <= number <= 4:
        return _months(year, 3 * number - 2, 3)
    if words in HALF and 1 <= number <= 2:
        return _months(year, 6 * number - 5, 6)
    if (not words or words in MONTH_WORDS) and 1 <= number <= 12:
        return _months(year, number, 1)
    return None


def _month_named(word: str, *, is_jalali: bool) -> int | None:
    if is_jalali:
        names = {squash(name): place for place, name in enumerate(JALALI_MONTHS, 1)}
        return names.get(squash(word))
    names = {squash(name): place for place, named in enumerate(MONTHS, 1) for name in named}
    return names.get(squash(word))


def _months(year: int, first: int, count: int) -> Period | None:
    """So many months from one on, in the calendar of the year; None where they leave the calendar."""
    if not 1 <= first <= 12:
        return None
    if year >= JALALI_BEFORE:
        ends = _first_day(year, first + count)
        return Period(date(year, first, 1), ends - timedelta(days=1))
    after = year + (first + count - 1) // 12, (first + count - 1) % 12 + 1
    return Period(from_jalali(year, first, 1), from_jalali(*after, 1) - timedelta(days=1))


def _first_day(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _pairs(days: list[date]) -> Iterable[tuple[date, date]]:
    return pairwise(days)


def _months_between(first: date, second: date) -> int:
    """Months from one day to the next; Jalali quarters begin about a Gregorian month and twenty days on."""
    return round((second - first).days / 30.44)
