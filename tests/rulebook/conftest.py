"""What the tests of the differential share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from appraisal.rulebook import Differential, diagnose, read_facts
from tests.rulebook.packs import Diagnosed, fact, pack_of, parameter

DAY = date(2024, 6, 30)


@pytest.fixture
def diagnosed(tmp_path: Path) -> Diagnosed:
    """Writes rules over yes-no facts a, b, c, d, e and the number n, and diagnoses the given facts."""

    def run(rules: dict[str, Any], **given: Any) -> Differential:
        facts = {name: fact() for name in "abcde"} | {"n": fact("number")}
        pack = pack_of(tmp_path, facts, rules, {"low": parameter(0.8)})
        return diagnose(pack, read_facts(pack.schema, given), DAY)

    return run
