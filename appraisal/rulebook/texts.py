"""Texts in four languages, and the reading of named parts of a file.

Owns the check that every text stands in every language, and the check for misspelt keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map

from appraisal.rulebook.problems import Place, Report, quoted
from appraisal.rulebook.yaml_text import Listing, Mapping, Node, Scalar

LANGUAGES = ("en", "fa", "ru", "vi")
Texts = Map[str, str]
"""One text in each of the four languages."""


def in_language(texts: Texts, language: str) -> str:
    """The text in a language; English where the language is not one of the four."""
    return texts.get(language) or texts["en"]


def read_texts(node: Node | None, what: str, report: Report) -> dict[str, str] | None:
    """A text in all four languages, or ``None`` with the problems noted."""
    if node is None:
        return None
    if not isinstance(node, Mapping):
        report.add(node, f"{what}: write one text for each of {', '.join(LANGUAGES)}")
        return None
    texts: dict[str, str] = {}
    for key, value in node.items():
        if key.text not in LANGUAGES:
            report.unknown(key, f"language of {what}", key.text, LANGUAGES)
        elif isinstance(value, Scalar) and value.text.strip():
            texts[key.text] = value.text.strip()
    missing = [language for language in LANGUAGES if language not in texts]
    if missing:
        report.add(node, f"{what} is missing in {', '.join(missing)}")
        return None
    return texts


class Part:
    """A mapping of a file whose keys are known beforehand."""

    def __init__(self, node: Mapping, known: Iterable[str], needed: Iterable[str], report: Report) -> None:
        self.node = node
        self.report = report
        known = tuple(known)
        for key in node.keys.values():
            if key.text not in known:
                report.unknown(key, "key", key.text, known)
        for name in needed:
            if name not in node.keys:
                report.add(node, f"{quoted(name)} is missing")

    def get(self, name: str) -> Node | None:
        """The node under a key, if there is one."""
        return self.node.values.get(name)

    def place(self, name: str) -> Place:
        """Where a key stands, or the part itself when it is absent."""
        return self.node.keys.get(name, self.node)

    def text(self, name: str, otherwise: str = "") -> str:
        """A plain text, or the default when the key is absent."""
        node = self.get(name)
        if node is None:
            return otherwise
        if not isinstance(node, Scalar):
            self.report.add(node, f"{quoted(name)} must be a single text")
            return otherwise
        return node.text.strip()

    def word(self, name: str, allowed: Iterable[str], otherwise: str = "") -> str:
        """One of a few words."""
        text = self.text(name, otherwise)
        allowed = tuple(allowed)
        if name in self.node.keys and text not in allowed:
            self.report.unknown(self.node.values[name], name, text, allowed)
            return otherwise
        return text

    def whole_number(self, name: str, least: int = 0) -> int | None:
        """A whole number, or ``None`` when the key is absent or holds something else."""
        node = self.get(name)
        if node is None:
            return None
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least):
            self.report.add(node, f"{quoted(name)} must be a whole number from {least}")
            return None
        return int(text)

    def texts(self, name: str) -> dict[str, str] | None:
        """A text in four languages."""
        return read_texts(self.get(name), name, self.report)

    def mapping(self, name: str) -> Mapping | None:
        """A mapping under a key."""
        node = self.get(name)
        if node is not None and not isinstance(node, Mapping):
            self.report.add(node, f"{quoted(name)} must hold named parts")
            return None
        return node

    def listing(self, name: str) -> Listing | None:
        """A list under a key."""
        node = self.get(name)
        if node is not None and not isinstance(node, Listing):
            self.report.add(node, f"{quoted(name)} must be a list")
            return None
        return node
