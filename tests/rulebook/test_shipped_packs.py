"""The packs that ship: whole, and every worked case comes out as its author expected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from appraisal.rulebook import diagnose, load_pack, run_cases, with_registers

SHIPPED = sorted(path.parent for path in (Path(__file__).parents[2] / "rules").glob("*/pack.yaml"))


def test_every_worked_case_of_every_shipped_pack_holds() -> None:
    assert [str(problem) for folder in SHIPPED for problem in run_cases(load_pack(folder))] == []


def test_where_nobody_asked_anything_no_shipped_pack_names_a_cause() -> None:
    for pack in (each for each in map(load_pack, SHIPPED) if each.kind == "diagnosis"):
        for facts in ({}, with_registers(pack.schema, {})):
            found = diagnose(pack, facts, date(2024, 6, 30))
            assert (found.leading, found.outcome) == (None, "more_info")
            assert found.questions
