"""Remarks told to a reader: in their language and digits, foreign text kept from turning a line around."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask_babel import gettext
from jinja2 import pass_context
from jinja2.runtime import Context

from appraisal.i18n.digits import digits_of
from appraisal.i18n.directions import set_apart
from appraisal.i18n.numbers import show_number
from appraisal.integrations.remarks import Remark, mend_of, sentence_of
from appraisal.integrations.wording import FIELDS
from appraisal.web.request import reader

GROUPED = ("count", "limit", "byte", "parts", "whole", "rest", "stated", "found_sum")
KEYS = ("objection", "mend", "sentence")


@pass_context
def remark(_context: Context, told: Remark) -> str:
    """What is said about a line."""
    return sentence_of(_shown(told), gettext)


@pass_context
def mend(_context: Context, told: Remark) -> str:
    """How to mend it."""
    return mend_of(_shown(told), gettext)


@pass_context
def field_name(_context: Context, name: str) -> str:
    """The name of a field."""
    return gettext(FIELDS[name]) if name in FIELDS else name


TOLD: dict[str, Callable[..., str]] = {"remark": remark, "mend": mend, "field_name": field_name}


def _shown(told: Remark) -> Remark:
    language = reader().language
    params: dict[str, str | int] = {"line": digits_of(str(told.line or ""), language)}
    for name, value in told.params.items():
        if name in KEYS:
            params[name] = value
        elif isinstance(value, str):
            params[name] = _apart(value)
        elif name in GROUPED:
            params[name] = show_number(value, language)
        else:
            params[name] = digits_of(str(value), language)
    return replace(told, value=_apart(told.value), params=params)


def _apart(text: str) -> str:
    """Text of a file as a piece of its own, so that Latin words keep their place in a Persian sentence."""
    return set_apart(text, reader().direction)
