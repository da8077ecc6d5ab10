"""Conditions made into closures: facts in, yes, no or unknown out.

Owns the meaning of every word of kl/1. A closure takes one mapping of names to plain values; a name
that is absent or ``None`` is unknown. Nothing is executed by ``eval`` or ``exec``.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from appraisal.rulebook.language import CONSTANTS
from appraisal.rulebook.wordlists import search_for

Values = Mapping[str, Any]
Closure = Callable[[Values], Any]

_COMPARISONS: Mapping[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}
_ARITHMETIC: Mapping[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def closure_of(node: ast.expr) -> Closure:
    """The closure of one checked part of a condition."""
    return _MAKERS[type(node)](node)


def _of_boolop(node: ast.BoolOp) -> Closure:
    terms = [closure_of(value) for value in node.values]
    settles = isinstance(node.op, ast.Or)

    def joined(values: Values) -> bool | None:
        result: bool | None = not settles
        for term in terms:
            value = term(values)
            if value is settles:
                return settles
            if value is None:
                result = None
        return result

    return joined


def _of_unaryop(node: ast.UnaryOp) -> Closure:
    inner = closure_of(node.operand)
    if isinstance(node.op, ast.Not):
        return lambda values: None if (value := inner(values)) is None else not value
    return lambda values: None if (value := inner(values)) is None else -value


def _of_binop(node: ast.BinOp) -> Closure:
    left, right, apply = closure_of(node.left), closure_of(node.right), _ARITHMETIC[type(node.op)]

    def reckoned(values: Values) -> float | None:
        one, other = left(values), right(values)
        if one is None or other is None:
            return None
        return _finite(apply, one, other)

    return reckoned


def _finite(apply: Callable[[Any, Any], Any], one: Any, other: Any) -> float | None:
    try:
        result = apply(one, other)
        return result if math.isfinite(result) else None
    except (ZeroDivisionError, OverflowError):
        return None


def _of_compare(node: ast.Compare) -> Closure:
    sides = [node.left, *node.comparators]
    pairs = [
        _compared(left, operation, right)
        for left, operation, right in zip(sides, node.ops, sides[1:], strict=False)
    ]
    if len(pairs) == 1:
        return pairs[0]

    def chained(values: Values) -> bool | None:
        result: bool | None = True
        for pair in pairs:
            value = pair(values)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    return chained


def _compared(left: ast.expr, operation: ast.cmpop, right: ast.expr) -> Closure:
    compare = _COMPARISONS[type(operation)]
    constant = _constant_of(right)
    if isinstance(left, ast.Name) and left.id not in CONSTANTS and constant is not None:
        name = left.id

        def with_constant(values: Values) -> bool | None:
            value = values.get(name)
            return None if value is None else compare(value, constant)

        return with_constant
    one, other = closure_of(left), closure_of(right)

    def compared(values: Values) -> bool | None:
        first = one(values)
        if first is None:
            return None
        second = other(values)
        return None if second is None else compare(first, second)

    return compared


def _constant_of(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return CONSTANTS.get(node.id)
    if isinstance(node, ast.List | ast.Tuple):
        return frozenset(element.value for element in node.elts if isinstance(element, ast.Constant))
    return None


def _of_constant(node: ast.expr) -> Closure:
    constant = _constant_of(node)
    return lambda _values: constant


def _of_name(node: ast.Name) -> Closure:
    if node.id in CONSTANTS:
        return _of_constant(node)
    name = node.id
    return lambda values: values.get(name)


def _of_attribute(node: ast.Attribute) -> Closure:
    record, field = _name_of(node.value), node.attr
    return lambda values: values[record].get(field)


def _name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _of_call(node: ast.Call) -> Closure:
    word = _name_of(node.func)
    if word == "known":
        inner = closure_of(node.args[0])
        return lambda values: inner(values) is not None
    if word == "date":
        day = date.fromisoformat(_constant_of(node.args[0]))
        return lambda _values: day
    if word == "has_word":
        return _of_has_word(node)
    if word == "days_between":
        return _of_days_between(node)
    return _of_loop(node, word)


def _of_has_word(node: ast.Call) -> Closure:
    text, find = closure_of(node.args[0]), search_for(_constant_of(node.args[1]))
    return lambda values: None if (value := text(values)) is None else find(value)


def _of_days_between(node: ast.Call) -> Closure:
    earlier, later = closure_of(node.args[0]), closure_of(node.args[1])

    def days(values: Values) -> int | None:
        start, end = earlier(values), later(values)
        return None if start is None or end is None else (end - start).days

    return days


Turn = tuple[bool | None, Any, Any]
"""What a loop sees of one item: is it counted, its value, its date."""


def _of_loop(node: ast.Call, word: str) -> Closure:
    loop = node.args[0]
    if not isinstance(loop, ast.GeneratorExp):
        raise TypeError("a loop is checked before it is compiled")
    turn = loop.generators[0]
    listed, variable = _name_of(turn.iter), _name_of(turn.target)
    filters = [closure_of(condition) for condition in turn.ifs]
    element, gather = closure_of(loop.elt), _GATHERERS[word]

    def turns(values: Values, items: Iterable[Mapping[str, Any]]) -> Iterable[Turn]:
        inside = dict(values)
        for item in items:
            inside[variable] = item
            counted: bool | None = True
            for condition in filters:
                value = condition(inside)
                if value is False:
                    counted = False
                    break
                if value is None:
                    counted = None
            if counted is not False:
                yield counted, element(inside), item.get("on")

    def looped(values: Values) -> Any:
        items = values.get(listed)
        return None if items is None else gather(turns(values, items))

    return looped


def _any(turns: Iterable[Turn]) -> bool | None:
    result: bool | None = False
    for counted, value, _on in turns:
        if value and counted:
            return True
        if value is not False:
            result = None
    return result


def _all(turns: Iterable[Turn]) -> bool | None:
    result: bool | None = True
    for counted, value, _on in turns:
        if value is False and counted:
            return False
        if value is not True:
            result = None
    return result


def _count(turns: Iterable[Turn]) -> int | None:
    total = 0
    for counted, value, _on in turns:
        if value is None or (value and counted is None):
            return None
        total += bool(value)
    return total


def _settled(turns: Iterable[Turn]) -> list[tuple[Any, Any]] | None:
    pairs = []
    for counted, value, on in turns:
        if counted is None or value is None:
            return None
        pairs.append((value, on))
    return pairs


def _sum(turns: Iterable[Turn]) -> float | None:
    pairs = _settled(turns)
    return None if pairs is None else _finite(_share_of_sum, pairs, 1)


def _average(turns: Iterable[Turn]) -> float | None:
    pairs = _settled(turns)
    return _finite(_share_of_sum, pairs, len(pairs)) if pairs else None


def _share_of_sum(pairs: list[tuple[Any, Any]], parts: int) -> float:
    return math.fsum(value for value, _on in pairs) / parts


def _latest(turns: Iterable[Turn]) -> Any:
    newest: tuple[Any, Any] | None = None
    for counted, value, on in turns:
        day = value if isinstance(value, date) else on
        if counted is None or day is None:
            return None
        if newest is None or day >= newest[0]:
            newest = (day, value)
    return None if newest is None else newest[1]


_GATHERERS: Mapping[str, Callable[[Iterable[Turn]], Any]] = {
    "any": _any, "all": _all, "count": _count, "sum": _sum, "average": _average, "latest": _latest,
}  # fmt: skip
_MAKERS: Mapping[type[ast.expr], Callable[[Any], Closure]] = {
    ast.BoolOp: _of_boolop, ast.UnaryOp: _of_unaryop, ast.BinOp: _of_binop, ast.Compare: _of_compare,
    ast.Constant: _of_constant, ast.List: _of_constant, ast.Tuple: _of_constant, ast.Name: _of_name,
    ast.Attribute: _of_attribute, ast.Call: _of_call,
}  # fmt: skip
