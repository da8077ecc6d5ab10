"""Migrations make the same tables as the code has, on both databases, with history guarded."""

import shutil

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from appraisal.app import MIGRATIONS, create_app
from appraisal.settings import Settings
from appraisal.storage import upgrading
from appraisal.storage.database import db
from tests.conftest import DATABASES
from tests.factories.postgres import new_database


@pytest.fixture(params=DATABASES)
def empty_app(request, tmp_path):
    url = "" if request.param == "sqlite" else new_database("upgrading_")
    app = create_app(Settings(data_dir=tmp_path / "data", database_url=url, secret_key="for tests only"))
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("versions", "__pycache__"))
    (folder / "versions").mkdir()
    app.extensions["migrate"].directory = str(folder)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def migrated_app(empty_app):
    upgrading.write_migration(empty_app, "first")
    upgrading.upgrade_database(empty_app)
    return empty_app


def test_a_database_made_by_migrations_has_the_tables_of_the_code(migrated_app):
    assert upgrading.differences(migrated_app) == []


def test_upgrading_twice_changes_nothing(migrated_app):
    upgrading.upgrade_database(migrated_app)
    assert upgrading.differences(migrated_app) == []


def test_an_empty_database_differs_from_the_code(empty_app):
    assert any("history_line" in each for each in upgrading.differences(empty_app))


def test_going_back_leaves_nothing_behind(migrated_app):
    upgrading.downgrade_database(migrated_app)
    with migrated_app.app_context():
        assert inspect(db.engine).get_table_names() == ["alembic_version"]


@pytest.mark.parametrize("statement", ["UPDATE history_line SET verb = 'x'", "DELETE FROM history_line"])
def test_history_is_guarded_in_a_database_made_by_migrations(migrated_app, statement):
    with migrated_app.app_context():
        with db.engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO history_line (at, actor_name, verb, noun, details) "
                    "VALUES ('2017-12-29 09:00', 'Sara', 'made', 'goal', '{}')"
                )
            )
        with pytest.raises(DatabaseError, match="only ever added to"), db.engine.begin() as connection:
            connection.execute(text(statement))


def test_references_are_followed_again_after_an_upgrade(migrated_app):
    with migrated_app.app_context():
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        else:
            assert inspect(db.engine).get_foreign_keys("account")
