"""A plan written as a file: XLSX with real numbers and days, or CSV that no spreadsheet runs as a formula.

Above the rows stand the names of the columns in the reader's language, and under them their keys, by
which the file is read back in any language; in XLSX that line is hidden.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from appraisal.integrations.cells import safe_cell
from appraisal.integrations.plan_outline import COLUMNS, Cell, PlanSheet
from appraisal.integrations.tables import MACHINE
from appraisal.integrations.wording import FIELDS

LONGEST_SHEET_NAME = 31
NUMBER = "#,##0.####"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_xlsx(sheet: PlanSheet, translate: Callable[[str], str] = str, *, right_to_left: bool = False) -> bytes:
    """The sheet as a workbook, written row by row."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_sheet_name(translate("Plan")))
    page.sheet_view.rightToLeft = right_to_left
    page.freeze_panes = "A3"
    for place, key in enumerate(sheet.keys, 1):
        page.column_dimensions[get_column_letter(place)].width = COLUMNS[key]
    page.row_dimensions[2].hidden = True
    page.append([_bold(page, translate(FIELDS[key])) for key in sheet.keys])
    page.append([MACHINE + key for key in sheet.keys])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(sheet: PlanSheet, translate: Callable[[str], str] = str) -> bytes:
    """The sheet as CSV in UTF-8 with its mark, days as ISO, a text that looks like a formula guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(translate(FIELDS[key])) for key in sheet.keys])
    writer.writerow([MACHINE + key for key in sheet.keys])
    for row in sheet.rows:
        writer.writerow([_plain(value) for value in row])
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8")


def _bold(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, text)
    cell.font = Font(bold=True)
    return cell


def _cell(page: Any, value: Cell) -> Any:
    """A value as a spreadsheet holds it: a text stays a text, even when it begins like a formula."""
    if isinstance(value, Decimal):
        cell = WriteOnlyCell(page, int(value) if value == int(value) else float(value))
        cell.number_format = NUMBER
        return cell
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    return cell


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = format(value.normalize(), "f")
        # Three decimals would be read as thousands.
        return f"{text}0" if len(text.partition(".")[2]) == 3 else text
    if isinstance(value, date):
        return value.isoformat()
    return safe_cell(str(value)) if isinstance(value, str) else str(value)


def _sheet_name(name: str) -> str:
    return "".join(letter for letter in name if letter not in r"[]:*?/\\")[:LONGEST_SHEET_NAME] or "Plan"
