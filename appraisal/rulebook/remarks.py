"""Remarks: what a pack of wording, goals, process or plan says about something a person types or decides.

Owns the order of remarks and the words of a text that they are about. A remark never decides: it gives its
reason and its mend, and whoever types goes on. A rule that lacks a fact makes no remark.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.rulebook.ageing import too_old
from appraisal.rulebook.facts import Fact, Facts, checked_facts
from appraisal.rulebook.pack import Pack
from appraisal.rulebook.rules import LEVELS, Rule
from appraisal.rulebook.texts import Texts
from appraisal.rulebook.words import places_of


@dataclass(frozen=True, slots=True)
class Remark:
    """One rule that applies. ``level``: block, warn or tip. ``words`` are the places in the text it is about."""

    rule: str
    version: int
    level: str
    title: Texts
    mend: Texts | None
    source: str
    facts: Mapping[str, Fact]
    words: tuple[str, ...]


def remarks(pack: Pack, facts: Facts, as_of: date) -> tuple[Remark, ...]:
    """What a pack remarks, the gravest first and then in the order of its rules. A fact too old to count is unknown.

    Raises ``WrongFacts`` when a fact does not fit the schema of the pack.
    """
    facts = checked_facts(pack.schema, facts)
    aged = too_old(pack, facts, as_of)
    facts = {name: fact for name, fact in facts.items() if name not in aged}
    values = {**pack.values_on(as_of), **{name: fact.value for name, fact in facts.items()}}
    speaking = [rule for rule in pack.active if rule.level and rule.condition.evaluate(values)]
    return tuple(
        Remark(
            rule.id,
            rule.version,
            rule.level,
            rule.title,
            rule.remedy,
            rule.source,
            {name: facts[name] for name in rule.condition.facts if name in facts},
            tuple(dict.fromkeys(_words(rule, values))),
        )
        for rule in sorted(speaking, key=lambda rule: LEVELS.index(rule.level))
    )


def _words(rule: Rule, values: Mapping[str, Any]) -> Iterable[str]:
    """The words as they were written that the rule looked for, in the order of the text."""
    for name, patterns in _sought(rule).items():
        text = values.get(name) or ""
        for start, end in sorted(place for pattern in patterns for place in places_of(text, pattern)):
            yield text[start:end]


def _sought(rule: Rule) -> dict[str, list[str]]:
    sought: dict[str, list[str]] = {}
    for node in ast.walk(rule.condition.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "has_word":
            text, *patterns = node.args
            if isinstance(text, ast.Name):
                found = sought.setdefault(text.id, [])
                found.extend(
                    word.value
                    for word in patterns
                    if isinstance(word, ast.Constant) and isinstance(word.value, str)
                )
    return sought
