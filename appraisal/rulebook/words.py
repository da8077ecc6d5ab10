"""Words in running text, in four scripts.

Owns one normal form of a text and the search for whole words and stems in it. ASCII-only patterns
miss Persian and Russian, so words are cut by the Unicode category of each character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

_ARABIC_TO_PERSIAN = {0x064A: "ی", 0x0649: "ی", 0x0643: "ک"}
_SILENT = {0x200C: None, 0x200D: None, 0x0640: None, 0x00AD: None, 0xFEFF: None}
_VOWEL_SIGNS = dict.fromkeys(range(0x064B, 0x0653))
_DIGITS = {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}
_YO = {0x0451: "е"}  # writers of Russian use both letters for one sound
_TABLE = str.maketrans({**_ARABIC_TO_PERSIAN, **_SILENT, **_VOWEL_SIGNS, **_DIGITS, **_YO})


@lru_cache(maxsize=256)
def normalised(text: str) -> str:
    """The one form in which texts are compared.

    NFC, lower case, Persian yeh and kaf for the Arabic ones, no zero-width joiners or vowel signs,
    Latin digits.
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    return unicodedata.normalize("NFC", composed.translate(_TABLE))


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in their normal form, in order."""
    spaced = "".join(
        character if unicodedata.category(character)[0] in "LMN" else " " for character in normalised(text)
    )
    return tuple(spaced.split())


def is_pattern(pattern: str) -> bool:
    """Whether a pattern holds at least one word, and ``*`` only at the end of words."""
    parts = pattern.split()
    return bool(parts) and all(
        len(words_of(part)) == 1 and "*" not in part.removesuffix("*") and part != "*" for part in parts
    )


def finder(pattern: str) -> Callable[[str], bool]:
    """A search for one word, a stem (``ленив*``) or several of them in a row."""
    wanted = [(words_of(part)[0], part.endswith("*")) for part in pattern.split()]
    length = len(wanted)

    def found(text: str) -> bool:
        words = words_of(text)
        return any(
            all(
                words[start + offset].startswith(word) if is_stem else words[start + offset] == word
                for offset, (word, is_stem) in enumerate(wanted)
            )
            for start in range(len(words) - length + 1)
        )

    return found


def has_word(text: str, pattern: str) -> bool:
    """Whether a text holds a whole word, or a stem when the pattern ends in ``*``."""
    return finder(pattern)(text)
