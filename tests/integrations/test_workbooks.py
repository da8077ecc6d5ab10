"""Spreadsheets read as lists: what they hold beside text, and what they may not do."""

import io
import random
import re
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from appraisal.integrations.remarks import FileRefused
from appraisal.integrations.tables import Limits, read_table
from tests.integrations.workbook_files import saved, sheet_of, with_part

NEW_YEAR = datetime.fromisoformat("2018-01-01T00:00:00")
SHEET = "xl/worksheets/sheet1.xml"


def refusal(content: bytes, **options):
    with pytest.raises(FileRefused) as caught:
        read_table(content, **options)
    return caught.value.remark


def cells_of(content: bytes, **options):
    return [row.cells for row in read_table(content, **options).rows()]


def reasons(table):
    return [remark.reason for remark in table.remarks]


def test_numbers_days_and_texts_come_as_they_are_stored():
    content = sheet_of(
        ["a", "b", "c", "d"],
        [12, 0.1 + 0.2, NEW_YEAR, "=1 is text?"[1:]],
        [1.054, 1e20, date(2018, 3, 31), "سارا\nرحیمی"],
        [True, -2.5, time(9, 30), "  kept  "],
    )
    assert cells_of(content) == [
        ("12", "0.3", "2018-01-01", "1 is text?"),
        ("1.0540", "100000000000000000000", "2018-03-31", "سارا رحیمی"),
        ("true", "-2.5", "09:30:00", "kept"),
    ]


def test_a_personnel_number_keeps_the_noughts_its_format_shows():
    book = Workbook()
    book.active.append(["id", "name"])
    book.active.append([42, "Sara"])
    book.active["A2"].number_format = "00000"
    assert cells_of(saved(book)) == [("00042", "Sara")]


def test_a_line_keeps_the_number_of_its_row():
    table = read_table(sheet_of(["name", "unit"], [], ["Sara", "West"], [None, None], ["Omid", "East"]))
    assert [(row.line, row.cells[0]) for row in table.rows()] == [(3, "Sara"), (5, "Omid")]
    assert table.row_count == 2


def test_a_title_above_and_a_header_of_two_rows_become_one_header():
    table = read_table(
        sheet_of(
            ["Sales plan 2018"], [],
            ["Name", "2018", None, "2019"], [None, "Q1", "Q2", "Q1"],
            ["Sara", 1, 2, 3],
            merged=("A1:D1", "A3:A4", "B3:C3"),
        )
    )  # fmt: skip
    assert table.labels == ("Name", "2018 Q1", "2018 Q2", "2019 Q1")
    assert [(row.line, row.cells) for row in table.rows()] == [(5, ("Sara", "1", "2", "3"))]
    assert {"title_left_out", "header_joined"} <= set(reasons(table))


def test_the_first_sheet_that_holds_anything_is_read_unless_another_is_chosen():
    book = Workbook()
    book.active.title = "Empty"
    book.create_sheet("People").append(["name"])
    book["People"].append(["Sara"])
    book.create_sheet("Old").append(["was"])
    content = saved(book)
    table = read_table(content)
    assert (table.sheet, table.sheets, table.labels) == ("People", ("Empty", "People", "Old"), ("name",))
    assert "other_sheets" in reasons(table)
    assert read_table(content, sheet="Old").labels == ("was",)
    gone = refusal(content, sheet="New")
    assert (gone.reason, gone.mend) == ("sheet_not_there", "choose_sheet")


def test_a_formula_gives_its_stored_value_and_without_one_its_row_is_refused():
    content = sheet_of(["name", "target"], ["Sara", "=1+1"], ["Omid", 3], ["Leila", '=A9&""'])
    stored = with_part(
        content, SHEET, lambda text: text.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"),
    )  # fmt: skip
    rows = list(read_table(stored).rows())
    assert rows[0].cells == ("Sara", "2")
    assert rows[1].cells == ("Omid", "3")
    assert rows[2].refusal is not None
    assert (rows[2].refusal.reason, rows[2].refusal.line) == ("formula_without_value", 4)
    assert rows[2].refusal.mend == "save_once"
    assert rows[2].original == ("Leila", '=A9&""')


def test_a_formula_that_failed_refuses_its_row():
    content = sheet_of(["name", "target"], ["Sara", "#REF!"], ["Omid", 3])
    rows = list(read_table(content).rows())
    assert rows[0].refusal is not None
    assert (rows[0].refusal.reason, rows[0].refusal.value) == ("formula_failed", "#REF!")
    assert rows[1].cells == ("Omid", "3")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04", "workbook_broken"),
        (sheet_of(["a"], [1])[:-200], "workbook_broken"),
        (b"\xd0\xcf\x11\xe0" + b"." * 500 + "EncryptedPackage".encode("utf-16-le"), "file_is_locked"),
        (sheet_of(), "file_is_empty"),
        (with_part(sheet_of(["a"]), SHEET, lambda text: text[:60]), "workbook_broken"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_a_sentence(content, reason):
    assert refusal(content).reason == reason


def test_other_packed_files_are_named():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("content.xml", "<x/>")
    assert (refusal(out.getvalue()).reason, refusal(out.getvalue()).value) == ("file_is_no_table", "ods")


def test_a_workbook_that_unpacks_to_far_more_than_it_holds_is_refused():
    bomb = with_part(sheet_of(["a"], ["b"]), SHEET, lambda text: text + b" " * 50_000_000)
    assert len(bomb) < 100_000
    assert refusal(bomb).reason == "workbook_too_large"


def test_entities_are_not_expanded():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    content = with_part(sheet_of(["a"], ["b"]), SHEET, lambda text: laughs + text)
    assert refusal(content).reason == "workbook_broken"


def test_a_cell_far_to_the_right_or_below_is_refused_and_not_filled_up():
    book = Workbook()
    book.active["A1"] = "name"
    book.active["XFD2"] = "far"
    assert refusal(saved(book)).reason == "too_many_columns"
    book = Workbook()
    book.active["A1"] = "name"
    book.active["A900000"] = "far"
    assert refusal(saved(book), limits=Limits(rows=1000)).reason == "too_many_rows"


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="2000000000"/>',
        b'<row r="1"><c r="A1"><v>1</v></c></row>' + b'<row><c r="ZZZ1"/></row>' * 10_000,
    ],
)
def test_rows_and_cells_that_are_only_claimed_are_not_counted_through(rows):
    claimed = with_part(
        sheet_of(["a"], ["b"]),
        SHEET,
        lambda text: re.sub(rb"(?s)(?<=<sheetData>).*(?=</sheetData>)", rows, text),
    )
    assert len(claimed) < 200_000
    assert refusal(claimed).reason == "too_many_rows"


def test_no_bytes_make_the_reader_stumble():
    dice = random.Random(8)  # noqa: S311 - chance for a test, no secret
    content = sheet_of(["name", "target"], ["Sara", 1], ["Omid", NEW_YEAR], merged=("A1:B1",))
    read = 0
    for _ in range(150):
        spoilt = bytearray(content)
        for _ in range(dice.randint(1, 12)):
            spoilt[dice.randrange(4, len(spoilt))] = dice.randrange(256)
        try:
            read += read_table(bytes(spoilt)).row_count > 0
        except FileRefused as refused:
            assert refused.remark.mend  # noqa: PT017 - any refusal will do, as long as it says how to mend it
    assert read < 150


def test_a_row_whose_last_cells_are_empty_is_not_too_short():
    content = sheet_of(["name", "unit", "office"], ["Sara"], [None, "West"], ["Omid", None, "Riga"])
    assert cells_of(content) == [("Sara", "", ""), ("", "West", ""), ("Omid", "", "Riga")]
