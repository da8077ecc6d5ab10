"""A differential as plain data: short for a command line, whole for keeping.

Owns the two shapes. What is kept holds every text, label and word it needs, so that it reads as
sentences years later without any engine or pack.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.rulebook.differential import Differential, FactTrace, RuleTrace
from appraisal.rulebook.facts import plain_value
from appraisal.rulebook.kleene import Answer
from appraisal.rulebook.pack import Pack
from appraisal.rulebook.rules import FACTORS, Rule
from appraisal.rulebook.texts import in_language


def to_plain(differential: Differential, language: str = "en") -> dict[str, Any]:
    """The answer in one language, ready for JSON; ``aged`` is there when a fact was too old to count."""
    aged = {"aged": list(differential.aged)} if differential.aged else {}
    return {
        "outcome": differential.outcome.value,
        "leading": differential.leading,
        "factors": {
            name: {
                "status": finding.status.value,
                "for": list(finding.supporting),
                "against": list(finding.opposing),
                "unknown": list(finding.unknown),
            }
            for name, finding in differential.findings.items()
        },
        "questions": [
            {
                "text": in_language(question.text, language),
                "fact": question.fact,
                "ask": question.ask,
                "rules": list(question.rules),
            }
            for question in differential.questions
        ],
        "remedy": in_language(differential.remedy, language) if differential.remedy else None,
        "gates": list(differential.gates),
        **aged,
        "pack": {
            "name": differential.pack.name,
            "version": differential.pack.version,
            "sha256": differential.pack.sha256,
        },
    }


def to_stored(pack: Pack, differential: Differential) -> dict[str, Any]:
    """Everything as plain JSON in all languages: findings, traces, and the texts they name."""
    stamp = differential.pack
    return {
        "as_of": differential.as_of.isoformat(),
        "outcome": differential.outcome.value,
        "leading": differential.leading,
        "factors": {
            name: {
                "status": finding.status.value,
                "for": list(finding.supporting),
                "against": list(finding.opposing),
                "unknown": list(finding.unknown),
                "blocked_by": list(finding.blocked_by),
                "not_enough_known": finding.not_enough_known,
            }
            for name, finding in differential.findings.items()
        },
        "cannot_be_told_apart": list(differential.cannot_be_told_apart),
        "questions": [
            {"text": dict(asked.text), "fact": asked.fact, "ask": asked.ask, "rules": list(asked.rules)}
            for asked in differential.questions
        ],
        "remedy": dict(differential.remedy) if differential.remedy else None,
        "remedy_rule": differential.remedy_rule,
        "gates": list(differential.gates),
        "aged": list(differential.aged),
        "rules": {trace.rule: _stored_rule(pack.rules[trace.rule], trace) for trace in differential.traces},
        "facts": _stored_facts(pack, differential.traces),
        "pack": {
            "name": stamp.name, "version": stamp.version, "sha256": stamp.sha256,
            "language": stamp.language, "facts": stamp.facts_version, "engine": stamp.engine,
        },
    }  # fmt: skip


def _stored_rule(rule: Rule, trace: RuleTrace) -> dict[str, Any]:
    stored = {
        "version": trace.version,
        "logic": trace.logic,
        "answer": trace.answer.value,
        "for": dict(rule.supports),
        "against": dict(rule.opposes),
        "gate": rule.gate or None,
        "blocks": list(rule.blocks),
        "when": rule.condition.source,
        "title": dict(rule.title),
        "facts": [fact.fact for fact in trace.facts],
        "parameters": dict(trace.parameters),
        "missing": list(trace.missing),
        "source": rule.source,
    }
    if trace.answer is Answer.YES:
        for name, texts in (("question", rule.question), ("remedy", rule.remedy), ("harms", rule.harms)):
            stored[name] = dict(texts) if texts else None
        stored["follow_up_days"] = rule.follow_up_days
    return stored


def _stored_facts(pack: Pack, traces: Iterable[RuleTrace]) -> dict[str, Any]:
    seen = {fact.fact: fact for trace in traces for fact in trace.facts}
    return {name: _stored_fact(pack, seen[name]) for name in sorted(seen)}


def _stored_fact(pack: Pack, fact: FactTrace) -> dict[str, Any]:
    spec = pack.facts[fact.fact]
    words = None
    said = fact.known or fact.aged
    if said and spec.type == "enum":
        words = dict(spec.values[fact.value])
    elif said and spec.type == "bool" and spec.answers:
        words = dict(spec.answers.get("yes" if fact.value else "no", {}))
    return {
        "label": dict(spec.label),
        "unit": spec.unit,
        "restricted": spec.restricted,
        "known": fact.known,
        "value": plain_value(fact.value),
        "words": words,
        "origin": fact.origin,
        "on": fact.on.isoformat() if fact.on else None,
        "author": fact.author,
        "aged": fact.aged,
    }


@dataclass(frozen=True, slots=True)
class CascadeStep:
    """One dated change for the worse; ``leads`` marks the first, what follows is its consequence."""

    on: date
    factor: str
    what: str
    leads: bool


def cascade(history: Iterable[tuple[date, str, str]]) -> tuple[CascadeStep, ...]:
    """A history in the order of time. The factor that turned negative first leads.

    On the same day the factor that is looked at first goes first.
    """
    ordered = sorted(history, key=lambda turn: (turn[0], FACTORS.index(turn[1])))
    return tuple(
        CascadeStep(on, factor, what, leads=position == 0)
        for position, (on, factor, what) in enumerate(ordered)
    )
