"""The year of one seller, lived through the pages as people live it, in English and in Persian."""

from __future__ import annotations

import pytest

from tests.browser.cast import Cast
from tests.browser.chapters import cause, company, everybody, goal, paper, plan, planning, review, rules, talk

CHAPTERS = (
    company.people_come_from_a_list,
    company.results_come_from_the_crm,
    plan.the_plan_adds_up_from_the_company_to_a_quarter,
    goal.a_goal_becomes_one_of_two_people,
    goal.a_share_of_the_plan_shows_what_it_is_for,
    talk.the_seller_prepares_on_her_phone,
    talk.both_add_to_the_agenda_and_one_moves_the_talk,
    talk.each_keeps_a_note_that_the_other_never_reads,
    talk.the_talk_ends_with_a_promise_and_the_next_day,
    cause.the_two_look_at_the_goal_together,
    cause.each_answers_what_they_are_asked,
    cause.a_finding_leads_back_to_its_rule_and_its_facts,
    cause.the_manager_concludes_and_the_seller_answers,
    review.hr_opens_a_cycle,
    review.both_write_apart_and_nobody_peeks,
    review.nobody_signs_before_the_conversation,
    review.both_sign_and_nothing_changes_any_more,
    paper.the_review_is_printed_in_two_languages,
    paper.all_of_them_come_as_one_archive,
    rules.hr_mends_a_condition_as_she_types,
    rules.she_takes_a_name_from_the_list_by_keys_alone,
    rules.the_draft_tells_what_it_changes,
    planning.the_head_begins_the_next_plan_in_five_steps,
    planning.she_splits_it_by_the_season,
    planning.she_looks_ahead_and_back_from_the_goal,
    planning.a_working_number_is_put_forward_and_approved,
    planning.the_two_versions_stand_side_by_side,
    planning.the_seller_reads_what_changed_and_says_it_anew,
    planning.what_nobody_can_help_is_declared_and_stood_down,
    planning.a_late_step_is_asked_what_came_first,
    everybody.each_door_that_is_offered_opens,
    everybody.nothing_needs_a_script,
)


@pytest.mark.browser
def test_a_seller_and_her_manager_live_the_year(cast: Cast):
    for chapter in CHAPTERS:
        chapter(cast)
    assert cast.faults == []
