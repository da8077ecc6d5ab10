"""How migrations run: one transaction on either database, one process at a time.

The tables are those of the application that runs this; it has read every slice's models by then.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write
from appraisal.storage.guards import writer

PLAIN_TYPES = {UtcDateTime: "sa.DateTime(timezone=True)", Exact: "sa.BigInteger()"}
ONE_AT_A_TIME = 4_211_958  # any number, as long as every process asks PostgreSQL for the same


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write our column types as what the database keeps, so that a migration never needs our code."""
    plain = PLAIN_TYPES.get(type(item)) if kind == "type" else None
    return plain or False


def run() -> None:
    """Run what was asked for, inside one writing transaction that is undone as a whole."""
    with about_to_write(), db.engine.connect() as connection:
        _let_tables_be_made_anew(connection)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=render_item,
            process_revision_directives=writer,
            render_as_batch=True,
            compare_type=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
            context.run_migrations()
            _insist_on_whole_references(connection)
        connection.commit()
        connection.invalidate()


def _let_tables_be_made_anew(connection: Connection) -> None:
    """SQLite changes a column by a new table; dropping the old one must not follow its references."""
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys=OFF")


def _insist_on_whole_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration would break references: {broken[:5]}")


if context.is_offline_mode():
    raise SystemExit("Migrations need the database: they are not written to a file of statements.")
with current_app.app_context():
    run()
