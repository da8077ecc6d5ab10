"""A rule in plain words from the texts of an edition: what it speaks for, its facts, its numbers, its advice. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.kernel.refusals import NotFound
from appraisal.packs.edition import Content
from appraisal.rulebook import FACTORS, Texts


@dataclass(frozen=True)
class RuleFact:
    """A fact that a rule looks at, and who can know it."""

    label: Texts
    question: Texts | None
    ask: str
    restricted: bool


@dataclass(frozen=True)
class RuleNumber:
    """A number that a rule leans on: its value, since when, and where it comes from."""

    key: str
    title: Texts
    unit: str
    value: float | None
    since: date | None
    source: str


@dataclass(frozen=True)
class Weight:
    """How strongly a rule speaks about a factor, when it applies. ``side``: for or against."""

    factor: str
    side: str
    strength: str


@dataclass(frozen=True)
class RuleText:
    """A rule in plain words."""

    key: str
    version: int
    title: Texts
    weights: tuple[Weight, ...]
    gate: str
    blocks: tuple[str, ...]
    level: str
    facts: tuple[RuleFact, ...]
    numbers: tuple[RuleNumber, ...]
    condition: str
    question: Texts | None
    remedy: Texts | None
    harms: Texts | None
    follow_up_days: int | None
    source: str
    cases: int
    status: str


def rule_text(edition: Content, key: str, values: Mapping[str, Any]) -> RuleText:
    """A rule of an edition with its numbers as they stand in ``values``. Raises ``NotFound``."""
    if key not in edition["rules"]:
        raise NotFound(noun="rule", key=key)
    rule = edition["rules"][key]
    return RuleText(
        key=key,
        version=rule["version"],
        title=rule["title"],
        weights=tuple(_weights(rule)),
        gate=rule["gate"] or "",
        blocks=tuple(rule["blocks"]),
        level=rule.get("level") or "",
        facts=tuple(_fact(edition["facts"][name]) for name in rule["facts"]),
        numbers=tuple(
            number_text(name, edition["parameters"][name], values.get(name))
            for name in rule["parameters"]
            if name in edition["parameters"]
        ),
        condition=rule["when"],
        question=rule["question"],
        remedy=rule["remedy"],
        harms=rule["harms"],
        follow_up_days=rule["follow_up_days"],
        source=rule["source"],
        cases=rule["cases"],
        status=rule.get("status", "active"),
    )


def number_text(key: str, number: Content, value: float | None) -> RuleNumber:
    """A number of an edition, with the day and the source of the value."""
    held = [dated for dated in number["values"] if dated["value"] == value]
    last = held[-1] if held else None
    return RuleNumber(
        key,
        number["title"],
        number["unit"],
        value,
        date.fromisoformat(last["since"]) if last else None,
        last["source"] if last else "",
    )


def _weights(rule: Content) -> Iterable[Weight]:
    for side in ("for", "against"):
        for factor in FACTORS:
            if factor in rule[side]:
                yield Weight(factor, side, rule[side][factor])


def _fact(spec: Content) -> RuleFact:
    return RuleFact(spec["label"], spec["question"], spec["ask"], spec["restricted"])
