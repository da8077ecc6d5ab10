"""Fields of typed input, beside those WTForms brings: days in two calendars, amounts in any digits.

*Form* is an appraisal form in this product; what WTForms calls a form is an ``Input`` here, and its
whole work is to turn what was typed into a command of the slice's domain.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue] - its stubs are older
from wtforms.validators import InputRequired, Length, Optional, StopValidation
from wtforms.widgets import TextInput

from appraisal.i18n.calendars import NoSuchDay, read_day, read_day_or_month, typed_day
from appraisal.i18n.digits import digits_of
from appraisal.i18n.languages import Calendar
from appraisal.i18n.numbers import read_number, show_number
from appraisal.web.request import reader


def later(sentence: str, **details: Any) -> Any:
    """A label in the reader's language, looked up when the page is made; imported as ``_`` by inputs.

    Typed as anything because it stands where WTForms takes a text, and is none before it is shown.
    """
    return lazy_gettext(sentence, **details)


_ = later


class Input(FlaskForm):
    """The base of every input. ``seen_version`` is the version of the thing that the person saw."""

    seen_version = HiddenField()

    @property
    def seen(self) -> int | None:
        """The version that was on the page, or None where nothing was there yet."""
        text = self.seen_version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def choices_of(pairs: Iterable[tuple[str, Any]]) -> list[Any]:
    """The options of a choice from (value, label) pairs."""
    return [SelectChoice(value, label) for value, label in pairs]


class Needed(InputRequired):
    """Something must stand here; spaces are nothing."""

    def __init__(self) -> None:
        super().__init__(_("Please fill this in."))

    def __call__(self, form: Any, field: Any) -> None:
        if field.raw_data and isinstance(field.raw_data[0], str) and not field.raw_data[0].strip():
            field.errors[:] = []
            raise StopValidation(gettext("Please fill this in."))
        super().__call__(form, field)


class MayStayOpen(Optional):
    """Nothing needs to be chosen here. Spaces are a wrong choice: WTForms alone would let them pass as none."""

    def __init__(self) -> None:
        super().__init__(strip_whitespace=False)


class Line(StringField):
    """One line of text, trimmed, at most ``longest`` characters. ``read_by`` says who will read it."""

    def __init__(
        self,
        label: Any,
        *,
        needed: bool = False,
        longest: int = 200,
        read_by: Any = None,
        hint: Any = None,
        **kw: Any,
    ) -> None:
        super().__init__(
            label, [*([Needed()] if needed else []), _at_most(longest)], filters=[_trimmed], **kw
        )
        self.read_by, self.hint, self.is_needed = read_by, hint, needed


class Text(TextAreaField):
    """Several lines of text, trimmed. ``read_by`` says who will read it, and stands beside the field."""

    def __init__(
        self,
        label: Any,
        *,
        needed: bool = False,
        longest: int = 8000,
        read_by: Any = None,
        hint: Any = None,
        **kw: Any,
    ) -> None:
        super().__init__(
            label, [*([Needed()] if needed else []), _at_most(longest)], filters=[_trimmed], **kw
        )
        self.read_by, self.hint, self.is_needed = read_by, hint, needed


class DayField(StringField):
    """A day typed in the reader's calendar, any digits; ``data`` is a Gregorian ``date`` or None."""

    widget = TextInput()
    data: Any

    def __init__(self, label: Any, *, needed: bool = False, hint: Any = None, **kw: Any) -> None:
        super().__init__(label, [Needed()] if needed else [], **kw)
        self.read_by, self.hint, self.is_needed = None, hint, needed

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        try:
            self.data = self.read(typed, reader().calendar)
        except NoSuchDay as error:
            raise ValueError(self.refuse(error)) from error

    def read(self, typed: str, calendar: Calendar) -> date:
        """What was typed as a day. Raises ``NoSuchDay``."""
        return read_day(typed, calendar)

    def refuse(self, error: NoSuchDay) -> str:
        """What is said of something that is no day, with the way to write it."""
        return _no_such_day(error)

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        day: date | None = self.data
        return typed_day(day, reader().calendar, reader().language) if day else ""


class SinceField(DayField):
    """A day, or a month alone, from which something holds; ``data`` is the day or the month's first day."""

    def read(self, typed: str, calendar: Calendar) -> date:
        """What was typed as a day; of a month its first. Raises ``NoSuchDay``."""
        return read_day_or_month(typed, calendar)

    def refuse(self, error: NoSuchDay) -> str:
        """As for a day, and with the month alone."""
        written = (
            ("1396/10/08", "1396/10") if error.calendar is Calendar.JALALI else ("2017-12-29", "2017-12")
        )
        return gettext(
            "“%(typed)s” is neither a day nor a month. Write it like %(day)s, or the month alone like %(month)s.",
            typed=error.typed, day=digits_of(written[0], reader().language),
            month=digits_of(written[1], reader().language),
        )  # fmt: skip


class AmountField(StringField):
    """A number typed in any digits with the reader's separators; ``data`` is a ``Decimal`` or None."""

    widget = TextInput()
    data: Any

    def __init__(
        self, label: Any, *, needed: bool = False, hint: Any = None, places: int = 2, **kw: Any
    ) -> None:
        super().__init__(label, [Needed()] if needed else [], **kw)
        self.read_by, self.hint, self.is_needed, self.places = None, hint, needed, places

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        try:
            number: Decimal = read_number(typed, reader().language)
        except ValueError as error:
            raise ValueError(gettext("“%(typed)s” is not a number.", typed=typed)) from error
        if abs(number) >= 10**14 or number != round(number, self.places):
            raise ValueError(
                gettext("Please give a smaller number, with at most %(places)s decimals.", places=self.places)
            )
        self.data = number

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else show_number(self.data, reader().language, places=self.places)


def _no_such_day(error: NoSuchDay) -> str:
    if error.calendar is Calendar.JALALI:
        return gettext(
            "“%(typed)s” is not a day of the Jalali calendar. Write it like 1396/10/08.", typed=error.typed
        )
    return gettext(
        "“%(typed)s” is not a day of the Gregorian calendar. Write it like 2017-12-29.", typed=error.typed
    )


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _at_most(longest: int) -> Length:
    return Length(max=longest, message=_("Please keep this to %(max)d characters."))
