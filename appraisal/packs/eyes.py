"""How words about a person's work are looked at while they are typed: the facts of a text, and what the pack says.

Owns the way from a text to facts: whether somebody writes about the own work, which sentences name a colleague,
how many words there are. The rules and their lists of words stand in the pack of wording. Nothing is kept here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from appraisal.packs.telling import remarks_in
from appraisal.rulebook import Pack, Remark, words_of

PACK = "wording"
GROUP_OF_FLAG = "protected"
"""Rules about protected traits and looks: a text kept against one of them is a decision that a gate reads."""
LONGEST = 20_000
_SENTENCE = re.compile(r"[.!?؟。;؛\n]+")
_ENDINGS = frozenset(["а", "я", "ы", "и", "е", "у", "ю", "ой", "ою", "ей", "ею", "ом", "ем", "й", "ь"]) | {""}
"""What a Russian name may end in."""
_PERSIAN_ENDINGS = frozenset({"", "ی"})


class Place(StrEnum):
    """Where a text will stand."""

    OBSERVATION = "observation"
    CHECKIN_NOTE = "checkin_note"
    AGENDA = "agenda"
    OUTCOME = "outcome"
    REVIEW_PART = "review_part"
    COMMENT = "comment"
    CONCLUSION = "conclusion"
    REPLY = "reply"
    GOAL = "goal"


@dataclass(frozen=True)
class Eye:
    """Looks at texts that one person writes about somebody's work; ``colleagues`` are the names of the others."""

    pack: Pack | None
    about_self: bool
    colleagues: tuple[str, ...]
    day: date

    def __call__(self, place: str, text: str) -> tuple[Remark, ...]:
        """What the pack remarks about a text at a place, the gravest first; nothing about an empty text."""
        if self.pack is None or not text.strip():
            return ()
        return remarks_in(self.pack, self.facts_of(place, text[:LONGEST]), self.day)

    def facts_of(self, place: str, text: str) -> Mapping[str, object]:
        """A text as facts of the pack."""
        return {
            "text": text,
            "beside_colleague": "\n".join(sentences_naming(text, self.colleagues)),
            "place": place,
            "about_self": self.about_self,
            "word_count": len(words_of(text)),
            "has_number": any(each.isdigit() for each in text),
        }


def sentences_naming(text: str, colleagues: Iterable[str]) -> list[str]:
    """The sentences in which one of these people is named, by the whole name, the first or the last part of it."""
    wanted = [_parts(name) for name in colleagues]
    if not wanted:
        return []
    return [
        sentence.strip()
        for sentence in _SENTENCE.split(text)
        if any(
            _names(word, parts) for word in re.findall(r"[^\W\d_]+", _joined(sentence)) for parts in wanted
        )
    ]


def others(team: Mapping[int, str], *present: int | None) -> tuple[str, ...]:
    """The names of a team without those of the people who are present, nor any that sounds like theirs."""
    own = {
        part.casefold() for key in present if key is not None and key in team for part in _parts(team[key])
    }
    return tuple(
        name
        for key, name in team.items()
        if key not in present and not own & {part.casefold() for part in _parts(name)}
    )


def _joined(sentence: str) -> str:
    """A zero-width joiner stands inside a Persian word and does not end it."""
    return sentence.replace("\u200c", "").replace("\u200d", "")


def _parts(name: str) -> tuple[str, ...]:
    parts = _joined(name).split()
    return tuple(part for part in dict.fromkeys((*parts[:1], *parts[-1:])) if len(part) > 2)


def _names(word: str, parts: Iterable[str]) -> bool:
    """Whether a word is a part of a name. Where a script has capitals, a name is written with one."""
    return any(_is_form_of(word, part) for part in parts)


def _is_form_of(word: str, part: str) -> bool:
    if word[0].islower():
        return False
    said, name = word.casefold(), part.casefold()
    if said == name:
        return True
    if "а" <= name[0] <= "я":
        stem = name[:-1] if name[-1] in "аяйьеиыоую" else name
        return said.startswith(stem) and said[len(stem) :] in _ENDINGS
    return "\u0600" <= name[0] <= "\u06ff" and said.startswith(name) and said[len(name) :] in _PERSIAN_ENDINGS
