"""A spreadsheet file (XLSX) made the lines of a table: one sheet, its numbers and dates as they are stored.

Owns what a workbook adds to a plain list: sheets, formulas with the value their program left, merged
headers, a title above the table, and the limits that keep a small file from becoming a large memory.
A line keeps the number of its row. Leaves the table itself to ``tables``. Nothing in a workbook is run.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from openpyxl import load_workbook

from appraisal.integrations.header_bands import Band, joined_header
from appraisal.integrations.remarks import FileRefused, Remark, note, refuse

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")
MOST_PARTS = 2_000
MOST_UNPACKED = 400_000_000
MOST_UNPACKED_PART = 200_000_000
MOST_TIMES = 400
SMALL = 10_000_000
LAST_ROW = 1_048_576
MOST_UNUSED = 4_000_000
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
CHUNK = 1 << 20
UNSEEN = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as the lines of a CSV file; ``troubles`` are refusals by line."""

    name: str
    names: tuple[str, ...]
    content: bytes = field(repr=False)
    troubles: Mapping[int, Remark]
    remarks: tuple[Remark, ...]


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a spreadsheet of the kind read here, or one that is locked."""
    if content.startswith(OLE):
        return LOCKED in content
    return content.startswith(ZIP)


@lru_cache(maxsize=2)
def read_sheet(content: bytes, sheet: str | None, rows: int, columns: int) -> Sheet:
    """One sheet of a workbook: the one named, else the first that holds anything.

    The last two files stay read, because a page and its preview read the same one several times.
    Raises ``FileRefused`` when it is locked, no workbook, broken, or unpacks to more than is taken.
    """
    if content.startswith(OLE):
        raise FileRefused(refuse("file_is_locked"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _insist_on_size(parts, len(content))
        with warnings.catch_warnings():
            # What openpyxl cannot keep of a file (charts, rules for cells) is nothing that is read here.
            warnings.simplefilter("ignore")
            return _read(content, sheet, rows, columns)
    except FileRefused:
        raise
    # A file from outside that is broken on purpose makes the reader stumble in any way there is.
    except (
        Exception
    ) as error:  # whatever a broken workbook makes the library raise becomes a sentence to its sender
        raise FileRefused(refuse("workbook_broken", value=type(error).__name__)) from error


def _insist_on_size(parts: zipfile.ZipFile, packed: int) -> None:
    """Refuse what is no workbook, or unpacks to far more than a list can need."""
    found = parts.infolist()
    names = {part.filename for part in found}
    if "xl/workbook.xml" not in names:
        kind = "ods" if "content.xml" in names else "xlsb" if "xl/workbook.bin" in names else "zip"
        raise FileRefused(refuse("file_is_no_table", value=kind))
    unpacked = sum(part.file_size for part in found)
    largest = max(part.file_size for part in found)
    if (
        len(found) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or largest > MOST_UNPACKED_PART
        or unpacked > max(SMALL, packed * MOST_TIMES)
    ):
        raise FileRefused(refuse("workbook_too_large", value=str(unpacked), limit=MOST_UNPACKED))


def _read(content: bytes, wanted: str | None, rows: int, columns: int) -> Sheet:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    names = tuple(one.title for one in book.worksheets if one.sheet_state == "visible")
    names = names or tuple(one.title for one in book.worksheets)
    if not names:
        raise FileRefused(refuse("file_is_empty"))
    if wanted is not None and wanted not in names:
        raise FileRefused(refuse("sheet_not_there", value=wanted, others=", ".join(names)))
    for name in (wanted,) if wanted is not None else names:
        lines, troubles, remarks = _lines(content, book, name, (rows, columns))
        if lines or name == wanted:
            break
    else:
        raise FileRefused(refuse("file_is_empty"))
    if wanted is None and len(names) > 1:
        others = ", ".join(one for one in names if one != name)
        remarks.insert(0, note("other_sheets", value=name, others=others))
    return Sheet(name, names, _as_csv(lines), troubles, tuple(remarks))


def _lines(
    content: bytes, book: Any, name: str, most: tuple[int, int]
) -> tuple[list[list[str]], dict[int, Remark], list[Remark]]:
    """Every row as texts up to the last that holds anything, with refusals by line and notes."""
    page = book[name]
    has_formulas, merged = _scan(content, page._worksheet_path)
    formulas: Iterable[tuple[Any, ...]] | None = None
    if has_formulas:
        page_of_formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)[name]
        page_of_formulas.reset_dimensions()
        formulas = page_of_formulas.iter_rows()
    page.reset_dimensions()
    lines: list[list[str]] = []
    troubles: dict[int, Remark] = {}
    empty = unused = 0
    for number, cells, beneath in _paired(page.iter_rows(), formulas):
        texts = _texts(number, cells, beneath, troubles)
        unused += len(cells) - len(texts)
        # Empty rows and cells that a file only claims to have cost as much time as full ones.
        if number > LAST_ROW or unused > MOST_UNUSED:
            raise FileRefused(refuse("too_many_rows", number, limit=most[0]))
        if not texts:
            empty += 1
            continue
        if len(texts) > most[1]:
            raise FileRefused(refuse("too_many_columns", number, value=str(len(texts)), limit=most[1]))
        if number > most[0] + 100:
            raise FileRefused(refuse("too_many_rows", number, limit=most[0]))
        lines += [[] for _ in range(empty)] + [texts]
        empty = 0
    remarks = joined_header(lines, merged)
    return lines, troubles, remarks


def _texts(
    number: int, cells: tuple[Any, ...], beneath: tuple[Any, ...], troubles: dict[int, Remark]
) -> list[str]:
    """A row as texts up to the last that holds anything; what is wrong with it is kept in ``troubles``."""
    texts = [_text(cell) for cell in cells]
    if wrong := _trouble(number, cells, beneath):
        troubles[number] = wrong
        texts[int(wrong.params["column"]) - 1] = wrong.value
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _paired(
    values: Iterable[tuple[Any, ...]], formulas: Iterable[tuple[Any, ...]] | None
) -> Iterator[tuple[int, tuple[Any, ...], tuple[Any, ...]]]:
    if formulas is None:
        yield from ((number, cells, ()) for number, cells in enumerate(values, 1))
        return
    for number, (cells, beneath) in enumerate(zip(values, formulas, strict=False), 1):
        yield number, cells, beneath


def _trouble(line: int, cells: tuple[Any, ...], beneath: tuple[Any, ...]) -> Remark | None:
    """The first cell of a row that holds an error, or a formula whose value was never stored."""
    for place, cell in enumerate(cells, 1):
        if cell.data_type == "e":
            return refuse("formula_failed", line, value=str(cell.value), column=place)
        if cell.value is None and cell.data_type == "n" and len(beneath) >= place:
            formula = beneath[place - 1]
            if formula.data_type == "f":
                return refuse("formula_without_value", line, value=str(formula.value), column=place)
    return None


def _scan(content: bytes, part: str) -> tuple[bool, list[Band]]:
    """Whether a sheet has formulas, and its merged cells, read from the packed part chunk by chunk."""
    has_formulas, merged, kept = False, [], b""
    with zipfile.ZipFile(io.BytesIO(content)) as parts, parts.open(part.lstrip("/")) as stream:
        while chunk := stream.read(CHUNK):
            text = kept + chunk
            has_formulas = has_formulas or bool(FORMULA.search(text))
            merged += [Band.of(*found.groups()) for found in MERGED.finditer(text)]
            # A sign cut in two by the border of a chunk is found with the next one.
            kept = text[text.rfind(b"<") :][-200:]
    return has_formulas, merged


def _text(cell: Any) -> str:
    """A cell as a list would write it: days as ISO, numbers without an exponent."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return UNSEEN.sub(" ", value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return UNSEEN.sub(" ", str(value))


def _number(value: float, shown_as: str) -> str:
    """A number as it was typed: what a spreadsheet adds after the fifteenth digit is its own.

    Three decimals get a fourth, so that they are not taken for thousands; a format of noughts alone
    (``00000``) is how a personnel number keeps those it begins with.
    """
    text = format(Decimal(format(value, ".15g")), "f")
    if "." not in text:
        return text.zfill(len(shown_as)) if set(shown_as) == {"0"} else text
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def _as_csv(lines: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for line in lines:
        writer.writerow(line) if line else out.write("\n")
    return out.getvalue().encode("utf-8", "replace")
