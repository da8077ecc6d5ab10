"""What an evaluation keeps: with the edition of its pack it reads without any engine.

Owns the shape of what is kept; the texts of the pack are kept once, by ``packs``. Restricted facts leave no
trace in either an evaluation's result or its snapshot: what is told to the case handler stands in the
handler's own store and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from appraisal.diagnosis.lines import line_of
from appraisal.rulebook import Differential, Fact, Outcome, Pack, Question, Schema, to_snapshot


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
