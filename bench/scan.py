"""How fast a night looks at everybody's goals, from the database to stored signs, and in how much memory.

Run ``python bench/scan.py`` (SQLite) or with ``--postgres``. Two companies are made, of 10,000 and of 100,000
people with a goal, 24 monthly readings and some answers, obstacles, observations and promises each; a process
of its own scans each, twice: the first night, when every sign is new, and the second, when it is compared.
Times are of the processor. Fails under 1,000 employees per second and core, or when the peak of memory at
100,000 people is over 1.15 times that at 10,000.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from appraisal.app import Appraisal, create_app
from appraisal.diagnosis import scan as scanning
from appraisal.diagnosis.scan import Scan
from appraisal.packs import queries as packs
from appraisal.settings import Settings
from appraisal.storage.database import db
from bench.company.gaps import found_with_gaps
from bench.company.plan import moment
from bench.company.shape import DAY
from tests.factories.postgres import new_database

SMALL, LARGE = 10_000, 100_000
LEAST_A_SECOND, MOST_MEMORY = 1_000, 1.15


class Stopwatch:
    """Processor time inside some functions, whoever calls them."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def watch(self, owner: Any, name: str, part: str) -> None:
        """Count the time inside ``owner.name`` as part of ``part``."""
        inner = getattr(owner, name)

        def timed(*given: Any, **more: Any) -> Any:
            began = time.process_time()
            try:
                return inner(*given, **more)
            finally:
                self.seconds[part] = self.seconds.get(part, 0.0) + time.process_time() - began

        setattr(owner, name, timed)


def application(folder: str, url: str) -> Appraisal:
    """The application on this database."""
    return create_app(Settings(data_dir=Path(folder), database_url=url, secret_key="bench", clock_day=DAY))


def scan(folder: str, url: str) -> None:
    """Scan two nights and print what each took, as JSON; for the process of its own."""
    app, watch = application(folder, url), Stopwatch()
    watch.watch(scanning, "outcome_of", "rules")
    watch.watch(scanning, "sign_in", "rules")
    watch.watch(Scan, "_keep", "storing")
    nights = []
    with app.app_context():
        for number in range(2):
            watch.seconds.clear()
            day = DAY + timedelta(days=number)
            began = time.process_time()
            found = Scan(db.engine, packs.in_force(db.session(), "diagnosis", day), day, moment(day)).run()
            total = time.process_time() - began
            reading = total - sum(watch.seconds.values())
            nights.append(
                {
                    "goals": found.goals,
                    "found": found.found,
                    "total": total,
                    "reading": reading,
                    **watch.seconds,
                }
            )
    print(json.dumps({"nights": nights, "peak": peak()}))


def peak() -> float:
    """The most memory that this process ever held, in MB; the parent's is not in it."""
    told = Path("/proc/self/status").read_text()
    return int(told.split("VmHWM:")[1].split()[0]) / 1024


def measured(employees: int, postgres: bool) -> dict[str, Any]:
    """Make a company of this size, and scan it in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        url = new_database() if postgres else ""
        app = application(folder, url)
        began = time.monotonic()
        found_with_gaps(app, employees)
        with app.app_context():
            db.engine.dispose()
        print(f"{employees:,} people made in {time.monotonic() - began:.0f} s", flush=True)
        command = [sys.executable, __file__, "--scan", folder, url]
        told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
        return json.loads(told.stdout)


def report(employees: int, found: dict[str, Any]) -> float:
    """Print the nights of one company; the fewest employees per second."""
    rates = []
    for name, night in zip(("first night", "second night"), found["nights"], strict=True):
        rates.append(night["goals"] / night["total"])
        parts = ", ".join(
            f"{part} {night[part] / night['goals'] * 1e6:.0f} µs" for part in ("reading", "rules", "storing")
        )
        print(
            f"{employees:,} people, {name}: {rates[-1]:,.0f} a second; each {parts}; {night['found']:,} signs",
            flush=True,
        )
    print(f"{employees:,} people: peak of memory {found['peak']:.0f} MB", flush=True)
    return min(rates)


def run(say: Callable[[str], None] = print) -> int:
    """Print every promise; 1 when one is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--postgres", action="store_true", help="on a PostgreSQL that is started for it")
    asked.add_argument("--small", type=int, default=SMALL, help="people in the small company")
    asked.add_argument("--large", type=int, default=LARGE, help="people in the large company")
    asked.add_argument("--scan", nargs=2, metavar=("FOLDER", "URL"), help=argparse.SUPPRESS)
    wish, _other = asked.parse_known_args()
    if wish.scan:
        scan(*wish.scan)
        return 0
    results = {size: measured(size, wish.postgres) for size in (wish.small, wish.large)}
    slowest = min(report(size, found) for size, found in results.items())
    memory = results[wish.large]["peak"] / results[wish.small]["peak"]
    promises = (
        (
            f"at least {slowest:,.0f} employees a second and core (at least {LEAST_A_SECOND:,})",
            slowest >= LEAST_A_SECOND,
        ),
        (f"{memory:.2f} times the memory (at most {MOST_MEMORY})", memory <= MOST_MEMORY),
    )
    for text, is_kept in promises:
        say(text + ("" if is_kept else "  <- broken"))
    return int(not all(is_kept for _text, is_kept in promises))


if __name__ == "__main__":
    sys.exit(run())
