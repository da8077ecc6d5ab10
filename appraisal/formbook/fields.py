"""Fields of a table, read one by one: what is missing, strange or misspelt is noted, not raised.

Owns the plain readings (text, number, yes/no, one of, words in four languages).
Leaves the shape of forms and questions to ``loading`` and ``questions``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal, InvalidOperation

from appraisal.formbook.reading import Items, Node, Place, Problem, Table, Text, did_you_mean
from appraisal.formbook.shapes import LANGUAGES, Words

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")


class Fields:
    """The fields of one table. ``finish`` notes those that nobody asked for."""

    def __init__(self, table: Table, what: str, problems: list[Problem]) -> None:
        self.table = table
        self.what = what
        self.problems = problems
        self.asked: set[str] = set()

    def object_to(self, message: str, at: Place | None = None) -> None:
        """Note a problem, at a place or at the table itself."""
        self.problems.append(Problem(at or self.table.place, message))

    def place(self, key: str) -> Place:
        """Where the value of a field stands, or its table if it is not there."""
        node = self.table.values.get(key)
        return node.place if node is not None else self.table.place

    def node(self, key: str, *, required: bool = True) -> Node | None:
        """The raw value of a field."""
        self.asked.add(key)
        found = self.table.values.get(key)
        if found is None and required and key not in self.table.key_places:
            self.object_to(f"{self.what} needs '{key}'")
        return found

    def text(self, key: str, *, required: bool = True) -> str | None:
        """A text that is not blank."""
        node = self.node(key, required=required)
        if node is None:
            return None
        if not isinstance(node, Text):
            return self.object_to(f"'{key}' must be a text", node.place)
        if not node.value.strip():
            return self.object_to(f"'{key}' is empty", node.place)
        return node.value.strip()

    def identifier(self, key: str = "id") -> str | None:
        """A short name in small Latin letters, digits and underscores."""
        found = self.text(key)
        if found is not None and not _ID.fullmatch(found):
            self.object_to(f"'{found}' must be a name such as 'next_steps': a-z, 0-9, _", self.place(key))
        return found

    def one_of(self, key: str, known: Collection[str], *, required: bool = True) -> str | None:
        """A word of a list."""
        found = self.text(key, required=required)
        if found is None:
            return None
        if found not in known:
            self.object_to(not_one_of(found, key, known), self.place(key))
            return None
        return found

    def whole(
        self, key: str, *, otherwise: int | None = None, least: int = 0, most: int = 100_000
    ) -> int | None:
        """A whole number between two bounds."""
        found = self.text(key, required=otherwise is None)
        if found is None:
            return otherwise
        if not found.isascii() or not found.isdigit() or len(found) > 9 or not least <= int(found) <= most:
            self.object_to(f"'{key}' must be a whole number from {least} to {most}", self.place(key))
            return otherwise
        return int(found)

    def decimal(self, key: str) -> Decimal | None:
        """A finite number, if the field is there."""
        found = self.text(key, required=False)
        if found is None:
            return None
        try:
            number = Decimal(found)
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite():
            return self.object_to(f"'{key}' must be a number", self.place(key))
        return number

    def yes_no(self, key: str, *, otherwise: bool) -> bool:
        """``true``/``yes`` or ``false``/``no``."""
        found = self.text(key, required=False)
        if found is None:
            return otherwise
        if found not in ("true", "yes", "false", "no"):
            self.object_to(f"'{key}' must be true or false", self.place(key))
        return found in ("true", "yes")

    def words(self, key: str, *, required: bool = True) -> Words | None:
        """The same sentence in every language of the product."""
        table = self.inner(key, f"'{key}'", required=required)
        if table is None:
            return None
        found = {language: table.text(language) for language in LANGUAGES}
        table.finish()
        return {language: text for language, text in found.items() if text is not None}

    def inner(self, key: str, what: str, *, required: bool = True) -> Fields | None:
        """A table inside this one."""
        node = self.node(key, required=required)
        if node is None:
            return None
        if not isinstance(node, Table):
            return self.object_to(f"'{key}' must be a table of fields", node.place)
        return Fields(node, what, self.problems)

    def tables(self, key: str, what: str) -> list[Fields]:
        """A list of tables, at least one."""
        found: list[Fields] = []
        for node in self.items(key):
            if isinstance(node, Table):
                found.append(Fields(node, what, self.problems))
            else:
                self.object_to(f"each of '{key}' must be a table of fields", node.place)
        return found

    def texts(self, key: str) -> list[Text]:
        """A list of words, at least one, each with its place."""
        found: list[Text] = []
        for node in self.items(key):
            if isinstance(node, Text) and node.value.strip():
                found.append(node)
            else:
                self.object_to(f"'{key}' must be a list of words", node.place)
        return found

    def items(self, key: str) -> Iterable[Node]:
        """A list, at least one item long."""
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, Items):
            self.object_to(f"'{key}' must be a list", node.place)
            return ()
        if not node.values:
            self.object_to(f"'{key}' is empty", node.place)
        return node.values

    def finish(self) -> None:
        """Note every field that does not belong here."""
        for key, place in self.table.key_places.items():
            if key not in self.asked:
                hint = did_you_mean(key, self.asked - set(self.table.key_places))
                self.object_to(f"unknown field '{key}' in {self.what}{hint}", place)


def not_one_of(found: str, key: str, known: Collection[str]) -> str:
    """Say that a word is not in a list, with the nearest word or else the whole list."""
    hint = did_you_mean(found, known) or f"; it is one of {', '.join(known)}"
    return f"'{found}' is not a value of '{key}'{hint}"
