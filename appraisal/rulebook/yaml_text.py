"""YAML read as text with places: no value is guessed, so ``no`` and ``on`` stay words.

Owns nodes that know their line and column, also inside folded and quoted texts. Refuses what a rule
file never needs: duplicate keys, anchors and aliases, tags, more than one document, deep nesting and
files over 500 KB. Reads the parser's events and not its objects, so that no input can recurse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from appraisal.rulebook.problems import At, Report, quoted

LARGEST_FILE = 500_000
DEEPEST_NESTING = 20
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and where it stands; ``raw`` is what the file holds for it."""

    text: str
    line: int
    column: int
    raw: str = ""
    style: str = ""

    def place(self, offset: int) -> At:
        """The place in the file of one character of the text.

        Folding and quoting only touch white space and quotation marks, so the place is found by
        walking text and file side by side over the characters that are not space.
        """
        position, start = 0, 0
        if self.style in {"|", ">"}:
            position = start = self.raw.find("\n") + 1
        elif self.style in {"'", '"'}:
            position = start = 1
        for character in self.text[: offset + 1]:
            if character.isspace():
                continue
            found = self.raw.find(character, position)
            if found < 0:
                break
            start, position = found, found + 1
        line = self.line + self.raw.count("\n", 0, start)
        newline = self.raw.rfind("\n", 0, start)
        return At(line, self.column + start if newline < 0 else start - newline)


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence and where it begins."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named nodes in file order, and where they begin."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)

    def items(self) -> Iterator[tuple[Scalar, Node]]:
        """Each key with its place, and its value."""
        for name, key in self.keys.items():
            yield key, self.values[name]


Node = Scalar | Listing | Mapping


def read_yaml(data: bytes, report: Report) -> Node | None:
    """The only document of a file as nodes, or ``None`` when it cannot be read at all."""
    if len(data) > LARGEST_FILE:
        report.add(At(), f"the file is larger than {LARGEST_FILE // 1000} KB; split it")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(At(line, 1), "the file is not UTF-8; save it as UTF-8")
        return None
    builder = _Builder(text, report)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event):
                return None
    except yaml.YAMLError as error:
        report.add(_mark_of(error), _sentence_of(error))
        return None
    if builder.root is None:
        report.add(At(), "the file is empty")
    return builder.root


class _Builder:
    """Turns events into nodes with a stack of its own."""

    def __init__(self, text: str, report: Report) -> None:
        self.text = text
        self.report = report
        self.root: Node | None = None
        self.open: list[Listing | Mapping] = []
        self.pending: list[Scalar | None] = []
        self.documents = 0

    def take(self, event: Any) -> bool:
        """Take one event; false when the rest of the file cannot be trusted."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return self._refuse(event, "anchors and aliases are not read; write the text out")
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            return self.documents == 1 or self._refuse(event, "one document a file; remove the second '---'")
        if isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.pending.pop()
            return True
        if not isinstance(event, yaml.NodeEvent):
            return True
        tag = getattr(event, "tag", None)
        if tag:
            return self._refuse(event, f"the tag {quoted(tag)} is not read; write plain text")
        return self._node(event)

    def _node(self, event: Any) -> bool:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            raw = self.text[event.start_mark.index : event.end_mark.index]
            return self._place(Scalar(event.value, line, column, raw, event.style or ""))
        node = (Listing if isinstance(event, yaml.SequenceStartEvent) else Mapping)(line, column)
        if len(self.open) >= DEEPEST_NESTING:
            return self._refuse(event, f"nested deeper than {DEEPEST_NESTING} levels")
        if not self._place(node):
            return False
        self.open.append(node)
        self.pending.append(None)
        return True

    def _place(self, node: Node) -> bool:
        if not self.open:
            self.root = node
            return True
        inside = self.open[-1]
        if isinstance(inside, Listing):
            inside.items.append(node)
            return True
        key = self.pending[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self.report.add(node, "a key must be a word")
                return False
            self.pending[-1] = node
            return True
        self.pending[-1] = None
        if key.text in inside.keys:
            first = inside.keys[key.text].line
            self.report.add(key, f"{quoted(key.text)} is given twice, first in line {first}; keep one")
            return True
        inside.keys[key.text] = key
        inside.values[key.text] = node
        return True

    def _refuse(self, event: Any, message: str) -> bool:
        self.report.add(At(event.start_mark.line + 1, event.start_mark.column + 1), message)
        return False


def _mark_of(error: yaml.YAMLError) -> At:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return At(mark.line + 1, mark.column + 1) if mark else At()


def _sentence_of(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    return f"not YAML: {problem}; quote texts that hold ': ' or begin with a sign"


def plain_of(node: Node) -> Any:
    """The node as plain texts, lists and mappings: what a checksum is taken over."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [plain_of(item) for item in node.items]
    return {key.text: plain_of(value) for key, value in node.items()}
