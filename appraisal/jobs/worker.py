"""The worker: threads inside the service that take jobs from the queue and see them through.

Any number of workers, in any number of processes, may run on one database. One that dies is noticed
when its lease runs out, and another takes its jobs up.
"""

from __future__ import annotations

import random
import threading
import time
import traceback
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from appraisal.jobs import queue
from appraisal.jobs.context import LeaseLost, TryLater, WorkContext
from appraisal.jobs.domain import ANY_WORK, LEASE, MOST_ATTEMPTS, JobStatus, Share, wait_before
from appraisal.jobs.models import Job
from appraisal.jobs.registry import handler_of
from appraisal.jobs.schedule import Schedule
from appraisal.kernel.refusals import Refusal
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write

LOOKS_AT_THE_CLOCK = 60.0


class Worker:
    """Runs jobs of the application's database until it is stopped. ``poll`` is in seconds.

    With a ``schedule`` it also asks for what is due each day.
    """

    def __init__(
        self,
        app: Flask,
        threads: int = 1,
        *,
        lease: timedelta = LEASE,
        poll: float = 0.5,
        share: Share = ANY_WORK,
        schedule: Schedule | None = None,
    ) -> None:
        self.app, self.lease, self.poll = app, lease, poll
        self.share, self.schedule = share, schedule
        with app.app_context():
            self.engine: Engine = db.engine
        self._ending = threading.Event()
        self._mine: set[str] = set()
        self._threads = [threading.Thread(target=self._beat, name="jobs-heartbeat", daemon=True)] + [
            threading.Thread(target=self._loop, name=f"jobs-{number}", daemon=True)
            for number in range(threads)
        ]
        if schedule is not None:
            self._threads.append(threading.Thread(target=self._watch, name="jobs-clock", daemon=True))

    def start(self) -> None:
        """Begin to take jobs, in threads of this process."""
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = 10.0) -> None:
        """Take no more jobs; wait this many seconds for those at work. What is cut off is taken up later."""
        self._ending.set()
        for thread in self._threads:
            thread.join(patience)

    def work_off(self) -> int:
        """Do everything that is ready, here and now; return how many attempts that took."""
        attempts = 0
        while self.run_one():
            attempts += 1
        return attempts

    def run_one(self) -> bool:
        """Take one job and see it through. False when there was none."""
        mine = queue.claim(self.engine, self.lease, self.share)
        if mine is None:
            return False
        self._mine.add(mine.token)
        try:
            with self.app.app_context():
                self._attempt(mine)
        except LeaseLost:
            self.app.logger.info("job %s was stopped or taken over", mine.key)
        except TryLater as error:
            self.app.logger.warning("job %s (%s) waits: %s", mine.key, mine.name, error.why)
            queue.postpone(self.engine, mine, error.why, error.wait)
        except Refusal:
            queue.fail(self.engine, mine, traceback.format_exc(limit=-4), None)
        except Exception:  # whatever a job does wrong is written down with it; the worker lives on
            self.app.logger.exception("job %s (%s) failed", mine.key, mine.name)
            again = mine.attempt < MOST_ATTEMPTS
            wait = wait_before(mine.attempt, random.random()) if again else None  # noqa: S311 - spreads load, guards nothing
            queue.fail(self.engine, mine, traceback.format_exc(limit=-8), wait)
        finally:
            self._mine.discard(mine.token)
        return True

    def _attempt(self, mine: queue.Claim) -> None:
        with Session(self.engine) as store:
            context = WorkContext(
                key=mine.key,
                actor=mine.actor,
                arguments=mine.arguments,
                asked_at=mine.asked_at,
                store=store,
                engine=self.engine,
                token=mine.token,
                lease=self.lease,
            )
            result = handler_of(mine.name)(context)
            if not context.is_writing:
                store.rollback()
            with about_to_write():
                ended = store.scalar(
                    update(Job)
                    .where(Job.id == mine.key, Job.lease_token == mine.token)
                    .returning(Job.id)
                    .values(
                        state=JobStatus.DONE,
                        result=result,
                        done_parts=context.done,
                        all_parts=context.all,
                        notes=context.notes,
                        error=None,
                        ended_at=datetime.now(UTC),
                        lease_token=None,
                        lease_until=None,
                    )
                )
                if ended is None:
                    raise LeaseLost
                store.commit()

    def _loop(self) -> None:
        while not self._ending.is_set():
            try:
                was_busy = self.run_one()
            except Exception:  # a database that is away for a while must not end the thread
                self.app.logger.exception("the queue of jobs could not be read")
                was_busy = False
            if not was_busy:
                self._ending.wait(self.poll * random.uniform(0.7, 1.3))  # noqa: S311 - spreads load, guards nothing

    def _watch(self) -> None:
        while self.schedule is not None and not self._ending.is_set():
            try:
                self.schedule.ask(self.engine)
            except Exception:  # tried again a minute later; the day is long
                self.app.logger.exception("what is due today could not be asked for")
            self._ending.wait(LOOKS_AT_THE_CLOCK)

    def _beat(self) -> None:
        every = self.lease.total_seconds() / 3
        while not self._ending.wait(every):
            self._hold_on()
        while self._mine:
            self._hold_on()
            time.sleep(min(every, 0.5))  # between two beats; short, so that an end is noticed soon

    def _hold_on(self) -> None:
        try:
            if self._mine:
                queue.renew(self.engine, list(self._mine), self.lease)
        except Exception:  # tried again at the next beat; a lease that ran out is taken over
            self.app.logger.exception("the leases of jobs could not be renewed")
