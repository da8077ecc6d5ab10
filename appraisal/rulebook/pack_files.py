"""The files of a pack while they are read: each opened once, every problem gathered with its place.

Owns which file of a pack is of which sort. Leaves what a file says to the readers of each sort.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from appraisal.rulebook.parameters import Parameter
from appraisal.rulebook.problems import Problem, Report
from appraisal.rulebook.rules import Rule
from appraisal.rulebook.schema import FactSpec
from appraisal.rulebook.texts import Texts
from appraisal.rulebook.wordlists import WordList
from appraisal.rulebook.yaml_text import Node, plain_of, read_yaml

NOT_RULES = ("facts", "parameters", "words")
"""Folders of a pack that hold no rules."""


@dataclass(slots=True)
class Reading:
    """What is gathered while the files are read. ``files`` maps relative paths to what they hold."""

    place: str
    files: Map[str, bytes]
    problems: list[Problem] = field(default_factory=list)
    contents: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, FactSpec] = field(default_factory=dict)
    fact_places: dict[str, str] = field(default_factory=dict)
    groups: dict[str, Texts] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    words: dict[str, WordList] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    rule_places: dict[str, str] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """A file's path as messages name it."""
        return f"{self.place}/{name}" if self.place else name

    def open(self, name: str) -> tuple[Node | None, Report]:
        """One file as nodes, with a report for its problems."""
        report = Report(self.path(name))
        node = read_yaml(self.files[name], report)
        if node is not None:
            self.contents[name] = plain_of(node)
        return node, report


def is_hidden(name: str) -> bool:
    """Whether a file or a folder on its path is hidden, and so no part of a pack."""
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def files_of(reading: Reading, kind: str | None) -> list[str]:
    """The files of one folder, or of all folders of rules; in a fixed order."""
    files = []
    for name in reading.files:
        parts = PurePosixPath(name).parts
        here = parts[0] == kind if kind else len(parts) > 1 and parts[0] not in NOT_RULES
        if not here or (kind and len(parts) < 2):
            continue
        if name.endswith(".yaml"):
            files.append(name)
        else:
            reading.problems.append(
                Problem(reading.path(name), 1, 1, "name the file .yaml, or it is not read")
            )
    return files
