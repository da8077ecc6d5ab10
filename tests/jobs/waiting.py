"""Waiting for a job that somebody else is at, but not for ever."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from appraisal.jobs.models import Job


def wait_for(store: Session, key: int, condition: Callable[[Job], bool], seconds: float = 30) -> None:
    """Look at the job again and again until the condition holds; the test fails when it never does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        store.rollback()
        job = store.get(Job, key, populate_existing=True)
        if job is not None and condition(job):
            store.rollback()
            return
        time.sleep(0.05)  # the worker is a process of its own; we look until it is done
    pytest.fail("it took too long")
