"""Plain data: short for the command line, whole for keeping."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from appraisal.rulebook import FACTORS, Fact, Pack, cascade, diagnose, to_plain, to_stored
from tests.rulebook.packs import fact, pack_of, parameter, rule, texts

DAY = date(2024, 6, 30)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    facts = {
        "tools": fact("enum", values=["ok", "missing"]),
        "told": fact(answers={"yes": texts("Told"), "no": texts("Not told")}),
        "gap": fact("number", unit="ratio"),
    }
    rules = {
        "E1": rule("tools == 'missing'", evidence={"for": {"external_factors": "strong"}}, remedy=texts("Get it"),
                   harms=texts("Pressure"), question=texts("What can you not do?"), follow_up_days=14),
        "S1": rule("told == false and gap < low", evidence={"for": {"skill_level": "weak"}}),
    }  # fmt: skip
    return pack_of(tmp_path, facts, rules, {"low": parameter(0.8)})


FACTS = {"tools": Fact("missing", "check-in answer", date(2024, 6, 1), "Sara"), "told": Fact(False)}


def test_the_command_line_gets_exactly_the_agreed_shape(pack: Pack) -> None:
    plain = json.loads(json.dumps(to_plain(diagnose(pack, FACTS, DAY), "ru")))
    assert list(plain) == ["outcome", "leading", "factors", "questions", "remedy", "gates", "pack"]
    assert list(plain["factors"]) == list(FACTORS)
    assert plain["factors"]["external_factors"] == {
        "status": "supported",
        "for": ["E1"],
        "against": [],
        "unknown": [],
    }
    assert plain["questions"] == [
        {"text": "How is it? ру", "fact": "gap", "ask": "employee", "rules": ["S1"]}
    ]
    assert plain["remedy"] == "Get it ру"
    assert plain["pack"] == {"name": "small", "version": "1.0.0", "sha256": pack.sha256}


def test_no_number_about_a_person_leaves_the_engine(pack: Pack) -> None:
    plain = to_plain(diagnose(pack, FACTS, DAY))
    assert not [
        part for factor in plain["factors"].values() for part in factor.values() if isinstance(part, int)
    ]


def test_what_is_kept_reads_without_the_engine(pack: Pack) -> None:
    kept = json.loads(json.dumps(to_stored(pack, diagnose(pack, FACTS, DAY))))
    fired, open_rule = kept["rules"]["E1"], kept["rules"]["S1"]
    assert fired["answer"] == "yes"
    assert fired["title"]["fa"].endswith("فا")
    assert (fired["harms"], fired["follow_up_days"]) == (texts("Pressure"), 14)
    assert (open_rule["answer"], open_rule["missing"], open_rule["parameters"]) == (
        "unknown",
        ["gap"],
        {"low": 0.8},
    )
    assert kept["facts"]["tools"]["words"] == texts("missing")
    assert kept["facts"]["tools"]["on"] == "2024-06-01"
    assert kept["facts"]["told"]["words"] == texts("Not told")
    assert kept["facts"]["gap"]["known"] is False
    assert kept["pack"]["language"] == "kl/1"


def test_the_same_facts_are_kept_the_same(pack: Pack) -> None:
    one, other = (to_stored(pack, diagnose(pack, FACTS, DAY)) for _ in range(2))
    assert one == other


def test_what_turned_first_leads_and_the_rest_is_its_consequence() -> None:
    steps = cascade(
        [
            (date(2024, 6, 1), "choice_to_expend_effort", "quiet in meetings"),
            (date(2024, 3, 1), "external_factors", "tool missing"),
            (date(2024, 4, 1), "degree_of_effort", "drop in output"),
        ]
    )
    assert [(step.factor, step.leads) for step in steps] == [
        ("external_factors", True),
        ("degree_of_effort", False),
        ("choice_to_expend_effort", False),
    ]


def test_on_the_same_day_the_factor_that_is_looked_at_first_leads() -> None:
    day = date(2024, 3, 1)
    steps = cascade([(day, "persistence", "stopped"), (day, "skill_level", "task changed")])
    assert steps[0].factor == "skill_level"
    assert cascade([]) == ()
