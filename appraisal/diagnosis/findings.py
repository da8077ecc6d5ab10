"""An evaluation and its edition, put together for a reader: sentences and dated facts, and nothing to compute. Pure.

The order of the factors is the order in which they are looked at. No number about a person is here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.rulebook import FACTORS

Content = Mapping[str, Any]
Texts = Mapping[str, str]
MOST_MISSING = 6
GAP = ("gap_ratio", "gap_duration_weeks", "gap_onset", "last_done_to_standard_days", "peers_same_gap_share")
CONSEQUENCES = frozenset(
    {"good_perf_punished", "nonperf_rewarded", "no_consequence_either_way", "reward_not_contingent"}
)
"""Facts about what follows from work: the choice is the person's, the cause lies in how the work is set up."""
MOTIVES = frozenset({"choice_to_expend_effort", "degree_of_effort", "persistence"})


@dataclass(frozen=True)
class ShownFact:
    """A fact in a reader's words. ``kind``: words, yes, no, share, number, answer, none (unknown).

    One that is ``aged`` was said too long ago to count.
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
    aged: bool = False


@dataclass(frozen=True)
class ShownRule:
    """A rule that spoke: what it found, and from which facts."""

    key: str
    title: Texts
    facts: tuple[ShownFact, ...]


@dataclass(frozen=True)
class ShownFactor:
    """What can be said of one factor: the facts on each side, what is missing, and what is too old to count."""

    key: str
    status: str
    speaks_for: tuple[ShownRule, ...]
    speaks_against: tuple[ShownRule, ...]
    missing: tuple[Texts, ...]
    leads: bool
    made_likely_by_work: bool
    aged: tuple[ShownFact, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether no fact bears on it yet."""
        return not self.speaks_for and not self.speaks_against


@dataclass(frozen=True)
class ShownGate:
    """Why no cause is named yet, or none is needed."""

    key: str
    title: Texts
    remedy: Texts | None


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


@dataclass(frozen=True)
class ShownStep:
    """One dated turn for the worse; the first one leads."""

    on: date
    factor: str
    title: Texts
    leads: bool


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


def shown(edition: Content, result: Content, snapshot: Content) -> Shown:
    """Put an evaluation together with the texts of the pack that spoke."""
    leading = result.get("leading")
    rules = edition["rules"]
    factors = tuple(
        _factor(edition, name, found, result, snapshot)
        for name in FACTORS
        if (found := result.get("factors", {}).get(name)) is not None
    )
    advising = [key for each in factors if each.leads for key in (rule.key for rule in each.speaks_for)]
    adviser = result.get("remedy_rule")
    days = [rules[key]["follow_up_days"] for key in advising if rules[key]["follow_up_days"]]
    return Shown(
        outcome=result["outcome"],
        leading=leading,
        factors=factors,
        apart=tuple(result.get("cannot_be_told_apart", ())),
        gates=tuple(
            ShownGate(key, rules[key]["title"], rules[key]["remedy"]) for key in result.get("gates", ())
        ),
        questions=tuple(
            question_of(edition, asked["fact"], asked["worded_by"]) for asked in result.get("questions", ())
        ),
        remedy=rules[adviser]["remedy"] if adviser in rules else None,
        harms=_once(rules[key]["harms"] for key in advising if rules[key]["harms"]),
        follow_up_days=min(days) if days else None,
        line=tuple(
            ShownStep(
                date.fromisoformat(step["on"]), step["factor"], rules[step["rule"]]["title"], step["leads"]
            )
            for step in result.get("line", ())
        ),
        gap=tuple(shown_fact(edition, name, snapshot) for name in GAP if name in snapshot),
    )


def shown_fact(edition: Content, name: str, snapshot: Content, aged: Collection[str] = ()) -> ShownFact:
    """One fact as it stood; ``aged`` names those that were too old to count."""
    spec, kept = edition["facts"][name], snapshot.get(name)
    if kept is None or spec["restricted"]:
        return ShownFact(name, spec["label"], "none")
    value, unit = kept["value"], spec["unit"]
    kind, words, number = _value(spec, value)
    on = date.fromisoformat(kept["on"]) if kept["on"] else None
    if kept["origin"] == "no_record":
        kind = "no_record"
    return ShownFact(
        name, spec["label"], kind, words, number, unit, kept["origin"], on, kept["author"], name in aged
    )


def shown_answer(edition: Content, name: str, value: Any) -> ShownFact:
    """An answer in words, before or beside its weighing."""
    return shown_fact(edition, name, {name: {"value": value, "on": None, "origin": "", "author": ""}})


def question_of(edition: Content, fact: str, worded_by: str | None = None) -> ShownQuestion:
    """The question behind a fact, in the words of a rule where it has its own."""
    spec = edition["facts"][fact]
    text = edition["rules"][worded_by]["question"] if worded_by else spec["question"] or spec["label"]
    kind, options = "number", ()
    if spec["type"] == "bool":
        kind = "choice"
        options = tuple((key, spec["answers"].get(key)) for key in ("yes", "no"))
    elif spec["type"] == "enum":
        kind, options = "choice", tuple(spec["values"].items())
    elif spec["unit"] == "answer":
        kind = "scale"
        options = tuple((str(step), None) for step in range(int(spec["least"]), int(spec["most"]) + 1))
    return ShownQuestion(
        fact,
        text,
        spec["ask"],
        kind,
        spec["unit"],
        options,
        spec["least"],
        spec["most"],
        spec["type"] == "bool",
    )


def _value(spec: Content, value: Any) -> tuple[str, Texts | None, float | None]:
    if spec["type"] == "enum":
        return "words", spec["values"].get(value), None
    if spec["type"] == "bool":
        key = "yes" if value else "no"
        words = spec["answers"].get(key)
        return ("words", words, None) if words else (key, None, None)
    kind = {"ratio": "share", "answer": "answer"}.get(spec["unit"], "number")
    return kind, None, value


def _factor(edition: Content, name: str, found: Content, result: Content, snapshot: Content) -> ShownFactor:
    rules = result["rules"]
    known = {side: [key for key in found[side] if key in rules] for side in ("for", "against", "unknown")}
    aged = frozenset(result.get("aged", ()))
    speaks_for = tuple(_rule(edition, key, snapshot, aged) for key in known["for"])
    open_facts = {fact: None for key in known["unknown"] for fact in rules[key]["missing"]}
    missing = (fact for fact in open_facts if fact not in aged)
    labels = (edition["facts"][fact]["label"] for fact in missing if not edition["facts"][fact]["restricted"])
    said = {fact.name for rule in speaks_for for fact in rule.facts}
    return ShownFactor(
        key=name,
        status=found["status"],
        speaks_for=speaks_for,
        speaks_against=tuple(_rule(edition, key, snapshot, aged) for key in known["against"]),
        missing=_once(labels)[:MOST_MISSING],
        leads=name == result.get("leading"),
        made_likely_by_work=name in MOTIVES and not said.isdisjoint(CONSEQUENCES),
        aged=tuple(shown_fact(edition, fact, snapshot, aged) for fact in open_facts if fact in aged),
    )


def _rule(edition: Content, key: str, snapshot: Content, aged: Collection[str]) -> ShownRule:
    rule = edition["rules"][key]
    facts = (shown_fact(edition, name, snapshot, aged) for name in rule["facts"])
    return ShownRule(key, rule["title"], tuple(fact for fact in facts if fact.kind != "none"))


def _once(texts: Iterable[Texts]) -> tuple[Texts, ...]:
    return tuple({each["en"]: each for each in texts}.values())
