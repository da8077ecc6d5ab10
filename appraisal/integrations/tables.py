"""Bytes from outside made a table: encoding, delimiter, header, and rows with their line numbers.

Owns the shape of a file. A file is checked once from end to end before anything is done with it and
then read row by row, so that its size never becomes memory. Leaves meanings to ``mapping``, and to ``workbooks``
how a spreadsheet becomes lines.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from appraisal.integrations.cells import clean
from appraisal.integrations.encodings import Encoding, find_encoding
from appraisal.integrations.period_names import read_period
from appraisal.integrations.remarks import FileRefused, Remark, note, refuse
from appraisal.integrations.workbooks import Sheet, is_workbook, read_sheet

DELIMITERS = (",", ";", "\t", "|")
TRIED_RECORDS = 50
LOST_LETTER = "\ufffd"
MACHINE = "plan:"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is taken: bytes, rows, columns, characters in one cell."""

    bytes: int = 50_000_000
    rows: int = 500_000
    columns: int = 300
    cell: int = 20_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line it begins on (as in the file), its cells cleaned, and as they came.

    ``refusal`` is set when its shape is wrong; ``cells`` then need not fit the header.
    """

    line: int
    cells: tuple[str, ...]
    original: tuple[str, ...]
    refusal: Remark | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read. ``labels`` name its columns, each once; ``#3`` is a nameless third.

    Of a spreadsheet, ``sheet`` is the one that is read and ``sheets`` are all of them.
    """

    name: str
    encoding: Encoding
    delimiter: str
    header: tuple[str, ...]
    labels: tuple[str, ...]
    header_line: int
    row_count: int
    remarks: tuple[Remark, ...]
    limits: Limits
    content: bytes = field(repr=False)
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    troubles: Mapping[int, Remark] = field(default_factory=dict, repr=False)

    def rows(self) -> Iterator[TableRow]:
        """Read the rows from the first to the last, as often as asked; blank lines are left out."""
        width = len(self.labels)
        named = [place for place, text in enumerate(self.header, 1) if text]
        least = named[-1] if named and self.header_line else width
        # Empty cells at the end of a row are not there in a spreadsheet.
        least = 1 if self.sheets else least
        for line, cells, trouble in _records(self.content, self.encoding.name, self.delimiter):
            if wrong := self.troubles.get(line):
                yield TableRow(line, (), tuple(cells), wrong)
            elif line > self.header_line and (trouble or any(cells)):
                yield _shaped(line, cells, trouble, (least, width), self.limits)


def read_table(
    content: bytes,
    *,
    name: str = "",
    encoding: str | None = None,
    delimiter: str | None = None,
    has_header: bool = True,
    limits: Limits | None = None,
    sheet: str | None = None,
) -> Table:
    """Check a file from end to end and open it as a table; ``sheet`` chooses one of a spreadsheet.

    Raises ``FileRefused`` with place and mend if it is empty, too large, no text, broken in its
    encoding, or has a quotation mark that never closes. Rows of a wrong shape are no reason to
    refuse the file: each carries its own refusal.
    """
    limits = limits or Limits()
    if len(content) > limits.bytes:
        raise FileRefused(refuse("file_too_large", value=str(len(content)), limit=limits.bytes))
    page: Sheet | None = None
    if is_workbook(content):
        page = read_sheet(content, sheet, limits.rows, limits.columns)
        content, encoding, delimiter = page.content, "utf-8", ","
    table = _opened(content, name, encoding, delimiter, limits, has_header=has_header)
    return _of_sheet(table, page) if page else table


def _of_sheet(table: Table, page: Sheet) -> Table:
    """The table with what its sheet says about it; a row with an error in it has to be a row of data."""
    wrong_head = [wrong for line, wrong in page.troubles.items() if line <= table.header_line]
    if wrong_head:
        raise FileRefused(wrong_head[0])
    return replace(
        table,
        sheet=page.name,
        sheets=page.names,
        troubles=page.troubles,
        remarks=(*page.remarks, *table.remarks),
    )


def _opened(
    content: bytes,
    name: str,
    encoding: str | None,
    delimiter: str | None,
    limits: Limits,
    *,
    has_header: bool,
) -> Table:
    found = find_encoding(content, stated=encoding)
    stated, skipped = _stated_delimiter(content, found.name)
    delimiter = delimiter or stated or _sniff_delimiter(content, found.name)
    header_line, header = _first_record(content, found.name, delimiter, skipped)
    if len(header) > limits.columns:
        raise FileRefused(
            refuse("too_many_columns", header_line, value=str(len(header)), limit=limits.columns)
        )
    labels, remarks = _labels(header, header_line) if has_header else (_numbered(len(header)), [])
    if found.is_guess:
        remarks.insert(0, note("encoding_guessed", value=found.name, others=", ".join(found.others)))
    if has_header and (keys := _keys_below(content, found.name, delimiter, header_line)):
        header_line, header = keys
        labels, remarks = _labels(header, header_line)
    start = header_line if has_header else header_line - 1
    table = Table(name, found, delimiter, tuple(header), labels, start, 0, (), limits, content)
    count, lost = _check_through(table)
    if lost:
        remarks.append(note("letters_lost", lost[0], count=len(lost)))
    if not count:
        remarks.append(note("file_has_no_rows"))
    return replace(table, row_count=count, remarks=tuple(remarks))


class _Lines:
    """The lines of a stream, counted, remembering those of the record being read."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._stream)
        self.taken.append(line)
        return line


def _records(content: bytes, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Line, cells and trouble of each record; with trouble the only cell is the raw text."""
    lines = _Lines(io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline=""))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    while True:
        lines.taken.clear()
        try:
            cells, trouble = next(reader), ""
        except StopIteration:
            return
        except csv.Error as error:
            cells, trouble = ["".join(lines.taken).rstrip("\r\n")], str(error)
        yield line, cells, trouble
        line += len(lines.taken)


def _stated_delimiter(content: bytes, encoding: str) -> tuple[str | None, int]:
    """The delimiter of a first line ``sep=;`` as spreadsheets write it, and the lines to leave out."""
    first = io.TextIOWrapper(io.BytesIO(content[:64]), encoding=encoding, errors="replace").readline()
    stated = first.strip('\r\n\ufeff" ')
    if stated.lower().startswith("sep=") and stated[4:] in DELIMITERS:
        return stated[4:], 1
    return None, 0


def _sniff_delimiter(content: bytes, encoding: str) -> str:
    """The delimiter by which most records have as many cells as the first; comma if none divides."""

    def evenness(delimiter: str) -> tuple[float, int]:
        tried = islice(_records(content, encoding, delimiter), TRIED_RECORDS)
        records = [cells for _, cells, trouble in tried if not trouble and any(cells)]
        width = len(records[0]) if records else 0
        if width < 2:
            return 0.0, 0
        return sum(len(cells) == width for cells in records) / len(records), width

    return max(DELIMITERS, key=evenness)


def _first_record(content: bytes, encoding: str, delimiter: str, skipped: int) -> tuple[int, list[str]]:
    for line, cells, trouble in _records(content, encoding, delimiter):
        if trouble:
            reason = "quote_never_closed" if _runs_on(trouble) else "quote_out_of_place"
            raise FileRefused(refuse(reason, line, value=cells[0]))
        if line > skipped and any(cell.strip() for cell in cells):
            return line, [clean(cell) for cell in cells]
    raise FileRefused(refuse("file_is_empty"))


def _keys_below(
    content: bytes, encoding: str, delimiter: str, header_line: int
) -> tuple[int, list[str]] | None:
    """The line under a header that names the columns by keys of ours, which are the same in every language."""
    for line, cells, trouble in islice(_records(content, encoding, delimiter), header_line + 1):
        if line > header_line:
            named = [clean(cell) for cell in cells if cell.strip()]
            is_keys = not trouble and named and all(cell.startswith(MACHINE) for cell in named)
            return (line, [clean(cell) for cell in cells]) if is_keys else None
    return None


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(f"#{place}" for place in range(1, count + 1))


def _labels(header: list[str], line: int) -> tuple[tuple[str, ...], list[Remark]]:
    """A label for each column, each once, and notes about headers that are empty or repeated."""
    labels: list[str] = []
    remarks: list[Remark] = []
    for place, text in enumerate(header, 1):
        label = text or f"#{place}"
        if not text:
            remarks.append(note("header_empty", line, column=place))
        elif text in labels:
            remarks.append(note("header_repeated", line, value=text, column=place))
            label = f"{text} (#{place})"
        labels.append(label)
    if sum(text[:1].isdigit() and not read_period(text) for text in header) * 2 > len(header):
        remarks.append(note("header_looks_like_data", line, value=header[0]))
    return tuple(labels), remarks


def _runs_on(trouble: str) -> bool:
    return trouble == "unexpected end of data" or trouble.startswith("field larger")


def _shaped(line: int, cells: list[str], trouble: str, widths: tuple[int, int], limits: Limits) -> TableRow:
    least, width = widths
    original = tuple(cells)
    if trouble:
        return TableRow(line, (), original, refuse("quote_out_of_place", line, value=cells[0]))
    if len(cells) != width:
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if least <= len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        if len(cells) != width:
            reason = "row_too_short" if len(cells) < width else "row_too_long"
            refusal = refuse(reason, line, value=cells[0], found=len(cells), expected=width)
            return TableRow(line, (), original, refusal)
    cleaned = tuple([clean(cell) for cell in cells])
    if max(map(len, cleaned)) > limits.cell:
        longest = max(cleaned, key=len)
        return TableRow(line, (), original, refuse("cell_too_long", line, value=longest, limit=limits.cell))
    return TableRow(line, cleaned, original)


def _check_through(table: Table) -> tuple[int, list[int]]:
    """Count the rows and gather the lines with letters lost before the file came to us."""
    count, lost = 0, []
    for line, cells, trouble in _records(table.content, table.encoding.name, table.delimiter):
        if _runs_on(trouble):
            raise FileRefused(refuse("quote_never_closed", line, value=cells[0]))
        if line <= table.header_line or not (trouble or any(cells)):
            continue
        count += 1
        if count > table.limits.rows:
            raise FileRefused(refuse("too_many_rows", line, limit=table.limits.rows))
        if any(LOST_LETTER in cell for cell in cells):
            lost.append(line)
    return count, lost
