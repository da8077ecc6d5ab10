"""The sentences of the keys of training."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.training_of_two_people": N_(
        "What was taught and practised is read and written by the person and by who leads them, and by nobody else."
    ),
    "objection.strikes_own_entries": N_(
        "An entry is struck out by whoever wrote it. Tell them what is wrong with it."
    ),
    "objection.task_missing": N_("Say which work it was about."),
    "objection.training_without_title": N_("Give the training a name."),
    "objection.training_without_day": N_("Say by when it will be over, or on which day it was."),
    "objection.training_too_far_off": N_("Choose a day within two years of today."),
    "objection.training_completed_already": N_("This was marked as done already."),
    "objection.completed_in_the_future": N_("This day is still to come. Mark it as done when it is over."),
    "objection.completed_long_ago": N_("This lies more than two years back. It says little about today."),
    "objection.check_before_the_end": N_("A check has a result when the training is over. Give its day too."),
    "objection.practised_in_the_future": N_("This day is still to come. Write down what was practised."),
    "objection.practised_long_ago": N_("This lies more than two years back. It says little about today."),
    "objection.share_out_of_range": N_("Give a share of the standard between 0 and 1,000 per cent."),
    "objection.share_against_result": N_(
        "100 per cent or more means to the standard, less means not yet. Change one of the two."
    ),
    "objection.job_aid_without_title": N_("Say what it is: a checklist, a template, a guide."),
    "objection.job_aid_without_place": N_("Say where it lies, so that it can be found at work."),
    "objection.job_aid_removed_already": N_("It is gone already."),
    "training_form.demonstration": N_("Shown at work"),
    "training_form.course": N_("Course"),
    "training_form.coaching": N_("Coaching"),
    "training_form.job_aid": N_("Guide to read"),
    "training_form.onboarding": N_("Onboarding"),
    "training_check.pass": N_("Check passed"),
    "training_check.fail": N_("Check not passed yet"),
    "training_check.none": N_("No check was made"),
    "practice_result.ok": N_("To the standard"),
    "practice_result.not_ok": N_("Not yet"),
    "practice_company.alone": N_("Alone"),
    "practice_company.with_coach": N_("With somebody at the side"),
    "verb.training_added": N_("added a training"),
    "verb.training_completed": N_("marked a training as done"),
    "verb.training_struck": N_("struck out a training written by mistake"),
    "verb.practice_noted": N_("noted a practice"),
    "verb.practice_struck": N_("struck out a practice written by mistake"),
    "verb.job_aid_added": N_("added a job aid"),
    "verb.job_aid_removed": N_("said that a job aid is gone"),
}
