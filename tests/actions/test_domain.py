"""What a plan of action and a step must say, and what is asked first of a late one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from appraisal.actions.burden import Load, LoadNumbers
from appraisal.actions.domain import (
    ActionPlanKey,
    AddStep,
    Cause,
    CloseStep,
    Closing,
    CountService,
    MakePlan,
    SayDelay,
    ShareTime,
    StepFacts,
    StepKey,
    Way,
    Who,
    counts_of,
    sentence_of,
)
from appraisal.actions.reasons import (
    objections_to_closing,
    objections_to_count,
    objections_to_delay,
    objections_to_load,
    objections_to_plan,
    objections_to_share,
    objections_to_step,
)
from appraisal.actions.rhythm import Recurrence, ServiceLevel, When
from appraisal.kernel.actors import EmployeeKey
from appraisal.people.domain import UnitKey

DAY, LAST = date(2017, 12, 29), date(2018, 6, 29)
SARA, KIAN = EmployeeKey(1), EmployeeKey(2)
WHEN = When(date(2018, 3, 12))
STEP = StepFacts(
    StepKey(1), ActionPlanKey(1), 1, None, "sends", Who(SARA), When(date(2017, 12, 20)), date(2017, 12, 1),
    date(2017, 12, 20), None, "", "", date(2017, 12, 1), None, None, "", date(2017, 12, 20), 1,
)  # fmt: skip
LIMITS = LoadNumbers(Decimal(8), Decimal(1), Decimal("1.2"), 28)


def test_a_step_without_what_who_and_when_is_refused_with_all_three():
    found = objections_to_step(AddStep(ActionPlanKey(1), " ", Who(), When()), DAY, LAST)
    assert found.keys() == {"step_without_what", "step_without_who", "step_without_when"}


@pytest.mark.parametrize("who", [Who(SARA), Who(unit=UnitKey(3)), Who(supplier="Print shop")])
def test_one_person_one_unit_or_one_supplier_does_a_step(who):
    assert not objections_to_step(AddStep(ActionPlanKey(1), "sends", who, WHEN), DAY, LAST)


@pytest.mark.parametrize("who", [Who(SARA, UnitKey(3)), Who(SARA, supplier="Print shop")])
def test_two_do_not_own_one_step(who):
    found = objections_to_step(AddStep(ActionPlanKey(1), "sends", who, WHEN), DAY, LAST)
    assert found.keys() == {"step_with_two_owners"}


@pytest.mark.parametrize(("hours", "refused"), [("0.5", False), ("0", True), ("-1", True), ("10001", True)])
def test_planned_hours_lie_above_zero(hours, refused):
    wish = AddStep(ActionPlanKey(1), "sends", Who(SARA), WHEN, hours=Decimal(hours))
    found = {each.key for each in objections_to_step(wish, DAY, LAST)}
    assert ("hours_out_of_range" in found) is refused


@pytest.mark.parametrize(
    ("when", "key"),
    [
        (WHEN, "by_day"),
        (When(recurrence=Recurrence.MONDAY), "every_monday"),
        (When(service=ServiceLevel.HOURS, within_hours=4), "within_hours"),
        (When(service=ServiceLevel.SAME_DAY), "within_same_day"),
    ],
)
def test_a_step_reads_as_one_sentence(when, key):
    told = sentence_of("sends six releases.", "Sara", when)
    assert (told.key, told.details["who"], told.details["what"]) == (key, "Sara", "sends six releases")


@pytest.mark.parametrize(
    ("changed", "keys"),
    [
        ({}, set()),
        ({"objective": "", "count": None, "due_on": None},
         {"plan_without_objective", "plan_without_count", "plan_without_day"}),
        ({"count": Decimal(0)}, {"plan_count_not_positive"}),
        ({"due_on": date(2017, 12, 28)}, {"plan_due_in_the_past"}),
        ({"due_on": date(2021, 1, 1)}, {"plan_too_far_off"}),
    ],
)  # fmt: skip
def test_an_objective_has_words_a_count_and_a_day(changed, keys):
    wish = replace(MakePlan("Stories appear", Decimal(2), LAST, node=1), **changed)
    assert objections_to_plan(wish, DAY).keys() == keys


def load(planned):
    return Load(DAY, LAST, Decimal(planned), Decimal(100), ())


@pytest.mark.parametrize(
    ("planned", "seen", "because", "keys"),
    [
        (100, False, "", set()),
        (101, False, "", {"load_not_seen"}),
        (101, True, "", set()),
        (120, True, "", set()),
        (121, True, "", {"load_needs_decision"}),
        (121, False, "The fair cannot wait", set()),
    ],
)
def test_too_much_is_looked_at_first_and_far_too_much_needs_a_decision(planned, seen, because, keys):
    assert objections_to_load(load(planned), LIMITS, seen=seen, because=because).keys() == keys


def test_nobody_without_hours_has_a_load():
    assert not objections_to_load(None, LIMITS, seen=False, because="")


def delay(**kw):
    return objections_to_delay(SayDelay(StepKey(1), **{"cause": None, **kw}), STEP, DAY).keys()


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ({}, {"cause_missing"}),
        ({"cause": Cause.NONE}, set()),
        ({"cause": Cause.OTHER_DUTY}, {"duty_not_named", "way_missing"}),
        ({"cause": Cause.OTHER_DUTY, "words": "The audit", "way": Way.PRIORITISE}, set()),
        ({"cause": Cause.SOMETHING_ELSE}, {"duty_not_named"}),
        ({"cause": Cause.WAITING}, {"waiting_without_day"}),
        ({"cause": Cause.WAITING, "waiting_since": date(2018, 1, 1)}, {"waiting_in_the_future"}),
        ({"cause": Cause.NONE, "way": Way.MOVE}, {"moved_without_day"}),
        ({"cause": Cause.NONE, "way": Way.MOVE, "moved_to": date(2017, 12, 28)}, {"moved_to_the_past"}),
        ({"cause": Cause.NONE, "way": Way.MOVE, "moved_to": DAY}, set()),
        ({"cause": Cause.NONE, "way": Way.REASSIGN}, {"reassigned_to_nobody"}),
        ({"cause": Cause.NONE, "way": Way.REASSIGN, "reassigned_to": SARA}, {"reassigned_to_the_same"}),
        ({"cause": Cause.NONE, "way": Way.REASSIGN, "reassigned_to": KIAN}, set()),
        ({"cause": Cause.NONE, "way": Way.PEOPLE}, {"people_not_named"}),
    ],
)
def test_a_late_step_is_asked_for_the_other_duty_first_and_then_for_what_follows(said, keys):
    assert delay(**said) == keys


def test_what_is_not_late_is_not_asked():
    on_time = replace(STEP, late_on=None)
    assert objections_to_delay(SayDelay(StepKey(1), Cause.NONE), on_time, DAY).keys() == {"step_not_late"}


def test_only_a_step_with_a_day_is_moved():
    repeated = replace(STEP, when=When(recurrence=Recurrence.MONDAY))
    wish = SayDelay(StepKey(1), Cause.NONE, way=Way.MOVE, moved_to=LAST)
    assert objections_to_delay(wish, repeated, DAY).keys() == {"only_days_are_moved"}


def test_late_steps_are_open_and_dropped_ones_count_nowhere():
    at = datetime(2017, 12, 1, tzinfo=UTC)
    done = replace(STEP, closed_at=at, closed_as=Closing.DONE, late_on=None)
    dropped = replace(done, closed_as=Closing.DROPPED)
    counts = counts_of((STEP, replace(STEP, late_on=None), done, dropped))
    assert (counts.done, counts.open, counts.late, counts.all) == (1, 2, 1, 3)
    assert [each.state for each in (STEP, done, dropped)] == ["late", "done", "dropped"]


def test_dropping_needs_a_reason_and_closing_happens_once():
    assert objections_to_closing(CloseStep(StepKey(1), Closing.DROPPED), True).keys() == {
        "dropped_without_reason"
    }
    assert objections_to_closing(CloseStep(StepKey(1), Closing.DONE), False).keys() == {"step_closed_already"}


@pytest.mark.parametrize(
    ("kept", "total", "keys"),
    [(3, 4, set()), (4, 4, set()), (5, 4, {"kept_more_than_came"}), (None, 4, {"count_missing"})],
)
def test_no_more_is_kept_than_came(kept, total, keys):
    month = date(2017, 11, 1)
    assert objections_to_count(CountService(StepKey(1), month, kept, total), (month,)).keys() == keys


def test_a_month_that_is_not_over_is_not_counted():
    wish = CountService(StepKey(1), date(2017, 12, 1), 1, 1)
    assert objections_to_count(wish, (date(2017, 11, 1),)).keys() == {"month_not_over"}


@pytest.mark.parametrize(
    ("share", "ends_on", "keys"),
    [
        ("0.5", None, set()),
        ("0", None, {"away_without_end"}),
        ("0", LAST, set()),
        ("1.1", LAST, {"share_not_of_a_day"}),
        ("1", date(2017, 12, 1), {"share_ends_before_it_starts"}),
    ],
)
def test_a_share_of_a_day_lies_between_none_and_all_and_who_is_away_comes_back(share, ends_on, keys):
    assert objections_to_share(ShareTime(SARA, DAY, ends_on, Decimal(share))).keys() == keys
