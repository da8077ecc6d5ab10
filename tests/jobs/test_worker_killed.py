"""A worker killed in the middle of its work: another one finishes, and every effect is there exactly once."""

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import func, select

from appraisal.jobs import queue
from appraisal.jobs.models import Job
from appraisal.storage.history import HistoryLine
from tests.conftest import NOW
from tests.jobs import counting
from tests.jobs.waiting import wait_for


def worker_process(app):
    settings = app.config["APPRAISAL"]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("APPRAISAL_")},
        "APPRAISAL_DATA_DIR": str(settings.data_dir),
        "APPRAISAL_DATABASE_URL": settings.database_url,
        "APPRAISAL_SECRET_KEY": "for tests only",
    }
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and file
        [sys.executable, "-m", counting.__name__], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("slow_writing", [False, True], ids=["while reading", "while writing"])
def test_a_killed_workers_job_is_finished_by_another_exactly_once(app, store, company, slow_writing):
    arguments = {"parts": 8, "pause": 0.1, "slow_writing": slow_writing}
    key = queue.ask(store, company.actor("nasrin"), "count_parts", arguments, NOW)
    store.commit()
    first = worker_process(app)
    try:
        middle = 8 if slow_writing else 3
        wait_for(store, key, lambda job: job.done_parts >= middle)
        time.sleep(0.2 if slow_writing else 0)  # a write that the kill can meet half-way
        first.send_signal(signal.SIGKILL)
        first.wait()
        store.rollback()
        assert store.get(Job, key, populate_existing=True).state == "running"
        store.rollback()
        second = worker_process(app)
        try:
            wait_for(store, key, lambda job: job.state == "done")
        finally:
            second.kill()
            second.communicate()
    finally:
        first.kill()
        first.communicate()
    store.rollback()
    counted = store.execute(
        select(func.count(HistoryLine.id), func.count(HistoryLine.noun_key.distinct())).where(
            HistoryLine.verb == "counted"
        )
    ).one()
    assert tuple(counted) == (8, 8)
    assert store.get(Job, key).attempts == 2
