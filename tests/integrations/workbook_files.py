"""Spreadsheets for tests, made as office programs make them."""

import io
import zipfile

from openpyxl import Workbook


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*rows, merged=(), others=()) -> bytes:
    """One sheet with these rows; ``others`` are further sheets by name."""
    book = Workbook()
    page = book.active
    page.title = "Plan"
    for row in rows:
        page.append(row)
    for cells in merged:
        page.merge_cells(cells)
    for name in others:
        book.create_sheet(name).append([name])
    return saved(book)


def with_part(content: bytes, name: str, change) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            text = before.read(part)
            after.writestr(part.filename, change(text) if part.filename == name else text)
    return out.getvalue()
