"""A plan out of the house and back: XLSX and CSV, in any language, with what changed and what may not."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from appraisal.integrations.domain import BroughtFile, Decisions, Subject
from appraisal.integrations.operations import import_files
from appraisal.integrations.plan_files import as_csv, as_xlsx
from appraisal.integrations.plan_outline import plan_sheet
from appraisal.integrations.tables import read_table
from appraisal.plans import operations as plans
from appraisal.plans import queries
from appraisal.plans.domain import BringNode, SetTarget
from tests.conftest import DAY, NOW

TARGET = frozenset({"target"})
WORDS = {"title": "عنوان", "target": "تارگت", "key": "کلید", "owner": "مسئول"}


@pytest.fixture
def nodes(store, company):
    wishes = [
        BringNode(
            "root", title="=1+1 & Söhne", measure="revenue_won", owner=company.leila, target=Decimal(100),
            starts_on=date(2018, 1, 1), ends_on=date(2018, 12, 31), review_on=date(2019, 1, 10), told=TARGET,
        ),
        BringNode("sara", title="Sara", parent="root", person=company.sara, target=Decimal(60), told=TARGET),
        BringNode("kian", title="Kian", parent="root", person=company.kian, target=Decimal(0), told=TARGET),
        BringNode(
            "sara1", parent="sara", starts_on=date(2018, 1, 1), ends_on=date(2018, 3, 31), told=TARGET,
        ),
    ]  # fmt: skip
    return plans.bring_in_nodes(store, company.actor("leila"), wishes, at=NOW).nodes


def sheet_for(store, company, who="leila", node=None):
    return plan_sheet(store, company.actor(who), node, DAY)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def bring(store, company, content, who="leila", name="plan.xlsx"):
    file = BroughtFile(name, content)
    return import_files(store, company.actor(who), Subject.PLAN, [file], Decisions(), NOW)


def changed(sheet, title, **cells):
    """The sheet with some cells of a row changed."""
    place = sheet.keys.index("title")
    rows = [
        tuple(cells.get(key, cell) for key, cell in zip(sheet.keys, row, strict=True))
        if row[place] == title and row[sheet.keys.index("axis")] != "period"
        else row
        for row in sheet.rows
    ]
    return replace(sheet, rows=tuple(rows))


def added(sheet, **cells):
    row = tuple(cells.get(key) for key in sheet.keys)
    return replace(sheet, rows=(*sheet.rows, row))


def reasons(report):
    return {
        (remark.line, remark.params.get("objection", remark.reason))
        for preview in report.previews
        for row in preview.kept
        for remark in row.remarks
        if remark.weight != "note"
    }


def test_a_workbook_has_real_numbers_and_days_and_no_formula(store, company, nodes):
    page = opened(
        as_xlsx(
            sheet_for(store, company), WORDS.get and (lambda text: WORDS.get(text, text)), right_to_left=True
        )
    )
    keys = [cell.value for cell in page[2]]
    assert keys[:4] == ["plan:key", "plan:parent", "plan:kind", "plan:title"]
    assert (page.freeze_panes, page.sheet_view.rightToLeft, page.row_dimensions[2].hidden) == (
        "A3",
        True,
        True,
    )
    assert page["D1"].value == "عنوان"
    first = dict(zip(keys, page[3], strict=True))
    assert (first["plan:title"].value, first["plan:title"].data_type) == ("=1+1 & Söhne", "s")
    assert (first["plan:target"].value, first["plan:target"].data_type) == (100, "n")
    assert first["plan:starts_on"].is_date
    by_person = {page.cell(row, 7).value: page.cell(row, 15).value for row in (4, 5)}
    assert by_person == {"Sara Ahmadi": 60, "Kian Rad": 0}
    quarter = [cell.value for cell in page[6]]
    assert (quarter[5], quarter[14]) == ("2018-Q1", None)


def test_csv_guards_what_a_spreadsheet_would_run(store, company, nodes):
    text = as_csv(sheet_for(store, company)).decode("utf-8-sig")
    assert ",'=1+1 & Söhne," in text
    assert ",2018-01-01,2018-12-31,2019-01-10,100," in text
    assert text.splitlines()[1].startswith("plan:key,plan:parent")


@pytest.mark.parametrize("write", [as_xlsx, as_csv])
@pytest.mark.parametrize("translate", [str, lambda text: WORDS.get(text, "؟" + text)])
def test_what_goes_out_comes_back_as_nothing_new_in_any_language(store, company, nodes, write, translate):
    report = bring(store, company, write(sheet_for(store, company), translate))
    assert report.troubles == ()
    assert (report.not_taken, report.outcome.same, report.outcome.is_nothing_new) == (0, 4, True)


def test_changes_are_shown_with_what_was_and_carried_out(store, company, nodes):
    sheet = changed(sheet_for(store, company), "Kian", target=Decimal(40), review_on=date(2019, 2, 1))
    sheet = changed(sheet, "Sara", target=None)
    report = bring(store, company, as_xlsx(sheet))
    changes = report.previews[0].changes
    assert {(one.title, one.field, one.was, one.now) for one in changes.changed} == {
        ("Kian", "target", Decimal(0), Decimal(40)),
        ("Kian", "review_on", date(2019, 1, 10), date(2019, 2, 1)),
        ("Sara", "target", Decimal(60), None),
    }
    assert (report.outcome.new, report.outcome.changed, report.outcome.same) == (0, 2, 2)
    assert queries.node_facts(store, nodes["sara"]).target is None
    assert {reason.reason for reason in report.previews[0].reasons} == {"parts_not_given"}


def test_new_rows_hang_under_keys_of_the_file_or_of_the_plan(store, company, nodes):
    sheet = added(
        sheet_for(store, company), key="mine", parent=f"plan-{nodes['root']}", title="Omid",
        person="Omid Karimi", target=Decimal(10),
    )  # fmt: skip
    sheet = added(sheet, parent="mine", axis="period", part="2018-Q2", target=Decimal(10))
    report = bring(store, company, as_xlsx(sheet))
    assert (report.not_taken, report.outcome.new) == (0, 2)
    again = bring(store, company, as_xlsx(sheet))
    assert (again.not_taken, again.outcome.is_nothing_new) == (0, True)
    made = [
        row
        for row in queries.outline_of(store, company.actor("leila"), None, DAY)
        if row.person == company.omid
    ]
    assert [(row.starts_on, row.ends_on, row.axis) for row in made] == [
        (date(2018, 1, 1), date(2018, 12, 31), "person"), (date(2018, 4, 1), date(2018, 6, 30), "period"),
    ]  # fmt: skip


def test_every_row_says_what_is_wrong_with_it(store, company, nodes):
    root = f"plan-{nodes['root']}"
    sheet = sheet_for(store, company)
    for row in (
        {"key": "a", "parent": "nowhere", "title": "A", "target": Decimal(1)},
        {"key": "b", "parent": "c", "title": "B", "target": Decimal(1)},
        {"key": "c", "parent": "b", "title": "C", "target": Decimal(1)},
        {"key": "d", "parent": root, "title": "D", "axis": "product", "target": Decimal(1)},
        {"key": "e", "parent": root, "title": "E", "person": "Omid Karimi", "ends_on": date(2020, 1, 1)},
        {"key": "f", "parent": root, "title": "F", "person": "Omid Karimi", "counted_in": "EUR",
         "measure": "revenue_won"},
        {"key": "g", "parent": root, "title": "G", "person": "Omid Karimi", "target": Decimal(-5)},
        {"key": "h", "parent": root, "title": "H", "kind": "heroic"},
        {"key": "i", "parent": root, "title": "I"}, {"key": "i", "parent": root, "title": "J"},
        {"key": "k", "parent": "a", "title": "K"},
    ):  # fmt: skip
        sheet = added(sheet, **row)
    report = bring(store, company, as_xlsx(sheet))
    assert reasons(report) == {
        (7, "parent_key_unknown"), (8, "plan_goes_in_a_circle"), (9, "parent_row_refused"),
        (10, "two_axes_at_one_split"), (11, "period_outside_parents"), (12, "counted_otherwise"),
        (13, "value_negative"), (14, "word_unknown"), (15, "two_rows_for_one_key"),
        (16, "two_rows_for_one_key"), (17, "parent_row_refused"),
    }  # fmt: skip
    assert report.outcome.is_nothing_new


def test_a_row_changed_meanwhile_is_told_and_the_others_are_taken(store, company, nodes):
    sheet = changed(sheet_for(store, company), "Kian", target=Decimal(40))
    sheet = changed(sheet, "Sara", target=Decimal(50))
    plans.set_target(
        store, company.actor("leila"), SetTarget(nodes["sara"], Decimal(55), "It was too low"), at=NOW
    )
    report = bring(store, company, as_xlsx(sheet))
    assert {reason for _, reason in reasons(report)} == {"node_changed_meanwhile"}
    assert queries.node_facts(store, nodes["sara"]).target == 55
    assert queries.node_facts(store, nodes["kian"]).target == 40


def test_the_sheet_of_somebody_holds_what_is_open_to_them_and_nothing_else(store, company, nodes):
    whose = sheet_for(store, company).keys.index("person")
    seen = {
        who: {row[whose] for row in sheet_for(store, company, who, nodes["root"]).rows}
        for who in ("omid", "sara", "nasrin")
    }
    assert seen["omid"] == {None, "Sara Ahmadi", "Kian Rad"}
    assert seen["sara"] == {None, "Sara Ahmadi"}
    assert seen["nasrin"] == {None}


def test_an_unknown_person_is_asked_for_once_and_remembered(store, company, nodes):
    sheet = added(
        sheet_for(store, company),
        parent=f"plan-{nodes['root']}",
        title="X",
        person="Omid K.",
        target=Decimal(1),
    )
    report = bring(store, company, as_xlsx(sheet))
    assert [(value.field, value.value) for value in report.previews[0].values_to_map] == [
        ("person", "Omid K.")
    ]
    decided = Decisions(meanings={"Omid K.": "Omid Karimi"})
    file = BroughtFile("plan.xlsx", as_xlsx(sheet))
    taken = import_files(store, company.actor("leila"), Subject.PLAN, [file], decided, NOW)
    assert (taken.not_taken, taken.outcome.new) == (0, 1)
    assert bring(store, company, as_xlsx(sheet)).outcome.is_nothing_new


def test_a_sheet_made_by_hand_needs_only_titles_parents_and_targets(store, company, nodes):
    content = f"Part of;Title;Person;Quota\nplan-{nodes['root']};Omid;omid@example.org;7\n".replace(
        "omid@example.org", "Omid Karimi"
    ).encode()
    report = bring(store, company, content, name="mine.csv")
    assert (report.not_taken, report.outcome.new) == (0, 1)
    made = [
        row
        for row in queries.outline_of(store, company.actor("leila"), None, DAY)
        if row.person == company.omid
    ]
    assert [(row.title, row.target, row.owner) for row in made] == [("Omid", Decimal(7), company.leila)]


def test_the_line_of_keys_is_no_row_and_alone_it_is_a_header():
    table = read_table(b"Titel,Ziel\nplan:title,plan:target\nA,1\n")
    assert (table.labels, table.header_line, table.row_count) == (("plan:title", "plan:target"), 2, 1)
    table = read_table(b"plan:title,plan:target\nA,1\n")
    assert (table.labels, table.header_line, table.row_count) == (("plan:title", "plan:target"), 1, 1)
