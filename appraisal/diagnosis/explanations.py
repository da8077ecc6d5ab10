"""One rule in plain words, and what it said of one goal: rule, version, source, facts, numbers, trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from appraisal.diagnosis import policy, records
from appraisal.diagnosis.contest_pages import ContestsBeside, beside
from appraisal.diagnosis.findings import shown_fact
from appraisal.diagnosis.shown import ShownFact, Texts
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.packs import queries as packs
from appraisal.people import queries as people
from appraisal.rulebook import FACTORS, Outcome, Pack


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
    facts: tuple[RuleFact, ...]
    numbers: tuple[RuleNumber, ...]
    condition: str
    question: Texts | None
    remedy: Texts | None
    harms: Texts | None
    follow_up_days: int | None
    source: str
    cases: int


@dataclass(frozen=True)
class RuleLine:
    """One rule in the list."""

    key: str
    title: Texts


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one factor, or the gates."""

    key: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class RulesPage:
    """The rules that the service runs on, by factor."""

    title: Texts
    version: str
    sha256: str
    count: int
    groups: tuple[RuleGroup, ...]


@dataclass(frozen=True)
class RulePage:
    """One rule of the pack that the service runs on."""

    rule: RuleText
    pack_version: str


@dataclass(frozen=True)
class ExplanationPage:
    """What one rule said of one goal, and why. ``answer``: yes, no or unknown."""

    diagnosis: int
    goal: str
    employee: str
    rule: RuleText
    answer: str
    facts: tuple[ShownFact, ...]
    missing: tuple[Texts, ...]
    beside: ContestsBeside
    evaluated_at: datetime
    pack_name: str
    pack_version: str
    pack_sha256: str


def rules_page(actor: Actor, pack: Pack) -> RulesPage:
    """All rules in plain words. A rule about two factors stands under both."""
    insist_on_none(policy.may_read_rules(actor), NotAllowed)
    groups = [("gates", [rule for rule in pack.active if rule.gate])]
    groups += [(factor, [rule for rule in pack.active if factor in rule.factors()]) for factor in FACTORS]
    return RulesPage(
        title=pack.title,
        version=pack.version,
        sha256=pack.sha256,
        count=len(pack.active),
        groups=tuple(
            RuleGroup(key, tuple(RuleLine(rule.id, rule.title) for rule in rules)) for key, rules in groups
        ),
    )


def rule_page(actor: Actor, pack: Pack, rule: str, day: date) -> RulePage:
    """One rule in plain words, with its numbers as they hold on a day. Raises ``NotFound``."""
    insist_on_none(policy.may_read_rules(actor), NotAllowed)
    edition = packs.texts_of(pack)
    return RulePage(_rule_text(edition, rule, dict(pack.values_on(day))), pack.version)


def explanation_page(store: Session, actor: Actor, key: int, rule: str, day: date) -> ExplanationPage:
    """What a rule said of one goal, from what is kept. Raises ``NotFound`` or ``NotAllowed``."""
    diagnosis = records.find_diagnosis(store, key)
    line = people.line_of(store, diagnosis.employee_id, day)
    insist_on_none(policy.may_take_part(actor, line), NotAllowed)
    last = records.last_evaluation(store, key)
    trace = last.result.get("rules", {}).get(rule)
    if last.outcome == Outcome.HANDED_OVER or trace is None:
        raise NotFound(noun="rule", key=rule)
    edition = packs.edition_of(store, last.pack_sha256)
    labels = edition["facts"]
    contests = beside(store, key, day, may_contest=not policy.may_contest(actor, line))
    return ExplanationPage(
        diagnosis=key,
        goal=goals.goal_state(store, diagnosis.goal_id, day).statement,
        employee=people.names_of(store, [diagnosis.employee_id]).get(diagnosis.employee_id, ""),
        rule=_rule_text(edition, rule, trace["parameters"]),
        answer=trace["answer"],
        facts=tuple(
            shown_fact(edition, name, last.snapshot, contests.aside)
            for name in edition["rules"][rule]["facts"]
        ),
        missing=tuple(
            labels[name]["label"]
            for name in trace["missing"]
            if name in labels and name not in contests.aside.facts
        ),
        beside=contests,
        evaluated_at=last.evaluated_at,
        pack_name=last.pack_name,
        pack_version=last.pack_version,
        pack_sha256=last.pack_sha256,
    )


def _rule_text(edition: Mapping[str, Any], key: str, values: Mapping[str, float | None]) -> RuleText:
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
        facts=tuple(_fact(edition["facts"][name]) for name in rule["facts"]),
        numbers=tuple(
            _number(edition["parameters"][name], values.get(name))
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
    )


def _weights(rule: Mapping[str, Any]) -> Iterable[Weight]:
    for side in ("for", "against"):
        for factor in FACTORS:
            if factor in rule[side]:
                yield Weight(factor, side, rule[side][factor])


def _fact(spec: Mapping[str, Any]) -> RuleFact:
    return RuleFact(spec["label"], spec["question"], spec["ask"], spec["restricted"])


def _number(number: Mapping[str, Any], value: float | None) -> RuleNumber:
    held = [dated for dated in number["values"] if dated["value"] == value]
    last = held[-1] if held else None
    return RuleNumber(
        number["title"],
        number["unit"],
        value,
        date.fromisoformat(last["since"]) if last else None,
        last["source"] if last else "",
    )
