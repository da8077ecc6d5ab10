"""Numbers, amounts and shares as people read and type them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, format_decimal, format_percent, parse_decimal

from appraisal.i18n.digits import digits_of, latin_digits
from appraisal.i18n.languages import language_of

ARABIC_LETTER_MARK = "\u061c"
PERSIAN_SEPARATORS = str.maketrans(",.", "٬٫")


def show_number(value: Decimal | int | float, language: str, *, places: int = 2) -> str:
    """The number with the separators and digits of the language, at most ``places`` decimals."""
    pattern = "#,##0" + ("." + "#" * places if places else "")
    text = format_decimal(value, pattern, locale=language_of(language).locale)
    return digits_of(text.translate(PERSIAN_SEPARATORS), language) if language == "fa" else text


def show_share(value: Decimal | float, language: str) -> str:
    """A ratio as a percentage. In Persian a mark keeps the sign on the right side of a lone number."""
    text = digits_of(
        format_percent(
            value, "#,##0 %" if language == "ru" else "#,##0%", locale=language_of(language).locale
        ),
        language,
    )
    return ARABIC_LETTER_MARK + text.replace("%", "٪") if language == "fa" else text


def read_number(typed: str, language: str) -> Decimal:
    """The number that was typed, in any digits, with the separators of the language or plain ones.

    Raises ``ValueError`` when it is none.
    """
    text = latin_digits(typed).strip().replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    locale = "en_GB" if language == "fa" else language_of(language).locale
    try:
        number = parse_decimal(text, locale=locale, strict=True)
    except NumberFormatError:
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise ValueError(typed) from error
    if not number.is_finite():
        raise ValueError(typed)
    return number
