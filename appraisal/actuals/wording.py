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
}
