"""A rule's condition in plain words: a tree of clauses with labels of facts, words of values, numbers with units. Pure.

Owns which parts a sentence has; the sentences themselves stand in ``templates/parts/plainly.html``, in the
reader's language. Reads the checked tree of a condition, so that a page and the engine cannot say two things.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.rulebook import FactSpec, Pack, Rule, Texts

_ORDER = {
    ast.Gt: "above",
    ast.GtE: "at_least",
    ast.Lt: "below",
    ast.LtE: "at_most",
    ast.Eq: "is",
    ast.NotEq: "is_not",
    ast.In: "one_of",
    ast.NotIn: "none_of",
}
_TURNED = {"above": "below", "at_least": "at_most", "below": "above", "at_most": "at_least"}
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}


@dataclass(frozen=True)
class Term:
    """Something that is compared. ``kind``: fact, words, yes, no, number, today, day, text, sum, days, entries."""

    kind: str
    texts: Texts | None = None
    number: float | None = None
    unit: str = ""
    text: str = ""
    parts: tuple[Term, ...] = ()
    inner: Clause | None = None


@dataclass(frozen=True)
class Clause:
    """One sentence (``subject`` and ``terms``), or several together: ``all``, ``any``, ``not``, ``some``, ``every``."""

    key: str
    subject: Term | None = None
    terms: tuple[Term, ...] = ()
    parts: tuple[Clause, ...] = ()


def plainly(pack: Pack, rule: Rule, values: Mapping[str, Any]) -> Clause:
    """What a rule asks, with the numbers as they hold in ``values``."""
    return _Reader(pack.facts, pack, values).clause(rule.condition.tree)


def given_term(spec: FactSpec, value: Any) -> Term:
    """The value of a fact in a worked case."""
    if isinstance(value, bool):
        return _truth(value, spec)
    if isinstance(value, list | tuple):
        return Term("number", number=len(value))
    if isinstance(value, date):
        return Term("day", text=value.isoformat())
    return _constant(value, spec)


class _Reader:
    """Walks one condition; inside a loop the fields of its records are known by their labels."""

    def __init__(self, facts: Mapping[str, FactSpec], pack: Pack, values: Mapping[str, Any]) -> None:
        self.facts, self.pack, self.values = facts, pack, values
        self.records: dict[str, FactSpec] = {}

    def clause(self, node: ast.expr) -> Clause:
        """A part that says yes or no."""
        if isinstance(node, ast.BoolOp):
            key = "all" if isinstance(node.op, ast.And) else "any"
            return Clause(key, parts=tuple(self.clause(value) for value in node.values))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return Clause("not", parts=(self.clause(node.operand),))
        if isinstance(node, ast.Compare):
            return self._compare(node)
        if isinstance(node, ast.Call):
            return self._said(node)
        return Clause("is", self._term(node), (Term("yes"),))

    def _compare(self, node: ast.Compare) -> Clause:
        sides = [node.left, *node.comparators]
        pairs = zip(sides, node.ops, sides[1:], strict=False)
        found = tuple(self._pair(left, _ORDER[type(op)], right) for left, op, right in pairs)
        return found[0] if len(found) == 1 else Clause("all", parts=found)

    def _pair(self, left: ast.expr, key: str, right: ast.expr) -> Clause:
        if self._spec(left) is None and self._spec(right) is not None and not isinstance(right, ast.List):
            left, right, key = right, left, _TURNED.get(key, key)
        spec = self._spec(left)
        values = right.elts if isinstance(right, ast.List | ast.Tuple) else [right]
        return Clause(key, self._term(left), tuple(self._term(value, spec) for value in values))

    def _said(self, node: ast.Call) -> Clause:
        word = node.func.id if isinstance(node.func, ast.Name) else ""
        if word in ("any", "all"):
            loop = self._loop(node)
            return Clause(
                "some" if word == "any" else "every", loop, parts=(loop.inner,) if loop.inner else ()
            )
        first = node.args[0]
        if word == "has_word":
            return Clause("has_word", self._term(first), (self._sought(node.args[1]),))
        return Clause("known", self._term(first))

    def _sought(self, node: ast.expr) -> Term:
        """A word, or the title of a list of words."""
        if isinstance(node, ast.Name):
            return Term("words", self.pack.words[node.id].title)
        return Term("text", text=str(node.value) if isinstance(node, ast.Constant) else ast.unparse(node))

    def _term(self, node: ast.expr, beside: FactSpec | None = None) -> Term:
        if isinstance(node, ast.Constant):
            return _constant(node.value, beside)
        if isinstance(node, ast.UnaryOp):
            return Term("sum", parts=(Term("text", text="−"), self._term(node.operand, beside)))
        if isinstance(node, ast.BinOp):
            sign = Term("text", text=_SIGNS[type(node.op)])
            return Term("sum", parts=(self._term(node.left), sign, self._term(node.right)))
        if isinstance(node, ast.Call):
            return self._called(node)
        spec = self._spec(node)
        if spec is not None:
            return Term("fact", spec.label or dict.fromkeys(("en", "fa", "ru", "vi"), spec.name))
        name = node.id if isinstance(node, ast.Name) else ast.unparse(node)
        if name in ("true", "false"):
            return _truth(name == "true", beside)
        number = self.pack.parameters.get(name)
        if number is not None:
            return Term("number", number.title, self.values.get(name), number.unit, name)
        return Term("today" if name == "as_of" else "text", text=name)

    def _called(self, node: ast.Call) -> Term:
        word = node.func.id if isinstance(node.func, ast.Name) else ""
        if word == "days_between":
            return Term("days", parts=tuple(self._term(value) for value in node.args))
        if word == "date":
            return Term("day", text=str(getattr(node.args[0], "value", "")))
        return self._loop(node, word)

    def _loop(self, node: ast.Call, word: str = "count") -> Term:
        """The entries of a list that a loop goes over, and what it asks of each."""
        loop: Any = node.args[0]
        turn = loop.generators[0]
        listed = self.facts[turn.iter.id]
        self.records[turn.target.id] = listed
        asked = [self.clause(each) for each in turn.ifs]
        parts: tuple[Term, ...] = ()
        if word in ("any", "all", "count"):
            asked.append(self.clause(loop.elt))
        else:
            parts = (self._term(loop.elt),)
        del self.records[turn.target.id]
        inner = None if not asked else asked[0] if len(asked) == 1 else Clause("all", parts=tuple(asked))
        return Term("entries", listed.label, text=word, parts=parts, inner=inner)

    def _spec(self, node: ast.expr) -> FactSpec | None:
        if isinstance(node, ast.Name):
            return self.facts.get(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            record = self.records.get(node.value.id)
            return record.fields.get(node.attr) if record else None
        return None


def _constant(value: Any, beside: FactSpec | None) -> Term:
    if isinstance(value, int | float):
        return Term("number", number=value, unit=beside.unit if beside else "")
    words = beside.values.get(str(value)) if beside else None
    return Term("words", words) if words else Term("text", text=str(value))


def _truth(value: bool, beside: FactSpec | None) -> Term:
    words = beside.answers.get("yes" if value else "no") if beside else None
    return Term("words", words) if words else Term("yes" if value else "no")
