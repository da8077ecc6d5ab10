"""Words for keys: objections, enums and verbs of history are keys in the code and sentences here.

Each slice hands its ``wording.WORDS`` to ``adopt`` when the application is made. A key is looked up
as ``<family>.<key>``: ``objection.goal_not_agreed``, ``goal_state.proposed``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

_words: dict[str, str] = {}


def N_(text: str) -> str:
    """Mark an English sentence for the catalogs and return it as it is."""
    return text


def adopt(words: Mapping[str, str]) -> None:
    """Take a slice's words; a key that stands for two different sentences is a fault."""
    for key, sentence in words.items():
        if _words.setdefault(key, sentence) != sentence:
            raise ValueError(f"the key {key!r} is worded twice: {_words[key]!r} and {sentence!r}")


def is_worded(key: str) -> bool:
    """Whether a sentence stands behind the key."""
    return key in _words


def sentence_behind(key: str) -> str:
    """The English sentence behind a key, to be looked up in a catalog; the key itself while nobody worded it."""
    return _words.get(key, key)


def say(key: str, details: Mapping[str, Any] | None = None) -> str:
    """The sentence behind the key in the reader's language, with the details filled in."""
    return gettext(_words[key], **(details or {}))
