"""A condition, ready to be asked: parsed, checked and compiled once.

Owns the joint of ``language``, ``checking`` and ``compiling``, and the answer to "what is missing?".
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from appraisal.rulebook.checking import Checker
from appraisal.rulebook.compiling import Closure, Values, closure_of
from appraisal.rulebook.kinds import Kind
from appraisal.rulebook.language import CONSTANTS, WORDS, Fault, parse
from appraisal.rulebook.wordlists import WordList

NO_WORDS: Mapping[str, WordList] = MappingProxyType({})
Missing = Callable[[Values], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a rule asks of the facts."""

    source: str
    normal: str
    facts: tuple[str, ...]
    parameters: tuple[str, ...]
    words: tuple[str, ...]
    can_be_unknown: bool
    uses_today: bool
    tree: ast.expr
    evaluate: Closure
    missing_among: Missing

    def missing(self, values: Values) -> tuple[str, ...]:
        """The names that keep an unknown condition unknown, in reading order, each once."""
        return tuple(dict.fromkeys(self.missing_among(values)))


def condition_of(
    source: str,
    facts: Mapping[str, Kind],
    parameters: Mapping[str, Kind],
    words: Mapping[str, WordList] = NO_WORDS,
) -> tuple[Condition | None, list[Fault]]:
    """A condition, or ``None`` and every fault in it. ``words`` are the lists it may look for in a text."""
    tree, offsets, faults = parse(source)
    if tree is None:
        return None, faults
    checker = Checker(facts, parameters, offsets, words)
    checker.check(tree)
    if checker.faults:
        return None, checker.faults
    told = _with_words(tree, words)
    made = Condition(
        source=source.strip(),
        normal=ast.unparse(tree),
        facts=tuple(checker.facts_used),
        parameters=tuple(checker.parameters_used),
        words=tuple(checker.words_used),
        can_be_unknown=checker.can_be_unknown,
        uses_today=checker.uses_today,
        tree=tree,
        evaluate=closure_of(told),
        missing_among=_missing_of(told),
    )
    return made, []


def _with_words(tree: ast.expr, words: Mapping[str, WordList]) -> ast.expr:
    """The tree with each list of words in the place of its name."""

    class Naming(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> ast.AST:
            self.generic_visit(node)
            named = node.args[1] if len(node.args) > 1 else None
            if isinstance(node.func, ast.Name) and node.func.id == "has_word" and isinstance(named, ast.Name):
                held = ast.Constant(words[named.id])  # type: ignore[arg-type] # a value of ours, never unparsed
                return ast.Call(node.func, [node.args[0], held], [])
            return node

    return Naming().visit(copy.deepcopy(tree)) if words else tree


def _missing_of(node: ast.expr) -> Missing:
    if isinstance(node, ast.UnaryOp):
        return _missing_of(node.operand)
    if not isinstance(node, ast.BoolOp):
        return _missing_of_leaf(node)
    parts = [(closure_of(value), _missing_of(value)) for value in node.values]

    def missing(values: Values) -> Iterable[str]:
        for ask, inner in parts:
            if ask(values) is None:
                yield from inner(values)

    return missing


def _missing_of_leaf(node: ast.expr) -> Missing:
    lists = {
        turn.target.id: turn.iter.id
        for turn in ast.walk(node)
        if isinstance(turn, ast.comprehension)
        and isinstance(turn.target, ast.Name)
        and isinstance(turn.iter, ast.Name)
    }
    names, fields = _names_of(node, lists)

    def missing(values: Values) -> Iterable[str]:
        for name in names:
            if values.get(name) is None:
                yield name
        for listed, field in fields:
            if any(item.get(field) is None for item in values.get(listed) or ()):
                yield f"{listed}.{field}"

    return missing


def _names_of(node: ast.expr, lists: Mapping[str, str]) -> tuple[list[str], list[tuple[str, str]]]:
    names: list[str] = []
    fields: list[tuple[str, str]] = []
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            fields.append((lists.get(part.value.id, ""), part.attr))
        elif isinstance(part, ast.Name) and part.id not in {*CONSTANTS, *WORDS, *lists}:
            names.append(part.id)
    return names, fields
