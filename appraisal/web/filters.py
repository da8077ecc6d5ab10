"""Filters for templates: days, moments, numbers and words in the reader's language and calendar.

Each takes the template's context, because Jinja computes a filter on a constant only once, in the
first visitor's language, when it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask, g
from flask_babel import format_time
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from appraisal.i18n.calendars import show_day, show_month, show_month_name, typed_day
from appraisal.i18n.digits import digits_of
from appraisal.i18n.directions import set_apart
from appraisal.i18n.numbers import show_number, show_share
from appraisal.i18n.wording import say
from appraisal.kernel.objections import Objection
from appraisal.web.request import reader


@pass_context
def day(_context: Context, value: date | datetime | str | None, long: bool = False) -> str:
    """A day (or its ISO text), or the reader's day of a moment; nothing for None."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    who = reader()
    if isinstance(value, datetime):
        value = value.astimezone(who.zone).date()
    return show_day(value, who.calendar, who.language, long=long)


@pass_context
def typed(_context: Context, value: date | None) -> str:
    """A day as the reader would type it."""
    who = reader()
    return "" if value is None else typed_day(value, who.calendar, who.language)


@pass_context
def moment(_context: Context, value: datetime | None) -> str:
    """Day and time of a moment where the reader is."""
    if value is None:
        return ""
    who = reader()
    local = value.astimezone(who.zone)
    clock = digits_of(format_time(local, "HH:mm", rebase=False), who.language)
    comma = "، " if who.language == "fa" else ", "
    return show_day(local.date(), who.calendar, who.language) + comma + clock


@pass_context
def month(_context: Context, value: date) -> str:
    """Month and year."""
    return show_month(value, reader().calendar, reader().language)


@pass_context
def month_name(_context: Context, number: int) -> str:
    """The name of a Gregorian month without its year."""
    return show_month_name(number, reader().language)


@pass_context
def number(_context: Context, value: Decimal | float | None, places: int = 2) -> str:
    """A number with the separators and digits of the reader."""
    return "" if value is None else show_number(value, reader().language, places=places)


@pass_context
def share(_context: Context, value: Decimal | float | None) -> str:
    """A ratio as a percentage."""
    return "" if value is None else show_share(value, reader().language)


@pass_context
def digits(_context: Context, value: object) -> str:
    """Any text with the digits of the reader's language."""
    return digits_of(str(value), reader().language)


@pass_context
def words(_context: Context, key: object, family: str = "") -> str:
    """The sentence behind a key: ``{{ goal.state|words('goal_state') }}``."""
    return say(f"{family}.{key}" if family else str(key))


@pass_context
def sentence(_context: Context, objection: Objection) -> str:
    """An objection as a sentence, its details shown the reader's way."""
    return say(f"objection.{objection.key}", {k: _shown(v) for k, v in objection.details.items()})


@pass_context
def told(_context: Context, thing: Any, family: str) -> str:
    """Anything with a ``key`` and ``details`` as a sentence of a family: ``{{ line|told('waiting') }}``."""
    return say(f"{family}.{thing.key}", {k: _shown(v) for k, v in thing.details.items()})


@pass_context
def texts(_context: Context, by_language: dict[str, str] | None) -> str:
    """The reader's text of a rule or form, which carry all four."""
    return "" if not by_language else by_language[reader().language]


def _shown(value: Any) -> Any:
    who = reader()
    if isinstance(value, date):
        return show_day(value, who.calendar, who.language)
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return show_number(value, who.language)
    return _apart(value)


def _apart(value: Any) -> Any:
    """Plain text kept from turning the sentence around it; markup and all else as it is."""
    if "reader" not in g or not isinstance(value, str) or isinstance(value, Markup):
        return value
    return set_apart(value, reader().direction)


def _keeping_names_apart(gettext: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def told_apart(context: Context, *sentences: Any, **details: Any) -> str:
        return gettext(context, *sentences, **{name: _apart(value) for name, value in details.items()})

    return told_apart


def offer_filters(app: Flask) -> None:
    """Make the filters known to every template, and the names in its sentences stand apart."""
    for each in (day, typed, moment, month, month_name, number, share, digits, words, sentence, told, texts):
        app.jinja_env.filters[each.__name__] = each
    for name in ("gettext", "ngettext"):
        app.jinja_env.globals[name] = _keeping_names_apart(app.jinja_env.globals[name])
