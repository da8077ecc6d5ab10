"""The language kl/1: which conditions there are at all.

Owns the allow-list, the limits and the words of the language. A condition is parsed as a Python
expression and never executed: ``checking`` gives each part its kind, ``compiling`` makes closures.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

LANGUAGE_VERSION = "kl/1"
LONGEST_CONDITION = 1000
MOST_NODES = 200
DEEPEST = 20
LONGEST_LIST = 200
"""Items a list fact may hold; the cost of a loop is counted with it."""
DEAREST = 100_000
LARGEST_NUMBER = 2**53

LOOP_WORDS = ("any", "all", "count", "sum", "average", "latest")
WORDS = (*LOOP_WORDS, "known", "days_between", "has_word", "date")
CONSTANTS = {"true": True, "false": False}
TODAY = "as_of"
RESERVED = frozenset({*WORDS, *CONSTANTS, TODAY, "and", "or", "not", "in", "if", "else", "for", "missing"})

_ALLOWED = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add,
    ast.Sub, ast.Mult, ast.Div, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In,
    ast.NotIn, ast.Name, ast.Load, ast.Store, ast.Constant, ast.List, ast.Tuple, ast.Call,
    ast.GeneratorExp, ast.comprehension, ast.Attribute,
)  # fmt: skip
_HINTS = {
    ast.IfExp: "write two rules instead of if ... else",
    ast.Is: "write ==",
    ast.IsNot: "write !=",
    ast.Pow: "powers are not part of the language",
    ast.Subscript: "a list is looked at with any, all, count, sum, average or latest",
    ast.Lambda: "functions are not part of the language",
    ast.ListComp: "leave the square brackets out: any(... for o in list)",
    ast.JoinedStr: "write a plain text between quotation marks",
    ast.NamedExpr: "a condition cannot keep values; write == to compare",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one character of a condition."""

    offset: int
    message: str


class Offsets:
    """Turns Python's byte columns into characters of the condition."""

    def __init__(self, source: str) -> None:
        self.lead = len(source) - len(source.lstrip())
        self.text = re.sub(r"\s", " ", source.strip())
        self._bytes = None if self.text.isascii() else self.text.encode(errors="surrogatepass")

    def of(self, node: ast.AST) -> int:
        """The character at which a node begins."""
        column = getattr(node, "col_offset", 0)
        if self._bytes is not None:
            column = len(self._bytes[:column].decode(errors="ignore"))
        return self.lead + column


def parse(source: str) -> tuple[ast.expr | None, Offsets, list[Fault]]:
    """The tree of a condition if it is one, and every fault of form."""
    offsets = Offsets(source)
    if not offsets.text:
        return None, offsets, [Fault(0, "the condition is empty")]
    if len(offsets.text) > LONGEST_CONDITION:
        message = f"the condition is longer than {LONGEST_CONDITION} characters; split the rule"
        return None, offsets, [Fault(0, message)]
    if "\\" in offsets.text:
        return None, offsets, [Fault(source.index("\\"), "a backslash has no meaning here; remove it")]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(offsets.text, mode="eval")
    except SyntaxError as error:
        column = min(max((error.offset or 1) - 1, 0), len(offsets.text) - 1)
        return None, offsets, [Fault(offsets.lead + column, _syntax_hint(offsets.text))]
    except (ValueError, RecursionError, MemoryError):
        return None, offsets, [Fault(0, "the condition is nested too deeply or holds broken letters")]
    faults = list(_faults_of_form(tree, offsets))
    return (None if faults else tree.body), offsets, faults


def _syntax_hint(text: str) -> str:
    for sign, word in (("&&", "and"), ("||", "or"), ("!", "not")):
        if sign in text.replace("!=", ""):
            return f"the condition cannot be read: write '{word}' for '{sign}'"
    if re.search(r"(?<![=<>!])=(?!=)", text):
        return "the condition cannot be read: write '==' to compare"
    return "the condition cannot be read; look for a missing word, bracket or quotation mark"


def _faults_of_form(tree: ast.Expression, offsets: Offsets) -> list[Fault]:
    faults: list[Fault] = []
    total = 0
    stack: list[tuple[ast.AST, int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        if not isinstance(node, ast.Load | ast.Store | ast.operator | ast.cmpop | ast.boolop | ast.unaryop):
            total += 1
        if total > MOST_NODES or depth > DEEPEST:
            return [Fault(0, "the condition is too large; split it into two rules")]
        if not isinstance(node, _ALLOWED):
            faults.append(Fault(offsets.of(node) if hasattr(node, "col_offset") else 0, _refusal(node)))
            continue
        stack.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
    return sorted(faults, key=lambda fault: fault.offset)


def _refusal(node: ast.AST) -> str:
    hint = _HINTS.get(type(node))
    what = type(node).__name__
    return f"{what} is not part of the language" + (f"; {hint}" if hint else "")
