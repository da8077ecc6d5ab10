"""Digits in and out: what is typed in any script is read, what is shown follows the language."""

from __future__ import annotations

from persiantools import digits

TO_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬", "01234567890123456789.,")


def latin_digits(text: str) -> str:
    """The text with Persian and Arabic digits and separators written the Latin way."""
    return text.translate(TO_LATIN)


def digits_of(text: str, language: str) -> str:
    """The text with the digits of the language; only Persian differs."""
    return digits.en_to_fa(text) if language == "fa" else text
