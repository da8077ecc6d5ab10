"""Conditions checked against the facts and parameters they name.

Owns the kinds of every part of a condition and the sentences about what does not fit. Leaves meaning
to ``compiling``.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from datetime import date

from appraisal.rulebook.kinds import BOOL, DATE, NUMBER, TEXT, Kind, misfit, same_unit, unlike
from appraisal.rulebook.language import (
    CONSTANTS,
    DEAREST,
    LARGEST_NUMBER,
    LONGEST_LIST,
    LOOP_WORDS,
    TODAY,
    WORDS,
    Fault,
    Offsets,
)
from appraisal.rulebook.problems import did_you_mean, quoted
from appraisal.rulebook.words import is_pattern

_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


class Checker:
    """Walks one condition; afterwards holds its faults and the names it uses, in reading order."""

    def __init__(
        self,
        facts: Mapping[str, Kind],
        parameters: Mapping[str, Kind],
        offsets: Offsets,
        words: Collection[str] = (),
    ) -> None:
        self.facts = facts
        self.parameters = parameters
        self.offsets = offsets
        self.words = words
        self.faults: list[Fault] = []
        self.facts_used: dict[str, None] = {}
        self.parameters_used: dict[str, None] = {}
        self.words_used: dict[str, None] = {}
        self.can_be_unknown = False
        self.uses_today = False
        self._loops: dict[str, Kind] = {}
        self._cost = 1

    def check(self, tree: ast.expr) -> None:
        """Check a whole condition, which must answer yes or no."""
        self._yes_or_no(tree)

    def fault(self, node: ast.AST, message: str) -> None:
        """Note what is wrong with one part; its kind is then unknown and complains no more."""
        self.faults.append(Fault(self.offsets.of(node), message))

    def kind(self, node: ast.expr) -> Kind | None:
        """The kind of a part, or ``None`` when a fault was noted inside it."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def _yes_or_no(self, node: ast.expr) -> None:
        kind = self.kind(node)
        if kind is not None and kind.base != "bool":
            self.fault(node, f"{kind.spoken()}: compare it, so that it says yes or no")

    def _boolop(self, node: ast.BoolOp) -> Kind:
        for value in node.values:
            self._yes_or_no(value)
        return BOOL

    def _unaryop(self, node: ast.UnaryOp) -> Kind | None:
        if isinstance(node.op, ast.Not):
            self._yes_or_no(node.operand)
            return BOOL
        return self._number(node.operand)

    def _number(self, node: ast.expr) -> Kind | None:
        kind = self.kind(node)
        if kind is not None and kind.base != "number":
            self.fault(node, f"{kind.spoken()}: a number is needed here")
            return None
        return kind

    def _binop(self, node: ast.BinOp) -> Kind | None:
        left, right = self._number(node.left), self._number(node.right)
        if left is None or right is None:
            return None
        if isinstance(node.op, ast.Add | ast.Sub):
            if not same_unit(left, right):
                self.fault(node.right, unlike(left, right))
            return Kind("number", left.unit or right.unit)
        if isinstance(node.op, ast.Div):
            return Kind("number", "ratio" if left.unit and left.unit == right.unit else None)
        return Kind("number", left.unit if right.unit in {None, "ratio"} else right.unit)

    def _compare(self, node: ast.Compare) -> Kind:
        left = node.left
        left_kind = self.kind(left)
        for operation, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(operation, ast.In | ast.NotIn):
                self._membership(left_kind, right)
                right_kind = None
            elif isinstance(right, ast.List | ast.Tuple):
                self.fault(right, "a list of values stands only after 'in'")
                right_kind = None
            else:
                right_kind = self.kind(right)
                if left_kind is not None and right_kind is not None:
                    self._comparable(right, left_kind, right_kind, isinstance(operation, _ORDER))
            left_kind = right_kind
        return BOOL

    def _membership(self, left: Kind | None, right: ast.expr) -> None:
        if not isinstance(right, ast.List | ast.Tuple) or not right.elts:
            self.fault(right, "after 'in' stands a list of values: in ['a', 'b']")
            return
        for element in right.elts:
            if not isinstance(element, ast.Constant):
                self.fault(element, "the list after 'in' holds plain values only")
                continue
            kind = self.kind(element)
            if left is not None and kind is not None:
                self._comparable(element, left, kind, False)

    def _comparable(self, node: ast.expr, left: Kind, right: Kind, ordered: bool) -> None:
        if message := misfit(left, right, ordered=ordered):
            self.fault(node, message)

    def _constant(self, node: ast.Constant) -> Kind | None:
        value = node.value
        if value is None:
            self.fault(node, "write not known(x) to ask whether a fact is missing")
        elif isinstance(value, bool):
            self.fault(node, f"write '{str(value).lower()}'")
        elif isinstance(value, int | float):
            if not abs(value) <= LARGEST_NUMBER:
                self.fault(node, "the number is too large")
            return NUMBER
        elif isinstance(value, str):
            return Kind("text", literal=value)
        else:
            self.fault(node, "only numbers and texts can be written here")
        return None

    def _name(self, node: ast.Name) -> Kind | None:
        name = node.id
        if name in CONSTANTS:
            return BOOL
        if name == TODAY:
            self.uses_today = True
            return DATE
        if name in self._loops:
            self.fault(node, f"'{name}' is a whole record; name one of its fields: {name}.field")
            return None
        if name in self.facts:
            self.facts_used[name] = None
            self.can_be_unknown = True
            return self.facts[name]
        if name in self.parameters:
            self.parameters_used[name] = None
            return self.parameters[name]
        if name == "missing":
            self.fault(node, "write not known(x) to ask whether a fact is missing")
        elif name in self.words:
            self.fault(node, f"'{name}' is a list of words: write has_word(text, {name})")
        elif name in WORDS:
            self.fault(node, f"'{name}' is a word of the language: write {name}(...)")
        else:
            hint = did_you_mean(name, [*self.facts, *self.parameters, *CONSTANTS])
            self.fault(node, f"unknown fact {quoted(name)}{hint}")
        return None

    def _attribute(self, node: ast.Attribute) -> Kind | None:
        record = self._loops.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if record is None:
            self.fault(node, "a field is read only inside a loop: any(o.field ... for o in list)")
            return None
        if node.attr not in record.fields:
            hint = did_you_mean(node.attr, record.fields)
            self.fault(node, f"unknown field {quoted(node.attr)} of '{record.name}'{hint}")
            return None
        return record.fields[node.attr]

    def _list(self, node: ast.expr) -> None:
        self.fault(node, "a list of values stands only after 'in'")

    _tuple = _list

    def _generatorexp(self, node: ast.GeneratorExp) -> None:
        self.fault(node, f"a loop stands only inside {', '.join(LOOP_WORDS)}")

    def _call(self, node: ast.Call) -> Kind | None:
        word = node.func.id if isinstance(node.func, ast.Name) else ""
        if word not in WORDS:
            self.fault(node, f"unknown word {quoted(word or 'this call')}{did_you_mean(word, WORDS)}")
            return None
        if node.keywords:
            self.fault(node, f"{word}(...) takes no named values")
            return None
        if word in LOOP_WORDS:
            return self._loop(node, word)
        return getattr(self, f"_word_{word}")(node)

    def _word_known(self, node: ast.Call) -> Kind | None:
        arguments = node.args
        if len(arguments) == 1 and isinstance(arguments[0], ast.Name | ast.Attribute):
            unknowable = self.can_be_unknown
            kind = self.kind(arguments[0])
            self.can_be_unknown = unknowable
            if kind is None or isinstance(arguments[0], ast.Attribute) or arguments[0].id in self.facts:
                return kind and BOOL
        self.fault(node, "known(...) takes the name of one fact")
        return None

    def _word_days_between(self, node: ast.Call) -> Kind | None:
        if len(node.args) != 2:
            self.fault(node, "days_between(...) takes two dates, the earlier one first")
            return None
        for argument in node.args:
            kind = self.kind(argument)
            if kind is not None and kind.base != "date":
                self.fault(argument, f"{kind.spoken()}: a date is needed here")
        return Kind("number", "days")

    def _word_has_word(self, node: ast.Call) -> Kind | None:
        sought = node.args[1] if len(node.args) == 2 else None
        if isinstance(sought, ast.Name):
            self._list_of_words(sought)
        elif not isinstance(sought, ast.Constant) or not isinstance(sought.value, str):
            self.fault(node, "has_word(...) takes a text and a word between quotation marks")
            return None
        elif not is_pattern(sought.value):
            self.fault(sought, "give whole words, with '*' only at the end of a word")
        kind = self.kind(node.args[0])
        if kind is not None and kind.base != "text":
            self.fault(node.args[0], f"{kind.spoken()}: a text is needed here")
        return BOOL

    def _list_of_words(self, node: ast.Name) -> None:
        self.words_used[node.id] = None
        if node.id not in self.words:
            self.fault(node, f"unknown list of words {quoted(node.id)}{did_you_mean(node.id, self.words)}")

    def _word_date(self, node: ast.Call) -> Kind | None:
        argument = node.args[0] if len(node.args) == 1 else None
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            try:
                date.fromisoformat(argument.value)
            except ValueError:
                self.fault(argument, f"{quoted(argument.value)} is no day; write date('2024-06-30')")
            return DATE
        self.fault(node, "date(...) takes one day between quotation marks: date('2024-06-30')")
        return None

    def _loop(self, node: ast.Call, word: str) -> Kind | None:
        loop = node.args[0] if len(node.args) == 1 else None
        if not isinstance(loop, ast.GeneratorExp) or len(loop.generators) != 1:
            self.fault(node, f"write {word}(... for o in list)")
            return None
        turn = loop.generators[0]
        if turn.is_async or not isinstance(turn.target, ast.Name) or not isinstance(turn.iter, ast.Name):
            self.fault(node, f"write {word}(... for o in list) with the name of a list fact")
            return None
        listed, variable = self.kind(turn.iter), turn.target.id
        if listed is not None and listed.base != "list":
            self.fault(turn.iter, f"{listed.spoken()} and not a list")
        if listed is None or listed.base != "list":
            return None
        if variable in self._loops or variable in self.facts or variable in self.parameters:
            self.fault(turn.target, f"'{variable}' already has a meaning; choose another letter")
            return None
        return self._turns(node, word, loop, Kind("record", fields=listed.fields, name=listed.name))

    def _turns(self, node: ast.Call, word: str, loop: ast.GeneratorExp, record: Kind) -> Kind | None:
        turn = loop.generators[0]
        variable = turn.target.id if isinstance(turn.target, ast.Name) else ""
        outside = self._cost
        self._cost *= LONGEST_LIST
        if self._cost * sum(1 for _ in ast.walk(loop)) > DEAREST:
            self.fault(node, "a loop inside a loop costs too much; make it two rules")
        self._loops[variable] = record
        for condition in turn.ifs:
            self._yes_or_no(condition)
        if word in {"any", "all", "count"}:
            self._yes_or_no(loop.elt)
            kind = Kind("number", "count") if word == "count" else BOOL
        elif word == "latest":
            kind = self.kind(loop.elt)
            if kind is not None and kind.base != "date" and record.fields.get("on", TEXT).base != "date":
                self.fault(node, f"latest(...) needs a field 'on' with a date in '{record.name}'")
        else:
            kind = self._number(loop.elt)
        del self._loops[variable]
        self._cost = outside
        return kind
