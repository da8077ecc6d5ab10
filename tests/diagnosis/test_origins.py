"""Whatever a fact comes from can be said in words: a page that shows the fact would fail without them."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import appraisal.diagnosis
from appraisal.diagnosis.wording import WORDS

UNSHOWN = frozenset({"channel"})
"""What was raised in confidence: facts of that origin are restricted, and no page says where they come from."""

MODULES = sorted(path.stem for path in Path(appraisal.diagnosis.__file__).parent.glob("*.py"))


def _origins(name: str) -> Iterator[str]:
    """The second word of each ``Fact(...)`` of a module, as a text or as a name that holds one."""
    module = importlib.import_module(
        f"appraisal.diagnosis.{name}" if name != "__init__" else "appraisal.diagnosis"
    )
    for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fact"):
            continue
        said = node.args[1] if len(node.args) > 1 else None
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            yield said.value
        elif isinstance(said, ast.Name) and isinstance(getattr(module, said.id, None), str):
            yield getattr(module, said.id)


@pytest.mark.parametrize("name", MODULES)
def test_every_origin_has_its_words(name: str):
    assert [
        origin for origin in _origins(name) if origin not in UNSHOWN and f"origin.{origin}" not in WORDS
    ] == []


def test_the_sources_are_read_at_all():
    assert {"actions", "contingency", "training", "goal", "readings"} <= {
        origin for name in MODULES for origin in _origins(name)
    }
