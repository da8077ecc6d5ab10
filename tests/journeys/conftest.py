"""One world a test, on SQLite alone: what is asked here is answered above the database.

Building it takes a second, so it is built once and its tables are brought back for each test.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from appraisal.app import Appraisal
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.factories.company import Company
from tests.journeys.world import World, build

_kept: dict[str, World] = {}


@pytest.fixture
def world(app: Appraisal) -> World:
    """The company of ``tests.journeys.world``, as it was built."""
    copy = Path(app.config["APPRAISAL"].data_dir) / "world.sqlite"
    if str(copy) not in _kept:
        with app.app_context():
            company = Company.found(db.session(), NOW)
            db.session.commit()
        _kept[str(copy)] = build(app, company)
        _move(app, copy, back=False)
    else:
        _move(app, copy, back=True)
    return _kept[str(copy)]


def _move(app: Appraisal, copy: Path, *, back: bool) -> None:
    with app.app_context():
        db.session.remove()
        pooled = db.engine.raw_connection()
        with sqlite3.connect(copy) as kept:
            live: Any = pooled.driver_connection
            (kept if back else live).backup(live if back else kept)
        kept.close()
        pooled.close()
