"""The sentences of the five steps of a plan and of its six principles."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "plan_step.goals": N_("Goals"),
    "plan_step.split": N_("Split"),
    "plan_step.measures": N_("Measures"),
    "plan_step.actions": N_("Action plan"),
    "plan_step.control": N_("Control"),
    "plan_principle.wholeness": N_("Wholeness"),
    "plan_principle.clarity": N_("Clarity"),
    "plan_principle.measurability": N_("Measurability"),
    "plan_principle.flexibility": N_("Flexibility"),
    "plan_principle.motivation": N_("Motivation"),
    "plan_principle.control": N_("Control"),
    "principle_says.wholeness": N_(
        "The parts add up to the whole, to the last unit; a reserve is shown as one."
    ),
    "principle_says.clarity": N_(
        "Each part has an instruction, an owner and a day, and its owner has said it in own words."
    ),
    "principle_says.measurability": N_(
        "Each part has a measure, a unit and a source, and volume never stands alone."
    ),
    "principle_says.flexibility": N_(
        "The plan has days on which it is looked at, and what it rests on is dated, so that it may change fairly."
    ),
    "principle_says.motivation": N_("People know why it matters. Pay is no part of this plan."),
    "principle_says.control": N_(
        "The plan is controlled and not the person: totals and exceptions, told to the owner first."
    ),
    "topic.market_analysis": N_("Market analysis"),
    "topic.strategy_session": N_("Strategy session"),
    "topic.lead_process": N_("How leads are won"),
    "topic.cost_estimate": N_("Cost estimate agreed with the owner"),
    "rhythm.weekly": N_("Every week"),
    "rhythm.fortnightly": N_("Every two weeks"),
    "rhythm.monthly": N_("Every month"),
    "rhythm.quarterly": N_("Every quarter"),
}
