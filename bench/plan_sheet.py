"""How long a planning sheet of 10,000 rows takes to be read and imported, and how much memory it needs.

Run ``python bench/plan_sheet.py``: a fresh SQLite file, 2,500 people in 50 units, four quarters each as rows of an
XLSX file, brought in twice. Every number is there once, with the day from which it counts. It must stay under 20
seconds each time and 400 MB, the application itself included.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from openpyxl import Workbook
from sqlalchemy import insert

from appraisal.app import create_app
from appraisal.integrations.domain import BroughtFile, Decisions, PlanWishes, Subject
from appraisal.integrations.operations import import_files
from appraisal.integrations.results import ImportReport
from appraisal.kernel.actors import SERVICE
from appraisal.people.domain import found_by
from appraisal.people.models import Employee, Unit
from appraisal.settings import Settings
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write

DAY, AT = date(2017, 12, 29), datetime(2017, 12, 29, 9, tzinfo=UTC)
PEOPLE, UNITS, QUARTERS = 2_500, 50, ("Q1 2018", "Q2 2018", "Q3 2018", "Q4 2018")
MOST_SECONDS, MOST_MEGABYTES = 20.0, 400.0


def sheet() -> bytes:
    """The file: person, quarter, quota and since when, as an office program saves it."""
    book = Workbook(write_only=True)
    page = book.create_sheet("Quotas")
    page.append(["Employee number", "Quarter", "Quota", "Valid from"])
    for person in range(PEOPLE):
        for place, quarter in enumerate(QUARTERS):
            page.append([f"N{person:05}", quarter, 1_000 + 10 * person + place, date(2017, 12, 1)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill() -> None:
    """People in units; the first one leads nobody and owns the plan."""
    store = db.session()
    store.execute(insert(Unit), [{"name": f"Unit {place:02}"} for place in range(UNITS)])
    store.add_all(
        Employee(
            name=f"Person {place:05}",
            external_id=f"N{place:05}",
            found_by=found_by(f"Person {place:05}", ""),
            unit_id=1 + place % UNITS,
            hired_on=date(2015, 1, 1),
        )
        for place in range(PEOPLE)
    )
    store.commit()


def bring_in(content: bytes) -> tuple[float, ImportReport]:
    """One import, and how long it took until it was stored."""
    began = time.perf_counter()
    wishes = Decisions(plan=PlanWishes("Quotas", "revenue_won", "N00000"))
    report = import_files(
        db.session(), SERVICE, Subject.PLAN, [BroughtFile("quotas.xlsx", content)], wishes, AT
    )
    db.session.commit()
    return time.perf_counter() - began, report


def run() -> int:
    """Import twice and print both; 1 when a limit is broken or rows were left out."""
    content = sheet()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data_dir=Path(folder), clock_day=DAY))
        with app.app_context(), about_to_write():
            db.create_all()
            fill()
            first, report = bring_in(content)
            second, again = bring_in(content)
            db.session.remove()
            db.engine.dispose()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{PEOPLE * len(QUARTERS):,} rows, {report.outcome.new:,} parts: first import {first:.2f} s,"
        f" second {second:.2f} s, peak {megabytes:.0f} MB"
    )
    whole = report.not_taken == 0 and not report.troubles and again.outcome.is_nothing_new
    fast = max(first, second) <= MOST_SECONDS and megabytes <= MOST_MEGABYTES
    return int(not (whole and fast and report.outcome.versions == 1))


if __name__ == "__main__":
    sys.exit(run())
