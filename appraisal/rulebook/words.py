"""Words in running text, in four scripts.

Owns one normal form of a text and the search for whole words and stems in it. ASCII-only patterns
miss Persian and Russian, so words are cut by the Unicode category of each character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

_ARABIC_TO_PERSIAN = {0x064A: "ی", 0x0649: "ی", 0x0643: "ک"}
_SILENT = {0x200C: None, 0x200D: None, 0x0640: None, 0x00AD: None, 0xFEFF: None}
_VOWEL_SIGNS = dict.fromkeys(range(0x064B, 0x0653))
_DIGITS = {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}
_YO = {0x0451: "е"}  # writers of Russian use both letters for one sound
Wanted = tuple[tuple[str, bool], ...]
"""What a pattern looks for, word by word: the word, and whether it is only a beginning."""
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


def passages_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """Each word in its normal form with the place where it stands in the text as written."""
    found: list[tuple[str, int, int]] = []
    start = None
    for place, character in enumerate((*text, " ")):
        inside = unicodedata.category(character)[0] in "LMN" or ord(character) in _SILENT
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            found.extend((word, start, place) for word in words_of(text[start:place]))
            start = None
    return tuple(found)


def places_of(text: str, pattern: str) -> tuple[tuple[int, int], ...]:
    """Where a pattern stands in a text: (first character, one after the last), in order."""
    wanted = wanted_of(pattern)
    words = passages_of(text)
    return tuple(
        (words[start][1], words[start + len(wanted) - 1][2])
        for start in range(len(words) - len(wanted) + 1)
        if _matches(wanted, [word for word, _, _ in words[start : start + len(wanted)]])
    )


def is_pattern(pattern: str) -> bool:
    """Whether a pattern holds at least one word, and ``*`` only at the end of words."""
    parts = pattern.split()
    return bool(parts) and all(
        len(words_of(part)) == 1 and "*" not in part.removesuffix("*") and part != "*" for part in parts
    )


def finder(pattern: str) -> Callable[[str], bool]:
    """A search for one word, a stem (``ленив*``) or several of them in a row."""
    wanted = wanted_of(pattern)
    length = len(wanted)

    def found(text: str) -> bool:
        words = words_of(text)
        return any(
            _matches(wanted, words[start : start + length]) for start in range(len(words) - length + 1)
        )

    return found


def wanted_of(pattern: str) -> Wanted:
    """The words of a pattern in their normal form, each with whether it is a stem."""
    return tuple((word, part.endswith("*")) for part in pattern.split() for word in words_of(part)[:1])


def _matches(wanted: Wanted, words: Sequence[str]) -> bool:
    return all(
        word.startswith(sought) if is_stem else word == sought
        for (sought, is_stem), word in zip(wanted, words, strict=True)
    )


def has_word(text: str, pattern: str) -> bool:
    """Whether a text holds a whole word, or a stem when the pattern ends in ``*``."""
    return finder(pattern)(text)
