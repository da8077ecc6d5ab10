"""Worked cases, run as tests of the rules they stand in."""

from __future__ import annotations

from datetime import date

from appraisal.rulebook.kleene import answer_of
from appraisal.rulebook.pack import Pack
from appraisal.rulebook.problems import Problem
from appraisal.rulebook.rules import Case, Rule

LAST_DAY = date.max
"""A story without a day of its own is told with the newest value of every parameter."""


def run_cases(pack: Pack) -> list[Problem]:
    """Every case whose rule answers otherwise than expected, drafts included."""
    problems = []
    for rule in pack.rules.values():
        for case in rule.cases:
            message = told_otherwise(pack, rule, case)
            if message:
                problems.append(Problem(rule.path, case.line, case.column, message))
    return problems


def told_otherwise(pack: Pack, rule: Rule, case: Case) -> str:
    """What is wrong with a case, or nothing."""
    values = {**pack.values_on(case.as_of or LAST_DAY), **case.given}
    if case.as_of is None and rule.condition.uses_today:
        return f"case '{case.name}': the condition asks for the day; give the case an 'as_of'"
    answer = answer_of(rule.condition.evaluate(values)).value
    if answer == case.expect:
        return ""
    missing = rule.condition.missing(values) if answer == "unknown" else ()
    because = f" (missing: {', '.join(missing)})" if missing else ""
    return f"case '{case.name}': expected {case.expect}, got {answer}{because}"
