"""The guard of history as a step of a migration: ``op.guard_history()``.

Autogenerate writes it behind the table of history, so that a database made by migrations refuses to
change the past just like one that was made from the tables themselves.
"""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import renderers, rewriter
from alembic.autogenerate.api import AutogenContext
from alembic.operations import MigrateOperation, Operations
from alembic.operations.ops import CreateTableOp, DropTableOp

from appraisal.storage.history import GUARDS, HistoryLine

REMOVALS = {
    "sqlite": [f"DROP TRIGGER IF EXISTS history_line_no_{verb.lower()}" for verb in ("UPDATE", "DELETE")],
    "postgresql": [
        "DROP TRIGGER IF EXISTS history_line_guard ON history_line",
        "DROP FUNCTION IF EXISTS history_line_refuse()",
    ],
}

writer = rewriter.Rewriter()


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
    """Write the guard behind the table of history."""
    return [step, GuardHistory()] if step.table_name == HistoryLine.__tablename__ else step


@writer.rewrites(DropTableOp)
def unguard_old_table(_context: Any, _revision: Any, step: DropTableOp) -> Any:
    """Write the end of the guard before the end of the table."""
    return [UnguardHistory(), step] if step.table_name == HistoryLine.__tablename__ else step
