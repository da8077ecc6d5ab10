"""What the register of training says about a goal's task, and all that it leaves unsaid."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import GiveAnswer
from appraisal.diagnosis.evidence import gather
from appraisal.diagnosis.learned import learned, slope_of
from appraisal.diagnosis.sight import sight_of
from appraisal.diagnosis.signs import Limits
from appraisal.goals import queries
from appraisal.rulebook import checked_facts, diagnose
from appraisal.training import operations
from appraisal.training.domain import Check, CompleteTraining, PracticeKey, Result, TrainingForm
from tests.conftest import DAY, NOW
from tests.training.records import aided, attempt, practised, taught

MONTH_AGO = DAY - timedelta(days=30)


@pytest.fixture
def register(table):
    """What the register alone says of Sara's goal, by name."""

    def read(day=DAY):
        goal = queries.goal_state(table.store, table.goal, day)
        found = learned(table.store, [sight_of(goal, table.pack, day)]).get(goal.key, {})
        assert checked_facts(table.pack.schema, found) == found
        return {name: fact.value for name, fact in found.items()}

    return read


def everything(table):
    goal = queries.goal_state(table.store, table.goal, DAY)
    return gather(table.store, sight_of(goal, table.pack, DAY))


def test_an_empty_register_says_nothing(register):
    assert register() == {}


def test_a_completed_course_says_trained_and_what_its_check_showed(table, register):
    taught(table.store, table.company, check=Check.FAILED)
    assert register() == {
        "trained_for_task": True, "training_test_result": "fail", "training_cycles_completed": 0,
    }  # fmt: skip


def test_the_last_check_counts_and_a_course_without_one_says_none(table, register):
    taught(table.store, table.company, completed_on=MONTH_AGO - timedelta(days=9), check=Check.FAILED)
    taught(table.store, table.company, completed_on=MONTH_AGO, check=Check.PASSED)
    taught(table.store, table.company, completed_on=DAY)
    assert register()["training_test_result"] == "pass"


def test_a_planned_course_says_not_trained_until_one_is_done(table, register):
    key = taught(table.store, table.company, completed_on=None, ends_on=DAY)
    assert register()["trained_for_task"] is False
    operations.complete_training(table.store, table.person("sara"), CompleteTraining(key, DAY), at=NOW)
    assert register()["trained_for_task"] is True


@pytest.mark.parametrize(
    "record",
    [{"task": "deals_won"}, {"task": "First talk"}, {"form": TrainingForm.JOB_AID}],
    ids=["another measure", "a free name", "a guide to read"],
)
def test_a_training_for_something_else_is_no_training_for_this(table, register, record):
    taught(table.store, table.company, **record)
    assert "trained_for_task" not in register()


def test_an_onboarding_is_done_when_every_part_of_it_is(table, register):
    taught(table.store, table.company, task="", form=TrainingForm.ONBOARDING)
    assert register() == {"onboarding_done": True}
    taught(table.store, table.company, task="", form=TrainingForm.ONBOARDING, completed_on=None, ends_on=DAY)
    assert register() == {"onboarding_done": False}


def test_only_guided_practice_since_the_last_teaching_is_counted_and_never_as_none(table, register):
    practised(table.store, table.company, on=MONTH_AGO - timedelta(days=1), coach=True)
    practised(table.store, table.company, on=DAY - timedelta(days=2))
    taught(table.store, table.company)
    assert "practice_count_since_training" not in register()
    practised(table.store, table.company, on=MONTH_AGO, coach=True)
    practised(table.store, table.company, on=DAY, coach=True)
    assert register()["practice_count_since_training"] == 2


def test_the_last_attempt_with_a_coach_says_how_it_goes_with_one(table, register):
    practised(table.store, table.company, on=DAY - timedelta(days=5), coach=True)
    practised(table.store, table.company, on=DAY - timedelta(days=1), coach=True, result=Result.OK)
    practised(table.store, table.company, on=DAY)
    assert register()["performance_with_coach"] == "ok"


def test_attempts_after_the_day_of_the_look_and_long_ago_do_not_count(table, register):
    practised(table.store, table.company, on=DAY, coach=True)
    assert register(DAY - timedelta(days=1)) == {}
    assert "performance_with_coach" in register()


def test_two_circles_of_teaching_and_feedback_are_two_cycles(table, register):
    for days in (60, 20):
        taught(table.store, table.company, completed_on=DAY - timedelta(days=days))
        practised(table.store, table.company, on=DAY - timedelta(days=days - 5), note="Lost the thread")
    assert register()["training_cycles_completed"] == 2


def test_a_guide_is_at_hand_until_every_one_is_gone(table, register):
    first, second = aided(table.store, table.company), aided(table.store, table.company)
    assert register() == {"job_aid_available": True}
    operations.remove_job_aid(table.store, table.person("sara"), first, at=NOW)
    assert register() == {"job_aid_available": True}
    operations.remove_job_aid(table.store, table.person("sara"), second, at=NOW)
    assert register() == {"job_aid_available": False}


def test_a_later_word_stands_before_the_record_and_an_earlier_one_does_not(table):
    wish = GiveAnswer(table.company.sara, "performance_with_coach", "ok")
    checkins.give_answer(table.store, table.person("omid"), wish, at=NOW)
    practised(table.store, table.company, on=DAY - timedelta(days=3), coach=True)
    assert everything(table)["performance_with_coach"].value == "ok"
    practised(table.store, table.company, on=DAY, coach=True)
    found = everything(table)["performance_with_coach"]
    assert (found.value, found.origin) == ("not_ok", "training")


def test_a_planned_course_does_not_unsay_that_somebody_is_trained(table):
    wish = GiveAnswer(table.company.sara, "trained_for_task", True)
    checkins.give_answer(table.store, table.person("sara"), wish, at=NOW - timedelta(days=9))
    taught(table.store, table.company, completed_on=None, ends_on=DAY)
    assert everything(table)["trained_for_task"].value is True


def test_an_empty_register_never_speaks_for_skill_or_aptitude(table, pack):
    before = diagnose(pack, everything(table), DAY).findings
    taught(table.store, table.company, task="deals_won", completed_on=None, ends_on=DAY)
    assert diagnose(pack, everything(table), DAY).findings == before


@pytest.fixture(scope="module")
def limits(pack):
    return Limits.of(pack.values_on(DAY))


def row(*values, coach=False):
    """Attempts day by day; numbers are counted shares, words are plain results."""
    return tuple(
        replace(
            attempt(date(2017, 3, 1) + timedelta(days=n), coach=coach),
            key=PracticeKey(n),
            share=None if isinstance(value, Result) else Decimal(str(value)),
            result=value if isinstance(value, Result) else Result.OK if value >= 1 else Result.NOT_OK,
        )
        for n, value in enumerate(values)
    )


OK, NOT = Result.OK, Result.NOT_OK


@pytest.mark.parametrize(
    ("values", "slope"),
    [
        ((0.4, 0.5, 0.4, 0.6, 0.7, 0.6), "rising"),
        ((0.5, 0.5, 0.5, 0.6, 0.6, 0.6), "rising"),
        ((0.5, 0.5, 0.5, 0.59, 0.59, 0.59), "flat"),
        ((0.6, 0.7, 0.6, 0.4, 0.5, 0.4), "falling"),
        ((0.5, 0.6, 0.5, 0.5, 0.6, 0.5), "flat"),
        ((0.4, 0.5, 0.5, 0.6, 0.7), None),
        ((1, 1, 1, 1, 1, 1), None),
        ((1.1, 1.0, 1.0, 0.95, 0.95, 0.96), None),
        ((NOT, NOT, NOT, NOT, OK, OK, NOT, OK), "rising"),
        ((NOT, OK, NOT, NOT, OK, OK, NOT, NOT), "flat"),
        ((OK, OK, OK, OK, NOT, OK, NOT, NOT), "falling"),
        ((NOT, NOT, NOT, OK, OK, OK, OK), None),
        ((), None),
    ],
    ids=str,
)
def test_a_curve_is_read_from_enough_own_attempts(limits, values, slope):
    assert slope_of(row(*values), limits) == slope


def test_attempts_with_a_coach_are_not_held_against_attempts_alone(limits):
    with_coach, alone = row(0.9, 0.9, 0.9, coach=True), row(0.5, 0.5, 0.5)
    assert slope_of([*with_coach, *alone], limits) is None
    assert slope_of([*with_coach, *row(0.4, 0.4, 0.4, 0.6, 0.6, 0.6)], limits) == "rising"


def test_one_counted_share_among_plain_results_does_not_tilt_them(limits):
    assert slope_of([*row(NOT, NOT, NOT, NOT, OK, OK, OK), *row(1)], limits) == "rising"
