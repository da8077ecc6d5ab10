"""The sentences about spreadsheets: what of a workbook cannot be read, and how to mend it."""

from __future__ import annotations

from appraisal.i18n.wording import N_

REASONS: dict[str, str] = {
    "file_is_locked": N_("The spreadsheet is locked with a password."),
    "workbook_broken": N_("The spreadsheet is damaged and cannot be opened (%(value)s)."),
    "workbook_too_large": N_("Unpacked, the spreadsheet has %(value)s bytes, far more than a list needs."),
    "sheet_not_there": N_("There is no sheet “%(value)s”; there are %(others)s."),
    "other_sheets": N_("The sheet “%(value)s” is read. The file also has: %(others)s."),
    "title_left_out": N_("Line %(line)s, “%(value)s”, is a title above the table and is left out."),
    "header_joined": N_("The header has two rows; they are read as one, like “%(value)s”."),
    "formula_failed": N_("Line %(line)s, column %(column)s: a formula failed here: “%(value)s”."),
    "formula_without_value": N_(
        "Line %(line)s, column %(column)s: the formula “%(value)s” has no stored value."
    ),
}

MENDS: dict[str, str] = {
    "take_off_password": N_("Save a copy without the password, and hand in that one."),
    "save_again": N_("Open it in its own program and save it again as XLSX."),
    "save_once": N_("Open the file in its own program and save it once; then the value is in the file."),
    "mend_formula": N_("Mend the formula in its own program, or type the value in its place."),
    "choose_sheet": N_("Choose the sheet under “Read this file differently”."),
}

MEND_OF: dict[str, str] = {
    "file_is_locked": "take_off_password",
    "workbook_broken": "save_again",
    "workbook_too_large": "cut_file",
    "sheet_not_there": "choose_sheet",
    "other_sheets": "choose_sheet",
    "title_left_out": "accepted_as_is",
    "header_joined": "accepted_as_is",
    "formula_failed": "mend_formula",
    "formula_without_value": "save_once",
}
