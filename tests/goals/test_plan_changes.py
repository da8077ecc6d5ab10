"""A new version of the plan changes goals: the number, the notice, both people's yes anew."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.goals import operations, plan_changes, queries
from appraisal.goals.domain import (
    ConfirmGoal,
    Disagree,
    EaseGoal,
    EndEasing,
    GoalStatus,
    ProposeGoal,
    RebaseGoal,
    WithdrawGoal,
)
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotAllowed, NotReady
from appraisal.plans import operations as plans
from appraisal.plans.domain import SetTarget
from appraisal.versions import operations as versions
from tests.conftest import DAY, NOW
from tests.versions.plans import agreed, follow, give_sara, planned

TOMORROW = DAY + timedelta(days=1)
QUARTER = (date(2017, 10, 1), date(2017, 12, 31))


@pytest.fixture
def plan(store, company):
    return planned(store, company)


def _agree(store, company, plan, *, target=12, starts_on=QUARTER[0]):
    wish = ProposeGoal(
        employee=company.sara, statement="Win the deals of the quarter", measure="deals_won",
        target=Decimal(target), starts_on=starts_on, ends_on=QUARTER[1], plan_node=plan.sara,
        why_it_matters="Customers get their answer",
    )  # fmt: skip
    goal = operations.propose_goal(store, company.actor("omid"), wish, at=NOW)
    operations.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "Twelve by December"), at=NOW)
    return goal


def _changed(store, company, plan, deals):
    """A first version of the plan as it is, and a second one from tomorrow that gives Sara another number."""
    agreed(store, company, plan)
    follow(store)
    give_sara(store, company, plan, deals)
    agreed(store, company, plan, TOMORROW)
    versions.bring_into_force(store, SERVICE, TOMORROW, at=NOW)
    return follow(store)


def _notice(store, goal):
    return queries.notices_of(store, [goal])[goal][-1]


def test_a_first_version_that_says_the_same_changes_no_goal(store, company, plan):
    goal = _agree(store, company, plan)
    agreed(store, company, plan)
    assert follow(store) == 0
    assert queries.goal_state(store, goal).is_agreed
    assert queries.notices_of(store, [goal]) == {}


def test_a_new_number_reaches_the_goal_and_both_are_asked_anew(store, company, plan):
    goal = _agree(store, company, plan)
    assert _changed(store, company, plan, 15) == 1
    state, notice = queries.goal_state(store, goal), _notice(store, goal)
    assert (state.target, state.status) == (15, GoalStatus.PROPOSED)
    assert (notice.was, notice.now, notice.plan_version, notice.since_on) == (12, 15, 2, TOMORROW)


def test_the_notice_is_open_until_both_said_yes_anew(store, company, plan):
    goal = _agree(store, company, plan)
    _changed(store, company, plan, 15)
    operations.confirm_goal(store, company.actor("omid"), ConfirmGoal(goal), at=NOW)
    assert _notice(store, goal).is_open
    operations.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "Fifteen deals now"), at=NOW)
    assert not _notice(store, goal).is_open


def test_to_follow_the_plan_twice_changes_nothing_more(store, company, plan):
    goal = _agree(store, company, plan)
    _changed(store, company, plan, 15)
    assert operations.rebase_to_plan(store, SERVICE, [plan.sara], at=NOW) == ()
    assert len(queries.notices_of(store, [goal])[goal]) == 1


def test_days_that_do_not_count_stay_left_out_of_the_new_number(store, company, plan):
    goal = _agree(store, company, plan)
    left_out = Period(date(2017, 10, 2), date(2017, 10, 27))
    operations.rebase_goal(store, SERVICE, RebaseGoal(goal, left_out), at=NOW)
    before = queries.goal_state(store, goal)
    _changed(store, company, plan, 24)
    after = queries.goal_state(store, goal)
    assert before.target == 8  # of 12, 45 of 65 working days
    assert after.target == 16
    assert after.pauses == before.pauses


def test_what_an_event_takes_off_stays_off_the_new_number_and_comes_back_with_its_end(store, company, plan):
    goal = _agree(store, company, plan)
    wish = EaseGoal(goal, "event", 7, "The CRM is down", Decimal("0.5"), QUARTER[0])
    operations.ease_goal(store, SERVICE, wish, at=NOW)
    assert queries.goal_state(store, goal).target == 6
    _changed(store, company, plan, 24)
    assert queries.goal_state(store, goal).target == 12
    operations.end_easing(store, SERVICE, EndEasing("event", 7, None), at=NOW)
    assert queries.goal_state(store, goal).target == 24


def test_a_goal_of_some_days_of_its_share_moves_in_proportion(store, company, plan):
    goal = _agree(store, company, plan, target=4, starts_on=date(2017, 12, 1))
    _changed(store, company, plan, 18)
    assert queries.goal_state(store, goal).target == 6


def test_a_goal_that_was_over_before_keeps_its_number(store, company, plan):
    goal = _agree(store, company, plan)
    agreed(store, company, plan)
    follow(store)
    give_sara(store, company, plan, 15)
    agreed(store, company, plan, date(2018, 1, 2))
    versions.bring_into_force(store, SERVICE, date(2018, 1, 2), at=NOW)
    assert follow(store) == 0
    assert queries.goal_state(store, goal).target == 12
    assert queries.superseded_of(store, company.sara, *QUARTER) == ()


def test_a_withdrawn_goal_is_left_alone(store, company, plan):
    goal = _agree(store, company, plan)
    operations.withdraw_goal(store, company.actor("omid"), WithdrawGoal(goal, "It ended"), at=NOW)
    assert _changed(store, company, plan, 15) == 0


def test_an_ended_share_marks_the_goal_and_withdraws_nothing(store, company, plan):
    goal = _agree(store, company, plan)
    agreed(store, company, plan)
    follow(store)
    plans.set_target(store, company.actor("omid"), SetTarget(plan.sara, None), at=NOW)
    agreed(store, company, plan, TOMORROW)
    versions.bring_into_force(store, SERVICE, TOMORROW, at=NOW)
    assert follow(store) == 1
    state = queries.goal_state(store, goal)
    assert (state.target, state.status) == (12, GoalStatus.PROPOSED)
    assert _notice(store, goal).now is None
    assert [each.goal for each in queries.superseded_of(store, company.sara, *QUARTER)] == [goal]
    operations.confirm_goal(store, company.actor("omid"), ConfirmGoal(goal), at=NOW)
    operations.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "We keep it"), at=NOW)
    assert queries.superseded_of(store, company.sara, *QUARTER) == ()


def test_a_goal_whose_work_was_not_done_yet_is_superseded_until_one_of_the_two_lets_it_follow(
    store, company, plan
):
    goal = _agree(store, company, plan)
    agreed(store, company, plan)
    follow(store)
    give_sara(store, company, plan, 15)
    agreed(store, company, plan, TOMORROW)
    versions.bring_into_force(store, SERVICE, TOMORROW, at=NOW)
    (found,) = queries.superseded_of(store, company.sara, *QUARTER)
    assert (found.goal, found.now, found.since) == (goal, 15, TOMORROW)
    with pytest.raises(NotAllowed):
        operations.take_number(store, company.actor("kian"), goal, at=NOW)
    operations.take_number(store, company.actor("sara"), goal, at=NOW)
    assert queries.goal_state(store, goal).target == 15
    assert queries.superseded_of(store, company.sara, *QUARTER) == ()
    with pytest.raises(NotReady):
        operations.take_number(store, company.actor("sara"), goal, at=NOW)


def test_the_employee_disagrees_in_words_and_nobody_else_does(store, company, plan):
    goal = _agree(store, company, plan)
    _changed(store, company, plan, 15)
    with pytest.raises(NotAllowed):
        operations.disagree(store, company.actor("omid"), Disagree(goal, "No"), at=NOW)
    with pytest.raises(NotReady) as refusal:
        operations.disagree(store, company.actor("sara"), Disagree(goal, " "), at=NOW)
    assert refusal.value.objections.keys() == {"disagreement_without_words"}
    operations.disagree(store, company.actor("sara"), Disagree(goal, "Two accounts are gone"), at=NOW)
    assert _notice(store, goal).disagreement == "Two accounts are gone"


def test_to_read_a_notice_is_no_yes(store, company, plan):
    goal = _agree(store, company, plan)
    _changed(store, company, plan, 15)
    operations.read_notice(store, company.actor("sara"), goal, at=NOW)
    notice = _notice(store, goal)
    assert (notice.seen_by_employee_at, notice.seen_by_manager_at) == (NOW, None)
    assert notice.restated_by_employee_at is None


def test_a_goal_that_takes_the_number_in_force_needs_no_notice(store, company, plan):
    agreed(store, company, plan)
    give_sara(store, company, plan, 15)
    goal = _agree(store, company, plan)
    agreed_goal = queries.goal_state(store, goal)
    assert follow(store) == 0
    assert agreed_goal.is_agreed


@pytest.mark.parametrize(
    ("share", "before", "direction", "expected"),
    [("18", "12", "higher", "6"), ("13", "12", "higher", "4"), ("13", "12", "lower", "5")],
)
def test_a_share_in_proportion_is_rounded_in_the_persons_favour(share, before, direction, expected):
    days = (Period(date(2017, 12, 1), date(2017, 12, 31)), Period(*QUARTER))
    found = plan_changes.number_for(
        Decimal(share), Decimal(before), (Decimal(4), "count", direction), days, ()
    )
    assert found == Decimal(expected)
