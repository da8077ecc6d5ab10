"""A day as lists write it, in either calendar and either kind of digits, made a ``date``.

Owns the spellings: ISO, ``dd.mm.yyyy``, ``dd/mm/yyyy``, ``yyyy/mm/dd``. A day that its calendar does not
have is refused with the last day that month has. Leaves the calendars themselves to ``i18n``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from appraisal.i18n.calendars import JALALI_BEFORE, days_in_jalali_month, from_jalali
from appraisal.integrations.cells import ascii_digits
from appraisal.integrations.remarks import Remark, refuse

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
# The first Jalali year whose leap years all calendars in use agree on (1799).
FIRST_JALALI_YEAR = 1178


def read_day(text: str, *, month_first: bool = False) -> date | tuple[str, dict[str, str | int]]:
    """The day that ``text`` names, or the reason (and its params) why there is none.

    ``month_first`` reads ``03/25/2017`` as 25 March; without it, day stands before month.
    """
    return _read(ascii_digits(text), month_first)


def day_or_refusal(
    text: str, line: int, field: str, *, month_first: bool = False
) -> tuple[date | None, Remark | None]:
    """A day for a cell: nothing for an empty one, a refusal naming line and field for a wrong one."""
    if not text:
        return None, None
    found = read_day(text, month_first=month_first)
    if isinstance(found, date):
        return found, None
    reason, params = found
    return None, refuse(reason, line, field, text, **params)


@lru_cache(maxsize=4096)
def _read(text: str, month_first: bool) -> date | tuple[str, dict[str, str | int]]:
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := YEAR_LAST.fullmatch(text):
        year, month, day = int(match[4]), int(match[3]), int(match[1])
        if month_first and match[2] != ".":
            month, day = day, month
        elif month > 12 >= day:
            return "date_month_first", {"month": month}
    else:
        return "date_not_understood", {}
    is_jalali = year < JALALI_BEFORE
    if is_jalali and year < FIRST_JALALI_YEAR:
        return "date_year_too_early", {"year": year}
    calendar = "jalali" if is_jalali else "gregorian"
    if not 1 <= month <= 12:
        return "date_has_no_such_month", {"month": month, "calendar": calendar}
    last = days_in_jalali_month(year, month) if is_jalali else monthrange(year, month)[1]
    if not 1 <= day <= last:
        return "date_does_not_exist", {"last_day": last, "calendar": calendar}
    return from_jalali(year, month, day) if is_jalali else date(year, month, day)
