"""HR brings people in from a list of their own, and results from the CRM."""

from __future__ import annotations

from pathlib import Path

from appraisal.integrations.wording import FIELDS
from tests.browser.cast import Cast
from tests.browser.person import Person

FILES = Path(__file__).parents[1] / "files"
KNOWN = "GTX Plus Pro"
UNKNOWN = "GTX Plus Professional"


def people_come_from_a_list(cast: Cast) -> None:
    """A list with column names of its own: mapped once, what is wrong is kept aside, the rest comes in."""
    hr, file = cast.hr, FILES / f"people.{cast.tongue.code}.csv"
    _hand_in(hr, file)
    _say_what_the_list_is(hr, "list_kind.people")
    header = file.read_text().splitlines()[0].split(";")
    fields = ("external_id", "name", "login", "manager", "unit", "job_title", "hired_on")
    _choose_columns(hr, dict(zip(fields, header, strict=True)))
    hr.sees("What would happen")
    _carry_out(hr)
    refused = hr.download("Download the rows left out").read_text(encoding="utf-8-sig")
    assert cast.tongue.digits("2002") in refused
    _second_time_nothing_is_new(hr, file)
    hr.press("To the people")
    hr.type("Name or title", "sara" if cast.tongue.code == "en" else "سارا")
    hr.press("Find")
    hr.sees("led by %(name)s", name="Celia Rouche")


def results_come_from_the_crm(cast: Cast) -> None:
    """A CRM's export with an unknown product and a day that does not exist."""
    hr, file = cast.hr, FILES / "deals.csv"
    _hand_in(hr, file)
    _say_what_the_list_is(hr, "list_kind.opportunities")
    header = file.read_text().splitlines()[0].split(",")
    fields = ("opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date",
              "close_value")  # fmt: skip
    _choose_columns(hr, dict(zip(fields, header, strict=True)))
    hr.sees("Unknown values")
    with hr.within("div.pair", UNKNOWN):
        hr.choose_only(KNOWN)
    hr.press("Remember these meanings")
    _carry_out(hr)
    hr.looks_in_the_dark()
    assert "STORY003" in hr.download("Download the rows left out").read_text(encoding="utf-8-sig")
    _second_time_nothing_is_new(hr, file)


def _hand_in(hr: Person, file: Path) -> None:
    hr.go("Imports")
    hr.bring("Spreadsheets and CSV files", file)
    hr.press("Look at these files")
    hr.reads(file.name)


def _say_what_the_list_is(hr: Person, kind: str) -> None:
    hr.open_fold("Read this file differently")
    hr.choose("What the file lists", hr.tongue.word(kind))
    hr.press("Read it this way")


def _choose_columns(hr: Person, columns: dict[str, str]) -> None:
    for field, label in columns.items():
        hr.choose(FIELDS[field], label)
    hr.press("These columns are right")


def _carry_out(hr: Person) -> None:
    hr.press("Carry out")
    hr.sees("Result of the import")


def _second_time_nothing_is_new(hr: Person, file: Path) -> None:
    _hand_in(hr, file)
    hr.sees("columns remembered")
    hr.press("These columns are right")
    hr.press("Carry out")
    hr.sees("Nothing new: everything in these files was known already.")
