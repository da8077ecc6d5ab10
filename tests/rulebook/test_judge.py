"""An engine that we did not write judges ours: not one disagreement."""

from __future__ import annotations

import random
from datetime import date

from appraisal.rulebook.condition import Condition, condition_of
from appraisal.rulebook.kinds import Kind
from tests.rulebook.judge import (
    BY,
    FIELDS,
    NAMES,
    WORDS,
    Judge,
    PackJudge,
    some_condition,
    some_facts,
    some_facts_of,
)
from tests.rulebook.test_core_pack import core

DAY = date(2024, 6, 30)
CONDITIONS = 500
FACTS_FOR_EACH = 50
RECORD = {name: Kind(kind, values=BY if kind == "enum" else (), name=name) for name, kind in FIELDS.items()}
KINDS = {
    name: Kind(kind, values=WORDS.get(name, ()), fields=RECORD if kind == "list" else {}, name=name)
    for kind, names in NAMES.items()
    for name in names
}


def condition_from(source: str) -> Condition:
    condition, faults = condition_of(source, KINDS, {})
    assert condition is not None, (source, faults)
    return condition


def test_cel_never_disagrees_on_25_000_random_questions() -> None:
    chance = random.Random(20240630)  # noqa: S311 - chance for a test, no secret
    judge, seen = Judge(), set()
    for _ in range(CONDITIONS):
        source = some_condition(chance)
        condition, compiled = condition_from(source), judge.compiled(source)
        for _ in range(FACTS_FOR_EACH):
            facts = some_facts(chance)
            ours, theirs = condition.evaluate(facts), judge.opinion(compiled, facts)
            assert ours is theirs, (source, facts, ours, theirs)
            seen.add(ours)
    assert seen == {True, False, None}


def test_cel_never_disagrees_about_a_rule_of_the_core_pack() -> None:
    chance = random.Random(1976)  # noqa: S311 - chance for a test, no secret
    pack = core()
    numbers = {name: float(value) for name, value in pack.values_on(DAY).items() if name in pack.parameters}
    judge = PackJudge(pack.facts, numbers)
    compiled = {rule.id: judge.compiled(rule.condition.tree) for rule in pack.active}
    for _ in range(FACTS_FOR_EACH):
        facts = some_facts_of(pack.facts, chance)
        for rule in pack.active:
            ours, theirs = (
                rule.condition.evaluate({**numbers, **facts}),
                judge.opinion(compiled[rule.id], facts),
            )
            assert ours is theirs, (rule.id, facts, ours, theirs)


def test_what_is_missing_is_named_exactly_when_the_answer_is_unknown() -> None:
    chance = random.Random(7)  # noqa: S311 - chance for a test, no secret
    for _ in range(CONDITIONS):
        condition = condition_from(some_condition(chance))
        facts = some_facts(chance)
        if condition.evaluate(facts) is None:
            assert condition.missing(facts), (condition.source, facts)
