"""The sentences of home's keys."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.file_of_two_people": N_(
        "This file is read by the person and by who leads them. HR reads signed reviews."
    ),
    "waiting_group.own": N_("For yourself"),
    "waiting_group.team": N_("With the people you lead"),
    "waiting_group.plan": N_("For the plan"),
    "waiting_group.hr": N_("For a fair process"),
    "waiting_group.matters": N_("In confidence"),
    "waiting_group.service": N_("For the service"),
    "waiting.hold_or_move": N_(
        "The check-in with %(name)s did not take place on its day. Hold it, or move it."
    ),
    "waiting.prepare_checkin": N_("Prepare your check-in with %(name)s."),
    "waiting.open_agenda": N_("%(name)s has prepared. Look at the agenda before you meet."),
    "waiting.confirm_goal": N_("Read the goal “%(goal)s” and say in your own words what it means."),
    "waiting.promise": N_("You said you would: %(text)s"),
    "waiting.step": N_("Your step: %(what)s"),
    "waiting.step_late": N_("“%(what)s” is past its day. Which other duty came first?"),
    "waiting.step_late_of": N_("“%(what)s” (%(name)s) is past its day. Ask which other duty came first."),
    "waiting.step_untaught": N_("No training is on record for your step “%(what)s”. Say so if you need one."),
    "waiting.step_untaught_of": N_(
        "No training is on record for “%(what)s”, which %(name)s is to do. Agree on what is needed."
    ),
    "waiting.remove_obstacle": N_("You said you would remove it: %(text)s"),
    "waiting.book_checkin": N_("Book the next check-in with %(name)s."),
    "waiting.confirm_goal_of": N_("%(name)s proposes the goal “%(goal)s”. Confirm it or talk about it."),
    "waiting.own_goal_behind": N_("Your goal “%(goal)s” has fallen behind. Look at it together."),
    "waiting.goal_behind": N_("The goal “%(goal)s” of %(name)s has fallen behind. Look at it together."),
    "waiting.review_writing": N_("Write your self-review: %(cycle)s."),
    "waiting.review_writing_of": N_("Write your part of the review of %(name)s: %(cycle)s."),
    "waiting.review_talking": N_("Talk with %(name)s about your review: %(cycle)s."),
    "waiting.review_talking_of": N_("Talk with %(name)s about the review: %(cycle)s."),
    "waiting.review_manager_signs_of": N_("Sign the review of %(name)s: %(cycle)s."),
    "waiting.review_employee_signs": N_(
        "Read your review and sign it, or say why you do not agree: %(cycle)s."
    ),
    "waiting.review_contested": N_(
        "%(name)s does not agree with the review. Answer as a second person: %(cycle)s."
    ),
    "waiting.cycle_runs": N_("See where the cycle “%(cycle)s” stands, and print what both have signed."),
    "waiting.diagnosis_questions": N_("Answer what is asked about your goal. You see all answers."),
    "waiting.diagnosis_questions_of": N_("Answer what is asked about the goal of %(name)s."),
    "waiting.diagnosis_reply": N_("Read the conclusion about your goal and say what you think of it."),
    "waiting.diagnosis_follow_up": N_("Did what you agreed help? Say so in one line."),
    "waiting.diagnosis_follow_up_of": N_("Did what you agreed with %(name)s help? Say so in one line."),
    "waiting.contest": N_("%(name)s says that something about them is not right. Answer as a second person."),
    "waiting.contests": N_(
        "Several people say that something about them is not right. Answer as a second person."
    ),
    "waiting.contest_answered": N_("What you contested was answered. Read the answer beside the talk."),
    "waiting.goal_rebased": N_("The goal “%(goal)s” was rebased. Working days that do not count: %(days)s."),
    "waiting.goal_eased": N_(
        "The goal “%(goal)s” is eased because of an event: %(event)s. Nobody is held to what it takes."
    ),
    "waiting.event_running": N_(
        "It is happening: %(event)s. Go through the first steps, and end it when it is over."
    ),
    "waiting.goal_rebased_of": N_(
        "The goal “%(goal)s” of %(name)s was rebased. Working days that do not count: %(days)s."
    ),
    "waiting.goal_changed_by_plan": N_(
        "The plan changed your goal “%(goal)s”. Read what changed, and say yes anew or say what speaks against it."
    ),
    "waiting.goal_changed_by_plan_of": N_(
        "The plan changed the goal “%(goal)s” of %(name)s. Talk about it until you both say yes anew."
    ),
    "waiting_together.goal_changed_by_plan_of": N_(
        "The plan changed their goals. Talk until you both say yes anew"
    ),
    "waiting.version_put_part_forward": N_("Put your part “%(plan)s” forward to the owner above."),
    "waiting.version_answer_part": N_(
        "“%(plan)s” was put forward to you. Accept it, or send it back with words."
    ),
    "waiting.version_decide_version": N_("Decide about version %(number)s of the plan “%(plan)s”."),
    "waiting.version_confirm_part": N_("Say in your own words what your part “%(plan)s” shall reach now."),
    "waiting.version_others_confirm": N_(
        "Owners below you who have not confirmed version %(number)s of the plan yet: %(count)s"
    ),
    "waiting.matter": N_("Something was raised in confidence and waits for you."),
    "waiting.matters": N_("Raised in confidence and waiting for you: %(count)s"),
    "waiting.name_case_handler": N_(
        "Nobody is case handler: what people tell in confidence waits. Give somebody the role."
    ),
    "waiting.quarter_review_due": N_("Hold the quarter review of “%(plan)s”."),
    "waiting.quarter_review_late": N_(
        "The quarter review of “%(plan)s” has not been held yet. Ask what is in the way."
    ),
    "waiting.quarter_report_read": N_("Read the report of the quarter review of “%(plan)s”."),
    "waiting.quarter_report_answer": N_("Answer what was asked about the quarter review of “%(plan)s”."),
    "waiting.review_plan": N_("Hold the review of the plan “%(plan)s”."),
    "waiting.bring_people": N_("Nobody is here yet. Bring in the people and make the first accounts."),
    "waiting_together.step_late_of": N_("Steps are past their day. Ask which other duty came first"),
    "waiting_together.step_untaught_of": N_(
        "No training is on record for their steps. Agree on what is needed"
    ),
    "waiting_together.book_checkin": N_("Book the next check-in"),
    "waiting_together.open_agenda": N_("They have prepared. Look at the agenda before you meet"),
    "waiting_together.confirm_goal_of": N_("They propose a goal. Confirm it or talk about it"),
    "waiting_together.goal_behind": N_("Their goals are behind. Talk about what is in the way"),
    "waiting_together.review_writing_of": N_("Write your part of the reviews: %(cycle)s"),
    "waiting_together.review_talking_of": N_("Talk about the reviews: %(cycle)s"),
    "waiting_together.review_manager_signs_of": N_("Sign the reviews: %(cycle)s"),
}
