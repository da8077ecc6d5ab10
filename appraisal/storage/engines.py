"""How each database is opened: SQLite with WAL and foreign keys, PostgreSQL without compiling its plans.

On SQLite a transaction that will write begins IMMEDIATE. One that starts by reading and then writes
can fail however long it is willing to wait, because its snapshot has grown old meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event

_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def about_to_write() -> Iterator[None]:
    """Begin the transactions inside as writing ones."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def prepare(engine: Engine) -> None:
    """Set the pragmas and the transaction mode of a SQLite engine, and what a PostgreSQL session leaves out."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _compile_nothing)


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


def _compile_nothing(connection: Any, _record: Any) -> None:
    """PostgreSQL guesses far too many rows for a walk up a tree, and would compile for longer than it reads."""
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
    connection.commit()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
