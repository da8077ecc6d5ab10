"""A pack as plain texts, kept once, and an evaluation without them: the two read together without any engine.

Owns both shapes. Restricted facts leave no trace in either an evaluation's result or its snapshot: what
is told to the case handler stands in the handler's own store and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from appraisal.diagnosis.lines import line_of
from appraisal.diagnosis.models import PackEdition
from appraisal.kernel.refusals import NotFound
from appraisal.rulebook import (
    Differential,
    Fact,
    FactSpec,
    Outcome,
    Pack,
    Parameter,
    Question,
    Rule,
    Schema,
    to_snapshot,
)

Content = Mapping[str, Any]
_MOST_KEPT = 8
_read: dict[str, Content] = {}


def to_edition(pack: Pack) -> dict[str, Any]:
    """Every text of a pack in all four languages, as plain data."""
    return {
        "title": dict(pack.title),
        "groups": {name: dict(title) for name, title in pack.schema.groups.items()},
        "facts": {name: _fact(spec) for name, spec in pack.facts.items()},
        "rules": {name: _rule(rule) for name, rule in pack.rules.items() if rule.status == "active"},
        "parameters": {name: _parameter(number) for name, number in pack.parameters.items()},
    }


def keep_edition(store: Session, pack: Pack, *, at: datetime) -> None:
    """Keep the texts of the pack, once."""
    if store.scalar(select(PackEdition.id).where(PackEdition.sha256 == pack.sha256)) is None:
        edition = PackEdition(
            sha256=pack.sha256,
            name=pack.name,
            version=pack.version,
            language_version=pack.language,
            published_at=at,
            content=to_edition(pack),
        )
        with suppress(IntegrityError), store.begin_nested():  # somebody else kept it at the same moment
            store.add(edition)


def edition_of(store: Session, sha256: str) -> Content:
    """The texts of the pack that spoke then. Raises ``NotFound``. An edition never changes, so it is read once."""
    if sha256 not in _read:
        content = store.scalar(select(PackEdition.content).where(PackEdition.sha256 == sha256))
        if content is None:
            raise NotFound(noun="pack_edition", key=sha256)
        if len(_read) >= _MOST_KEPT:
            _read.clear()
        _read[sha256] = content
    return _read[sha256]


def to_result(pack: Pack, found: Differential, before: Sequence[tuple[date, str]] = ()) -> dict[str, Any]:
    """What the rules said, without texts and values; ``before`` is what earlier talks found, as (day, factor).

    Handed over: nothing but that it is so.
    """
    head = {"as_of": found.as_of.isoformat(), "outcome": found.outcome.value, "engine": found.pack.engine}
    if found.outcome is Outcome.HANDED_OVER:
        return head
    hidden = _restricted(pack.schema)
    shown = {name for name, rule in pack.rules.items() if hidden.isdisjoint(rule.condition.facts)}
    return {
        **head,
        "leading": found.leading,
        "factors": {
            name: {
                "status": finding.status.value,
                "for": [rule for rule in finding.supporting if rule in shown],
                "against": [rule for rule in finding.opposing if rule in shown],
                "unknown": [rule for rule in finding.unknown if rule in shown],
                "blocked_by": [rule for rule in finding.blocked_by if rule in shown],
                "not_enough_known": finding.not_enough_known,
            }
            for name, finding in found.findings.items()
        },
        "cannot_be_told_apart": list(found.cannot_be_told_apart),
        "questions": [_asked(pack, question) for question in found.questions],
        "remedy_rule": found.remedy_rule,
        "gates": [gate for gate in found.gates if gate in shown],
        "aged": [name for name in found.aged if name not in hidden],
        "rules": {
            trace.rule: {
                "answer": trace.answer.value,
                "parameters": dict(trace.parameters),
                "missing": list(trace.missing),
            }
            for trace in found.traces
            if trace.rule in shown
        },
        "line": line_of(found, before),
    }


def to_kept_snapshot(schema: Schema, facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts as they stood, without the restricted ones."""
    hidden = _restricted(schema)
    return to_snapshot({name: fact for name, fact in facts.items() if name not in hidden})


def _restricted(schema: Schema) -> frozenset[str]:
    return frozenset(name for name, spec in schema.facts.items() if spec.restricted)


def _asked(pack: Pack, question: Question) -> dict[str, Any]:
    spec = pack.facts[question.fact]
    by_rule = (name for name in question.rules if pack.rules[name].question == question.text)
    worded_by = None if question.text == spec.question else next(by_rule, None)
    return {
        "fact": question.fact,
        "ask": question.ask,
        "rules": list(question.rules),
        "worded_by": worded_by,
    }


def _fact(spec: FactSpec) -> dict[str, Any]:
    return {
        "type": spec.type,
        "unit": spec.unit,
        "least": spec.least,
        "most": spec.most,
        "ask": spec.ask,
        "group": spec.group,
        "restricted": spec.restricted,
        "label": dict(spec.label),
        "question": dict(spec.question) if spec.question else None,
        "values": {name: dict(words) for name, words in spec.values.items()},
        "answers": {name: dict(words) for name, words in spec.answers.items()},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "version": rule.version,
        "logic": rule.logic_digest,
        "when": rule.condition.source,
        "facts": list(rule.condition.facts),
        "parameters": list(rule.condition.parameters),
        "for": dict(rule.supports),
        "against": dict(rule.opposes),
        "gate": rule.gate or None,
        "blocks": list(rule.blocks),
        "title": dict(rule.title),
        "question": dict(rule.question) if rule.question else None,
        "remedy": dict(rule.remedy) if rule.remedy else None,
        "harms": dict(rule.harms) if rule.harms else None,
        "follow_up_days": rule.follow_up_days,
        "source": rule.source,
        "cases": len(rule.cases),
    }


def _parameter(number: Parameter) -> dict[str, Any]:
    return {
        "unit": number.unit,
        "title": dict(number.title),
        "values": [
            {"since": dated.since.isoformat(), "value": dated.value, "source": dated.source}
            for dated in number.values
        ],
    }
