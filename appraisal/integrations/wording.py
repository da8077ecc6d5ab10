"""The sentences of an import: what is wrong, where, and how to mend it.

Owns the English source; the catalogs hold the other languages. Each reason has one sentence and one
mend. Every sentence may name ``%(line)s``, ``%(field)s`` (already in words), ``%(value)s`` and the
params of its remark.
"""

from __future__ import annotations

from appraisal.i18n.wording import N_
from appraisal.integrations import field_wording, plan_wording, workbook_wording

REASONS: dict[str, str] = (
    workbook_wording.REASONS
    | plan_wording.REASONS
    | {
        # the file
        "file_is_empty": N_("The file is empty."),
        "file_has_no_rows": N_("The file has a header and no rows."),
        "file_too_large": N_("The file has %(value)s bytes; at most %(limit)s are taken at once."),
        "file_is_no_table": N_("This is a file of the kind “%(value)s”, and neither XLSX nor CSV."),
        "file_is_no_text": N_("Line %(line)s, byte %(byte)s: a zero byte. A CSV table holds text only."),
        "encoding_unknown": N_("“%(value)s” is no encoding that can be read here."),
        "encoding_broken": N_(
            "Line %(line)s, byte %(byte)s of the file, after “%(before)s”: the byte %(value)s does not"
            " belong in a file written in %(encoding)s."
        ),
        "encoding_guessed": N_(
            "The file does not say how its letters are written. It reads best as %(value)s;"
            " it could also be %(others)s."
        ),
        "letters_lost": N_(
            "%(count)s lines, the first of them line %(line)s, hold the sign �: letters were lost before"
            " the file came here."
        ),
        "quote_never_closed": N_("Line %(line)s: a quotation mark opens here and never closes: “%(value)s”."),
        "quote_out_of_place": N_("Line %(line)s: a quotation mark stands inside a cell: “%(value)s”."),
        "too_many_rows": N_("Line %(line)s: the file has more than %(limit)s rows."),
        "too_many_columns": N_("Line %(line)s: the file has %(value)s columns; at most %(limit)s are taken."),
        "cell_too_long": N_("Line %(line)s: a cell is longer than %(limit)s characters: “%(value)s”."),
        "row_too_short": N_(
            "Line %(line)s, which begins “%(value)s”, has %(found)s cells; the header has %(expected)s."
        ),
        "row_too_long": N_(
            "Line %(line)s, which begins “%(value)s”, has %(found)s cells; the header has only %(expected)s."
        ),
        "header_empty": N_("Line %(line)s: column %(column)s has no name."),
        "header_repeated": N_("Line %(line)s: column %(column)s is named “%(value)s” like one before it."),
        "header_looks_like_data": N_(
            "Line %(line)s, which begins “%(value)s”, looks like data and not like names."
        ),
        # the columns
        "columns_not_recognised": N_("No known list has these columns: %(value)s."),
        "list_of_other_kind": N_("The columns are those of another kind of list: %(value)s."),
        "column_missing": N_("No column is chosen for “%(field)s”, which this list cannot do without."),
        "column_used_twice": N_("The column “%(value)s” is chosen for more than one field."),
        "column_not_there": N_("The remembered column “%(value)s” for “%(field)s” is not in this file."),
        # any row
        "row_repeated": N_(
            "Line %(line)s says the same as line %(first_line)s (%(value)s) and is counted once."
        ),
        "value_missing": N_("Line %(line)s: “%(field)s” is empty."),
        "date_not_understood": N_("Line %(line)s, %(field)s: “%(value)s” is not written as a date."),
        "date_month_first": N_(
            "Line %(line)s, %(field)s: “%(value)s” has no month %(month)s; it seems to name the month first."
        ),
        "date_has_no_such_month": N_("Line %(line)s, %(field)s: “%(value)s” names month %(month)s of 12."),
        "date_does_not_exist": N_(
            "Line %(line)s, %(field)s: there is no day “%(value)s”; that month ends with day %(last_day)s."
        ),
        "date_year_too_early": N_(
            "Line %(line)s, %(field)s: the year of “%(value)s” is in no calendar used here."
        ),
        "number_not_understood": N_("Line %(line)s, %(field)s: “%(value)s” is not a number."),
        "number_out_of_bounds": N_(
            "Line %(line)s, %(field)s: “%(value)s” is too large or has more than four decimals."
        ),
        "value_too_long": N_("Line %(line)s, %(field)s: “%(value)s” is longer than %(limit)s characters."),
        "value_negative": N_("Line %(line)s, %(field)s: “%(value)s” is below zero."),
        # people
        "two_rows_for_one_id": N_("Lines %(lines)s say different things about one person, “%(value)s”."),
        "person_ambiguous": N_(
            "Line %(line)s: %(count)s people are named “%(value)s”, and nothing else tells which."
        ),
        "manager_unknown": N_(
            "Line %(line)s: the manager “%(value)s” is neither in this list nor known already."
        ),
        "manager_ambiguous": N_("Line %(line)s: “%(value)s” could be any of %(count)s people."),
        "manager_row_refused": N_("Line %(line)s: the line of the manager “%(value)s” was refused."),
        "login_of_two": N_("Line %(line)s: the login “%(value)s” belongs to two people."),
        "reports_to_self": N_("Line %(line)s: “%(value)s” is named as their own manager."),
        "reporting_line_cyclic": N_("Line %(line)s: the reporting line runs in a circle: %(members)s."),
        "manager_added": N_(
            "“%(value)s”, first named on line %(line)s, stands only in the manager column and is added."
        ),
        "manager_in_two_units": N_(
            "Line %(line)s: “%(value)s” also leads in “%(unit)s”; the first unit is kept."
        ),
        "joined_by_name": N_("Line %(line)s is joined by name alone with “%(value)s”, who is known already."),
        # the CRM
        "product_not_in_price_list": N_("Line %(line)s: the product “%(value)s” is in no price list."),
        "account_unknown": N_("Line %(line)s: the account “%(value)s” is in no list of accounts."),
        "account_missing": N_("Line %(line)s: the opportunity names no account."),
        "sellers_without_deals": N_(
            "%(count)s people of teams that sell are named by no opportunity of this list: %(value)s."
        ),
        "sales_agent_unknown": N_("Line %(line)s: nobody is known as “%(value)s”."),
        "sales_agent_ambiguous": N_("Line %(line)s: more than one person is known as “%(value)s”."),
        "stage_unknown": N_("Line %(line)s: “%(value)s” is no known stage of a deal."),
        "value_mapped": N_("Line %(line)s: “%(value)s” is read as “%(meaning)s”, as was chosen."),
        "sector_unknown": N_("Line %(line)s: “%(value)s” is no known sector."),
        "parent_unknown": N_("Line %(line)s: the parent account “%(value)s” is not in the list."),
        "dates_missing": N_("Line %(line)s: no dates yet (stage “%(value)s”)."),
        "engage_date_missing": N_("Line %(line)s: the stage is “%(value)s”, but no first contact is dated."),
        "close_date_missing": N_("Line %(line)s: the stage is “%(value)s”, but no closing date is given."),
        "close_before_engage": N_(
            "Line %(line)s: closed on %(value)s, before the first contact on %(engage)s."
        ),
        "open_with_close_date": N_("Line %(line)s: the stage is “%(value)s”, yet a closing date is given."),
        "won_without_value": N_("Line %(line)s: the deal is won, but no value is given."),
        "won_with_zero": N_("Line %(line)s: the deal is won with a value of zero."),
        "two_rows_for_one_opportunity": N_(
            "Lines %(lines)s say different things about the opportunity %(value)s."
        ),
        "two_rows_for_one_name": N_("Lines %(lines)s say different things about “%(value)s”."),
    }
)

MENDS: dict[str, str] = (
    workbook_wording.MENDS
    | plan_wording.MENDS
    | {
        "accepted_as_is": N_("It is taken as it is; nothing needs to be done."),
        "check_names": N_("Look at a few names below; if letters are wrong, choose another encoding."),
        "choose_value": N_("Choose what it means, once; the choice is remembered for the next file."),
        "bring_in_with_crm": N_("Bring it in together with the lists of the CRM."),
        "choose_columns": N_("Choose by hand which column holds which field; the choice is remembered."),
        "choose_date_order": N_(
            "If this list writes the month first, say so beside the column; else mend the date."
        ),
        "choose_header": N_("If the first line is data, say that the file has no header."),
        "choose_other_encoding": N_("Choose one of the encodings offered."),
        "cut_file": N_("Cut the file into smaller ones and bring them in one after another."),
        "export_as_csv": N_("Open it in its own program and save it as XLSX or “CSV UTF-8”."),
        "export_again": N_("Export it again as “CSV UTF-8”, or mend that place in a text editor."),
        "export_again_from_source": N_(
            "If names are affected, export it again from its source as “CSV UTF-8”."
        ),
        "mend_cells": N_(
            "Mend the line: one cell for each column; a cell with a delimiter in it needs quotation marks."
        ),
        "mend_quotes": N_("Close the quotation mark, or write it twice if it belongs to the text."),
        "mend_value": N_("Mend the cell in the file that can be downloaded below and bring that in again."),
        "mend_date": N_("Write a day that exists, for example 2017-02-28, 28.02.2017 or 1395/12/10."),
        "name_column": N_("Give each column a name of its own, or choose the columns by their place."),
        "keep_one_row": N_("Keep the line that is right and take the others out."),
        "give_id": N_("Give a personnel number or a login for this person."),
        "give_own_login": N_("Give each person a login of their own, or leave the cell empty."),
        "give_manager_id": N_("Name the manager by personnel number or login."),
        "add_manager": N_("Add a line for the manager, or mend the name or number."),
        "mend_manager_first": N_("Mend the line of the manager; this line then follows."),
        "break_circle": N_("Mend the manager of one of them; the topmost person has an empty manager."),
        "add_dates": N_("Give the dates in the CRM and export again."),
        "check_joined": N_("If this is another person, give a personnel number or a login."),
    }
)

MEND_OF: dict[str, str] = (
    workbook_wording.MEND_OF
    | plan_wording.MEND_OF
    | {
        "file_is_empty": "export_again",
        "file_has_no_rows": "accepted_as_is",
        "file_too_large": "cut_file",
        "file_is_no_table": "export_as_csv",
        "file_is_no_text": "export_as_csv",
        "encoding_unknown": "choose_other_encoding",
        "encoding_broken": "export_again",
        "encoding_guessed": "check_names",
        "letters_lost": "export_again_from_source",
        "quote_never_closed": "mend_quotes",
        "quote_out_of_place": "mend_quotes",
        "too_many_rows": "cut_file",
        "too_many_columns": "export_again",
        "cell_too_long": "mend_value",
        "row_too_short": "mend_cells",
        "row_too_long": "mend_cells",
        "header_empty": "name_column",
        "header_repeated": "name_column",
        "header_looks_like_data": "choose_header",
        "columns_not_recognised": "choose_columns",
        "list_of_other_kind": "bring_in_with_crm",
        "column_missing": "choose_columns",
        "column_used_twice": "choose_columns",
        "column_not_there": "choose_columns",
        "row_repeated": "accepted_as_is",
        "value_missing": "mend_value",
        "date_not_understood": "mend_date",
        "date_month_first": "choose_date_order",
        "date_has_no_such_month": "mend_date",
        "date_does_not_exist": "mend_date",
        "date_year_too_early": "mend_date",
        "number_not_understood": "mend_value",
        "number_out_of_bounds": "mend_value",
        "value_too_long": "mend_value",
        "value_negative": "mend_value",
        "two_rows_for_one_id": "keep_one_row",
        "person_ambiguous": "give_id",
        "manager_unknown": "add_manager",
        "manager_ambiguous": "give_manager_id",
        "manager_row_refused": "mend_manager_first",
        "login_of_two": "give_own_login",
        "reports_to_self": "break_circle",
        "reporting_line_cyclic": "break_circle",
        "manager_added": "accepted_as_is",
        "manager_in_two_units": "accepted_as_is",
        "joined_by_name": "check_joined",
        "product_not_in_price_list": "choose_value",
        "account_unknown": "choose_value",
        "account_missing": "accepted_as_is",
        "sellers_without_deals": "accepted_as_is",
        "sales_agent_unknown": "choose_value",
        "sales_agent_ambiguous": "choose_value",
        "stage_unknown": "choose_value",
        "value_mapped": "accepted_as_is",
        "sector_unknown": "choose_value",
        "parent_unknown": "choose_value",
        "dates_missing": "accepted_as_is",
        "engage_date_missing": "add_dates",
        "close_date_missing": "add_dates",
        "close_before_engage": "mend_value",
        "open_with_close_date": "accepted_as_is",
        "won_without_value": "mend_value",
        "won_with_zero": "accepted_as_is",
        "two_rows_for_one_opportunity": "keep_one_row",
        "two_rows_for_one_name": "keep_one_row",
    }
)

FIELDS: dict[str, str] = field_wording.FIELDS

# What a list is about, and the sentences of keys that pages and history show.
WORDS: dict[str, str] = {
    "list_kind.people": N_("People"),
    "list_kind.teams": N_("Sellers with manager and office"),
    "list_kind.accounts": N_("Customers"),
    "list_kind.products": N_("Price list"),
    "list_kind.opportunities": N_("Opportunities"),
    "list_kind.plan": N_("Parts of a plan"),
    "list_kind.shares": N_("Targets of people, a row for each period"),
    "list_kind.shares_wide": N_("Targets of people, a column for each period"),
    "subject.people": N_("People"),
    "subject.crm": N_("Lists of the CRM"),
    "objection.person_unknown": N_("Nobody here has this personnel number or login."),
    "objection.person_not_clear": N_("More than one person could be meant. Give the personnel number."),
    "objection.unit_of_another_measure": N_("This measure is counted in another unit."),
    "objection.source_too_long": N_("Name the source in at most 40 characters."),
    "objection.token_may_not_bring_in": N_(
        "This token may read the list of measures and not bring in results."
    ),
    "subject.plan": N_("Plan"),
    "objection.only_some_import": N_("Only HR, administrators and plan owners bring in lists."),
    "objection.people_lists_need_hr": N_(
        "Lists that add or change people are carried out by HR or an administrator."
    ),
    "objection.import_is_done": N_(
        "This import has been carried out already; its result has a page of its own."
    ),
    "objection.import_is_not_done": N_("This import has not been carried out yet."),
    "objection.import_has_unread_files": N_(
        "At least one file cannot be read yet. Choose its columns first."
    ),
    "objection.import_has_no_rows": N_(
        "No row can be taken. Mend the files, or choose what the unknown values mean."
    ),
    "objection.no_file_chosen": N_("Choose at least one file."),
    "objection.too_many_files": N_("Bring in at most 20 files at once."),
    "objection.file_not_readable": N_("“%(file)s” cannot be read as a table."),
    "objection.columns_missing": N_("A field that the list cannot do without has no column."),
    "objection.columns_used_twice": N_("One column is chosen for two fields."),
    "objection.columns_not_there": N_("A chosen column is not in the file."),
    "objection.meaning_not_known": N_("“%(value)s” cannot mean “%(meaning)s”: nothing here has that name."),
    "verb.import_started": N_("handed in files"),
    "verb.import_file_read_otherwise": N_("said how a file is to be read"),
    "verb.import_columns_chosen": N_("chose the columns of an import"),
    "verb.import_meanings_chosen": N_("chose what unknown values mean"),
    "verb.import_carried_out": N_("carried out an import"),
    "verb.import_discarded": N_("threw away an import"),
}
