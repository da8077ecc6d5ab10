"""The sentences of people's keys."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.person_without_name": N_("A person needs a name."),
    "objection.unknown_job_family": N_("Choose one of the job families."),
    "objection.left_before_hired": N_("The last day lies before the first one."),
    "objection.leads_oneself": N_("Nobody can lead themselves."),
    "objection.cyclic_reporting_line": N_(
        "This would make the reporting line a circle. Choose a manager who is not below this person."
    ),
    "objection.number_of_two_people": N_("The list gives one personnel number to two people: %(value)s."),
    "objection.login_of_two_people": N_("The list gives one login to two people: %(value)s."),
    "objection.only_hr_keeps_people": N_("Only HR and administrators change the list of people."),
    "objection.only_for_people_here": N_("This page is for people who work here."),
    "objection.not_your_file": N_("This file is open to the person, to who leads them, and to HR."),
    "job_family.sales_seller": N_("Sales"),
    "job_family.sales_manager": N_("Sales management"),
    "job_family.office": N_("Office"),
    "verb.unit_made": N_("made the unit"),
    "verb.person_employed": N_("added the person"),
    "verb.person_changed": N_("changed the person’s details"),
    "verb.person_led": N_("changed who leads the person"),
}
