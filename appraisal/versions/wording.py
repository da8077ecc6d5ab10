"""The sentences of versions' keys."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.only_its_owner_puts_forward": N_(
        "Only the owner of this part of the plan puts it forward, confirms it or takes it back."
    ),
    "objection.only_the_owner_above_answers": N_("Only the owner of the part above answers this."),
    "objection.only_the_line_decides": N_(
        "About the whole decides whoever leads the owner of the plan. Where nobody does, another plan owner decides."
    ),
    "objection.only_the_service_brings_into_force": N_(
        "A version counts from its day by itself, once it is approved."
    ),
    "objection.version_without_reason": N_("Say why the plan changes."),
    "objection.version_without_day": N_("Give the day from which it shall count."),
    "objection.version_in_the_past": N_(
        "Only a first version may count from a day gone by. Choose today or a later day."
    ),
    "objection.version_days_overlap": N_(
        "The version before counts from that day or a later one. Choose a day after it."
    ),
    "objection.another_version_is_open": N_(
        "Another version of this plan is on its way. Wait until it counts, or take it back first."
    ),
    "objection.nothing_changed": N_(
        "Every working number is the one in force. Change a part of the plan first."
    ),
    "objection.only_plan_owners_take_versions_in": N_(
        "Versions that were agreed elsewhere are taken in by the owner of the plan, or by a plan owner."
    ),
    "objection.plan_has_versions": N_(
        "This plan has versions already. Put the next one forward on its page of versions."
    ),
    "objection.versions_without_source": N_("Say where these versions come from."),
    "objection.nothing_was_agreed": N_("There is no number in these versions."),
    "objection.version_not_agreed_yet": N_(
        "A version that was agreed before cannot count from a day to come. Put it forward instead."
    ),
    "objection.figures_of_another_plan": N_("Some of these numbers belong to another plan."),
    "objection.version_is_closed": N_("This version is not open for that any more."),
    "objection.part_is_put_forward": N_("This part was put forward already."),
    "objection.parts_below_wait": N_(
        "The parts below this one come first. Accept them, then put yours forward."
    ),
    "objection.part_not_put_forward": N_("The owner of this part has not put it forward."),
    "objection.sent_back_without_words": N_("Say what should change. Nothing is sent back without words."),
    "objection.parts_not_accepted": N_("Not every part was accepted yet."),
    "objection.version_counts_already": N_(
        "This version counts already. Put another one forward to change it."
    ),
    "objection.withdrawn_without_reason": N_("Say why it is taken back."),
    "objection.version_not_approved": N_("This version was not approved, or another one counts by now."),
    "objection.part_is_confirmed": N_("You have confirmed this part already."),
    "objection.part_words_missing": N_(
        "Say in your own words what your part shall reach. A yes alone is not enough."
    ),
    "version_stage.gathering": N_("On its way up the line"),
    "version_stage.deciding": N_("Waits for the decision"),
    "version_stage.approved": N_("Approved, its day is to come"),
    "version_stage.in_force": N_("In force"),
    "version_stage.superseded": N_("Replaced by a later one"),
    "version_stage.sent_back": N_("Sent back"),
    "version_stage.withdrawn": N_("Taken back"),
    "version_what.added": N_("new"),
    "version_what.ended": N_("ended"),
    "version_what.changed": N_("changed"),
    "part_now.open": N_("not put forward yet"),
    "part_now.put_forward": N_("put forward"),
    "part_now.accepted": N_("accepted"),
    "part_now.sent_back": N_("sent back"),
    "part_step.put_forward": N_("Put forward"),
    "part_step.accepted": N_("Accepted"),
    "part_step.sent_back": N_("Sent back"),
    "part_step.confirmed": N_("In own words"),
    "decided_as.leader": N_("leads the owner of the plan"),
    "decided_as.plan_owner": N_("another plan owner, because nobody leads the owner of the plan"),
    "decided_as.alone": N_("alone: nobody leads the owner of the plan, and there is no other plan owner"),
    "decided_as.elsewhere": N_("agreed elsewhere, before the plan was brought in"),
    "verb.versions_taken_in": N_("took in versions of the plan that were agreed elsewhere before"),
    "verb.version_put_forward": N_("put a version of the plan forward"),
    "verb.version_approved": N_("approved a version of the plan"),
    "verb.version_sent_back": N_("sent a version of the plan back"),
    "verb.version_withdrawn": N_("took a version of the plan back"),
    "verb.version_in_force": N_("let a version of the plan count"),
    "verb.part_put_forward": N_("put a part of the plan forward"),
    "verb.part_accepted": N_("accepted a part of the plan"),
    "verb.part_sent_back": N_("sent a part of the plan back"),
    "verb.part_confirmed": N_("confirmed a part of the plan in own words"),
    "job.bring_plans_into_force": N_("Letting approved plans count from their day"),
    "job.tell_of_plan_change": N_("Telling people which goals a new version of the plan changed"),
}
