"""Asking, claiming, stopping and resuming, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from appraisal.jobs import queries, queue
from appraisal.jobs.domain import LEASE, MOST_ATTEMPTS, JobStatus, Share
from appraisal.jobs.models import Job
from appraisal.jobs.worker import Worker
from appraisal.kernel.refusals import NotFound, NotReady
from appraisal.storage.database import db
from appraisal.storage.history import HistoryLine
from tests.conftest import NOW
from tests.jobs import counting  # noqa: F401 - registers the work of these tests
from tests.jobs.waiting import wait_for


def asked(store, actor, name="count_parts", **arguments):
    key = queue.ask(store, actor, name, {"parts": 3, **arguments}, NOW)
    store.commit()
    return key


def state_of(store, key):
    store.rollback()
    return store.get(Job, key, populate_existing=True)


def lines(store, verb):
    store.rollback()
    return store.scalar(select(func.count(HistoryLine.id)).where(HistoryLine.verb == verb))


def test_work_is_done_and_its_writes_stand_with_its_end(app, store, company):
    nasrin = company.actor("nasrin")
    key = asked(store, nasrin)
    assert Worker(app).work_off() == 1
    found = queries.job_state(store, nasrin, key)
    assert (found.status, found.done_parts, found.all_parts) == (JobStatus.DONE, 3, 3)
    assert found.endpoint == "people.people"
    assert lines(store, "counted") == 3


def test_the_work_acts_in_the_name_of_its_asker(app, store, company):
    asked(store, company.actor("nasrin"))
    Worker(app).work_off()
    names = set(store.scalars(select(HistoryLine.actor_name).where(HistoryLine.verb == "counted")))
    assert names == {"Nasrin"}


def test_nobody_but_the_asker_sees_a_job(app, store, company):
    key = asked(store, company.actor("nasrin"))
    for name in ("omid", "vera", "leila"):
        with pytest.raises(NotFound):
            queries.job_state(store, company.actor(name), key)
        with pytest.raises(NotFound):
            queue.stop(store, company.actor(name), key, at=NOW)


def test_an_open_job_with_the_same_key_is_not_asked_twice(app, store, company):
    nasrin = company.actor("nasrin")
    first = queue.ask(store, nasrin, "count_parts", {"parts": 1}, NOW, unique_key="a")
    assert queue.ask(store, nasrin, "count_parts", {"parts": 1}, NOW, unique_key="a") == first
    store.commit()
    Worker(app).work_off()
    store.rollback()
    assert queue.ask(store, nasrin, "count_parts", {"parts": 1}, NOW, unique_key="a") != first


def test_work_that_nobody_does_is_not_taken_on(store, company):
    with pytest.raises(LookupError, match="count_parts"):
        queue.ask(store, company.actor("nasrin"), "wash_dishes", {}, NOW)


def test_two_workers_never_claim_one_job(app, store, company):
    asked(store, company.actor("nasrin"))
    assert queue.claim(db.engine, LEASE) is not None
    assert queue.claim(db.engine, LEASE) is None


def test_a_silent_worker_loses_its_job_and_its_writes(app, store, company):
    key = asked(store, company.actor("nasrin"))
    silent = queue.claim(db.engine, timedelta(seconds=-1))
    Worker(app).work_off()
    queue.fail(db.engine, silent, "too late", None)
    assert state_of(store, key).state == "done"
    assert lines(store, "counted") == 3


def test_a_failed_attempt_leaves_nothing_and_is_tried_again_later(app, store, company):
    key = asked(store, company.actor("nasrin"), "fail_once")
    assert Worker(app).work_off() == 1
    job = state_of(store, key)
    assert job.state == "queued"
    assert job.run_at > datetime.now(UTC)
    assert "fell over" in job.error
    assert lines(store, "tried") == 0


def test_work_that_waits_for_something_is_tried_later_and_no_attempt_is_counted(app, store, company):
    key = asked(store, company.actor("nasrin"), "wait_for_weather")
    assert Worker(app).work_off() == 1
    job = state_of(store, key)
    assert (job.state, job.attempts, job.error) == ("queued", 0, "it rains")
    assert job.run_at > datetime.now(UTC) + timedelta(minutes=50)


def test_work_asked_for_a_later_hour_is_not_begun_before(app, store, company):
    later = datetime.now(UTC) + timedelta(hours=1)
    queue.ask(store, company.actor("nasrin"), "count_parts", {"parts": 1}, NOW, not_before=later)
    store.commit()
    assert Worker(app).work_off() == 0


def test_a_worker_leaves_what_is_not_its_share(app, store, company):
    key = asked(store, company.actor("nasrin"))
    share = Share({"count_parts"}, takes_them=True)
    assert Worker(app, share=share.others()).work_off() == 0
    assert Worker(app, share=share).work_off() == 1
    assert state_of(store, key).state == "done"


def test_after_the_last_attempt_it_has_failed_and_can_be_resumed(app, store, company):
    nasrin = company.actor("nasrin")
    key = asked(store, nasrin, "fail_once")
    job = store.get(Job, key)
    job.attempts = MOST_ATTEMPTS - 1
    store.commit()
    Worker(app).work_off()
    assert state_of(store, key).state == "failed"
    queue.resume(store, nasrin, key, at=NOW)
    store.commit()
    assert queries.job_state(store, nasrin, key).status is JobStatus.QUEUED


def test_a_job_whose_worker_dies_each_time_is_given_up(app, store, company):
    key = asked(store, company.actor("nasrin"))
    job = store.get(Job, key)
    job.attempts, job.state, job.lease_token, job.lease_until = MOST_ATTEMPTS, "running", "gone", NOW
    store.commit()
    assert Worker(app).work_off() == 0
    assert state_of(store, key).state == "failed"


def test_a_refusal_is_not_tried_again(app, store, company):
    key = asked(store, company.actor("nasrin"), "refuse")
    Worker(app).work_off()
    assert state_of(store, key).state == "failed"


def test_a_failed_part_is_noted_and_the_rest_goes_on(app, store, company):
    nasrin = company.actor("nasrin")
    key = asked(store, nasrin, odd_fail=True)
    Worker(app).work_off()
    found = queries.job_state(store, nasrin, key)
    assert [each.part for each in found.failed_parts] == ["part 1", "part 3"]
    assert found.status is JobStatus.DONE


def test_a_stopped_job_writes_nothing_and_can_be_resumed(app, store, company):
    nasrin = company.actor("nasrin")
    key = asked(store, nasrin, pause=0.2, parts=20)
    worker = Worker(app, poll=0.05)
    worker.start()
    wait_for(store, key, lambda job: job.done_parts >= 2)
    queue.stop(store, nasrin, key, at=NOW)
    store.commit()
    worker.stop()
    assert state_of(store, key).state == "stopped"
    assert lines(store, "counted") == 0
    queue.resume(store, nasrin, key, at=NOW)
    job = store.get(Job, key)
    job.arguments = {"parts": 2}
    store.commit()
    Worker(app).work_off()
    assert state_of(store, key).state == "done"
    assert lines(store, "counted") == 2


def test_what_has_ended_cannot_be_stopped(app, store, company):
    nasrin = company.actor("nasrin")
    key = asked(store, nasrin)
    Worker(app).work_off()
    store.rollback()
    with pytest.raises(NotReady):
        queue.stop(store, nasrin, key, at=NOW)
    with pytest.raises(NotReady):
        queue.resume(store, nasrin, key, at=NOW)


def test_a_long_job_keeps_its_lease_by_its_heartbeat(app, store, company):
    key = asked(store, company.actor("nasrin"), parts=1, pause=1.2)
    worker = Worker(app, lease=timedelta(seconds=0.6), poll=0.05)
    worker.start()
    wait_for(store, key, lambda job: job.state == "running")
    other = []
    wait_for(store, key, lambda job: other.append(queue.claim(db.engine, LEASE)) or job.state == "done")
    worker.stop()
    assert set(other) == {None}
    assert state_of(store, key).attempts == 1
