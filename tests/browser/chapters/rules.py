"""HR writes a rule: what is wrong is said while she types, her cases run at once, and nothing is in force before she wants."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.cast import Cast

RULE = "/rules/packs/core/E01"
MISSPELT = "input_suply_ratio < 0.7"
NAMED = "did you mean 'input_supply_ratio'?"


def hr_mends_a_condition_as_she_types(cast: Cast) -> None:
    """A misspelt fact is named under its letter; a case on the wrong side of the new threshold is seen and mended."""
    hr = cast.hr
    hr.open(RULE)
    hr.press("Change this rule")
    condition = hr.page.locator("#when")
    stricter = condition.input_value().replace("inputs_short_below", "0.7")
    hr.type("The condition", MISSPELT)
    hr.sees_soon("Line %(line)s, letter %(column)s:")
    hr.reads(NAMED)
    hr.type("The condition", stricter)
    hr.sees_soon("Its logic has changed, so it becomes version %(version)s. In force is version %(before)s.")
    wrong = hr.page.locator("#runs .waits")
    expect(wrong).to_have_count(1)
    hr.page.locator("[name=case-1-given]").fill("input_supply_ratio: 0.69, activity_ratio: 0.9")
    hr.sees_soon("It reads well, and every worked case comes out.")
    expect(wrong).to_have_count(0)
    hr.press("Keep in the draft")
    hr.sees("Kept in the draft. Nothing is in force before you publish it.")
    assert condition.input_value() == stricter


def she_takes_a_name_from_the_list_by_keys_alone(cast: Cast) -> None:
    """The list is searched by label, and the name is written where the cursor stands."""
    hr = cast.hr
    hr.open_fold("Facts and numbers that a condition may name")
    condition, search = hr.page.locator("#when"), hr.page.locator("#offers-search")
    condition.press("End")
    search.fill("tools_available")
    search.press("ArrowDown")
    hr.page.keyboard.press("Enter")
    expect(condition).to_be_focused()
    assert condition.input_value().endswith(" tools_available")
    hr.sees_soon("Line %(line)s, letter %(column)s:")


def the_draft_tells_what_it_changes(cast: Cast) -> None:
    """The rule stands in the draft with its next version, and goes out of it again."""
    hr = cast.hr
    hr.open("/rules/packs/core/draft")
    hr.sees("What it changes")
    hr.reads("E01", "external_factors/E01-inputs-short-work-done.yaml")
    hr.press("Throw the draft away")
    hr.sees("Nobody works on a draft")
