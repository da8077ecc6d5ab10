"""Which answers to a question would make a difference.

Owns the few values that stand for all a person may answer: every word of an enum, and for numbers
one value on each side of every edge that a rule leans on.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from appraisal.rulebook.rules import Rule
from appraisal.rulebook.schema import FactSpec


def possible_answers(spec: FactSpec, rules: Iterable[Rule], parameters: Mapping[str, Any]) -> tuple[Any, ...]:
    """The answers worth trying; none for texts, days and lists, where nobody can list them."""
    if spec.type == "bool":
        return (True, False)
    if spec.type == "enum":
        return tuple(spec.values)
    if spec.type not in {"int", "number"}:
        return (None,)
    edges = sorted({edge for rule in rules for edge in _edges(rule.condition.tree, spec.name, parameters)})
    if not edges:
        return (None,)
    step = 1 if spec.type == "int" else 0.1
    between = [(low + high) / 2 for low, high in pairwise(edges)]
    tries = [edges[0] - step, *edges, *between, edges[-1] + step]
    if spec.type == "int":
        tries = [round(value) for value in tries]
    least = tries[0] if spec.least is None else spec.least
    most = max(tries) if spec.most is None else spec.most
    return tuple(sorted({value for value in tries if least <= value <= most})) or (None,)


def _edges(tree: ast.expr, name: str, parameters: Mapping[str, Any]) -> Iterable[float]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        if any(isinstance(side, ast.Name) and side.id == name for side in sides):
            for side in sides:
                value = side.value if isinstance(side, ast.Constant) else None
                if isinstance(side, ast.Name):
                    value = parameters.get(side.id)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    yield value
