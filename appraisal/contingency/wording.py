"""The sentences of the keys of contingency plans."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.only_the_owner_tends_it": N_(
        "A contingency plan is changed by whoever watches over it, and by those who own the whole plan."
    ),
    "objection.trigger_without_threshold": N_("Give the threshold."),
    "objection.trigger_threshold_negative": N_("A threshold is nothing or more."),
    "objection.trigger_periods_out_of_range": N_("Choose between one and twelve in a row."),
    "objection.trigger_near_out_of_range": N_("Near begins between 0 and 100 per cent before the threshold."),
    "objection.trigger_span_unfit": N_("Choose one of the stretches of time that fit what is watched."),
    "objection.trigger_without_baseline": N_("Say where the index stands today, so that a move can be seen."),
    "objection.step_without_text": N_("Say what is done."),
    "objection.step_without_owner": N_("Name somebody who works here."),
    "objection.effect_there_already": N_("These goals have an effect already. Take that one out first."),
    "objection.signal_without_value": N_("Give the value."),
    "objection.signal_negative": N_("A value is nothing or more."),
    "objection.signal_in_the_future": N_("These days are still to come. Write down what was."),
    "objection.event_runs_already": N_("It is running already. Open the event to see it."),
    "objection.event_without_beginning": N_("Say since when."),
    "objection.event_in_the_future": N_("This day is still to come. Declare it when it happens."),
    "objection.event_too_long_ago": N_("This lies more than two years back."),
    "objection.event_without_words": N_("Say it in a few words: people read them beside their goals."),
    "objection.event_is_over": N_("It was ended already."),
    "objection.event_without_end": N_("Give its last day."),
    "objection.event_ends_before_it_began": N_("It cannot end before it began."),
    "objection.event_ends_in_the_future": N_("This day is still to come. End it when it is over."),
    "verb.trigger_added": N_("added something to watch"),
    "verb.trigger_removed": N_("took something out that was watched"),
    "verb.contingency_step_added": N_("added a first step"),
    "verb.contingency_step_removed": N_("took a first step out"),
    "verb.contingency_effect_added": N_("said what an event does to goals"),
    "verb.contingency_effect_removed": N_("took out what an event does to goals"),
    "verb.signal_noted": N_("wrote down a value"),
    "verb.contingency_fired": N_("began the event"),
    "verb.contingency_stood_down": N_("stood the event down"),
    "verb.contingency_refused": N_("said that this was no event"),
    "watch.supply": N_("Inputs against plan"),
    "watch.outage": N_("A system fails"),
    "watch.forecast": N_("Forecast against the goal"),
    "watch.index": N_("Price or currency index"),
    "watch.key_account": N_("A key account is lost"),
    "watch.vacancy": N_("Vacant places"),
    "watch.breach": N_("A data breach"),
    "watch.own_measure": N_("Another measure against its plan"),
    "watch_value.supply": N_("Share of the planned inputs that came, in per cent"),
    "watch_value.outage": N_("Working hours lost"),
    "watch_value.forecast": N_("Forecast as a share of the goal, in per cent"),
    "watch_value.index": N_("The index as it stands"),
    "watch_value.key_account": N_("What the lost customer was of this part of the plan, in per cent"),
    "watch_value.vacancy": N_("Share of the places that are vacant, in per cent"),
    "watch_value.breach": N_("How many"),
    "watch_value.own_measure": N_("Share of the plan that was reached, in per cent"),
    "comparison.below": N_("below the threshold"),
    "comparison.at_least": N_("at the threshold or above"),
    "comparison.above": N_("above the threshold"),
    "span.week": N_("a week"),
    "span.month": N_("a month"),
    "span.once": N_("whenever it is written down"),
    "event_meaning.market": N_("The market has shifted"),
    "event_meaning.outage": N_("Hours of system outage"),
    "event_meaning.vacancy": N_("Vacant share of the team"),
    "event_meaning.supply": N_("Inputs received against plan"),
    "event_meaning.none": N_("It says nothing about a cause"),
    "trigger_state.fired": N_("fired"),
    "trigger_state.near": N_("near"),
    "trigger_state.quiet": N_("quiet"),
    "trigger_state.unknown": N_("cannot tell"),
    "trigger_why.nothing_typed": N_("Nobody has written down a value yet. What is not known fires nothing."),
    "trigger_why.nothing_counted": N_(
        "Nothing was counted for whole stretches of this length yet. What is not known fires nothing."
    ),
    "trigger_why.nothing_forecast": N_(
        "No forecast was kept for this part of the plan yet. What is not known fires nothing."
    ),
    "trigger_why.no_plan_of_it": N_(
        "No number is planned for this measure here, so nothing can be compared. Write values down by hand."
    ),
    "trigger_why.group_too_small": N_(
        "The group is too small: a sum would tell what one person did. Write values down by hand."
    ),
    "event_line.fired": N_("It began by the numbers."),
    "event_line.declared": N_("%(name)s declared it."),
    "event_line.noted": N_("%(name)s wrote down a value."),
    "event_line.stood_down": N_("%(name)s stood it down."),
    "event_line.refused": N_("%(name)s said that this was none."),
    "letter.contingency.event_began": N_("Something you planned for is happening"),
    "job.watch_contingencies": N_("Looking at what is watched for contingency plans"),
}
