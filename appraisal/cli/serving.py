"""``appraisal serve`` and ``appraisal demo``: one process tree that answers, works jobs off, and stops in order."""

from __future__ import annotations

import errno
import multiprocessing
import os
import socket
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from appraisal.accounts import founding
from appraisal.app import Appraisal, create_app
from appraisal.cli.demo.seeding import DEMO_DAY, seed
from appraisal.cli.ending import could_not_begin, ready_application, settings_of
from appraisal.cli.scanning import schedule_of
from appraisal.jobs.worker import Worker
from appraisal.mail.outbox import LETTERS
from appraisal.settings import Settings
from appraisal.storage.database import db
from appraisal.web.logs import write_logs

PATIENCE = 60.0


def served_app() -> Appraisal:
    """The application as each serving process makes it, from the environment it was started with."""
    settings = settings_of(os.environ)
    write_logs(settings.log_level)
    return create_app(settings)


@click.command()
def serve() -> None:
    """Serve the application, and work off jobs, until it is told to stop.

    Settings are the APPRAISAL_* variables. The tables are brought up to date first. An empty service
    prints the code that its set-up asks for. Exit codes: 0 stopped in order; 2 could not begin.
    """
    settings = settings_of(os.environ)
    _insist_on_free(settings)
    app = ready_application(settings)
    code = _setup_code(app)
    if code:
        click.echo(f"This service is empty. Its set-up asks for this code: {code}")
    _run(app, settings)


@click.command()
def demo() -> None:
    """Serve a company to try things with; it is made the first time.

    It lives in its own data folder, so that a real one is never touched, and its clock stands at the end
    of 2017. Exit codes: 0 stopped in order; 2 could not begin.
    """
    own = {"APPRAISAL_DATA_DIR": str(Path("instance") / "demo"), "APPRAISAL_CLOCK_DAY": DEMO_DAY.isoformat()}
    for name, value in own.items():
        os.environ.setdefault(name, value)
    os.environ["APPRAISAL_DEMO"] = "yes"
    settings = settings_of(os.environ)
    _insist_on_free(settings)
    app = ready_application(settings)
    seed(app)
    _run(app, settings)


def _setup_code(app: Appraisal) -> str | None:
    with app.app_context():
        code = founding.print_code(db.session(), at=datetime.now(UTC))
        db.session.commit()
        return code


def _run(app: Appraisal, settings: Settings) -> None:
    """Serve in processes of their own, which are begun afresh: this one has threads and connections."""
    write_logs(settings.log_level)
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "appraisal.cli.serving:served_app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=4,
        factory=True,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
    )
    threading.Thread(target=_tell_when_it_answers, args=(settings,), daemon=True).start()
    workers = (
        Worker(app, share=LETTERS),
        Worker(app, share=LETTERS.others(), schedule=schedule_of(settings)),
    )
    for worker in workers:
        worker.start()
    try:
        server.serve()
    finally:
        for worker in workers:
            worker.stop()
    with app.app_context():
        db.engine.dispose()


def _address(settings: Settings) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)  # noqa: S104 - not bound here
    return f"http://{host}:{settings.port}/"


def _tell_when_it_answers(settings: Settings) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(_address(settings) + "health", timeout=2):  # noqa: S310 - our own address
                click.echo(f"Appraisal answers at {_address(settings)}")
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)  # the server starts in a process of its own; we ask until it answers
    click.echo("It does not answer yet; the log above may say why.", err=True)


def _insist_on_free(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        why = "something else uses it" if error.errno == errno.EADDRINUSE else error.strerror
        could_not_begin(
            [f"{settings.host}:{settings.port}: {why}; choose another with APPRAISAL_PORT or APPRAISAL_HOST"]
        )
