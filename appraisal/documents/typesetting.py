"""Days, numbers and words on paper: filters bound to one language and calendar, knowing no request."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from appraisal.documents.wording import WORDS
from appraisal.i18n.calendars import show_day, show_month
from appraisal.i18n.digits import digits_of
from appraisal.i18n.languages import Calendar
from appraisal.i18n.numbers import show_number, show_share

PLAIN_UNITS = frozenset({"", "count"})


def direction_of(text: str) -> str:
    """The direction of a person's text: that of its first letter with a direction. The press has no ``dir=auto``."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def apart(text: str) -> str:
    """A name inside a sentence, isolated, so that its script does not turn the numbers beside it round."""
    return ("\u2067" if direction_of(text) == "rtl" else "\u2066") + text + "\u2069"


def css_text(text: str) -> str:
    """The text as a string in a style sheet."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def filters_for(
    language: str, calendar: Calendar, gettext: Callable[[str], str]
) -> dict[str, Callable[..., str]]:
    """The filters of a paper's templates."""

    def day(value: date | datetime | str | None) -> str:
        if not value:
            return ""
        if isinstance(value, str):  # as plain data has it: an ISO day or moment
            value = date.fromisoformat(value[:10])
        return show_day(value.date() if isinstance(value, datetime) else value, calendar, language)

    def number(value: Decimal | int | float, places: int = 2) -> str:
        return show_number(value, language, places=places)

    def amount(value: Decimal, unit: str) -> str:
        shown = number(value)
        if unit in PLAIN_UNITS:
            return shown
        key = f"paper_unit.{unit}"
        return f"{shown}\u00a0{gettext(WORDS[key]) if key in WORDS else unit}"

    def words(key: Any, family: str) -> str:
        named = WORDS.get(f"{family}.{key}")
        return str(key).replace("_", " ") if named is None else gettext(named)

    return {
        "day": day,
        "month": lambda value: show_month(value, calendar, language),
        "number": number,
        "amount": amount,
        "share": lambda value: show_share(value, language),
        "digits": lambda value: digits_of(str(value), language),
        "words": words,
        "texts": lambda by_language: (by_language or {}).get(language, ""),
        "direction": direction_of,
        "apart": apart,
        "css_text": css_text,
    }
