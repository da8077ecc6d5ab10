"""The queue: ask for work, claim it, end it, stop and resume it. Each claim is one short transaction.

``queued_at`` and history follow the service's clock; leases and ``run_at`` follow true time, because
a demo's clock stands still while a worker dies.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from appraisal.jobs import policy
from appraisal.jobs.domain import ANY_WORK, MOST_ATTEMPTS, JobKey, JobStatus, Share
from appraisal.jobs.models import Job
from appraisal.jobs.registry import handler_of
from appraisal.kernel.actors import Actor, EmployeeKey, Role
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotFound, NotReady, insist_on_none
from appraisal.storage.engines import about_to_write
from appraisal.storage.history import record


@dataclass(frozen=True)
class Claim:
    """One attempt at a job, ours while the lease lasts."""

    key: JobKey
    token: str
    name: str
    arguments: Mapping[str, Any]
    actor: Actor
    asked_at: datetime
    attempt: int


def ask(
    store: Session,
    actor: Actor,
    name: str,
    arguments: Mapping[str, Any],
    at: datetime,
    *,
    unique_key: str | None = None,
    not_before: datetime | None = None,
) -> JobKey:
    """Ask for work in the actor's name; ``arguments`` are plain data.

    With ``unique_key`` an open job of the same key is returned instead of a second one; one that has
    ended gives the key free. ``not_before`` is true time, like every ``run_at``.
    """
    handler_of(name)
    if unique_key is not None and (same := _open_job(store, unique_key)) is not None:
        return same
    job = Job(
        name=name,
        arguments=dict(arguments),
        unique_key=unique_key,
        asked_by_id=actor.employee,
        actor=_plain(actor),
        run_at=not_before or datetime.now(UTC),
        queued_at=at,
    )
    try:
        with store.begin_nested():
            store.add(job)
            store.flush()
    except IntegrityError:
        same = store.scalar(select(Job.id).where(Job.unique_key == unique_key))
        if unique_key is None or same is None:
            raise
        return JobKey(same)
    record(store, actor, "job_asked", "job", job.id, at=at, name=name)
    return JobKey(job.id)


def was_asked(store: Session, unique_key: str) -> bool:
    """Whether work of this key was asked for, wherever it stands by now."""
    return store.scalar(select(Job.id).where(Job.unique_key == unique_key)) is not None


def _open_job(store: Session, unique_key: str) -> JobKey | None:
    """The open job of this key; one that has ended loses the key."""
    found = store.scalars(select(Job).where(Job.unique_key == unique_key)).first()
    if found is None:
        return None
    if JobStatus(found.state).is_open:
        return JobKey(found.id)
    found.unique_key = None
    store.flush()
    return None


def stop(store: Session, actor: Actor, key: int, *, at: datetime) -> JobKey:
    """Stop the work: whoever is at it loses its lease and writes nothing more."""
    job = find_job(store, actor, key)
    insist_on_none(Objections.where(job_already_ended=not JobStatus(job.state).is_open), NotReady)
    job.state, job.lease_token, job.lease_until = JobStatus.STOPPED, None, None
    store.flush()
    record(store, actor, "job_stopped", "job", job.id, at=at)
    return JobKey(job.id)


def resume(store: Session, actor: Actor, key: int, *, at: datetime) -> JobKey:
    """Queue stopped or failed work again, with a full count of attempts."""
    job = find_job(store, actor, key)
    insist_on_none(Objections.where(job_not_stopped=not JobStatus(job.state).may_resume), NotReady)
    job.state, job.attempts, job.run_at = JobStatus.QUEUED, 0, datetime.now(UTC)
    job.error, job.ended_at, job.notes = None, None, []
    store.flush()
    record(store, actor, "job_resumed", "job", job.id, at=at)
    return JobKey(job.id)


def find_job(store: Session, actor: Actor, key: int) -> Job:
    """The job, for its asker; for everybody else there is none."""
    job = store.get(Job, key)
    if job is None or policy.may_steer(actor, job.asked_by_id, job.actor.get("name", "")):
        raise NotFound(noun="job", key=key)
    return job


def claim(engine: Engine, lease: timedelta, of: Share = ANY_WORK) -> Claim | None:
    """Take the oldest job that is ready, or whose worker has gone silent. None when there is nothing to do."""
    with Session(engine) as peek:
        if peek.scalar(select(Job.id).where(_ready(datetime.now(UTC), of)).limit(1)) is None:
            return None
    with about_to_write(), Session(engine) as store, store.begin():
        wanted = select(Job).where(_ready(datetime.now(UTC), of)).order_by(Job.run_at, Job.id).limit(1)
        job = store.scalars(wanted.with_for_update(skip_locked=True)).first()
        if job is None:
            return None
        if job.attempts >= MOST_ATTEMPTS:
            _give_up(job, "its worker died each time")
            return None
        job.state, job.attempts, job.notes = JobStatus.RUNNING, job.attempts + 1, []
        job.lease_token = token = secrets.token_hex(16)
        job.lease_until = datetime.now(UTC) + lease
        return Claim(
            key=JobKey(job.id),
            token=token,
            name=job.name,
            arguments=dict(job.arguments),
            actor=_actor(job.actor),
            asked_at=job.queued_at,
            attempt=job.attempts,
        )


def renew(engine: Engine, tokens: list[str], lease: timedelta) -> None:
    """The heartbeat: hold on to the jobs with these tokens."""
    with about_to_write(), Session(engine) as store, store.begin():
        store.execute(
            update(Job)
            .where(Job.lease_token.in_(tokens))
            .values(lease_until=datetime.now(UTC) + lease)
            .execution_options(synchronize_session=False)
        )


def fail(engine: Engine, mine: Claim, error: str, retry_in: timedelta | None) -> None:
    """Write down what went wrong; queue it again after ``retry_in``, or give up when that is None."""
    with about_to_write(), Session(engine) as store, store.begin():
        job = store.get(Job, mine.key)
        if job is None or job.lease_token != mine.token:
            return
        if retry_in is None:
            _give_up(job, error)
            return
        job.state, job.error, job.run_at = JobStatus.QUEUED, error, datetime.now(UTC) + retry_in
        job.lease_token, job.lease_until = None, None


def postpone(engine: Engine, mine: Claim, why: str, wait: timedelta) -> None:
    """Queue it again after ``wait``; an attempt that could not begin does not count."""
    with about_to_write(), Session(engine) as store, store.begin():
        job = store.get(Job, mine.key)
        if job is not None and job.lease_token == mine.token:
            job.state, job.error, job.run_at = JobStatus.QUEUED, why, datetime.now(UTC) + wait
            job.attempts, job.lease_token, job.lease_until = job.attempts - 1, None, None


def _give_up(job: Job, error: str) -> None:
    job.state, job.error, job.ended_at = JobStatus.FAILED, error, datetime.now(UTC)
    job.lease_token, job.lease_until = None, None


def _ready(now: datetime, of: Share) -> ColumnElement[bool]:
    named = Job.name.in_(of.names)
    ready = or_(
        and_(Job.state == JobStatus.QUEUED, Job.run_at <= now),
        and_(Job.state == JobStatus.RUNNING, Job.lease_until < now),
    )
    return and_(ready, named if of.takes_them else ~named)


def _plain(actor: Actor) -> dict[str, Any]:
    return {
        "employee": actor.employee,
        "name": actor.name,
        "roles": sorted(actor.roles),
        "leads_anyone": actor.leads_anyone,
        "is_service": actor.is_service,
    }


def _actor(plain: Mapping[str, Any]) -> Actor:
    employee = plain["employee"]
    return Actor(
        employee=None if employee is None else EmployeeKey(employee),
        name=plain["name"],
        roles=frozenset(Role(role) for role in plain["roles"]),
        leads_anyone=plain["leads_anyone"],
        is_service=plain["is_service"],
    )
