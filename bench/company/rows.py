"""Rows on their way into the tables, many at a time; keys are given here so that rows can name each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from appraisal.storage.database import Base

MOST_WAITING = 20_000


class Rows:
    """Collects rows and writes them table by table, in the order in which ``Rows`` first saw each table."""

    def __init__(self, store: Session) -> None:
        self._store = store
        self._waiting: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)
        self._keys: Counter[type[Base]] = Counter()
        self._shapes: dict[type[Base], dict[str, Any]] = {}

    def add(self, model: type[Base], **values: Any) -> int:
        """One row more; answers its key."""
        self._keys[model] += 1
        key = self._keys[model]
        self._waiting[model].append({**self._shape(model), "id": key, **values})
        return key

    def add_part(self, model: type[Base], **values: Any) -> None:
        """One row more of a table whose key is made of other keys."""
        self._waiting[model].append({**self._shape(model), **values})

    def next_key(self, model: type[Base]) -> int:
        """The key that the next row of a table will get."""
        return self._keys[model] + 1

    def count(self) -> int:
        """How many rows have a key so far."""
        return self._keys.total()

    def breathe(self) -> None:
        """Write what waits once it is much."""
        if sum(map(len, self._waiting.values())) > MOST_WAITING:
            self.write()

    def write(self) -> None:
        """Write everything that waits."""
        for model, rows in self._waiting.items():
            if rows:
                self._store.execute(insert(Base.metadata.tables[model.__tablename__]), rows)
                rows.clear()

    def close(self) -> None:
        """Write the rest, and let PostgreSQL count on from the last key and know its tables."""
        self.write()
        if self._store.get_bind().dialect.name != "postgresql":
            return
        for model in self._keys:
            table = model.__tablename__
            last = select(func.max(model.__table__.c.id)).scalar_subquery()
            self._store.execute(select(func.setval(func.pg_get_serial_sequence(table, "id"), last)))
        self._store.execute(text("ANALYZE"))

    def _shape(self, model: type[Base]) -> dict[str, Any]:
        """Every column with its default, so that all rows of a table go in one statement."""
        if model not in self._shapes:
            columns = [column for column in model.__table__.columns if not column.primary_key]
            self._shapes[model] = {column.name: _default(column) for column in columns}
        return self._shapes[model]


def _default(column: Any) -> Any:
    if column.default is None:
        return None
    return column.default.arg({}) if column.default.is_callable else column.default.arg
