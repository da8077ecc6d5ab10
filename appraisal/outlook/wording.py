"""The sentences of the keys of the outlook."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "forecast_method.run_rate": N_("The pace of the last months"),
    "forecast_method.seasonal": N_("The pace with the season"),
    "forecast_method.pipeline": N_("The open deals"),
    "forecast_method.result": N_("The result, as the period is over"),
    "objection.nothing_measured": N_("Nothing was measured yet."),
    "objection.too_few_months": N_("It needs %(fewest)s months that are over; there are %(months)s."),
    "objection.too_short_for_a_season": N_(
        "It needs %(fewest)s months in a row to know a season; there are %(months)s."
    ),
    "objection.nothing_but_zeros": N_("All months are zero, so no season can be told."),
    "objection.season_unknown_there": N_("Of some month still to come there is no earlier result."),
    "objection.too_few_closed": N_("It needs %(fewest)s closed deals in a year; there are %(closed)s."),
    "objection.open_deals_not_known": N_("How many deals are open is not known."),
    "objection.too_few_tried": N_(
        "How far off it may be cannot be told yet: it could be tried on %(tried)s earlier months, and it takes %(fewest)s."
    ),
    "objection.goal_not_given": N_("Say what is wanted."),
    "objection.working_days_not_given": N_("Give the working days of one person."),
    "objection.way_back_too_large": N_(
        "With these conversions it takes more than anybody could count. Check them."
    ),
    "objection.step_without_name": N_("Give every step a name."),
    "objection.cost_negative": N_("A cost cannot be below zero."),
    "objection.nobody_to_share_with": N_("At least one person must work on it."),
    "objection.existing_incomplete": N_(
        "For new and existing customers fill in all five fields, or none of them."
    ),
    "objection.accounts_incomplete": N_(
        "For the reach in the territory give both last year’s sales and the possible customers, or neither."
    ),
}
