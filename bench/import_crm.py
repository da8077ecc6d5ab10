"""How long an import of 8,800 opportunities takes, with mapping, and how much memory it needs.

Run ``python bench/import_crm.py``: a fresh SQLite file, the demo's export, every suggestion accepted.
It must stay under 5 seconds and 200 MB, the application itself included.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import appraisal.integrations
from appraisal.app import create_app
from appraisal.integrations.domain import BroughtFile, Decisions, Subject
from appraisal.integrations.operations import import_files
from appraisal.kernel.actors import SERVICE
from appraisal.settings import Settings
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write

DEMO = Path(appraisal.integrations.__file__).parent / "demo"
FILES = ("accounts.csv", "products.csv", "sales_teams.csv", "sales_pipeline.csv")
DAY = date(2017, 12, 29)
MOST_SECONDS, MOST_MEGABYTES = 5.0, 200.0


def run() -> int:
    """Import twice and print both; 1 when a limit is broken."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data_dir=Path(folder), clock_day=DAY))
        files = [BroughtFile(name, (DEMO / name).read_bytes()) for name in FILES]
        at = datetime(2017, 12, 29, 9, tzinfo=UTC)
        with app.app_context(), about_to_write():
            db.create_all()
            seconds = []
            for _time in range(2):
                began = time.perf_counter()
                import_files(
                    db.session(), SERVICE, Subject.CRM, files, Decisions(accept_suggestions=True), at
                )
                db.session.commit()
                seconds.append(time.perf_counter() - began)
            db.session.remove()
            db.engine.dispose()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"first import {seconds[0]:.2f} s, second {seconds[1]:.2f} s, peak {megabytes:.0f} MB")
    return int(max(seconds) > MOST_SECONDS or megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(run())
