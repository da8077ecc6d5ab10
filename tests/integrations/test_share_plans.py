"""The planning spreadsheet: people and periods with targets, wide or long, made a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from appraisal.integrations.domain import BroughtFile, Decisions, PlanWishes, Subject
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Columns
from appraisal.integrations.operations import import_files
from appraisal.people.models import Employee, Unit
from appraisal.plans import queries
from appraisal.storage.history import lines_of
from appraisal.versions import operations
from appraisal.versions.domain import PutForward
from appraisal.versions.queries import figures_on
from appraisal.versions.standing import versions_of
from tests.conftest import DAY, NOW
from tests.integrations.workbook_files import sheet_of

SAID = PlanWishes("Quotas", "revenue_won", "Leila Moradi")


@pytest.fixture
def units(store, company):
    west, east = Unit(name="West"), Unit(name="East")
    store.add_all([west, east])
    store.flush()
    for person, unit in ((company.sara, west), (company.kian, east)):
        store.get(Employee, person).unit_id = unit.id
    store.flush()
    return west.id, east.id


def bring(store, company, content, *, plan=SAID, who="leila", **decided):
    file = BroughtFile("quotas.xlsx" if content[:2] == b"PK" else "quotas.csv", content)
    return import_files(store, company.actor(who), Subject.PLAN, [file], Decisions(plan=plan, **decided), NOW)


def tree(store, company):
    rows = queries.outline_of(store, company.actor("leila"), None, DAY)
    return [(row.title, row.axis, row.starts_on, row.target) for row in rows]


def noted(report):
    return {reason.reason for preview in report.previews for reason in preview.reasons}


def refused(report):
    return {
        (remark.line, remark.params.get("objection", remark.reason))
        for preview in report.previews for row in preview.kept for remark in row.remarks if remark.weight == "refused"
    }  # fmt: skip


Q1, Q2, YEAR = date(2018, 1, 1), date(2018, 4, 1), date(2018, 1, 1)
WIDE = [["Seller", "Q1 2018", "Q2 2018"], ["Sara Ahmadi", 30, 0], ["Kian Rad", 20, None]]
MADE = [
    ("Quotas", None, Q1, 50),
    ("East", "unit", Q1, 20),
    ("Kian Rad", "person", Q1, 20),
    ("Kian Rad", "period", Q1, 20),
    ("Kian Rad", "period", Q2, None),
    ("West", "unit", Q1, 30),
    ("Sara Ahmadi", "person", Q1, 30),
    ("Sara Ahmadi", "period", Q1, 30),
    ("Sara Ahmadi", "period", Q2, 0),
]


def test_a_wide_list_becomes_company_unit_person_period_with_sums_upward(store, company, units):
    report = bring(store, company, sheet_of(*WIDE))
    assert (report.troubles, report.not_taken, report.outcome.new) == ((), 0, 9)
    assert tree(store, company) == MADE
    rows = queries.outline_of(store, company.actor("leila"), None, DAY)
    assert [row.owner for row in rows[:3]] == [company.leila, company.omid, company.omid]
    assert (rows[0].ends_on, rows[0].review_on) == (date(2018, 6, 30), date(2018, 7, 14))
    again = bring(store, company, sheet_of(*WIDE))
    assert (again.outcome.is_nothing_new, again.outcome.same) == (True, 9)


def test_a_long_list_makes_the_same_plan(store, company, units):
    text = "employee;quarter;quota\nSara Ahmadi;Q1 2018;30\nSara Ahmadi;Q2 2018;0\nKian Rad;Q1 2018;20\nKian Rad;Q2 2018;\n"
    assert bring(store, company, text.encode()).not_taken == 0
    assert tree(store, company) == MADE
    assert bring(store, company, sheet_of(*WIDE)).outcome.is_nothing_new


def test_dates_as_columns_and_days_with_first_and_last(store, company, units):
    days = sheet_of(["Seller", date(2018, 1, 1), date(2018, 4, 1)], *WIDE[1:])
    assert bring(store, company, days).not_taken == 0
    assert tree(store, company) == MADE
    text = "person,first day,last day,target\nSara Ahmadi,2018-01-01,2018-03-31,31\n"
    report = bring(store, company, text.encode())
    assert report.previews[0].kind == "shares"


def test_sums_headings_and_blank_rows_are_left_out_and_compared(store, company, units):
    content = sheet_of(
        ["Quotas of the year", None, None, None], [],
        ["Name", "Q1 2018", "Q2 2018", "Total"],
        ["West"], ["Sara Ahmadi", 30, 0, 30], ["Total West", 30, 0, 30],
        [], ["East"], ["Kian Rad", 20, None, 25], ["Subtotal", 21, None, 20],
        ["Grand total", 50, 0, 50],
    )  # fmt: skip
    report = bring(store, company, content)
    assert report.not_taken == 0
    assert tree(store, company) == MADE
    told = {
        (remark.line, remark.params["stated"], remark.params["found_sum"])
        for reason in report.previews[0].reasons if reason.reason == "total_differs" for remark in reason.examples
    }  # fmt: skip
    assert told == {(9, 25, 20), (10, 21, 20)}
    assert {"section_row", "total_row_left_out"} <= noted(report)


def test_a_heading_places_people_where_the_list_says(store, company, units):
    content = sheet_of(["Name", "2018-01", "2018-02"], ["East"], ["Sara Ahmadi", 1, 2], ["Kian Rad", 3, 4])
    bring(store, company, content)
    assert [row[0] for row in tree(store, company) if row[1] == "unit"] == ["East"]


def test_a_year_beside_its_quarters_is_a_sum(store, company, units):
    content = sheet_of(["Name", "Q1 2018", "Q2 2018", "2018"], ["Sara Ahmadi", 1, 2, 3])
    report = bring(store, company, content)
    assert "total_column_left_out" in noted(report)
    assert [row[3] for row in tree(store, company)] == [3, 3, 3, 1, 2]


def test_changed_quotas_keep_the_valid_one_and_the_history(store, company, units):
    text = (
        b"person,period,target,valid from\nSara Ahmadi,Q1 2018,25,2017-10-01\nSara Ahmadi,Q1 2018,30,2017-12-01\n"
        b"Sara Ahmadi,Q1 2018,40,2018-02-01\n"
    )
    report = bring(store, company, text)
    assert report.not_taken == 0
    assert {"earlier_targets", "target_comes_later"} <= noted(report)
    row = queries.outline_of(store, company.actor("leila"), None, DAY)[-1]
    assert row.target == 30
    lines = [
        dict(line.details) for line in lines_of(store, "plan_node", row.key) if line.verb == "earlier_target"
    ]
    assert lines == [{"valid_from": "2017-10-01", "now": "25"}, {"valid_from": "2018-02-01", "now": "40"}]
    assert report.outcome.versions == 2
    versions = [facts for facts, _parts in versions_of(store, queries.root_of(store, row.key))]
    assert [(one.number, one.in_force_on, one.until_on, one.reason) for one in versions] == [
        (2, date(2017, 12, 1), None, "quotas.csv"), (1, date(2017, 10, 1), date(2017, 11, 30), "quotas.csv"),
    ]  # fmt: skip
    assert bring(store, company, text).outcome.is_nothing_new
    assert len(versions_of(store, queries.root_of(store, row.key))) == 2


def test_each_version_holds_the_sums_of_its_day(store, company, units):
    text = (
        b"person,period,target,valid from\nSara Ahmadi,Q1 2018,25,2017-10-01\nSara Ahmadi,Q1 2018,30,2017-12-01\n"
        b"Sara Ahmadi,Q2 2018,10,\nKian Rad,Q1 2018,20,2017-12-01\nKian Rad,Q2 2018,7,2018-03-01\n"
    )
    assert bring(store, company, text).outcome.versions == 2
    rows = queries.outline_of(store, company.actor("leila"), None, DAY)
    by_key = {row.key: (row.title, row.axis, row.starts_on) for row in rows}

    def on(day):
        found = figures_on(store, by_key, day)
        return {by_key[key]: one.target for key, one in found.items() if one.version is not None}

    sara, kian = ("Sara Ahmadi", "period"), ("Kian Rad", "period")
    first, then = on(date(2017, 11, 1)), on(DAY)
    assert (first[("Quotas", None, Q1)], first[("West", "unit", Q1)]) == (35, 35)
    assert (first[(*sara, Q1)], first[(*sara, Q2)]) == (25, 10)
    assert (then[("Quotas", None, Q1)], then[("East", "unit", Q1)], then[(*kian, Q1)]) == (60, 20, 20)
    assert (*kian, Q2) not in then


def test_a_number_without_a_day_beside_dated_ones_is_refused(store, company, units):
    text = b"person,period,target,valid from\nSara Ahmadi,Q1 2018,25,\nSara Ahmadi,Q1 2018,30,2017-12-01\n"
    assert refused(bring(store, company, text)) == {
        (2, "two_rows_for_one_share"),
        (3, "two_rows_for_one_share"),
    }


def test_a_plan_that_has_a_version_gets_none_from_a_list(store, company, units):
    bring(store, company, sheet_of(*WIDE))
    root = queries.outline_of(store, company.actor("leila"), None, DAY)[0].key
    put = operations.put_forward(store, company.actor("leila"), PutForward(root, "The year", DAY), at=NOW)
    text = b"person,period,target,valid from\nSara Ahmadi,Q1 2018,40,2017-12-01\nKian Rad,Q2 2018,20,2017-12-01\n"
    report = bring(store, company, text)
    assert (report.outcome.changed > 0, report.outcome.versions) == (True, 0)
    assert [facts.number for facts, _parts in versions_of(store, root)] == [put]


def test_what_cannot_be_right_is_refused_with_its_line(store, company, units):
    text = (
        b"person,period,target\nSara Ahmadi,Q1 2018,1\nSara Ahmadi,Q1 2018,2\nKian Rad,next year,3\n"
        b"Kian Rad,Q1 2018,-3\nKian Rad,Q2 2018,many\nKian Rad,2018,9\nKian Rad,Q3 2018,4\nOmid Karimi,Q1 2018,5\n"
    )
    assert refused(bring(store, company, text)) == {
        (2, "two_rows_for_one_share"), (3, "two_rows_for_one_share"), (4, "period_not_understood"),
        (5, "value_negative"), (6, "number_not_understood"), (8, "periods_overlap_in_list"),
        (9, "person_without_unit"),
    }  # fmt: skip


def test_unknown_people_are_asked_for_once_and_remembered(store, company, units):
    content = sheet_of(["Name", "Q1 2018"], ["S. Ahmadi", 5], ["Kian Rad", 6])
    report = bring(store, company, content)
    assert [(value.field, value.value) for value in report.previews[0].values_to_map] == [
        ("person", "S. Ahmadi")
    ]
    assert (report.not_taken, report.outcome.new) == (1, 4)
    taken = bring(store, company, content, meanings={"S. Ahmadi": "Sara Ahmadi"})
    assert taken.not_taken == 0
    assert bring(store, company, content).outcome.is_nothing_new


def test_a_plan_needs_an_owner_and_somebody_who_may_begin_it(store, company, units):
    nobody = bring(store, company, sheet_of(*WIDE), plan=PlanWishes("Q", owner="Nobody At All"))
    assert nobody.outcome.new == 0
    assert "plan_objection_to_all" in noted(nobody)
    hr = bring(store, company, sheet_of(*WIDE), who="nasrin")
    assert hr.outcome.new == 0
    assert tree(store, company) == []


def test_persian_quarters_and_digits(store, company, units):
    content = "فروشنده,بهار ۱۴۰۳,تابستان ۱۴۰۳\nSara Ahmadi,۳۰,۴۰\n".encode()
    report = bring(store, company, content)
    assert report.not_taken == 0
    rows = queries.outline_of(store, company.actor("leila"), None, DAY)
    assert [(row.starts_on, row.target) for row in rows[-2:]] == [
        (date(2024, 3, 20), Decimal(30)), (date(2024, 6, 21), Decimal(40)),
    ]  # fmt: skip


def test_a_list_without_periods_is_no_plan_and_says_how_to_name_them(store, company):
    columns = {"quotas.csv": Columns(Kind.SHARES_WIDE, {"person": "name"})}
    report = bring(store, company, b"name,login\nSara Ahmadi,sara\n", columns=columns)
    assert [trouble.remark.reason for trouble in report.troubles] == ["no_period_columns"]
