"""Which way a text runs, and how a name keeps its place in a sentence that runs the other way.

Without it a Latin name in a Persian sentence takes the number or the full stop beside it along.
"""

from __future__ import annotations

import unicodedata

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
LETTERS = {"ltr": frozenset({"L"}), "rtl": frozenset({"R", "AL"})}
OTHER = {"ltr": "rtl", "rtl": "ltr"}


def set_apart(text: str, direction: str) -> str:
    """The text as a piece of its own if any letter runs against the sentence around it; else as it is."""
    against = LETTERS[OTHER[direction]]
    if any(unicodedata.bidirectional(letter) in against for letter in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text
