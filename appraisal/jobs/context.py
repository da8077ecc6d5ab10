"""What a handler is given: the wish, a store, and ways to tell how far it is.

The contract of a handler: read and compute first, then write inside ``writing()``, once and last.
What it writes there, its result and the job's end are committed in one transaction, so that a worker
that dies leaves nothing half done. Progress goes through short transactions of its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from appraisal.jobs.domain import LEASE, JobKey
from appraisal.jobs.models import Job
from appraisal.kernel.actors import Actor
from appraisal.storage.engines import about_to_write

TELL_EVERY = 0.25
MOST_NOTES = 500


class LeaseLost(Exception):
    """Somebody stopped the job, or another worker has it now: leave everything as it is."""


class TryLater(Exception):
    """What the work needs is away for a while. It waits and is no failed attempt; ``why`` is kept with the job."""

    def __init__(self, why: str, wait: timedelta) -> None:
        super().__init__(why)
        self.why, self.wait = why, wait


@dataclass
class WorkContext:
    """One attempt at one job. ``asked_at`` is the service's clock when the work was asked for."""

    key: JobKey
    actor: Actor
    arguments: Mapping[str, Any]
    asked_at: datetime
    store: Session
    engine: Engine
    token: str
    lease: timedelta = LEASE
    done: int = 0
    all: int = 0
    notes: list[dict[str, Any]] = field(default_factory=list)
    _told_at: float = 0.0
    _writes: bool = False

    def progress(self, done: int, all_parts: int | None = None) -> None:
        """Tell how many parts are done. Raises ``LeaseLost`` when the work was stopped meanwhile."""
        self.done, self.all = done, self.all if all_parts is None else all_parts
        is_last = done >= self.all
        if time.monotonic() - self._told_at >= TELL_EVERY or is_last or done == 0:
            self._tell()

    def note(self, part: str, why: str, **details: Any) -> None:
        """Note a part that failed and go on; ``why`` is worded as ``job_note.<why>``."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append({"part": part, "why": why, "details": details})

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """End the reading and begin the one writing transaction; the worker commits it with the job's end.

        On SQLite nobody else can write meanwhile, so progress told inside is kept until the end.
        """
        self.store.rollback()
        with about_to_write():
            self.store.connection()
            self._writes = True
            yield self.store
            self.store.flush()

    @property
    def is_writing(self) -> bool:
        """Whether the writing transaction has begun."""
        return self._writes

    def _tell(self) -> None:
        if self._writes and self.engine.dialect.name == "sqlite":
            return
        self._told_at = time.monotonic()
        with about_to_write(), Session(self.engine) as short, short.begin():
            told = short.scalar(
                update(Job)
                .where(Job.id == self.key, Job.lease_token == self.token)
                .returning(Job.id)
                .values(
                    done_parts=self.done,
                    all_parts=self.all,
                    notes=list(self.notes),
                    lease_until=datetime.now(UTC) + self.lease,
                )
            )
            if told is None:
                raise LeaseLost
