"""The four languages, all equal, and the calendars a person can choose beside them.

Locales carry a territory because the first day of the week hangs on it: fa_IR starts on Saturday.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Calendar(StrEnum):
    """How days are shown and typed. They are stored Gregorian."""

    GREGORIAN = "gregorian"
    JALALI = "jalali"


@dataclass(frozen=True)
class Language:
    """A language of the product: its code in addresses, its locale, how it is written."""

    code: str
    locale: str
    own_name: str
    direction: str
    calendar: Calendar


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("en", "en_GB", "English", "ltr", Calendar.GREGORIAN),
        Language("fa", "fa_IR", "فارسی", "rtl", Calendar.JALALI),
        Language("ru", "ru_RU", "Русский", "ltr", Calendar.GREGORIAN),
        Language("vi", "vi_VN", "Tiếng Việt", "ltr", Calendar.GREGORIAN),
    )
}
DEFAULT_LANGUAGE = "en"


def language_of(code: str | None) -> Language:
    """The language with this code, or the default one when the code is not ours."""
    return LANGUAGES.get(code or "", LANGUAGES[DEFAULT_LANGUAGE])
