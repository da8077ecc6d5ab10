"""What counts as an adequate learning cycle, and what stands against keeping a record."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.kernel.actors import EmployeeKey
from appraisal.training.domain import (
    AddJobAid,
    AddTraining,
    Check,
    CompleteTraining,
    Cycle,
    Result,
    TrainingForm,
    TrainingKey,
    cycles_of,
    objections_to_completing,
    objections_to_job_aid,
    objections_to_practice,
    objections_to_training,
)
from tests.conftest import DAY
from tests.training.records import SARA, attempt, course, practice_wish

MARCH, APRIL, MAY, JUNE = (date(2017, month, 1) for month in (3, 4, 5, 6))
PLANNED = AddTraining(EmployeeKey(SARA), "deals_won", "First talks", TrainingForm.COURSE, DAY)


def keys(objections):
    return {each.key for each in objections}


def test_teaching_practice_and_feedback_make_a_cycle():
    assert cycles_of([course(MARCH)], [attempt(APRIL)]) == (Cycle(MARCH, APRIL),)


def test_teaching_twice_before_practice_makes_one_cycle_and_practice_after_each_makes_two():
    assert len(cycles_of([course(MARCH), course(APRIL)], [attempt(MAY)])) == 1
    assert len(cycles_of([course(MARCH), course(MAY)], [attempt(APRIL), attempt(JUNE)])) == 2


@pytest.mark.parametrize(
    ("trainings", "practices"),
    [
        ([], [attempt(APRIL)]),
        ([course(MARCH)], []),
        ([course(None)], [attempt(APRIL)]),
        ([course(MAY)], [attempt(APRIL)]),
        ([course(MARCH, TrainingForm.JOB_AID)], [attempt(APRIL)]),
        ([course(MARCH, TrainingForm.ONBOARDING)], [attempt(APRIL)]),
        ([course(MARCH)], [attempt(APRIL, note="")]),
        ([course(MARCH)], [attempt(APRIL, by=SARA)]),
    ],
    ids=[
        "nobody taught", "nobody practised", "not over yet", "practised before", "only a guide to read",
        "onboarding", "nobody said what broke", "a note to oneself",
    ],
)  # fmt: skip
def test_half_a_circle_is_no_cycle(trainings, practices):
    assert cycles_of(trainings, practices) == ()


def test_an_own_note_counts_as_feedback_when_a_coach_was_there():
    assert len(cycles_of([course(MARCH)], [attempt(APRIL, by=SARA, coach=True)])) == 1


def test_every_reason_against_a_training_is_given_at_once():
    wish = replace(PLANNED, task=" ", title="", ends_on=None, check=Check.PASSED)
    assert keys(objections_to_training(wish, DAY)) == {
        "task_missing", "training_without_title", "training_without_day", "check_before_the_end",
    }  # fmt: skip


def test_a_planned_course_and_an_onboarding_without_task_may_stand():
    assert not objections_to_training(PLANNED, DAY)
    assert not objections_to_training(replace(PLANNED, task="", form=TrainingForm.ONBOARDING), DAY)


@pytest.mark.parametrize(("days", "key"), [(1, "completed_in_the_future"), (-732, "completed_long_ago")])
def test_a_training_is_completed_on_a_day_not_long_past(days, key):
    wish = CompleteTraining(TrainingKey(1), DAY + timedelta(days=days))
    assert keys(objections_to_completing(wish, False, DAY)) == {key}
    assert not objections_to_completing(replace(wish, completed_on=DAY), False, DAY)


def test_a_training_is_completed_once():
    wish = CompleteTraining(TrainingKey(1), DAY)
    assert keys(objections_to_completing(wish, True, DAY)) == {"training_completed_already"}


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"task": ""}, "task_missing"),
        ({"practised_on": DAY + timedelta(days=1)}, "practised_in_the_future"),
        ({"practised_on": DAY - timedelta(days=732)}, "practised_long_ago"),
        ({"share": Decimal(-1)}, "share_out_of_range"),
        ({"share": Decimal(11), "result": Result.OK}, "share_out_of_range"),
        ({"share": Decimal(1)}, "share_against_result"),
        ({"share": Decimal("0.99"), "result": Result.OK}, "share_against_result"),
    ],
)
def test_what_stands_against_a_practice(changed, key):
    assert keys(objections_to_practice(practice_wish(**changed), DAY)) == {key}


@pytest.mark.parametrize(
    ("share", "result"), [("1", Result.OK), ("0.99", Result.NOT_OK), ("0", Result.NOT_OK)]
)
def test_a_practice_at_the_edge_of_the_standard_may_stand(share, result):
    assert not objections_to_practice(practice_wish(share=Decimal(share), result=result), DAY)


def test_a_job_aid_needs_a_name_and_a_place():
    wish = AddJobAid(EmployeeKey(SARA), "deals_won", "", " ")
    assert keys(objections_to_job_aid(wish)) == {"job_aid_without_title", "job_aid_without_place"}
