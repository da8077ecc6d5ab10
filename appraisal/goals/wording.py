"""The sentences of goals' keys."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.goals_of_two_people": N_("A person’s goals belong to that person and their manager."),
    "objection.not_your_item": N_("Only those it is between mark this as done."),
    "objection.goal_without_statement": N_("Say in one sentence what will be reached."),
    "objection.goal_without_target": N_("Give a target."),
    "objection.goal_target_zero": N_("A target of zero leaves nothing to reach. Give a number above zero."),
    "objection.goal_target_negative": N_("A target cannot be below zero."),
    "objection.goal_without_reason": N_("Say what a customer or the plan would notice."),
    "objection.own_words_missing": N_(
        "Say in your own words what the goal means. A yes alone is not enough."
    ),
    "objection.too_many_improvement_goals": N_(
        "There are two improvement goals in these days already. More than two at once rarely help."
    ),
    "objection.goal_is_withdrawn": N_("This goal was taken back."),
    "objection.already_confirmed": N_("Your side has said yes already. Now the other side is asked."),
    "objection.reason_missing": N_("Give the reason."),
    "objection.agreed_goal_needs_manager": N_(
        "You both agreed to this goal. Ask your manager to take it back, or propose a change."
    ),
    "objection.goal_without_share": N_("A goal from the plan needs the share it comes from."),
    "objection.share_of_somebody_else": N_("This share of the plan is another person’s."),
    "objection.share_measures_something_else": N_("The share counts something else than the goal."),
    "objection.share_has_a_goal_already": N_("There is a goal for this share already. Change that one."),
    "objection.only_the_service_rebases": N_(
        "Days are left out of a goal by the service, when a matter in confidence is closed."
    ),
    "objection.relief_out_of_range": N_("Take off more than nothing and at most all of it."),
    "verb.goal_eased": N_("eased the goal because of an event"),
    "verb.goal_restored": N_("held the goal to its target again, less what the event took"),
    "objection.days_outside_the_goal": N_("These days lie outside the goal."),
    "objection.item_without_text": N_("Say what will be done."),
    "objection.item_without_day": N_("Give the day by which it will be done."),
    "objection.item_due_before_today": N_("The day by which it will be done is past."),
    "objection.item_owner_not_of_the_two": N_(
        "Choose as owner the employee, the manager, or the manager’s manager."
    ),
    "objection.item_already_closed": N_("This is marked as done already."),
    "objection.goal_has_number_in_force": N_("This goal has the number in force already."),
    "objection.nothing_was_told": N_("The plan has not changed this goal, so there is nothing to answer."),
    "objection.only_the_employee_disagrees": N_(
        "Only the person whose goal it is says so here. Propose another number to change the goal."
    ),
    "objection.disagreement_without_words": N_("Say in words what speaks against the new number."),
    "goal_status.proposed": N_("Proposed"),
    "goal_status.agreed": N_("Agreed"),
    "goal_status.withdrawn": N_("Taken back"),
    "goal_kind.plan_share": N_("From the plan"),
    "goal_kind.improvement": N_("Own improvement"),
    "verb.goal_proposed": N_("proposed the goal"),
    "verb.goal_confirmed": N_("confirmed the goal"),
    "verb.goal_changed": N_("changed the goal"),
    "verb.goal_rebased": N_("rebased the goal: some of its days do not count"),
    "verb.goal_withdrawn": N_("took the goal back"),
    "verb.goal_follows_plan": N_("gave the goal the number of a new version of the plan"),
    "verb.goal_share_ended": N_("marked the goal: a new version of the plan ended its share"),
    "verb.notice_read": N_("read what the plan changed"),
    "verb.plan_change_disagreed": N_("said what speaks against the new number"),
    "letter.goals.plan_changed": N_("The plan changed a goal"),
    "verb.item_added": N_("added an action item"),
    "verb.item_closed": N_("marked an action item as done"),
}
