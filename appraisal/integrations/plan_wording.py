"""The sentences about plans in files: rows of a plan, and lists of people and periods."""

from __future__ import annotations

from appraisal.i18n.wording import N_

REASONS: dict[str, str] = {
    "plan_objection": N_("Line %(line)s: %(sentence)s"),
    "plan_objection_to_all": N_("The plan as a whole: %(sentence)s"),
    "two_rows_for_one_key": N_("Lines %(lines)s have the same key, “%(value)s”."),
    "parent_key_unknown": N_(
        "Line %(line)s: the part above, “%(value)s”, is neither in this file nor there."
    ),
    "person_unknown": N_("Line %(line)s: nobody is known as “%(value)s”."),
    "person_of_two": N_("Line %(line)s: more than one person is known as “%(value)s”."),
    "unit_unknown": N_("Line %(line)s: there is no unit “%(value)s”."),
    "measure_unknown": N_("Line %(line)s: nothing is counted here under the name “%(value)s”."),
    "word_unknown": N_("Line %(line)s, %(field)s: “%(value)s” is not one of %(others)s."),
    "counted_otherwise": N_(
        "Line %(line)s: it is counted in “%(value)s” here, and in %(others)s in the plan."
    ),
    "period_not_understood": N_("Line %(line)s, %(field)s: “%(value)s” is no period that can be read."),
    "no_period_columns": N_("No column is named like a period."),
    "two_rows_for_one_share": N_(
        "Lines %(lines)s give “%(value)s” different numbers for one period, and no day from which each is valid."
    ),
    "periods_overlap_in_list": N_(
        "Line %(line)s: the days of “%(value)s” overlap with another of this person."
    ),
    "person_without_unit": N_(
        "Line %(line)s: “%(value)s” is in no unit, while others of this list are in one."
    ),
    "total_row_left_out": N_("Line %(line)s, “%(value)s”, is a sum and is left out; sums are counted here."),
    "section_row": N_("Line %(line)s: the rows from here on stand under “%(value)s”."),
    "total_differs": N_(
        "Line %(line)s: the sum stated for “%(value)s” is %(stated)s; the numbers come to %(found_sum)s."
    ),
    "total_column_left_out": N_("The column “%(value)s” holds sums and is left out; sums are counted here."),
    "earlier_targets": N_(
        "Line %(line)s: %(count)s earlier numbers of “%(value)s” are kept, each with the day from which it counted."
    ),
    "target_comes_later": N_("Line %(line)s: the number for “%(value)s” is only valid from %(day)s on."),
    "parts_remainder": N_(
        "“%(value)s”: the parts come to %(parts)s of %(whole)s; the remainder is %(rest)s."
    ),
    "parts_reserve": N_("“%(value)s”: the parts come to %(parts)s, %(rest)s more than %(whole)s: a reserve."),
    "parts_not_given": N_(
        "“%(value)s”: %(count)s parts are not given, so nobody can tell whether they add up."
    ),
}

MENDS: dict[str, str] = {
    "mend_row": N_("Mend the row and bring the file in again."),
    "export_plan_again": N_("Download the plan again, and make the change in the new file."),
    "name_parent": N_("Name the key of a row of this file, or of a part that is there, like plan-17."),
    "keep_within_days": N_("Keep the days within those of the part above, or change that one first."),
    "split_one_way": N_("Split a part along one thing only; make a part between for the other."),
    "ask_the_owner": N_("Ask the owner of that part of the plan to bring it in."),
    "say_about_plan": N_("Say beside the columns what the plan is called, what it counts and who owns it."),
    "give_periods": N_("Name columns like “Q1 2018”, “2018-01”, “Jan 2018” or “سه‌ماهه اول ۱۴۰۳”."),
    "write_period": N_("Write it like “Q1 2018”, “2018-Q1”, “Jan 2018”, “2018-01-01” or “بهار ۱۴۰۳”."),
    "give_valid_from": N_("Keep one row, or add a column “valid from” with the day of each number."),
    "give_unit": N_("Give this person a unit in the list of people, or a column for the unit in this file."),
    "bring_in_later": N_("It is kept in the history. Bring the file in again on that day."),
    "share_out_rest": N_(
        "Nothing has to add up at once: the difference stays in sight on the page of the part."
    ),
    "use_plan_words": N_("Use one of these words, as a plan that is downloaded has them."),
}

MEND_OF: dict[str, str] = {
    "plan_objection": "mend_row",
    "plan_objection_to_all": "say_about_plan",
    "two_rows_for_one_key": "keep_one_row",
    "parent_key_unknown": "name_parent",
    "person_unknown": "choose_value",
    "person_of_two": "choose_value",
    "unit_unknown": "choose_value",
    "measure_unknown": "choose_value",
    "word_unknown": "use_plan_words",
    "counted_otherwise": "mend_row",
    "period_not_understood": "write_period",
    "no_period_columns": "give_periods",
    "two_rows_for_one_share": "give_valid_from",
    "periods_overlap_in_list": "mend_row",
    "person_without_unit": "give_unit",
    "total_row_left_out": "accepted_as_is",
    "section_row": "accepted_as_is",
    "total_differs": "accepted_as_is",
    "total_column_left_out": "accepted_as_is",
    "earlier_targets": "accepted_as_is",
    "target_comes_later": "bring_in_later",
    "parts_remainder": "share_out_rest",
    "parts_reserve": "share_out_rest",
    "parts_not_given": "share_out_rest",
}

# How to mend what stands against a part of the plan; without an entry the row itself is to be mended.
MEND_OF_OBJECTION: dict[str, str] = {
    "node_changed_meanwhile": "export_plan_again",
    "node_gone": "export_plan_again",
    "part_keeps_its_place": "export_plan_again",
    "parent_not_found": "name_parent",
    "no_parent": "name_parent",
    "plan_goes_in_a_circle": "name_parent",
    "parent_row_refused": "name_parent",
    "period_outside_parents": "keep_within_days",
    "two_axes_at_one_split": "split_one_way",
    "no_axis": "split_one_way",
    "only_the_owner_changes_it": "ask_the_owner",
    "only_plan_owners_begin": "ask_the_owner",
}
