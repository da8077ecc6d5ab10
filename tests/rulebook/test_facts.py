"""Facts: plain values against the schema, registers, snapshots."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from appraisal.rulebook import (
    Fact,
    Schema,
    WrongFacts,
    from_snapshot,
    read_facts,
    to_snapshot,
    with_registers,
)
from tests.rulebook.packs import fact, pack_of, rule, texts

RECORD = {
    "open": {"type": "bool"},
    "on": {"type": "date"},
    "by": {"type": "enum", "values": ["tool", "input"]},
}


@pytest.fixture
def schema(tmp_path: Path) -> Schema:
    return pack_of(
        tmp_path,
        {
            "gap_ratio": fact("number", unit="ratio"),
            "answer": fact("int", range=["1", "5"]),
            "tools": fact("enum", values=["ok", "degraded", "missing"]),
            "told": fact("bool"),
            "note": fact("text"),
            "met_on": fact("date"),
            "obstacles": fact("list", fields=RECORD),
            "promises_overdue": fact("int", ask="nobody", absence="0"),
            "leave": fact("bool", ask="nobody", absence="false"),
        },
        {"S1": rule("gap_ratio < 1", title=texts("A rule"))},
    ).schema


def problems_of(schema: Schema, given: Any) -> tuple[str, ...]:
    with pytest.raises(WrongFacts) as wrong:
        read_facts(schema, given)
    return wrong.value.problems


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"gap_rato": 1}, "unknown fact 'gap_rato', did you mean 'gap_ratio'?"),
        ({"gap_rato": None}, "unknown fact 'gap_rato', did you mean 'gap_ratio'?"),
        ({"gap_ratio": "0.6"}, "'gap_ratio' must be a number, not '0.6'"),
        ({"gap_ratio": True}, "'gap_ratio' must be a number, not true"),
        ({"gap_ratio": math.nan}, "'gap_ratio' must be a finite number"),
        ({"gap_ratio": math.inf}, "'gap_ratio' must be a finite number"),
        ({"answer": True}, "'answer' must be a whole number, not true"),
        ({"answer": 2.0}, "'answer' must be a whole number, not 2.0"),
        ({"answer": 6}, "'answer' must lie between 1 and 5, not 6"),
        ({"answer": 10**400}, "'answer' must lie between 1 and 5, not a huge number"),
        ({"tools": "mising"}, "'mising' is not a value of 'tools', did you mean 'missing'?"),
        ({"tools": 3}, "'tools' must be one of ok, degraded, missing, not 3"),
        ({"told": "yes"}, "'told' must be true or false, not 'yes'"),
        ({"told": 1}, "'told' must be true or false, not 1"),
        ({"met_on": "2024-02-30"}, "'met_on': 2024-02-30 does not exist in the calendar"),
        ({"met_on": "20240230"}, "'met_on' must be a day such as 2024-06-30, not '20240230'"),
        ({"obstacles": {"open": True}}, "'obstacles' must be a list, not an object"),
        ({"obstacles": [{"opne": True}]}, "'obstacles', item 1: unknown field 'opne', did you mean 'open'?"),
        ({"obstacles": [{}] * 201}, "'obstacles' holds more than 200 items"),
        ({"note": "x" * 20_001}, "'note' is longer than 20000 characters"),
        ([], "the facts must be an object: a value for each name"),
        ({"told": {"value": 1, "on": "2024-06-01"}}, "'told' must be true or false, not 1"),
        (
            {"told": {"value": True, "on": "01.06.2024"}},
            "'told': 'on' is a day such as 2024-06-30, not '01.06.2024'",
        ),
        (
            {"told": {"value": True, "on": "2024-06-31"}},
            "'told': 'on' is a day such as 2024-06-30, not '2024-06-31'",
        ),
        (
            {"told": {"value": True, "on": 20240601}},
            "'told': 'on' is a day such as 2024-06-30, not '20240601'",
        ),
        ({"told": {"value": True, "onn": "2024-06-01"}}, "'told': unknown part 'onn', did you mean 'on'?"),
        (
            {"told": {"on": "2024-06-01"}},
            """'told': 'value' is missing; write {"value": ..., "on": "2024-06-30"}""",
        ),
        ({"tld": {"value": True}}, "unknown fact 'tld', did you mean 'told'?"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_mend(schema: Schema, given: Any, problem: str) -> None:
    assert problems_of(schema, given) == (problem,)


def test_all_wrong_facts_are_told_at_once(schema: Schema) -> None:
    assert len(problems_of(schema, {"gap_rato": 1, "told": 1, "answer": 0, "gap_ratio": 0.5})) == 3


def test_a_null_is_unknown_and_not_a_value(schema: Schema) -> None:
    assert read_facts(schema, {"told": None, "gap_ratio": 1}) == {"gap_ratio": Fact(1)}


def test_a_value_may_bring_its_own_day(schema: Schema) -> None:
    given = {
        "told": {"value": True, "on": "2024-05-03"},
        "gap_ratio": {"value": 0.6},
        "answer": {"value": None},
    }
    assert read_facts(schema, given, origin="file", on=date(2024, 6, 30)) == {
        "told": Fact(True, "file", date(2024, 5, 3)),
        "gap_ratio": Fact(0.6, "file", date(2024, 6, 30)),
    }


def test_a_day_after_the_question_is_refused_and_the_day_itself_is_not(schema: Schema) -> None:
    def read(day: str) -> dict[str, Fact]:
        return read_facts(schema, {"told": {"value": True, "on": day}}, on=date(2024, 6, 30))

    assert read("2024-06-30")["told"].on == date(2024, 6, 30)
    with pytest.raises(
        WrongFacts, match="'on' is 2024-07-01, later than the day of the question, 2024-06-30"
    ):
        read("2024-07-01")


def test_registers_speak_only_when_asked_and_say_who_they_are(schema: Schema) -> None:
    facts = read_facts(schema, {"promises_overdue": 2})
    filled = with_registers(schema, facts, on=date(2024, 6, 30))
    assert filled["promises_overdue"] == Fact(2)
    assert filled["leave"] == Fact(False, "register", date(2024, 6, 30))
    assert "told" not in filled
    assert "leave" not in facts


def test_a_snapshot_goes_through_json_and_comes_back_the_same(schema: Schema) -> None:
    given = {"met_on": "2024-05-01", "obstacles": [{"open": True, "on": "2024-01-02"}], "note": "2024-05-01"}
    facts = {
        **read_facts(schema, given, origin="check-in", on=date(2024, 6, 1)),
        "told": Fact(True, "check-in", date(2024, 6, 2), "Sara"),
    }
    assert from_snapshot(json.loads(json.dumps(to_snapshot(facts)))) == facts
