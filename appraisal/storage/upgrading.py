"""Bringing a database to the newest tables, and asking whether it is there."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from flask import Flask

from appraisal.storage.database import db


def upgrade_database(app: Flask) -> None:
    """Run every migration that this database has not seen; all of them, or none when one fails."""
    with app.app_context():
        command.upgrade(_config(app), "head")


def downgrade_database(app: Flask, revision: str = "base") -> None:
    """Go back to an earlier revision."""
    with app.app_context():
        command.downgrade(_config(app), revision)


def write_migration(app: Flask, message: str) -> None:
    """Write the migration from the database as it is to the tables as the code has them."""
    with app.app_context():
        command.revision(_config(app), message, autogenerate=True)


def differences(app: Flask) -> list[str]:
    """What the tables of the code and of the database do not share; empty when the database is up to date."""
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(each) for each in compare_metadata(context, db.metadata)]


def _config(app: Flask) -> Config:
    folder = app.extensions["migrate"].directory
    config = Config(f"{folder}/alembic.ini")
    config.set_main_option("script_location", str(folder))
    return config
