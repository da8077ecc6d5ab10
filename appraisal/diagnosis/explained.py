"""What one rule said of one goal, from what is kept: its answer, the facts it looked at, what is missing. Pure.

Reads an evaluation and its edition and asks no engine, so a talk explains itself years later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from appraisal.diagnosis.findings import shown_fact
from appraisal.diagnosis.shown import NOTHING_ASIDE, Aside, ShownFact, Texts
from appraisal.kernel.refusals import NotFound
from appraisal.packs.queries import RuleText, rule_text
from appraisal.rulebook import FACTORS

Content = Mapping[str, Any]
SPEAKING = ("for", "against")


@dataclass(frozen=True)
class ExplainedRule:
    """A rule in plain words with what it said. ``answer``: yes, no or unknown."""

    rule: RuleText
    answer: str
    facts: tuple[ShownFact, ...]
    missing: tuple[Texts, ...]
    is_contested: bool


def explained(
    edition: Content, result: Content, snapshot: Content, rule: str, aside: Aside = NOTHING_ASIDE
) -> ExplainedRule:
    """What one rule said. Raises ``NotFound`` when the look kept nothing of it."""
    trace = result.get("rules", {}).get(rule)
    if trace is None:
        raise NotFound(noun="rule", key=rule)
    labels = edition["facts"]
    return ExplainedRule(
        rule=rule_text(edition, rule, trace["parameters"]),
        answer=trace["answer"],
        facts=tuple(shown_fact(edition, name, snapshot, aside) for name in edition["rules"][rule]["facts"]),
        missing=tuple(
            labels[name]["label"] for name in trace["missing"] if name in labels and name not in aside.facts
        ),
        is_contested=rule in aside.rules,
    )


def explained_rules(
    edition: Content, result: Content, snapshot: Content, aside: Aside = NOTHING_ASIDE
) -> tuple[ExplainedRule, ...]:
    """Every rule that spoke, and every one that is contested: the gates, then factor by factor."""
    return _explained(
        edition, result, snapshot, aside, [*result.get("gates", ()), *_of(result, FACTORS, aside)]
    )


def rules_behind(
    edition: Content, result: Content, snapshot: Content, aside: Aside, factors: Iterable[str]
) -> tuple[ExplainedRule, ...]:
    """The rules that spoke about these factors, on either side; about all of them where none is named."""
    wanted = [name for name in FACTORS if name in set(factors)] or FACTORS
    return _explained(edition, result, snapshot, aside, _of(result, wanted, aside))


def _explained(
    edition: Content, result: Content, snapshot: Content, aside: Aside, rules: Iterable[str]
) -> tuple[ExplainedRule, ...]:
    kept = result.get("rules", {})
    known = (rule for rule in dict.fromkeys(rules) if rule in kept)
    return tuple(explained(edition, result, snapshot, rule, aside) for rule in known)


def _of(result: Content, factors: Iterable[str], aside: Aside) -> Iterable[str]:
    for name in factors:
        found = result.get("factors", {}).get(name, {})
        for side in SPEAKING:
            yield from found.get(side, ())
        yield from (rule for rule in found.get("unknown", ()) if rule in aside.rules)
