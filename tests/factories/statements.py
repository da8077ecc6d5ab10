"""Counting SQL statements, to hold that their number does not grow with the number of rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from appraisal.packs.force import forget_published
from appraisal.storage.database import db


class Statements:
    """The statements that ran inside the block."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.texts)


@contextmanager
def counted_statements() -> Iterator[Statements]:
    """Count what is executed inside, in an application context, as if a request began there."""
    forget_published(db.session())
    seen = Statements()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            seen.texts.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
