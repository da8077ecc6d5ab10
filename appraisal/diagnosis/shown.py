"""What an evaluation says, as a reader sees it: values without behaviour. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Texts = Mapping[str, str]


@dataclass(frozen=True)
class ShownFact:
    """A fact in a reader's words. ``kind``: words, yes, no, share, number, answer, none (unknown).

    One that is contested, or ``aged`` because it was said too long ago, shows its value and does not count.
    """

    name: str
    label: Texts
    kind: str
    words: Texts | None = None
    number: float | None = None
    unit: str = ""
    origin: str = ""
    on: date | None = None
    author: str = ""
    since: date | None = None
    is_contested: bool = False
    aged: bool = False


@dataclass(frozen=True)
class Aside:
    """What does not count: facts as they were kept and rules that are contested, and facts said too long ago."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    rules: frozenset[str] = frozenset()
    aged: frozenset[str] = frozenset()


NOTHING_ASIDE = Aside()


@dataclass(frozen=True)
class ShownRule:
    """A rule that spoke: what it found, and from which facts."""

    key: str
    title: Texts
    facts: tuple[ShownFact, ...]
    is_contested: bool = False


@dataclass(frozen=True)
class ShownFactor:
    """What can be said of one factor: the facts on each side, what is missing or too old, and what is set aside."""

    key: str
    status: str
    speaks_for: tuple[ShownRule, ...]
    speaks_against: tuple[ShownRule, ...]
    missing: tuple[Texts, ...]
    leads: bool
    made_likely_by_work: bool
    aged: tuple[ShownFact, ...] = ()
    facts_aside: tuple[ShownFact, ...] = ()
    rules_aside: tuple[ShownRule, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether no fact bears on it yet."""
        return not self.speaks_for and not self.speaks_against


@dataclass(frozen=True)
class ShownGate:
    """Why no cause is named yet, or none is needed. ``leads_to`` is what to do instead, if it is known."""

    key: str
    title: Texts
    remedy: Texts | None
    leads_to: str = ""


@dataclass(frozen=True)
class ShownQuestion:
    """A question that one side can answer. ``options`` are (value, words); words are None for plain yes and no."""

    fact: str
    text: Texts
    ask: str
    kind: str
    unit: str
    options: tuple[tuple[str, Texts | None], ...]
    least: float | None = None
    most: float | None = None
    is_yes_or_no: bool = False
    may_have_begun: bool = False


@dataclass(frozen=True)
class ShownStep:
    """One dated turn for the worse; the first factor leads. ``origin`` says whose day it is; what an
    earlier talk found has no title, and the drop of the result itself has no factor."""

    on: date
    factor: str
    title: Texts | None
    leads: bool
    origin: str = ""
    author: str = ""


@dataclass(frozen=True)
class Shown:
    """Everything an evaluation says, ready to be read."""

    outcome: str
    leading: str | None
    factors: tuple[ShownFactor, ...]
    apart: tuple[str, ...]
    gates: tuple[ShownGate, ...]
    questions: tuple[ShownQuestion, ...]
    remedy: Texts | None
    harms: tuple[Texts, ...]
    follow_up_days: int | None
    line: tuple[ShownStep, ...]
    gap: tuple[ShownFact, ...]
