"""The tests are collected, and each of them asserts something."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.contracts.house import ROOT, expect_none

TESTS = ROOT / "tests"
EXPECTING = ("expect_", "check_")
RAISING = ("raises", "warns", "fail")


@cache
def collected() -> tuple[tuple[str, ast.Module], ...]:
    """Every file that pytest collects, parsed."""
    return tuple((_short(path), ast.parse(path.read_text())) for path in sorted(TESTS.rglob("test_*.py")))


def written_in(tree: ast.Module) -> list[ast.FunctionDef]:
    """The tests of a module, those in classes included."""
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]


def test_every_file_of_tests_has_tests():
    empty = [name for name, tree in collected() if not written_in(tree)]
    expect_none(empty)


def test_no_test_lies_where_nobody_collects_it():
    lost = [
        _short(path)
        for path in sorted(TESTS.rglob("*.py"))
        if not path.name.startswith("test_") and written_in(ast.parse(path.read_text()))
    ]
    expect_none(lost)


def test_every_folder_of_tests_is_a_package():
    bare = {
        _short(path.parent) for path in TESTS.rglob("test_*.py") if not (path.parent / "__init__.py").exists()
    }
    expect_none(bare)


def test_each_test_asserts_something():
    silent = [
        f"{name}:{test.lineno} {test.name}"
        for name, tree in collected()
        for test in written_in(tree)
        if not any(_asserts(node) for node in ast.walk(test))
    ]
    expect_none(silent)


def test_no_two_tests_of_a_file_share_a_name():
    twice = [
        f"{name} {found}"
        for name, tree in collected()
        for found in {t.name for t in tree.body if isinstance(t, ast.FunctionDef)}
        if sum(isinstance(t, ast.FunctionDef) and t.name == found for t in tree.body) > 1
    ]
    expect_none(twice)


def test_nothing_is_skipped_without_saying_why():
    skipped = [
        f"{name}:{node.lineno}"
        for name, tree in collected()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Call)
        and ast.unparse(node)
        in ("pytest.mark.skip", "pytest.mark.xfail", "pytest.skip()", "pytest.mark.skip()")
    ]
    expect_none(skipped)


def _asserts(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func).rsplit(".", 1)[-1]
    return name.startswith(EXPECTING) or name in RAISING


def _short(path: Path) -> str:
    return str(path.relative_to(TESTS))
