"""What is wrong with a pack or with facts: every problem at once, with its place and its mend.

Owns the form ``path:line:column: message, did you mean 'x'?``. Leaves the finding of problems to the
modules that read.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

MOST_PROBLEMS = 100
"""After so many in one file nobody reads on, and a hostile file must not keep us busy."""
LONGEST_NAME = 60


class Place(Protocol):
    """Anything that stands at a line and column of a file, both counted from 1."""

    @property
    def line(self) -> int:
        """The line, from 1."""
        ...

    @property
    def column(self) -> int:
        """The column, from 1."""
        ...


@dataclass(frozen=True, slots=True)
class At:
    """A bare place."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class BrokenPack(Exception):
    """A pack cannot be used. ``problems`` holds all of them, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class WrongFacts(Exception):
    """Facts do not fit their schema. ``problems`` holds one sentence for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Report:
    """Gathers the problems of one file; stops listening when there are too many to read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def add(self, place: Place, message: str) -> None:
        """Note one problem at its place."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(self.path, place.line, place.column, message))

    def unknown(self, place: Place, what: str, name: str, known: Iterable[str]) -> None:
        """Note a name that nobody knows, with the nearest one that somebody does."""
        if len(self.problems) < MOST_PROBLEMS:
            self.add(place, f"unknown {what} {quoted(name)}{did_you_mean(name, known)}")


def quoted(name: str) -> str:
    """A name between quotation marks, shortened when it is endless."""
    return f"'{name}'" if len(name) <= LONGEST_NAME else f"'{name[:LONGEST_NAME]}...'"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``, did you mean 'x'?`` for the nearest known name, or nothing."""
    if len(name) > LONGEST_NAME:
        return ""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f", did you mean '{near[0]}'?" if near else ""
