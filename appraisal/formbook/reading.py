"""YAML with places: every text, list and table knows the line and column where it stands.

Owns what may stand in a file at all: UTF-8, at most 500 KB, no aliases, no doubled keys, and
every scalar a text (so ``no`` stays a word). Leaves the meaning of the fields to ``fields``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import yaml

LARGEST_FILE = 500_000
DEEPEST = 40
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: path as given, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend; reads as ``path:line:column: message``."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place.path}:{self.place.line}:{self.place.column}: {self.message}"


@dataclass(frozen=True)
class Text:
    """A scalar, always text."""

    value: str
    place: Place


@dataclass(frozen=True)
class Items:
    """A list."""

    values: tuple[Node, ...]
    place: Place


@dataclass(frozen=True)
class Table:
    """A mapping from text keys; ``key_places`` says where each key stands."""

    values: Mapping[str, Node]
    key_places: Mapping[str, Place]
    place: Place


Node = Text | Items | Table


def read_marked(data: bytes, path: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document; the node is None when nothing useful could be read."""
    start = Place(path)
    if len(data) > LARGEST_FILE:
        return None, [Problem(start, f"the file is larger than {LARGEST_FILE // 1000} KB")]
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Problem(Place(path, line), "this is not UTF-8 text; save the file as UTF-8")]
    builder = _Builder(path)
    try:
        return builder.document(source), builder.problems
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else start
        return None, [Problem(place, f"not readable as YAML: {error.problem or error.context}")]
    except yaml.YAMLError as error:
        return None, [Problem(start, f"not readable as YAML: {str(error).splitlines()[0]}")]
    except _TooDeep as error:
        return None, [Problem(error.place, f"nested deeper than {DEEPEST} levels")]


class _TooDeep(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class _Builder:
    """Builds marked nodes from the parser's events, gathering problems as it goes.

    Events and not ``yaml.compose``: the C composer calls itself for every level, and a file of
    many opening brackets ends the whole process before anything could be checked.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.events: Iterator[yaml.Event] = iter(())

    def document(self, source: str) -> Node | None:
        """The one document of a file."""
        self.events = yaml.parse(source, Loader=_Loader)
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 1:
                    root = self._node(next(self.events), 0)
                elif documents == 2:
                    self._refuse(self._place(event), "a second document begins here; one file holds one")
        if documents == 0:
            self._refuse(Place(self.path), "the file is empty")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node | None:
        place = self._place(event)
        if depth > DEEPEST:
            raise _TooDeep(place)
        if isinstance(event, yaml.AliasEvent):
            return self._refuse(place, f"the alias '*{event.anchor}' is not used here; write it out")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(place, f"the tag '{tag}' is not used here; take it out")
        if isinstance(event, yaml.ScalarEvent):
            return Text(event.value, place)
        if isinstance(event, yaml.SequenceStartEvent):
            found = [self._node(child, depth + 1) for child in self._until(yaml.SequenceEndEvent)]
            return Items(tuple(child for child in found if child is not None), place)
        return self._table(place, depth)

    def _table(self, place: Place, depth: int) -> Table:
        values: dict[str, Node] = {}
        places: dict[str, Place] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if isinstance(key, Text) and key.value in places:
                first = places[key.value].line
                self._refuse(key.place, f"'{key.value}' stands here twice, first on line {first}")
            elif isinstance(key, Text):
                places[key.value] = key.place
                if value is not None:
                    values[key.value] = value
            elif key is not None:
                self._refuse(key.place, "a key must be a plain word")
        return Table(values, places, place)

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield event

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``, did you mean 'x'?`` when a known word is close, else nothing."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f", did you mean '{close[0]}'?" if close else ""
