"""What stands against each act, all at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from appraisal.diagnosis.domain import (
    Agreement,
    CloseMatter,
    Conclude,
    DiagnosisFacts,
    DiagnosisKey,
    GiveReply,
    MatterKey,
    Promise,
    QuestionAnswer,
    Raises,
    objections_to_answering,
    objections_to_closing,
    objections_to_concluding,
    objections_to_following_up,
    objections_to_opening,
    objections_to_replying,
)

DAY = date(2017, 12, 29)
SARA, OMID = 1, 2
FACTS = DiagnosisFacts(SARA, OMID, "diagnosis", asked=frozenset({"external_checklist_done"}))
KEY = DiagnosisKey(1)


def conclusion(owner=OMID, due=DAY, factors=("external_factors",), follow_up=DAY + timedelta(days=30)):
    return Conclude(KEY, "The leads came late.", factors, (Promise(owner, "Send them", due),), follow_up)


def test_an_empty_conclusion_hears_everything_at_once():
    found = objections_to_concluding(Conclude(KEY, " ", (), (), None), replace(FACTS, asked=frozenset()), DAY)
    assert found.keys() == {
        "obstacles_not_asked",
        "conclusion_without_words",
        "conclusion_without_promise",
        "follow_up_without_day",
    }


def test_a_whole_conclusion_is_kept():
    assert not objections_to_concluding(conclusion(), FACTS, DAY)


@pytest.mark.parametrize("factor", ["external_factors", "understanding_of_task", "skill_level", "aptitude"])
def test_where_the_work_is_part_of_the_cause_the_employee_does_not_act_alone(factor):
    found = objections_to_concluding(conclusion(owner=SARA, factors=(factor,)), FACTS, DAY)
    assert found.keys() == {"promise_of_the_manager_missing"}


@pytest.mark.parametrize("factor", ["choice_to_expend_effort", "degree_of_effort", "persistence"])
def test_elsewhere_the_employee_may_act_alone(factor):
    assert not objections_to_concluding(conclusion(owner=SARA, factors=(factor,)), FACTS, DAY)


def test_a_follow_up_on_the_same_day_is_too_early():
    assert objections_to_concluding(conclusion(follow_up=DAY), FACTS, DAY).keys() == {"follow_up_in_the_past"}


def test_an_action_for_yesterday_is_refused():
    found = objections_to_concluding(conclusion(due=DAY - timedelta(days=1)), FACTS, DAY)
    assert found.keys() == {"promise_in_the_past"}


def test_what_was_handed_over_is_not_concluded():
    found = objections_to_concluding(conclusion(), replace(FACTS, outcome="handed_over"), DAY)
    assert found.keys() == {"diagnosis_is_handed_over"}


def test_without_a_gap_there_is_nothing_to_conclude():
    found = objections_to_concluding(conclusion(), replace(FACTS, outcome="no_diagnosis"), DAY)
    assert found.keys() == {"diagnosis_has_no_gap"}


def test_an_eighth_factor_is_refused():
    found = objections_to_concluding(conclusion(factors=("luck",)), FACTS, DAY)
    assert found.keys() == {"conclusion_factor_unknown"}


def test_whoever_disagrees_says_how():
    facts = replace(FACTS, is_concluded=True)
    assert objections_to_replying(GiveReply(KEY, Agreement.DISAGREE), facts).keys() == {"reply_without_words"}
    assert not objections_to_replying(GiveReply(KEY, Agreement.AGREE), facts)


def test_a_reply_is_given_once_and_to_something():
    found = objections_to_replying(GiveReply(KEY, Agreement.AGREE), replace(FACTS, is_replied=True))
    assert found.keys() == {"nothing_to_reply_to", "replied_already"}


def test_a_follow_up_waits_for_its_day_and_is_written_once():
    facts = replace(FACTS, is_concluded=True, follow_up_on=DAY, followed_up_by=frozenset({OMID}))
    assert not objections_to_following_up(facts, SARA, DAY)
    assert objections_to_following_up(facts, OMID, DAY).keys() == {"followed_up_already"}
    assert objections_to_following_up(facts, SARA, DAY - timedelta(days=1)).keys() == {"follow_up_not_due"}


def test_a_question_of_the_other_side_is_left_to_them():
    found = objections_to_answering(
        FACTS, [QuestionAnswer("could_do_manager", "yes")], {"tools_available"}, DAY
    )
    assert found.keys() == {"question_of_the_other_side"}


def test_no_answer_at_all_is_no_answer():
    assert objections_to_answering(FACTS, [], set(), DAY).keys() == {"no_question_answered"}


def test_a_goal_that_has_not_begun_or_was_taken_back_is_not_looked_at():
    found = objections_to_opening(DAY + timedelta(days=1), DAY, withdrawn=True)
    assert found.keys() == {"diagnosis_of_withdrawn_goal", "diagnosis_before_start"}


def test_a_matter_is_closed_once_and_with_words():
    assert objections_to_closing(CloseMatter(MatterKey(1), " "), Raises.HEALTH, closed=True).keys() == {
        "matter_closed_already",
        "closing_without_words",
    }


def test_what_began_did_not_begin_tomorrow():
    tomorrow = QuestionAnswer("tools_available", "missing", since=DAY + timedelta(days=1))
    found = objections_to_answering(FACTS, [tomorrow], {"tools_available"}, DAY)
    assert found.keys() == {"since_after_today"}


@pytest.mark.parametrize(
    ("year", "told"), [(17, True), (622, True), (1917, True), (1968, False), (2016, False)]
)
def test_a_year_that_was_mistyped_does_not_lead_the_line_of_what_came_first(year, told):
    long_ago = QuestionAnswer("tools_available", "missing", since=date(year, 12, 1))
    found = objections_to_answering(FACTS, [long_ago], {"tools_available"}, DAY)
    assert found.keys() == ({"since_too_long_ago"} if told else set())


@pytest.mark.parametrize(
    ("days", "none_left_out", "found"),
    [
        ((None, None), False, {"leave_without_days"}),
        ((None, None), True, set()),
        ((date(2017, 10, 1), date(2017, 10, 31)), False, set()),
        ((date(2017, 10, 1), date(2017, 10, 31)), True, {"leave_with_and_without_days"}),
        ((date(2017, 10, 1), None), False, {"period_end_missing"}),
        ((date(2017, 10, 31), date(2017, 10, 1)), False, {"period_ends_before_it_starts"}),
    ],
)
def test_leave_is_closed_with_its_days_or_with_none(days, none_left_out, found):
    wish = CloseMatter(MatterKey(1), "Welcome back.", *days, none_left_out=none_left_out)
    assert objections_to_closing(wish, Raises.LEAVE, closed=False).keys() == found
    assert not objections_to_closing(wish, Raises.HEALTH, closed=False)
