"""Which column holds which field, and which foreign value means which of ours.

Owns the guess, with how sure it is, and what a person chose: a choice of columns is remembered for
the same set of headers, a choice of a value for ever. Leaves the storing to operations.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from appraisal.integrations.cells import clean, fold, squash
from appraisal.integrations.fields import SHAPES, Kind
from appraisal.integrations.remarks import FileRefused, Remark, refuse
from appraisal.integrations.synonyms import SYNONYMS

WORTH_OFFERING = 0.6
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
OURS = "_appraisal_"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A field, the column that seems to hold it, and how sure (1.0: a name we know)."""

    field: str
    label: str
    how_sure: float


@dataclass(frozen=True, slots=True)
class Columns:
    """A choice of columns for one kind of list: field to column label. ``month_first`` reads 03/25/2017."""

    kind: Kind
    labels: Mapping[str, str]
    month_first: bool = False

    def places_in(self, labels: tuple[str, ...]) -> dict[str, int]:
        """Field to place (from 0) in a file with these labels.

        Raises ``FileRefused`` if a chosen column is not there, or a needed field has none.
        """
        for field_name, label in self.labels.items():
            if label not in labels:
                raise FileRefused(refuse("column_not_there", field=field_name, value=label))
        if objections := self.objections():
            raise FileRefused(objections[0])
        return {field_name: labels.index(label) for field_name, label in self.labels.items()}

    def objections(self) -> tuple[Remark, ...]:
        """Everything that speaks against this choice: needed fields without a column, columns used twice."""
        shape = SHAPES[self.kind]
        missing: frozenset[str] = frozenset()
        if not any(group <= self.labels.keys() for group in shape.needed):
            missing = shape.needed[0] - self.labels.keys()
        chosen = list(self.labels.values())
        twice = sorted({label for label in chosen if chosen.count(label) > 1})
        return (
            *(refuse("column_missing", field=name) for name in shape.fields if name in missing),
            *(refuse("column_used_twice", value=label) for label in twice),
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """What a file seems to be: its kind and a column for each field found, all open to a person's change."""

    kind: Kind
    guesses: tuple[ColumnGuess, ...]
    unused: tuple[str, ...]

    @property
    def columns(self) -> Columns:
        """The offer taken as it is."""
        return Columns(self.kind, {guess.field: guess.label for guess in self.guesses})

    @property
    def how_sure(self) -> float:
        """As sure as the least sure of its columns."""
        return min((guess.how_sure for guess in self.guesses), default=0.0)


def signature_of(labels: Iterable[str]) -> str:
    """The same for the same set of headers, in whatever order; our own added columns do not count."""
    names = sorted(fold(label) for label in labels if not label.startswith(OURS))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def offer_columns(labels: tuple[str, ...], kind: Kind) -> Offer:
    """Guess a column for each field of ``kind``: the surest pairs first, each column used once."""
    theirs = [label for label in labels if not label.startswith(OURS)]
    pairs = sorted(
        (-how_sure_of(kind, name, label), order, place, name, label)
        for order, name in enumerate(SHAPES[kind].fields)
        for place, label in enumerate(theirs)
    )
    taken: dict[str, ColumnGuess] = {}
    used: set[str] = set()
    for doubt, _, _, name, label in pairs:
        if -doubt >= WORTH_OFFERING and name not in taken and label not in used:
            taken[name] = ColumnGuess(name, label, round(-doubt, 2))
            used.add(label)
    _split_names(taken)
    guesses = tuple(taken[name] for name in SHAPES[kind].fields if name in taken)
    return Offer(kind, guesses, tuple(label for label in theirs if label not in used))


def recognise(labels: tuple[str, ...], periods: int = 0) -> Offer:
    """What kind of list has these columns, the narrower of two that fit; ``periods`` are named like periods.

    Raises ``FileRefused`` if none does; ``offer_columns`` then starts a choice by hand.
    """
    offers = [offer_columns(labels, kind) for kind in Kind]
    fitting = [
        offer
        for offer in offers
        if not offer.columns.objections() and (periods or offer.kind is not Kind.SHARES_WIDE)
    ]

    def fit(offer: Offer) -> tuple[float, int]:
        more = periods if offer.kind is Kind.SHARES_WIDE else 0
        return more + sum(guess.how_sure for guess in offer.guesses), -len(SHAPES[offer.kind].fields)

    if not fitting:
        raise FileRefused(refuse("columns_not_recognised", value=", ".join(labels)))
    return max(fitting, key=fit)


def how_sure_of(kind: Kind, field_name: str, label: str) -> float:
    """How sure it is that a column named ``label`` holds the field: 0 to 1."""
    words = header_words(label)
    return max(_likeness(words, header_words(name)) for name in (field_name, *SYNONYMS[kind][field_name]))


@lru_cache(maxsize=4096)
def header_words(label: str) -> str:
    """A header's words without case, underscores, camel humps and accents: ``ReportsTo`` is ``reports to``."""
    parts = re.split(r"[\s_\-./:()#*]+", CAMEL.sub(" ", label.replace("\u200c", " ")))
    return " ".join(filter(None, map(squash, parts)))


@lru_cache(maxsize=16384)
def _likeness(theirs: str, ours: str) -> float:
    if not theirs:
        return 0.0
    if theirs.replace(" ", "") == ours.replace(" ", ""):
        return 1.0
    if len(ours) >= 4 and f" {ours} " in f" {theirs} ":
        return 0.6 + 0.3 * len(ours) / len(theirs)
    likeness = SequenceMatcher(None, theirs, ours).ratio() if min(len(theirs), len(ours)) >= 4 else 0.0
    return 0.9 * likeness if likeness >= 0.85 else 0.0


def _split_names(taken: dict[str, ColumnGuess]) -> None:
    """Beside a family name, a column called just “name” holds the first name."""
    if "family_name" in taken and "given_name" not in taken and "name" in taken:
        guess = taken.pop("name")
        taken["given_name"] = ColumnGuess("given_name", guess.label, guess.how_sure)


class Lookup:
    """A known set of values: finds one however it is spelled in case and spaces, suggests the nearest."""

    def __init__(self, values: Iterable[str]) -> None:
        self.values = tuple(values)
        self._exact = {fold(value): value for value in self.values}
        self._bare: dict[str, str] = {}
        for value in self.values:
            self._bare.setdefault(squash(value), value)
        self._suggested: dict[str, tuple[str, float]] = {}

    def find(self, value: str) -> str | None:
        """The known value, or None."""
        return self._exact.get(fold(value))

    def suggest(self, value: str) -> tuple[str, float]:
        """The nearest known value and how sure (``GTXPro``: ``GTX Pro``); empty when nothing is near."""
        if value not in self._suggested:
            bare = squash(value)
            near = [bare] if bare in self._bare else get_close_matches(bare, self._bare, n=1, cutoff=0.75)
            likeness = SequenceMatcher(None, bare, near[0]).ratio() if near else 0.0
            self._suggested[value] = (self._bare[near[0]] if near else "", round(likeness, 2))
        return self._suggested[value]


@dataclass(frozen=True, slots=True)
class Choices:
    """What foreign values mean, as a person chose: ``{"product": {"gtxpro": "GTX Pro"}}``."""

    by_field: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def chosen(self, field_name: str, value: str) -> str | None:
        """The meaning chosen for a value, or None if nobody has chosen yet."""
        return self.by_field.get(field_name, {}).get(fold(value))

    def choose(self, field_name: str, value: str, meaning: str) -> Choices:
        """These choices with one more; a later choice replaces an earlier one."""
        of_field = {**self.by_field.get(field_name, {}), fold(value): clean(meaning)}
        return Choices({**self.by_field, field_name: of_field})
