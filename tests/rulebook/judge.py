"""Another engine's opinion: conditions translated to CEL, which also keeps an unknown unknown.

Only for tests. The translation is made from the parsed condition and shares no code with the
compiler. CEL answers with an error where a value is absent; that error is our unknown.
"""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Mapping
from typing import Any

from cel_expr_python import cel

from appraisal.rulebook import FactSpec

EDGES = (0, 0.5, 0.6, 0.75, 0.8, 0.9, 0.95, 1, 1.1, 1.2, 1.5, 2, 3, 5, 8, 60, 90, 180, 365)
NAMES: Mapping[str, tuple[str, ...]] = {
    "bool": ("trained", "told"),
    "number": ("gap", "load", "days"),
    "enum": ("stated", "tools"),
    "list": ("obstacles",),
}
WORDS = {"stated": ("yes", "partly", "no"), "tools": ("ok", "degraded", "missing")}
FIELDS = {"open": "bool", "hours": "number", "by": "enum"}
BY = ("tool", "input")
_SIGNS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
          ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}  # fmt: skip


class Judge:
    """Asks CEL."""

    def __init__(self) -> None:
        kinds = {"bool": cel.Type.BOOL, "number": cel.Type.DOUBLE, "enum": cel.Type.STRING}
        kinds["list"] = cel.Type.List(cel.Type.Map(cel.Type.STRING, cel.Type.DYN))
        variables = {name: kinds[kind] for kind, names in NAMES.items() for name in names}
        variables |= {f"known_{name}": cel.Type.BOOL for names in NAMES.values() for name in names}
        self.world = cel.NewEnv(variables=variables)

    def compiled(self, condition: str) -> Any:
        """The condition as CEL understands it."""
        return self.world.compile(cel_of(ast.parse(condition, mode="eval").body))

    def opinion(self, compiled: Any, facts: Mapping[str, Any]) -> bool | None:
        """Yes, no, or unknown where CEL stumbles over an absent value."""
        data = {name: _as_cel(value) for name, value in facts.items()}
        data |= {f"known_{name}": name in facts for names in NAMES.values() for name in names}
        result = compiled.eval(data=data)
        return result.value() if result.type() == cel.Type.BOOL else None


class PackJudge:
    """Asks CEL about the conditions of a pack, with its numbers as they hold on a day."""

    def __init__(self, specs: Mapping[str, FactSpec], numbers: Mapping[str, float]) -> None:
        kinds = {
            "bool": cel.Type.BOOL,
            "int": cel.Type.DOUBLE,
            "number": cel.Type.DOUBLE,
            "enum": cel.Type.STRING,
        }
        self._names, self._numbers = tuple(specs), dict(numbers)
        variables = {name: kinds[spec.type] for name, spec in specs.items()}
        variables |= {f"known_{name}": cel.Type.BOOL for name in specs}
        self._world = cel.NewEnv(variables=variables | dict.fromkeys(numbers, cel.Type.DOUBLE))

    def compiled(self, tree: ast.expr) -> Any:
        """The condition as CEL understands it."""
        return self._world.compile(cel_of(tree))

    def opinion(self, compiled: Any, facts: Mapping[str, Any]) -> bool | None:
        """Yes, no, or unknown where CEL stumbles over an absent value."""
        data = {**self._numbers, **{name: _as_cel(value) for name, value in facts.items()}}
        result = compiled.eval(data=data | {f"known_{name}": name in facts for name in self._names})
        return result.value() if result.type() == cel.Type.BOOL else None


def some_facts_of(specs: Mapping[str, FactSpec], chance: random.Random) -> dict[str, Any]:
    """Something of somebody: some facts of a schema, at the edges that rules lean on."""
    share = chance.choice((0.2, 0.5, 0.8, 0.95))
    return {name: _some(spec, chance) for name, spec in specs.items() if chance.random() < share}


def _some(spec: FactSpec, chance: random.Random) -> Any:
    if spec.type == "bool":
        return chance.random() < 0.5
    if spec.type == "enum":
        return chance.choice(tuple(spec.values))
    least = 0 if spec.least is None else spec.least
    most = 365 if spec.most is None else spec.most
    return chance.choice(
        [edge for edge in EDGES if least <= edge <= most and (spec.type != "int" or edge == int(edge))]
    )


def _as_cel(value: Any) -> Any:
    if isinstance(value, list):
        return [{name: _as_cel(inner) for name, inner in item.items()} for item in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def cel_of(node: ast.expr) -> str:
    """One part of a condition in the words of CEL."""
    match node:
        case ast.BoolOp():
            sign = " && " if isinstance(node.op, ast.And) else " || "
            return "(" + sign.join(cel_of(value) for value in node.values) + ")"
        case ast.UnaryOp():
            return f"{'!' if isinstance(node.op, ast.Not) else '-'}({cel_of(node.operand)})"
        case ast.BinOp():
            return f"({cel_of(node.left)} {_SIGNS[type(node.op)]} {cel_of(node.right)})"
        case ast.Compare():
            return _compare(node)
        case ast.Constant():
            return json.dumps(node.value) if isinstance(node.value, str) else repr(float(node.value))
        case ast.Name():
            return node.id
        case ast.Attribute():
            return f"{cel_of(node.value)}.{node.attr}"
        case ast.List():
            return "[" + ", ".join(cel_of(element) for element in node.elts) + "]"
        case ast.Call():
            return _call(node)
    raise AssertionError(ast.dump(node))


def _compare(node: ast.Compare) -> str:
    sides = [node.left, *node.comparators]
    pairs = []
    for left, operation, right in zip(sides, node.ops, sides[1:], strict=False):
        if isinstance(operation, ast.In | ast.NotIn):
            inside = f"({cel_of(left)} in {cel_of(right)})"
            pairs.append(inside if isinstance(operation, ast.In) else f"!{inside}")
        else:
            pairs.append(f"({cel_of(left)} {_SIGNS[type(operation)]} {cel_of(right)})")
    return "(" + " && ".join(pairs) + ")"


def _call(node: ast.Call) -> str:
    word, argument = node.func.id, node.args[0]  # type: ignore[attr-defined] # only plain calls are translated
    if word == "known":
        return f"known_{cel_of(argument)}"
    turn = argument.generators[0]  # type: ignore[attr-defined] # the other words take a loop
    listed, letter = cel_of(turn.iter), turn.target.id
    inside = cel_of(argument.elt)  # type: ignore[attr-defined] # as above
    for condition in turn.ifs:
        inside = (
            f"(!({cel_of(condition)}) || {inside})" if word == "all" else f"({cel_of(condition)} && {inside})"
        )
    if word == "count":
        return f"double({listed}.filter({letter}, {inside}).size())"
    return f"{listed}.{'exists' if word == 'any' else 'all'}({letter}, {inside})"


def some_facts(chance: random.Random) -> dict[str, Any]:
    """Facts of which about a third were never asked."""
    facts: dict[str, Any] = {}
    for kind, names in NAMES.items():
        for name in names:
            if chance.random() < 0.65:
                facts[name] = _some_value(chance, kind, WORDS.get(name, BY))
    return facts


def _some_value(chance: random.Random, kind: str, words: tuple[str, ...]) -> Any:
    if kind == "bool":
        return chance.random() < 0.5
    if kind == "number":
        return chance.choice([-1, 0, 1, 2, 0.5, 0.95, 1.5])
    if kind == "enum":
        return chance.choice(words)
    return [
        {name: _some_value(chance, inner, BY) for name, inner in FIELDS.items() if chance.random() < 0.8}
        for _ in range(chance.randrange(4))
    ]


def some_condition(chance: random.Random, depth: int = 3, letter: str = "") -> str:
    """A condition out of all that both engines can say."""
    if depth and chance.random() < 0.65:
        left = some_condition(chance, depth - 1, letter)
        if chance.random() < 0.25:
            return f"not ({left})"
        return f"({left}) {chance.choice(['and', 'or'])} ({some_condition(chance, depth - 1, letter)})"
    if letter:
        return _some_field(chance, letter)
    return _some_leaf(chance)


def _some_leaf(chance: random.Random) -> str:
    choice = chance.randrange(7)
    if choice == 0:
        return chance.choice(NAMES["bool"])
    if choice == 1:
        return (
            f"{chance.choice(NAMES['bool'])} {chance.choice(['==', '!='])} {chance.choice(['true', 'false'])}"
        )
    if choice == 2:
        name = chance.choice(NAMES["enum"])
        values = chance.sample(WORDS[name], chance.randrange(1, 3))
        return f"{name} {chance.choice(['in', 'not in'])} {values!r}"
    if choice == 3:
        return f"known({chance.choice(sum(NAMES.values(), ()))})"
    if choice == 4:
        word = chance.choice(["any", "all", "count"])
        inner = some_condition(chance, 1, "o")
        only = f" if {some_condition(chance, 1, 'o')}" if chance.random() < 0.5 else ""
        loop = f"{word}({inner} for o in obstacles{only})"
        return f"{loop} {_some_order(chance)} {chance.randrange(3)}" if word == "count" else loop
    return _some_numbers(chance)


def _some_field(chance: random.Random, letter: str) -> str:
    choice = chance.randrange(4)
    if choice == 0:
        return f"{letter}.open"
    if choice == 1:
        return f"{letter}.by == {chance.choice(BY)!r}"
    if choice == 2:
        return f"{letter}.hours {_some_order(chance)} {chance.choice(['gap', '1', '0.5'])}"
    return f"{letter}.hours {_some_order(chance)} {chance.randrange(3)} and trained"


def _some_numbers(chance: random.Random) -> str:
    numbers = [chance.choice([*NAMES["number"], "0.5", "1", "0"]) for _ in range(3)]
    if chance.random() < 0.4:
        return f"{numbers[0]} {_some_order(chance)} {numbers[1]} {_some_order(chance)} {numbers[2]}"
    return f"{numbers[0]} {chance.choice('+-*')} {numbers[1]} {_some_order(chance)} {numbers[2]}"


def _some_order(chance: random.Random) -> str:
    return chance.choice(["<", "<=", ">", ">=", "==", "!="])
