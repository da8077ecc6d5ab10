"""Small files: a module, a function, a template, a rule each have a budget that a number can hold."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.contracts.house import ROOT, expect_none, lines_of, modules, templates

MODULE, FUNCTION, TEMPLATE, RULE = 300, 40, 120, 40
NOT_RULES = ("facts", "parameters", "words")


def over(paths: list[Path], budget: int) -> list[str]:
    """The files above the budget, with their size."""
    return [
        f"{p.relative_to(ROOT)}: {lines_of(p)} lines, {budget} allowed" for p in paths if lines_of(p) > budget
    ]


def test_a_module_fits_its_budget():
    tests = [path for folder in ("tests", "bench") for path in (ROOT / folder).rglob("*.py")]
    assert not over([module.path for module in modules()] + sorted(tests), MODULE)


def test_a_function_fits_its_budget():
    long = [
        f"{module.place}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION
    ]
    expect_none(long)


def test_a_template_fits_its_budget():
    assert not over(list(templates()), TEMPLATE)


def test_a_rule_fits_its_budget():
    rules = [
        path
        for path in sorted((ROOT / "rules").rglob("*.yaml"))
        if path.name != "pack.yaml" and path.parent.name not in NOT_RULES
    ]
    assert rules
    assert not over(rules, RULE)
