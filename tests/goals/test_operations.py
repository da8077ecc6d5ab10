"""Proposing, confirming and measuring goals, with a real database behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from appraisal.actuals import operations as actuals_in
from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import RecordReading
from appraisal.goals import operations, queries
from appraisal.goals.domain import (
    AddActionItem,
    ChangeGoal,
    ConfirmGoal,
    GoalKind,
    GoalStatus,
    ProposeGoal,
    WithdrawGoal,
)
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW
from tests.goals.goals import OCTOBER, QUARTER, propose, share_of_sara


def _state(store, goal):
    return queries.goal_state(store, goal, DAY)


def test_a_goal_of_the_manager_is_agreed_once_the_employee_says_it_in_own_words(store, company):
    goal = propose(store, company, "omid")
    assert _state(store, goal).status is GoalStatus.PROPOSED
    operations.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "I win twelve deals"), at=NOW)
    state = _state(store, goal)
    assert state.is_agreed
    assert state.own_words == "I win twelve deals"


def test_an_employee_does_not_confirm_without_own_words(store, company):
    goal = propose(store, company, "omid")
    with pytest.raises(NotReady) as refusal:
        operations.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "  "), at=NOW)
    assert refusal.value.objections.keys() == {"own_words_missing"}


def test_a_goal_of_the_employee_is_agreed_once_the_manager_confirms(store, company):
    goal = propose(store, company, "sara")
    operations.confirm_goal(store, company.actor("omid"), ConfirmGoal(goal), at=NOW)
    assert _state(store, goal).is_agreed


def test_nobody_confirms_for_the_other_side(store, company):
    goal = propose(store, company, "sara")
    with pytest.raises(NotReady) as refusal:
        operations.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "Twelve"), at=NOW)
    assert refusal.value.objections.keys() == {"already_confirmed"}


@pytest.mark.parametrize("name", ["kian", "leila", "nasrin", "vera"])
def test_a_goal_belongs_to_two_people(store, company, name):
    goal = propose(store, company, "sara")
    with pytest.raises(NotAllowed):
        operations.confirm_goal(store, company.actor(name), ConfirmGoal(goal, "Yes"), at=NOW)
    with pytest.raises(NotAllowed):
        queries.goals_of(store, company.actor(name), company.sara, DAY)


def test_a_change_needs_both_to_agree_anew(store, company):
    goal = propose(store, company, "omid")
    operations.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "Twelve deals"), at=NOW)
    change = ChangeGoal(goal, "Ten deals", Decimal(10), *QUARTER, "The plan notices", "Ten")
    operations.change_goal(store, company.actor("sara"), change, at=NOW)
    state = _state(store, goal)
    assert (state.status, state.target, state.confirmed_by_manager_at) == (GoalStatus.PROPOSED, 10, None)
    assert lines_of(store, "goal", goal)[-1].details["was"]["target"] == "12"


def test_a_confirmation_of_what_was_changed_meanwhile_is_outdated(store, company):
    goal = propose(store, company, "omid")
    seen = _state(store, goal).version
    change = ChangeGoal(goal, "Ten deals", Decimal(10), *QUARTER, "The plan notices")
    operations.change_goal(store, company.actor("omid"), change, at=NOW)
    with pytest.raises(Outdated):
        operations.confirm_goal(
            store, company.actor("sara"), ConfirmGoal(goal, "Twelve"), seen_version=seen, at=NOW
        )


def test_everything_missing_from_a_goal_is_said_at_once(store, company):
    wish = ProposeGoal(company.sara, "", "smiles", Decimal(0), None, None)
    with pytest.raises(NotReady) as refusal:
        operations.propose_goal(store, company.actor("omid"), wish, at=NOW)
    assert refusal.value.objections.keys() == {
        "goal_without_statement",
        "measure_unknown",
        "goal_target_zero",
        "goal_without_reason",
        "period_start_missing",
        "period_end_missing",
        "goal_without_share",
    }


def test_a_goal_to_have_no_complaints_may_have_a_target_of_zero(store, company):
    goal = propose(store, company, "sara", measure="complaints_open", target=0, direction="lower", own=True)
    assert _state(store, goal).ratio is None


def test_a_share_gives_one_goal_and_only_to_its_person(store, company):
    share = share_of_sara(store, company)
    propose(store, company, "omid", node=share)
    with pytest.raises(NotReady) as refusal:
        propose(store, company, "omid", node=share)
    assert refusal.value.objections.keys() == {"share_has_a_goal_already"}
    with pytest.raises(NotReady) as refusal:
        propose(store, company, "omid", node=share, employee=company.kian)
    assert "share_of_somebody_else" in {reason.key for reason in refusal.value.objections}


def test_two_improvement_goals_at_a_time_are_the_most(store, company):
    for _ in range(2):
        propose(store, company, "sara", own=True)
    with pytest.raises(NotReady) as refusal:
        propose(store, company, "sara", own=True)
    assert refusal.value.objections.keys() == {"too_many_improvement_goals"}


def test_what_both_agreed_is_withdrawn_by_the_manager_with_a_reason(store, company):
    goal = propose(store, company, "omid")
    operations.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "Twelve"), at=NOW)
    with pytest.raises(NotReady) as refusal:
        operations.withdraw_goal(store, company.actor("sara"), WithdrawGoal(goal, ""), at=NOW)
    assert refusal.value.objections.keys() == {"reason_missing", "agreed_goal_needs_manager"}
    operations.withdraw_goal(store, company.actor("omid"), WithdrawGoal(goal, "The region moved"), at=NOW)
    assert queries.goals_of(store, company.actor("sara"), company.sara, DAY) == ()


def _reading(company, value, month=10, measure="deals_won", source="crm"):
    last = {10: 31, 11: 30, 12: 31}[month]
    return RecordReading(
        company.sara, measure, date(2017, month, 1), date(2017, month, last), Decimal(value), source
    )


def test_the_same_readings_twice_change_nothing(store, company):
    wishes = [_reading(company, 3), _reading(company, 4, 11)]
    first = actuals_in.record_readings(store, SERVICE, wishes, at=NOW)
    second = actuals_in.record_readings(store, SERVICE, wishes, at=NOW)
    assert (first.new, second.new, second.same, second.corrected) == (2, 0, 2, 0)


def test_a_corrected_reading_replaces_the_value_that_counts(store, company):
    actuals_in.record_readings(store, SERVICE, [_reading(company, 3)], at=NOW)
    counts = actuals_in.record_readings(store, SERVICE, [_reading(company, 5)], at=NOW)
    assert counts.corrected == 1
    values = actuals.readings_of(store, company.sara, "deals_won", *OCTOBER)
    assert [one.value for one in values] == [5]


def test_readings_tell_the_result_the_ratio_and_the_even_pace(store, company):
    goal = propose(store, company, "omid")
    actuals_in.record_readings(store, SERVICE, [_reading(company, 3), _reading(company, 3, 11)], at=NOW)
    state = _state(store, goal)
    assert (state.result, state.ratio) == (6, Decimal("0.5"))
    assert state.expected_share == round(Decimal(61) / 92, 4)


def test_a_goal_without_readings_cannot_tell(store, company):
    state = _state(store, propose(store, company, "omid"))
    assert (state.result, state.ratio, state.last_reading_on) == (None, None, None)


def test_people_do_not_write_what_a_system_measures(store, company):
    with pytest.raises(NotAllowed):
        actuals_in.record_readings(store, company.actor("sara"), [_reading(company, 3)], at=NOW)
    actuals_in.record_readings(store, SERVICE, [_reading(company, 3)], at=NOW)
    with pytest.raises(NotReady) as refusal:
        actuals_in.count_by_hand(
            store, company.actor("sara"), _reading(company, 9, 11, source="by_hand"), at=NOW
        )
    assert refusal.value.objections.keys() == {"measured_by_a_system"}


def test_one_of_the_two_counts_by_hand_what_no_system_measures(store, company):
    goal = propose(store, company, "sara", own=True)
    actuals_in.count_by_hand(
        store, company.actor("omid"), _reading(company, 2, measure="practice_done", source="by_hand"), at=NOW
    )
    assert _state(store, goal).result == 2


def _promise(company, owner, due_on):
    return AddActionItem(company.sara, owner, "Show a live demo", due_on, "checkin", 1)


def test_an_overdue_promise_of_the_manager_is_counted_until_it_is_kept(store, company):
    item = operations.add_action_item(
        store, company.actor("omid"), _promise(company, company.omid, DAY), at=NOW
    )
    later = date(2018, 1, 5)
    both = [company.sara, company.kian]
    assert queries.overdue_promises_of_people(store, both, later) == {(company.sara, company.omid): 1}
    assert [one.key for one in queries.open_items_owned_by(store, company.omid)] == [item]
    operations.close_action_item(store, company.actor("omid"), item, at=NOW)
    assert queries.overdue_promises_of_people(store, both, later) == {}
    assert queries.action_items_of(store, company.sara)[0].closed_at == NOW


def test_an_action_item_needs_text_day_and_one_of_the_two_as_owner(store, company):
    wish = AddActionItem(company.sara, company.kian, " ", None, "checkin", 1)
    with pytest.raises(NotReady) as refusal:
        operations.add_action_item(store, company.actor("omid"), wish, at=NOW)
    assert refusal.value.objections.keys() == {
        "item_without_text",
        "item_without_day",
        "item_owner_not_of_the_two",
    }


def test_all_goals_of_a_person_agreed_is_told_without_their_content(store, company):
    goal = propose(store, company, "omid")
    both = [company.sara, company.kian]
    assert queries.goals_agreed(store, both, DAY) == {company.sara: False}
    operations.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "Twelve"), at=NOW)
    assert queries.goals_agreed(store, both, DAY) == {company.sara: True}


def test_a_goal_knows_its_kind(store, company):
    assert _state(store, propose(store, company, "sara", own=True)).kind == GoalKind.IMPROVEMENT
