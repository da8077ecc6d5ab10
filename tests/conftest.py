"""What every test may ask for: an application on each database, a store, people with names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from sqlalchemy import Connection
from sqlalchemy.orm import Session

import tests.factories.tables  # noqa: F401 - so that every table is known
from appraisal.accounts.sessions import HashCost
from appraisal.app import Appraisal, create_app
from appraisal.i18n.catalogs import compile_catalogs
from appraisal.settings import Settings
from appraisal.storage.database import db
from tests.factories.company import Company
from tests.factories.postgres import new_database

DAY = date(2017, 12, 29)
NOW = datetime(2017, 12, 29, 9, 0, tzinfo=UTC)
DATABASES = ("sqlite", "postgresql")

compile_catalogs()
# A slow machine is no failing test: an example may take its time, and so may making it.
hypothesis.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("steady")


@pytest.fixture(scope="session", params=DATABASES)
def application(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Appraisal]:
    """The application with empty tables, once on SQLite and once on PostgreSQL."""
    folder: Path = tmp_path_factory.mktemp("data")
    url = "" if request.param == "sqlite" else new_database()
    settings = Settings(data_dir=folder, database_url=url, secret_key="for tests only", clock_day=DAY)
    app = create_app(settings, cost=HashCost(kibibytes=64, rounds=1))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(application: Appraisal) -> Iterator[Appraisal]:
    """The application with tables emptied behind each test."""
    yield application
    with application.app_context():
        db.session.remove()
        _empty_tables()


@pytest.fixture
def store(app: Appraisal) -> Iterator[Session]:
    """A session inside an application context."""
    with app.app_context():
        yield db.session()


@pytest.fixture
def company(app: Appraisal) -> Company:
    """A small company: Leila leads Omid, who leads Sara and Kian; Nasrin is HR, Vera the administrator."""
    with app.app_context():
        made = Company.found(db.session(), NOW)
        db.session.commit()
    return made


def _empty_tables() -> None:
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            _empty_postgres(connection)
        else:
            _empty_sqlite(connection)
        connection.commit()


def _empty_postgres(connection: Connection) -> None:
    """Row by row, without guards and foreign keys: to truncate sixty tables makes sixty new files each time."""
    emptied = (str(table.delete()) for table in db.metadata.sorted_tables)
    connection.exec_driver_sql("; ".join(("SET LOCAL session_replication_role = replica", *emptied)))
    connection.exec_driver_sql("SELECT setval(seqrelid::regclass, 1, false) FROM pg_sequence")


def _empty_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _sql in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for table in reversed(db.metadata.sorted_tables):
        connection.execute(table.delete())
    for _name, sql in guards:
        connection.exec_driver_sql(sql)
