"""The sentences of plans' keys."""

from __future__ import annotations

from appraisal.i18n.wording import N_
from appraisal.plans import step_wording

WORDS = {
    "objection.share_is_counted_with_its_person": N_(
        "A person’s share is measured with that person’s goals."
    ),
    "objection.node_unknown": N_("There is no part of a plan with this key."),
    "objection.summed_from_people": N_(
        "This is the sum of what the people below bring. Correct it where it was measured."
    ),
    "objection.measure_not_of_this_node": N_("This measure is not counted for this part of the plan."),
    "objection.plan_is_for_managers": N_("The list of plans is for plan owners, managers and HR."),
    "objection.not_your_share": N_(
        "A share of the plan is open to the person, to who leads them, and to the owner of the plan."
    ),
    "objection.only_plan_owners_begin": N_("Only plan owners begin a plan."),
    "objection.only_the_owner_changes_it": N_("Only the owner of this part of the plan changes it."),
    "objection.plan_without_title": N_("Give the plan a name."),
    "objection.no_measure": N_("Choose what is counted."),
    "objection.no_owner": N_("Name one person who owns it."),
    "objection.no_review_date": N_("Give the day of the review. No plan is complete without one."),
    "objection.reviewed_before_it_starts": N_("The day of the review lies before the first day."),
    "objection.period_start_missing": N_("Give the first day."),
    "objection.period_end_missing": N_("Give the last day."),
    "objection.period_ends_before_it_starts": N_("The last day lies before the first one."),
    "objection.target_not_given": N_(
        "This part has no target yet, so there is nothing to split. Give it one first."
    ),
    "objection.target_zero": N_(
        "A target of zero cannot be split or measured against. Leave it empty while it is not known."
    ),
    "objection.target_negative": N_("A target cannot be below zero."),
    "objection.target_not_whole": N_("Give the target in whole units."),
    "objection.axis_not_offered": N_("This part cannot be split that way."),
    "objection.two_axes_at_one_split": N_(
        "It is already split along something else. One part of a plan is split along one thing at a time."
    ),
    "objection.method_unknown": N_("Choose one of the methods."),
    "objection.no_parts": N_(
        "There is nothing to split it into: no units inside, nobody led by its owner, or a period too short."
    ),
    "objection.no_source_of_numbers": N_("Say where the numbers come from."),
    "objection.no_history_weight": N_("Say how much the past counts, in percent."),
    "objection.history_weight_not_a_share": N_("How much the past counts lies between 0 and 100 percent."),
    "objection.no_part_has_a_weight": N_("No part has a number yet. Give at least one."),
    "objection.nothing_to_share_by": N_(
        "All numbers are zero, so there is nothing to share by. Nothing was divided."
    ),
    "objection.weight_negative": N_("A number to share by cannot be below zero."),
    "objection.estimate_negative": N_("An estimate cannot be below zero."),
    "objection.estimate_not_whole": N_("Give estimates in whole units."),
    "objection.estimate_in_another_unit": N_("An estimate is in another unit than the target."),
    "objection.history_negative": N_("An earlier result cannot be below zero here."),
    "objection.history_of_no_part": N_(
        "There is an earlier result of somebody who is no part of this split."
    ),
    "objection.part_given_twice": N_("A part is named twice."),
    "objection.leave_negative": N_("Days of leave cannot be below zero."),
    "objection.leave_longer_than_period": N_(
        "Somebody has more days of leave than the period has working days."
    ),
    "objection.part_time_not_a_share": N_("Part-time lies between 0 and 100 percent."),
    "objection.ramp_not_a_share": N_(
        "The share of full output of a newcomer lies between 0 and 100 percent."
    ),
    "objection.working_days_negative": N_("Working days cannot be below zero."),
    "objection.sellers_not_found": N_("There are results of people who are not on the list of people."),
    "objection.people_and_units_in_one_unit": N_(
        "In %(units)s some people stand beside smaller units. Give these people a unit of their own first."
    ),
    "objection.no_months_with_data": N_("The first half has no month with a result to plan from."),
    "objection.growth_below_minus_one": N_("A plan cannot shrink by more than everything."),
    "objection.result_outside_first_half": N_("There are results from outside the first half of the year."),
    "objection.result_not_of_a_month": N_("There are results that do not belong to one whole month."),
    "objection.result_in_another_unit": N_("There are results in another unit."),
    "objection.result_negative": N_("A result cannot be below zero here."),
    "objection.seller_named_like_a_unit": N_("Somebody has the same name as a unit."),
    "objection.no_coming_quarters": N_("There is no coming quarter to plan."),
    "objection.coming_not_after_first_half": N_("The quarters to plan must come after the first half."),
    "objection.coming_quarters_overlap": N_("The quarters to plan overlap."),
    "objection.average_check_not_given": N_("Give the average amount of a deal."),
    "objection.average_check_not_positive": N_("The average amount of a deal must be above zero."),
    "objection.average_check_negative": N_("The average amount of a deal cannot be below zero."),
    "objection.conversion_not_given": N_("Give every conversion. Without one the way back cannot be told."),
    "objection.conversion_zero": N_("A conversion of zero means that no effort leads there. Check it."),
    "objection.conversion_negative": N_("A conversion cannot be below zero."),
    "objection.conversion_above_one": N_("A conversion cannot be above 100 percent."),
    "objection.step_given_twice": N_("A step stands there twice."),
    "objection.no_days_to_work": N_("Nobody has a working day in this period."),
    "objection.target_not_positive": N_("The target must be above zero."),
    "objection.meetings_negative": N_("Meetings a day cannot be below zero."),
    "objection.meeting_to_opportunity_not_a_share": N_(
        "How many meetings lead to an opportunity lies between 0 and 100 percent."
    ),
    "objection.opportunity_to_deal_not_a_share": N_(
        "How many opportunities lead to a deal lies between 0 and 100 percent."
    ),
    "objection.lumpiness_not_a_share": N_(
        "What is taken off for uneven months lies between 0 and 100 percent."
    ),
    "objection.output_per_person_not_positive": N_("What one person brings must be above zero."),
    "objection.units_differ": N_("The two numbers are in different units."),
    "objection.coverage_below_one": N_("What is given out cannot be less than the target."),
    "objection.customers_negative": N_("Customers cannot be fewer than none."),
    "objection.more_customers_than_accounts": N_("There cannot be more customers than accounts."),
    "objection.no_accounts": N_("Give at least one account."),
    "objection.orders_negative": N_("Orders cannot be fewer than none."),
    "objection.reorder_probability_not_a_share": N_(
        "How many customers order again lies between 0 and 100 percent."
    ),
    "objection.first_year_value_not_positive": N_(
        "What a new customer brings in the first year must be above zero."
    ),
    "objection.base_not_given": N_("Give the earlier result to grow from."),
    "objection.base_negative": N_("The earlier result to grow from cannot be below zero."),
    "objection.months_with_data_out_of_bounds": N_("The months with data lie between 1 and 12."),
    "objection.months_in_year_not_positive": N_("The months of a year must be above zero."),
    "objection.weeks_in_month_not_positive": N_("The weeks of a month must be above zero."),
    "objection.days_in_week_not_positive": N_("The days of a week must be above zero."),
    "objection.no_years": N_("Give the months of at least one year."),
    "objection.months_without_history": N_("Some months have no history to learn a season from."),
    "objection.never_present": N_("The person is not here in this period."),
    "objection.no_parent": N_("Only a strategic plan stands at the top. Hang this part under another."),
    "objection.parent_not_found": N_("The part of the plan above this one is not there."),
    "objection.no_axis": N_("Say along what the part above is split."),
    "objection.period_outside_parents": N_("The days lie outside those of the part above."),
    "objection.kind_above_parents": N_("A part cannot be of a higher kind than the one above it."),
    "objection.contingency_under_a_contingency": N_(
        "A contingency plan stands under the part of the plan that it protects, not under another one."
    ),
    "objection.contingency_of_one_person": N_(
        "A contingency plan protects a part of the plan that several people carry. Add it one level higher."
    ),
    "verb.node_ended": N_("ended a part of the plan"),
    "verb.contingency_added": N_("added a contingency plan"),
    "objection.part_of_a_contingency": N_("A contingency plan has no parts that count."),
    "objection.unit_differs_from_parents": N_("The part is counted in another unit than the one above."),
    "objection.key_given_twice": N_("A part stands there twice."),
    "objection.plan_goes_in_a_circle": N_("The plan goes in a circle: a part stands above itself."),
    "objection.periods_overlap": N_("The days of two parts overlap."),
    "objection.parts_do_not_add_up": N_("The parts do not add up to the whole."),
    "objection.parts_cannot_be_added": N_(
        "Some parts are not given, so nobody can tell whether they add up."
    ),
    "objection.only_the_holder_estimates": N_("What is possible in a share is said by whoever holds it."),
    "objection.no_reason_for_change": N_("Say why the number changes. It has one already."),
    "objection.no_words_behind_estimate": N_("Say in your words what the estimate rests on."),
    "objection.gap_cannot_be_told": N_(
        "Nobody can tell yet whether there is a gap: a target or an estimate is missing."
    ),
    "objection.no_gap_to_decide": N_("What is needed is possible. There is no gap to decide about."),
    "objection.no_reason_for_decision": N_("Say why you decide so."),
    "objection.no_day_for_decision": N_("Say until when the decision holds."),
    "objection.decision_ends_in_the_past": N_("The day until which it holds has passed."),
    "objection.decision_ends_after_the_plan": N_("It cannot hold longer than this part of the plan."),
    "basis.accounts": N_("The accounts: what these customers could buy"),
    "basis.capacity": N_("The capacity: people and days"),
    "basis.words": N_("Something else, said in words"),
    "way.more_supply": N_("More supply"),
    "way.more_people": N_("More people"),
    "way.other_price": N_("Another price"),
    "way.other_period": N_("Another period"),
    "way.lower_goal": N_("A lower goal"),
    "way.accepted_risk": N_("Accepted risk"),
    "gap_state.cannot_tell": N_("cannot tell yet"),
    "gap_state.none": N_("no gap"),
    "gap_state.open": N_("open, nobody has decided"),
    "gap_state.decided": N_("decided"),
    "gap_state.ran_out": N_("the decision ran out"),
    "gap_state.grown": N_("larger than decided"),
    "verb.estimate_given": N_("said what is possible"),
    "verb.gap_decided": N_("decided how the gap is closed"),
    "objection.method_does_not_fit": N_("This method does not fit what the parts are. Choose another one."),
    "objection.no_growth": N_("Say by how much the market and your capacity grow. Zero is an answer."),
    "objection.part_name_too_long": N_("Keep the name of a part to %(most)s characters."),
    "objection.too_many_parts": N_("Name at most %(most)s parts."),
    "objection.year_not_of_twelve_months": N_("A year to learn the season from has twelve months."),
    "objection.year_without_results": N_("A year without any result says nothing about the season."),
    "objection.trend_not_positive": N_("The level of a year must be above zero."),
    "axis.territory": N_("Among territories"),
    "axis.product": N_("Among products"),
    "axis.channel": N_("Among channels"),
    "axis.segment": N_("Among customer segments"),
    "axis.new_or_existing": N_("New and existing customers"),
    "part.new": N_("New customers"),
    "part.existing": N_("Existing customers"),
    "earlier.nothing_measured": N_(
        "Nothing was measured of these parts yet, so the fields are empty. Type what you know and say where it comes from."
    ),
    "earlier.hidden": N_(
        "Results of people are shown to whoever leads them, and totals only of at least four people. Type the numbers here."
    ),
    "earlier.partly_hidden": N_(
        "Totals of fewer than four people are not shown. Type those numbers yourself, or leave them empty."
    ),
    "objection.node_gone": N_("This part of the plan is not there any more, or not open to you."),
    "objection.node_changed_meanwhile": N_(
        "Somebody changed this part of the plan after the list was made. It was not overwritten."
    ),
    "objection.part_keeps_its_place": N_(
        "A part that is there keeps its place, its person and what it counts. Make a new part instead."
    ),
    "objection.parent_row_refused": N_(
        "The part above this one cannot be made, so it has nothing to hang on."
    ),
    "objection.owner_not_here": N_("The owner does not work here any more."),
    "objection.own_words_are_the_owners": N_(
        "Own words are written by whoever answers for this part of the plan."
    ),
    "objection.no_own_words": N_("Write it in your own words. A sentence is enough."),
    "objection.under_one_persons_share": N_(
        "Hang it under a part of the organisation, not under one person’s share."
    ),
    "objection.contingency_has_no_target": N_("A contingency plan has no target of its own. Leave it empty."),
    "objection.reporter_not_offered": N_(
        "Name the owner, or somebody the owner leads, as the one who reports."
    ),
    "objection.assumption_without_words": N_("Write down what you know."),
    "objection.assumption_without_source": N_("Say where it comes from."),
    "objection.assumption_without_day": N_("Give the day on which it was known."),
    "objection.assumption_to_come": N_("What is known was known by today."),
    "objection.assumptions_stand_at_the_top": N_("What a plan rests on stands at the top of the plan."),
    "verb.plan_hung_beside": N_("hung a plan beside the sums"),
    "verb.node_guided": N_("said what this part is for"),
    "verb.node_instructed": N_("changed the instruction"),
    "verb.node_restated": N_("said it in own words"),
    "verb.assumption_noted": N_("noted what the plan rests on"),
    "axis.unit": N_("Among units"),
    "axis.person": N_("Among people"),
    "axis.period": N_("Over time"),
    "method.even": N_("Evenly"),
    "method.weighted": N_("By weights you choose"),
    "method.history": N_("By earlier results"),
    "method.fair_share": N_("By potential, mixed with earlier results"),
    "method.capacity": N_("By working days after leave and part-time"),
    "method.seasonal_index": N_("By the season of earlier years"),
    "method.increase_by_potential": N_("Earlier result, and the increase by potential"),
    "method.growth": N_("Earlier result, grown"),
    "method.bottom_up": N_("Keep estimates from below, spread the rest"),
    "column.weight": N_("Weight"),
    "column.result": N_("Earlier result"),
    "column.index": N_("Strength of the season"),
    "column.ramp": N_("Full output reached, percent"),
    "column.potential": N_("Potential"),
    "column.leave_days": N_("Days of leave"),
    "column.part_time": N_("Part-time, percent"),
    "column.estimate": N_("Estimate"),
    "plan_kind.strategic": N_("Strategic plan"),
    "plan_kind.tactical": N_("Tactical plan"),
    "plan_kind.operational": N_("Operational plan"),
    "plan_kind.contingency": N_("Contingency plan"),
    "verb.plan_begun": N_("began the plan"),
    "verb.target_set": N_("changed the target"),
    "verb.basis_stated": N_("said on what the number rests"),
    "objection.basis_of_another_number": N_(
        "This way back begins at another number than the target. Change the target first, or work back from it."
    ),
    "verb.node_entrusted": N_("changed the owner or the day of the review"),
    "verb.remark_kept": N_("said why it stays so"),
    "objection.review_in_the_past": N_("Choose a day of the review that is still to come."),
    "verb.node_brought_in": N_("brought in a part of the plan with a list"),
    "verb.node_changed_by_list": N_("changed a part of the plan with a list"),
    "verb.earlier_target": N_("noted an earlier target"),
    "verb.plan_split": N_("split the plan into parts"),
} | step_wording.WORDS
