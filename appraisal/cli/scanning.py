"""``appraisal scan``: the nightly look at all goals, now."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import click
from sqlalchemy.orm import Session

from appraisal.app import Appraisal
from appraisal.cli.ending import NEEDS_A_PERSON, ready_application
from appraisal.diagnosis.scan import WORK
from appraisal.jobs import queries as jobs
from appraisal.jobs.domain import JobStatus, Share
from appraisal.jobs.queries import JobState
from appraisal.jobs.schedule import Schedule, ask_for
from appraisal.jobs.worker import Worker
from appraisal.kernel.actors import SERVICE
from appraisal.settings import Settings
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write
from appraisal.web.clock import Clock

PATIENCE = timedelta(hours=6)


def schedule_of(settings: Settings) -> Schedule:
    """The clock and the zone of a service with these settings."""
    return Schedule(Clock(settings.clock_day).now, ZoneInfo(settings.time_zone))


@click.command()
def scan() -> None:
    """Look at all goals that run, and find the gaps that are worth a talk.

    The service does this by itself every night after two. Where it runs already, this waits for its end.
    Exit codes: 0 done; 1 it failed, and the log says why; 2 could not begin.
    """
    app = ready_application()
    with click.progressbar(length=1, label="Goals", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def tell(state: JobState) -> None:
            bar.length = max(state.all_parts, 1)
            bar.update(state.done_parts - bar.pos)

        ended = scan_now(app, schedule_of(app.config["APPRAISAL"]), tell)
    if ended.status is not JobStatus.DONE:
        click.echo("The goals could not be looked at; the log says why.", err=True)
        sys.exit(NEEDS_A_PERSON)
    told = ended.result
    click.echo(f"{told['goals']} goals looked at, {told['found']} of them are worth a talk.")


def scan_now(
    app: Appraisal, schedule: Schedule, tell: Callable[[JobState], None] = lambda _state: None
) -> JobState:
    """Ask for today's look and see it through, beside whoever else works for this service."""
    with app.app_context():
        with about_to_write():
            key = ask_for(db.session(), WORK, schedule.today(), schedule.now())
            db.session.commit()
        engine = db.engine
    worker = Worker(app, poll=0.05, share=Share({WORK}, takes_them=True))
    worker.start()
    try:
        ends = time.monotonic() + PATIENCE.total_seconds()
        while True:
            with Session(engine) as store:
                state = jobs.job_state(store, SERVICE, key)
            tell(state)
            if not state.is_open or time.monotonic() > ends:
                return state
            time.sleep(0.1)  # the worker is at it in a thread of its own; we only tell how far it is
    finally:
        worker.stop()
