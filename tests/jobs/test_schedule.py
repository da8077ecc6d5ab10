"""What the service asks itself for: once a day, after its hour, however many look at the clock."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from appraisal.jobs import schedule
from appraisal.jobs.models import Job
from appraisal.jobs.registry import work
from appraisal.jobs.schedule import Schedule, ask_for, daily, key_of
from appraisal.jobs.worker import Worker
from appraisal.storage.database import db
from tests.jobs.waiting import wait_for

WORK = "note_the_day"
DAY = date(2024, 3, 5)


@work(WORK)
def note_the_day(context):
    """Work that says for which day it was asked."""
    return {"day": context.arguments["day"]}


@pytest.fixture(autouse=True)
def after_two(monkeypatch):
    monkeypatch.setattr(schedule, "_hours", {WORK: 2})


def at(hour, day=5, zone="UTC"):
    moment = datetime(2024, 3, day, hour, 30, tzinfo=UTC)
    return Schedule(lambda: moment, ZoneInfo(zone))


def jobs(store):
    store.rollback()
    return [(job.name, job.unique_key, job.arguments) for job in store.scalars(select(Job).order_by(Job.id))]


def test_before_its_hour_nothing_is_asked_for(store):
    assert at(1).ask(db.engine) == ()
    assert jobs(store) == []


def test_after_its_hour_it_is_asked_for_once_however_often_one_looks(store):
    assert [len(at(hour).ask(db.engine)) for hour in (2, 2, 3, 23)] == [1, 0, 0, 0]
    assert jobs(store) == [(WORK, key_of(WORK, DAY), {"day": "2024-03-05"})]


def test_the_next_day_it_is_asked_for_again(store):
    assert [len(at(4, day).ask(db.engine)) for day in (5, 6)] == [1, 1]
    assert [arguments["day"] for _name, _key, arguments in jobs(store)] == ["2024-03-05", "2024-03-06"]


def test_the_hour_and_the_day_are_those_where_the_service_stands(store):
    assert at(1, zone="Asia/Tehran").due() == (WORK,)
    assert at(3, zone="America/New_York").due() == (WORK,)
    assert at(3, zone="America/New_York").today() == date(2024, 3, 4)
    assert at(6, zone="America/New_York").due() == ()


def test_work_that_has_ended_is_not_asked_for_again_on_its_day(app, store):
    (key,) = at(2).ask(db.engine)
    store.get(Job, key).state = "done"
    store.commit()
    assert at(5).ask(db.engine) == ()


def test_a_person_may_ask_again_on_the_same_day(app, store):
    (key,) = at(2).ask(db.engine)
    assert ask_for(store, WORK, DAY, at(3).now()) == key
    store.get(Job, key).state = "done"
    again = ask_for(store, WORK, DAY, at(3).now())
    store.commit()
    assert again != key
    assert at(5).ask(db.engine) == ()


def test_a_worker_with_a_schedule_asks_and_works(app, store):
    worker = Worker(app, poll=0.05, schedule=at(2))
    worker.start()
    try:
        until_asked(store)
        wait_for(store, 1, lambda job: job.state == "done" and job.result == {"day": "2024-03-05"})
    finally:
        worker.stop()
    assert len(jobs(store)) == 1


def until_asked(store):
    for _each in range(200):
        if jobs(store):
            return
        time.sleep(0.05)  # the clock runs in a thread of its own
    pytest.fail("nobody asked")


def test_only_the_handler_of_a_work_is_asked_daily():
    with pytest.raises(ValueError, match="another handler"):
        daily(WORK, after=2)(lambda context: {})
