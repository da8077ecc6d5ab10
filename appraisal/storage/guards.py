"""Tables whose rows are never changed: the database itself refuses, however the table was made.

Owns ``never_changed(table)`` for a table made from the code, and the same as a step of a migration:
``op.guard_history()`` for history, ``op.guard_table("name")`` for any other. Autogenerate writes the step
behind the table, so that a database made by migrations refuses to change the past as well.
"""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import renderers, rewriter
from alembic.autogenerate.api import AutogenContext
from alembic.operations import MigrateOperation, Operations
from alembic.operations.ops import CreateTableOp, DropTableOp
from sqlalchemy import DDL, FromClause, event

from appraisal.storage.history import GUARDS, HistoryLine

REMOVALS = {
    "sqlite": [f"DROP TRIGGER IF EXISTS history_line_no_{verb.lower()}" for verb in ("UPDATE", "DELETE")],
    "postgresql": [
        "DROP TRIGGER IF EXISTS history_line_guard ON history_line",
        "DROP FUNCTION IF EXISTS history_line_refuse()",
    ],
}

writer = rewriter.Rewriter()
_guarded: set[str] = set()


def never_changed(table: FromClause) -> None:
    """Let the database refuse to change or delete a row of this table, from the moment it is made."""
    name = table.description
    _guarded.add(name)
    for dialect, statements in _guards_of(name).items():
        for statement in statements:
            event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))


def _guards_of(table: str) -> dict[str, list[str]]:
    """The statements that guard a table, for each database."""
    said = f"{table}: what is kept is never changed"
    return {
        "sqlite": [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
            for verb in ("UPDATE", "DELETE")
        ],
        "postgresql": [
            f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS "
            f"$$ BEGIN RAISE EXCEPTION '{said}'; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
        ],
    }


def _removals_of(table: str) -> dict[str, list[str]]:
    return {
        "sqlite": [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete")],
        "postgresql": [
            f"DROP TRIGGER IF EXISTS {table}_guard ON {table}",
            f"DROP FUNCTION IF EXISTS {table}_refuse()",
        ],
    }


@Operations.register_operation("guard_history")
class GuardHistory(MigrateOperation):
    """Let the database refuse to change or delete a line of history."""

    @classmethod
    def guard_history(cls, operations: Operations) -> Any:
        """Put the guard up; stands after the table is made, or made anew by a batch."""
        return operations.invoke(cls())

    def reverse(self) -> MigrateOperation:
        """The step that takes the guard down."""
        return UnguardHistory()


@Operations.register_operation("unguard_history")
class UnguardHistory(MigrateOperation):
    """Take the guard down, before the table goes."""

    @classmethod
    def unguard_history(cls, operations: Operations) -> Any:
        """Take the guard down; a migration that changes the table puts it up again behind it."""
        return operations.invoke(cls())

    def reverse(self) -> MigrateOperation:
        """The step that puts the guard up again."""
        return GuardHistory()


@Operations.register_operation("guard_table")
class GuardTable(MigrateOperation):
    """Let the database refuse to change or delete a row of a table."""

    def __init__(self, table: str) -> None:
        self.table = table

    @classmethod
    def guard_table(cls, operations: Operations, table: str) -> Any:
        """Put the guard up; stands after the table is made, or made anew by a batch."""
        return operations.invoke(cls(table))

    def reverse(self) -> MigrateOperation:
        """The step that takes the guard down."""
        return UnguardTable(self.table)


@Operations.register_operation("unguard_table")
class UnguardTable(MigrateOperation):
    """Take the guard of a table down, before the table goes or is changed."""

    def __init__(self, table: str) -> None:
        self.table = table

    @classmethod
    def unguard_table(cls, operations: Operations, table: str) -> Any:
        """Take the guard down; a migration that changes the table puts it up again behind it."""
        return operations.invoke(cls(table))

    def reverse(self) -> MigrateOperation:
        """The step that puts the guard up again."""
        return GuardTable(self.table)


@Operations.implementation_for(GuardTable)
def put_table_up(operations: Operations, step: GuardTable) -> None:
    """Carry ``op.guard_table(name)`` out on either database."""
    for statement in _guards_of(step.table)[operations.get_bind().dialect.name]:
        operations.execute(statement)


@Operations.implementation_for(UnguardTable)
def take_table_down(operations: Operations, step: UnguardTable) -> None:
    """Carry ``op.unguard_table(name)`` out on either database."""
    for statement in _removals_of(step.table)[operations.get_bind().dialect.name]:
        operations.execute(statement)


@renderers.dispatch_for(GuardTable)
def write_put_table_up(_context: AutogenContext, step: GuardTable) -> str:
    """How autogenerate writes the step."""
    return f"op.guard_table({step.table!r})"


@renderers.dispatch_for(UnguardTable)
def write_take_table_down(_context: AutogenContext, step: UnguardTable) -> str:
    """How autogenerate writes the step."""
    return f"op.unguard_table({step.table!r})"


@Operations.implementation_for(GuardHistory)
def put_up(operations: Operations, _step: GuardHistory) -> None:
    """Carry ``op.guard_history()`` out on either database."""
    for statement in GUARDS[operations.get_bind().dialect.name]:
        operations.execute(statement)


@Operations.implementation_for(UnguardHistory)
def take_down(operations: Operations, _step: UnguardHistory) -> None:
    """Carry ``op.unguard_history()`` out on either database."""
    for statement in REMOVALS[operations.get_bind().dialect.name]:
        operations.execute(statement)


@renderers.dispatch_for(GuardHistory)
def write_put_up(_context: AutogenContext, _step: GuardHistory) -> str:
    """How autogenerate writes the step."""
    return "op.guard_history()"


@renderers.dispatch_for(UnguardHistory)
def write_take_down(_context: AutogenContext, _step: UnguardHistory) -> str:
    """How autogenerate writes the step."""
    return "op.unguard_history()"


@writer.rewrites(CreateTableOp)
def guard_new_table(_context: Any, _revision: Any, step: CreateTableOp) -> Any:
    """Write the guard behind a table whose rows are never changed."""
    if step.table_name in _guarded:
        return [step, GuardTable(step.table_name)]
    return [step, GuardHistory()] if step.table_name == HistoryLine.__tablename__ else step


@writer.rewrites(DropTableOp)
def unguard_old_table(_context: Any, _revision: Any, step: DropTableOp) -> Any:
    """Write the end of the guard before the end of the table."""
    if step.table_name in _guarded:
        return [UnguardTable(step.table_name), step]
    return [UnguardHistory(), step] if step.table_name == HistoryLine.__tablename__ else step
