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
    "waiting.book_checkin": N_("Book the next check-in with %(name)s."),
    "waiting.confirm_goal_of": N_("%(name)s proposes the goal “%(goal)s”. Confirm it or talk about it."),
    "waiting.goal_behind": N_("%(name)s is behind the goal “%(goal)s”. Talk about what is in the way."),
    "waiting.review_plan": N_("Hold the review of the plan “%(plan)s”."),
    "waiting.bring_people": N_("Nobody is here yet. Bring in the people and make the first accounts."),
}
