"""Jobs as values: their states, how long a lease lasts, when a failed one is tried again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Share:
    """Which work a worker takes: these names alone, or all but these. So that long work never holds up short."""

    names: Collection[str] = ()
    takes_them: bool = False

    def others(self) -> Share:
        """All that this share leaves."""
        return Share(self.names, not self.takes_them)


ANY_WORK = Share()


def wait_before(attempt: int, chance: float) -> timedelta:
    """How long to wait after the attempt that failed: doubled each time, spread by ``chance`` in 0..1."""
    seconds = min(2.0**attempt, LONGEST_WAIT.total_seconds())
    return timedelta(seconds=seconds * (0.5 + chance))
