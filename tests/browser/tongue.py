"""How one run of the story reads and types: its language, with words taken from the catalogs."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from babel.support import Translations

from appraisal.i18n.calendars import show_day, typed_day
from appraisal.i18n.catalogs import CATALOGS
from appraisal.i18n.digits import digits_of
from appraisal.i18n.directions import set_apart
from appraisal.i18n.languages import Language, language_of
from appraisal.i18n.numbers import show_number
from appraisal.slices import WORDS

MARKS = r"[\u2066-\u2069\u200e\u200f\u061c]*"


def spoken(words: str, *, whole: bool = False) -> re.Pattern[str]:
    """How a page may hold these words: with marks of direction that nobody sees between them."""
    parts = re.findall(r"\w+|\s+|.", words, re.DOTALL)
    held = MARKS.join(r"\s+" if part.isspace() else re.escape(part) for part in parts)
    return re.compile(rf"^\s*{MARKS}{held}{MARKS}\s*$" if whole else held)


@dataclass(frozen=True)
class Tongue:
    """A language with its usual calendar: Persian is read and typed in Jalali days and Persian digits."""

    code: str

    @property
    def language(self) -> Language:
        """The language of the product."""
        return language_of(self.code)

    @cached_property
    def _catalog(self) -> Any:
        return Translations.load(str(CATALOGS), [self.language.locale])

    @cached_property
    def _known(self) -> Container[str]:
        """Every sentence of the code, which are those that somebody has translated."""
        return Translations.load(str(CATALOGS), ["fa_IR"])._catalog

    @cached_property
    def _worded(self) -> Mapping[str, str]:
        return {key: sentence for words in WORDS for key, sentence in words.items()}

    def say(self, sentence: str, **details: Any) -> str:
        """What a page says for an English sentence of the code."""
        assert sentence in self._known or sentence in self._worded.values(), (
            f"no page says this any more: {sentence!r}"
        )
        told = self._catalog.gettext(sentence)
        return told % {name: self._apart(value) for name, value in details.items()} if details else told

    def _apart(self, value: Any) -> Any:
        return set_apart(value, self.language.direction) if isinstance(value, str) else value

    def count(self, one: str, many: str, number: int, name: str = "count") -> str:
        """What a page says for a sentence with a number in it."""
        return self._catalog.ngettext(one, many, number) % {name: self.number(number)}

    def word(self, key: str, **details: Any) -> str:
        """What a page says for a key, such as ``review_step.closed``."""
        return self.say(self._worded[key], **details)

    def typed(self, day: date) -> str:
        """A day as somebody types it."""
        return typed_day(day, self.language.calendar, self.code)

    def day(self, day: date) -> str:
        """A day as a page shows it."""
        return show_day(day, self.language.calendar, self.code)

    def number(self, value: Any) -> str:
        """A number as a page shows it and as somebody types it."""
        return show_number(value, self.code)

    def digits(self, text: str) -> str:
        """A text in the digits of the language."""
        return digits_of(text, self.code)

    def of(self, texts: Mapping[str, str]) -> str:
        """The text of this language, of those that rules, forms and the story carry."""
        return texts[self.code]
