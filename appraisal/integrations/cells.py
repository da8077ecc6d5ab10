"""One cell read: letters made comparable, digits of both kinds, amounts of money.

Owns how two spellings are compared. Leaves days to ``days`` and meanings to ``mapping``.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
# Letters with two code points for one sound in Persian files, and marks that nobody sees.
ALIKE = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "ـ": None}
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff\u00ad")
)
EDGES = " \t\r\n\u00a0\u202f\u200b\u200e\u200f\u202a\u202b\u202c\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
AMOUNT = re.compile(r"-?\d+(\.\d+)?")
GROUPED = re.compile(r"-?\d{1,3}([.,])\d{3}(?:\1\d{3})*")
CURRENCY = re.compile(r"(?i)[$€£₫₽﷼]|\b(?:usd|eur|rub|vnd|irr)\b|руб\.?|ریال|تومان|đ$")


def clean(text: str) -> str:
    """The cell without spaces and direction marks at its edges, letters composed, guard removed."""
    text = text.replace("\0", "")
    text = text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip(EDGES)
    if text[:1] == "'" and text[1:2] in FORMULA_STARTS:
        return text[1:]
    return text


def ascii_digits(text: str) -> str:
    """Persian and Arabic digits as 0-9; all else as it was."""
    return text if text.isascii() else text.translate(DIGITS)


def fold(text: str) -> str:
    """What two spellings of one name share: case, inner spaces and look-alike letters do not count."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(ALIKE).translate(DIGITS)
    return " ".join(text.casefold().split())


def fold_name(text: str) -> str:
    """``fold`` for a person's name, where ``Family, Given`` is ``Given Family``."""
    family, comma, given = text.replace("،", ",").partition(",")
    return fold(f"{given} {family}" if comma else family)


def squash(text: str) -> str:
    """``fold`` without anything but letters and digits, accents removed: for suggestions only."""
    bare = unicodedata.normalize("NFKD", fold(text).replace("đ", "d"))
    return "".join(char for char in bare if char.isalnum())


def read_amount(text: str) -> Decimal | None:
    """An amount as typed in any of the four languages; None when it is no number.

    ``1,054`` and ``1.054`` are read as one thousand and fifty-four: money has no three decimals.
    """
    bare = CURRENCY.sub("", ascii_digits(text)).translate({0x66B: ".", 0x66C: ",", 0x2212: "-"})
    bare = re.sub(r"[\s'’\u00a0\u202f]", "", bare)
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    if GROUPED.fullmatch(bare):
        bare = re.sub("[.,]", "", bare)
    elif "," in bare and "." in bare:
        groups, decimal = (",", ".") if bare.rfind(".") > bare.rfind(",") else (".", ",")
        bare = bare.replace(groups, "").replace(decimal, ".")
    else:
        bare = bare.replace(",", ".")
    if not AMOUNT.fullmatch(bare):
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def safe_cell(text: str) -> str:
    """The cell as it may be opened in a spreadsheet: a formula from outside stays plain text.

    ``clean`` takes the guarding apostrophe away again, so a mended file reads as it was.
    """
    if text.startswith(FORMULA_STARTS) and read_amount(text) is None:
        return f"'{text}"
    return text
