"""Reads about jobs: how far one is, what failed and why, and where its result is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from appraisal.jobs import queue
from appraisal.jobs.domain import JobKey, JobStatus
from appraisal.kernel.actors import Actor


@dataclass(frozen=True)
class FailedPart:
    """A part that could not be done: its name, why (a key), and the details of the sentence."""

    part: str
    why: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class JobState:
    """A job as its asker sees it. ``endpoint`` and ``values`` lead to the result's page, once there is one."""

    key: JobKey
    name: str
    status: JobStatus
    done_parts: int
    all_parts: int
    attempts: int
    failed_parts: tuple[FailedPart, ...]
    queued_at: datetime
    result: Mapping[str, Any]
    endpoint: str | None
    values: Mapping[str, Any]

    @property
    def is_open(self) -> bool:
        """Whether it is waiting or at work."""
        return self.status.is_open

    @property
    def may_resume(self) -> bool:
        """Whether it can be set going again."""
        return self.status.may_resume


def job_state(store: Session, actor: Actor, key: int) -> JobState:
    """How far a job is. Raises ``NotFound`` for everybody but its asker."""
    job = queue.find_job(store, actor, key)
    return JobState(
        key=JobKey(job.id),
        name=job.name,
        status=JobStatus(job.state),
        done_parts=job.done_parts,
        all_parts=job.all_parts,
        attempts=job.attempts,
        failed_parts=tuple(FailedPart(**note) for note in job.notes),
        queued_at=job.queued_at,
        result=job.result or {},
        endpoint=(job.result or {}).get("endpoint"),
        values=(job.result or {}).get("values", {}),
    )
