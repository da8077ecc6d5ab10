"""The numbers of the shipped pack of process, as they hold on the day of the tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from appraisal.checkins.numbers import Numbers
from appraisal.rulebook import load_pack

SHIPPED = Numbers.of(load_pack(Path(__file__).parents[2] / "rules" / "process").values_on(date(2017, 12, 29)))
