"""The nightly look at all goals: what it finds, keeps, ends, and leaves to a person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import GiveAnswer
from appraisal.diagnosis import operations, queries
from appraisal.diagnosis import scan as scanning
from appraisal.diagnosis.domain import RaiseMatter, Raises
from appraisal.diagnosis.models import GoalScan, GoalSign, RestrictedMatter
from appraisal.diagnosis.scan import Scan, TakenOver
from appraisal.goals import operations as goals
from appraisal.goals.domain import WithdrawGoal
from appraisal.jobs.models import Job
from appraisal.jobs.schedule import ask_for
from appraisal.jobs.worker import Worker
from appraisal.people.models import Employee
from appraisal.storage.database import db
from tests.conftest import DAY, NOW
from tests.diagnosis.conftest import agree_goal, measure

NIGHT = timedelta(days=1)


@pytest.fixture
def night(app, table, pack):
    """The look of a night, counted from the day of the tests."""

    def look(number=0, **more):
        table.store.commit()
        day = DAY + number * NIGHT
        return Scan(db.engine, pack, day, NOW + number * NIGHT, **more).run()

    return look


def signs(table):
    table.store.rollback()
    return table.store.scalars(select(GoalSign).order_by(GoalSign.id)).all()


def prompts(table, name, day=DAY):
    return [(one.goal, one.by) for one in queries.prompts_for(table.store, table.person(name), day)]


def test_a_gap_leaves_a_sign_with_words_and_facts_and_no_number_of_the_engine(table, night):
    assert (night().goals, night().found) == (1, 1)
    (sign,) = signs(table)
    assert (sign.goal_id, sign.first_seen_on, sign.last_seen_on, sign.ended_on) == (
        table.goal,
        DAY,
        DAY,
        None,
    )
    assert sign.outcome == "more_info"
    assert set(sign.statuses.values()) <= {
        "supported",
        "possible",
        "contested",
        "ruled_out",
        "unknown",
        "blocked",
    }
    assert sign.snapshot["gap_ratio"]["value"] == pytest.approx(0.69, abs=0.02)
    assert sign.pack_sha256 == table.pack.sha256


def test_a_goal_that_is_met_leaves_no_sign(table, night):
    kians = agree_goal(table.store, table.company, "kian")
    measure(table.store, table.company.kian, (1100,) * 6)
    assert (night().goals, [sign.goal_id for sign in signs(table)]) == (2, [table.goal])
    assert kians != table.goal


def test_a_goal_without_readings_leaves_no_sign(table, night):
    agree_goal(table.store, table.company, "kian")
    assert night().found == 1


def test_both_are_led_to_a_talk_within_seven_days_and_nobody_else(table, night):
    night()
    by = DAY + timedelta(days=7)
    assert prompts(table, "sara") == prompts(table, "omid") == [(table.goal, by)]
    assert prompts(table, "leila") == prompts(table, "nasrin") == prompts(table, "kian") == []


def test_the_same_night_twice_changes_nothing(table, night):
    night()
    before = [(one.id, one.as_of, one.snapshot) for one in signs(table)]
    night()
    assert [(one.id, one.as_of, one.snapshot) for one in signs(table)] == before


def test_the_day_on_which_to_talk_stays_while_the_gap_lasts(table, night):
    night()
    night(1)
    (sign,) = signs(table)
    assert (sign.first_seen_on, sign.last_seen_on) == (DAY, DAY + NIGHT)
    assert prompts(table, "sara", DAY + NIGHT) == [(table.goal, DAY + timedelta(days=7))]


def test_a_gap_that_closed_is_ended_and_kept(table, night):
    night()
    measure(table.store, table.company.sara, (1200,) * 6)
    night(1)
    (sign,) = signs(table)
    assert (sign.last_seen_on, sign.ended_on) == (DAY, DAY + NIGHT)
    assert prompts(table, "sara") == []


def test_a_gap_that_comes_again_is_a_new_sign(table, night):
    night()
    measure(table.store, table.company.sara, (1200,) * 6)
    night(1)
    measure(table.store, table.company.sara, (500,) * 6)
    night(2)
    assert [(one.first_seen_on, one.ended_on) for one in signs(table)] == [
        (DAY, DAY + NIGHT),
        (DAY + 2 * NIGHT, None),
    ]


def test_a_goal_that_was_taken_back_is_ended(table, night):
    night()
    wish = WithdrawGoal(table.goal, "The market closed")
    goals.withdraw_goal(table.store, table.person("omid"), wish, at=NOW)
    assert prompts(table, "sara") == []
    night(1)
    assert signs(table)[0].ended_on == DAY + NIGHT


def test_nobody_looks_at_the_goals_of_who_left(table, night):
    night()
    table.store.get(Employee, table.company.sara).left_on = DAY
    night(1)
    assert signs(table)[0].ended_on == DAY + NIGHT


def test_the_prompt_goes_when_the_two_begin_to_look(table, night):
    night()
    table.open()
    assert prompts(table, "sara") == prompts(table, "omid") == []


def test_no_prompt_comes_while_a_remedy_is_under_way(table, night):
    key = table.open("omid")
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    night(1)
    assert signs(table)[0].ended_on is None
    assert prompts(table, "sara", DAY + NIGHT) == []
    assert prompts(table, "sara", DAY + timedelta(days=60)) == [(table.goal, DAY + timedelta(days=8))]


def test_what_goes_to_a_person_is_not_told_in_the_sign_and_asks_nobody(table, night):
    wish = RaiseMatter(Raises.HARASSMENT, "I would rather not say more")
    operations.raise_matter(table.store, table.person("sara"), wish, pack=table.pack, at=NOW)
    night()
    (sign,) = signs(table)
    assert (sign.outcome, sign.gates, sign.statuses, sign.snapshot) == ("handed_over", [], {}, {})
    assert prompts(table, "sara") == prompts(table, "omid") == []
    assert len(table.store.scalars(select(RestrictedMatter)).all()) == 1


def test_an_answer_that_calls_for_a_person_reaches_the_case_handler_by_morning(table, night):
    wish = GiveAnswer(table.company.sara, "burnout_signs_count", 3)
    checkins.give_answer(table.store, table.person("sara"), wish, at=NOW)
    night()
    night()
    (matter,) = table.store.scalars(select(RestrictedMatter)).all()
    assert (matter.raises, matter.raised_by_id, matter.gates) == ("burnout_signs_count", None, ["G10"])


def test_a_look_that_was_cut_off_goes_on_where_it_stopped(table, night, monkeypatch):
    agree_goal(table.store, table.company, "kian")
    measure(table.store, table.company.kian, (300,) * 6)
    monkeypatch.setattr(scanning, "AT_ONCE", 1)
    looked_at = []

    def cut_off(done):
        looked_at.append(done)
        if looked_at == [0, 1]:
            raise InterruptedError

    table.store.commit()
    scan = Scan(db.engine, table.pack, DAY, NOW)
    with pytest.raises(InterruptedError):
        scan.run(cut_off)
    assert len(signs(table)) == 1
    assert scan.run(looked_at.append).found == 2
    assert looked_at == [0, 1, 1, 2]


def test_of_two_at_the_same_look_one_gives_way(table, monkeypatch):
    agree_goal(table.store, table.company, "kian")
    table.store.commit()
    monkeypatch.setattr(scanning, "AT_ONCE", 1)
    one, other = (Scan(db.engine, table.pack, DAY, NOW) for _each in range(2))
    with pytest.raises(TakenOver):
        one.run(lambda done: other.run() if done == 1 else None)
    assert len(signs(table)) == 1


def test_the_size_of_the_parts_changes_nothing(table, night, monkeypatch):
    agree_goal(table.store, table.company, "kian")
    measure(table.store, table.company.kian, (300,) * 6)
    night()
    whole = [(one.goal_id, one.outcome, one.statuses, one.snapshot) for one in signs(table)]
    table.store.execute(GoalSign.__table__.delete())
    monkeypatch.setattr(scanning, "AT_ONCE", 1)
    night()
    assert [(one.goal_id, one.outcome, one.statuses, one.snapshot) for one in signs(table)] == whole
    assert len(whole) == 2


def test_the_work_of_the_night_is_done_by_the_worker_and_tells_how_far_it_is(app, table):
    key = ask_for(table.store, scanning.WORK, DAY, NOW)
    table.store.commit()
    assert Worker(app).work_off() == 1
    job = table.store.get(Job, key, populate_existing=True)
    assert (job.state, job.result, job.done_parts, job.all_parts) == ("done", {"goals": 1, "found": 1}, 1, 1)
    scan = table.store.scalars(select(GoalScan)).one()
    assert (scan.day, scan.goals, scan.found, scan.ended_at) == (DAY, 1, 1, NOW)
