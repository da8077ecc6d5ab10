"""The sentences of the keys of what is measured."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.counted_by_the_two": N_("A person’s goals belong to that person and their manager."),
    "objection.readings_come_from_systems": N_(
        "Results come from a business system. HR or an administrator brings them in."
    ),
    "objection.measure_unknown": N_("Choose what is counted."),
    "objection.reading_without_source": N_("Say where the value comes from."),
    "objection.reading_after_today": N_("What is counted must lie in the past."),
    "objection.reading_negative": N_("A count cannot be below zero."),
    "objection.measured_by_a_system": N_("A business system counts this. Ask for a correction there."),
    "objection.reading_not_whole": N_("This is counted in whole numbers."),
    "objection.reading_above_one": N_("A share lies between 0 and 1: 0.25 is a quarter."),
    "objection.reading_too_large": N_("This value is too large to be right."),
    "objection.reading_too_fine": N_("A value has at most four decimals."),
    "objection.reading_source_too_long": N_("Name the source in at most 120 characters."),
    "objection.days_overlap": N_("Some of these days are counted already. One day counts once."),
    "objection.already_counted": N_(
        "These days are counted already, with another value. Correct that one, so that the reason stands beside it."
    ),
    "objection.correction_without_reason": N_("Say why the value before was wrong."),
    "objection.nothing_corrected": N_("This is the value that stands there already."),
    "verb.group_readings_recorded": N_("recorded what was counted of a part of the plan"),
    "verb.group_reading_corrected": N_("corrected what was counted of a part of the plan"),
    "verb.group_reading_taken_back": N_("took back what was counted of a part of the plan"),
    "verb.readings_recorded": N_("recorded results"),
    "verb.readings_told_apart": N_(
        "recorded how results fall apart by product, segment, territory and customer"
    ),
    "verb.pipeline_recorded": N_("recorded which deals stand open"),
    "measure.revenue_won": N_("Revenue from deals won"),
    "measure.deals_won": N_("Deals won"),
    "measure.deals_closed": N_("Deals closed, won or lost"),
    "measure.deals_engaged": N_("Deals begun"),
    "measure.customers_returning": N_("Customers who came back"),
    "measure.complaints_open": N_("Complaints still open"),
    "measure.margin_won": N_("Margin from deals won"),
    "measure.discount_given": N_("Discount given"),
    "measure.practice_done": N_("Times practised"),
    "measure.leads_qualified": N_("Leads ready for a seller"),
    "measure.answered_in_time": N_("Requests answered in the promised time"),
    "measure.shifts_filled": N_("Shifts filled as planned"),
    "measure.data_checks_done": N_("Checks of how personal data is kept"),
    "made_of.revenue_won": N_(
        "Made of the values of the deals that were won, in the month in which they were closed."
    ),
    "made_of.deals_won": N_("Made of the deals that were won, in the month in which they were closed."),
    "made_of.deals_closed": N_(
        "Made of the deals that were won or lost, in the month in which they were closed."
    ),
    "made_of.deals_engaged": N_(
        "Made of the deals with a first contact in the month, whatever came of them."
    ),
    "made_of.customers_returning": N_(
        "Made of the customers who bought in a month and had bought before, from anyone here, as far back as the CRM tells. Each counts once for a seller and month."
    ),
    "made_of.complaints_open": N_("Counted by hand: complaints that were still open on the last day."),
    "made_of.margin_won": N_(
        "Counted by hand or told by a system: what is left of the revenue once its cost is paid. It may be below zero."
    ),
    "made_of.discount_given": N_(
        "Made of the deals that were won: the list price less what was paid, never below zero for a deal. A product without a list price adds nothing."
    ),
    "made_of.practice_done": N_("Counted by hand: how often something was practised."),
    "deal_stage.Prospecting": N_("Not talked to yet"),
    "deal_stage.Engaging": N_("In talks"),
}
