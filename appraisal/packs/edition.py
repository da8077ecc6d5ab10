"""A pack as plain texts in all languages, kept once: an evaluation reads with it without any engine.

Owns that shape, and the digests by which two editions are compared. Leaves what an evaluation keeps to
``diagnosis``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from appraisal.packs.domain import NO_RULES
from appraisal.rulebook import FactSpec, Pack, Parameter, Rule

Content = Mapping[str, Any]


def to_edition(pack: Pack) -> dict[str, Any]:
    """Every text of a pack in all four languages, as plain data."""
    return {
        "title": dict(pack.title),
        "groups": {name: dict(title) for name, title in pack.schema.groups.items()},
        "facts": {name: _fact(spec) for name, spec in pack.facts.items()},
        "rules": {name: _rule(rule) for name, rule in pack.rules.items()},
        "parameters": {name: _parameter(number) for name, number in pack.parameters.items()},
    }


def digests_of(pack: Pack, own_files: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Each rule's version and digests; ``own`` says that the organisation wrote its file."""
    own = {rule_in(name) for name in own_files}
    return {
        name: {
            "version": rule.version,
            "status": rule.status,
            "logic": rule.logic_digest,
            "texts": rule.texts_digest,
            "own": name in own,
            "title": dict(rule.title),
        }
        for name, rule in pack.rules.items()
    }


def rule_in(file: str) -> str:
    """The id of the rule in a file of a pack; empty for a file that holds no rule."""
    parts = PurePosixPath(file).parts
    return "" if len(parts) < 2 or parts[0] in NO_RULES else PurePosixPath(file).stem.split("-", 1)[0]


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
        "status": rule.status,
        "logic": rule.logic_digest,
        "when": rule.condition.source,
        "facts": list(rule.condition.facts),
        "parameters": list(rule.condition.parameters),
        "for": dict(rule.supports),
        "against": dict(rule.opposes),
        "gate": rule.gate or None,
        "blocks": list(rule.blocks),
        "level": rule.level or None,
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
