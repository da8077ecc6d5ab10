"""Jobs as values: their states, how long a lease lasts, when a failed one is tried again."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import NewType

JobKey = NewType("JobKey", int)

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 5
LONGEST_WAIT = timedelta(minutes=30)


class JobStatus(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def is_open(self) -> bool:
        """Whether a worker has it or will take it."""
        return self in (JobStatus.QUEUED, JobStatus.RUNNING)

    @property
    def may_resume(self) -> bool:
        """Whether a person can set it going again."""
        return self in (JobStatus.STOPPED, JobStatus.FAILED)


def wait_before(attempt: int, chance: float) -> timedelta:
    """How long to wait after the attempt that failed: doubled each time, spread by ``chance`` in 0..1."""
    seconds = min(2.0**attempt, LONGEST_WAIT.total_seconds())
    return timedelta(seconds=seconds * (0.5 + chance))
