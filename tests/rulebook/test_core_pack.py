"""The core pack: whole, and every worked case comes out."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

from appraisal.rulebook import FACTORS, LANGUAGES, Pack, load_pack, run_cases

CORE = Path(__file__).parents[2] / "rules" / "core"
IDS = {"G": 15, "E": 32, "U": 16, "S": 19, "A": 9, "C": 17, "D": 13, "P": 12}
LATER = {"C18", "D14", "D15", "D16", "E33"}


@cache
def core() -> Pack:
    """The pack, read once."""
    return load_pack(CORE)


def test_all_rules_are_there_under_their_ids():
    assert (
        set(core().rules)
        == {f"{letter}{n:02d}" for letter, most in IDS.items() for n in range(1, most + 1)} | LATER
    )


def test_all_facts_are_there():
    assert len(core().facts) == 114


def test_every_worked_case_comes_out():
    assert [str(problem) for problem in run_cases(core())] == []


def test_every_rule_applies_does_not_and_cannot_tell_in_its_cases():
    for rule in core().active:
        assert {"yes", "no", "unknown"} <= {case.expect for case in rule.cases}, rule.id


def test_every_factor_has_rules_on_both_sides():
    supported = Counter(factor for rule in core().active for factor in rule.supports)
    opposed = Counter(factor for rule in core().active for factor in rule.opposes)
    assert set(supported) == set(opposed) == set(FACTORS)


def test_all_four_kinds_of_gate_are_there():
    gates = {rule.gate for rule in core().active if rule.gate}
    assert gates == {"escalate", "rebase", "no_diagnosis", "more_info"}


def test_every_title_stands_in_four_languages():
    assert all(set(rule.title) == set(LANGUAGES) for rule in core().rules.values())


def test_nobody_is_asked_for_a_restricted_fact():
    asked = [name for name, spec in core().facts.items() if spec.restricted and spec.ask != "nobody"]
    assert json.dumps(asked) == "[]"
