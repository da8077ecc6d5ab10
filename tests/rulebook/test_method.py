"""The numbers of the method: brought along by a pack, dated, checked, and exact."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rulebook import BrokenPack, diagnose, load_pack, read_facts
from appraisal.rulebook.method import NUMBERS, Method, method_on
from appraisal.rulebook.parameters import DatedValue, Parameter
from tests.rulebook.packs import METHOD, fact, pack_of, parameter, pro, write_pack

DAY = date(2024, 6, 30)
SKILL = "skill_level"
AS_SHIPPED = {
    "method_weak_points": 1, "method_moderate_points": 2, "method_strong_points": 3,
    "method_supported_from": 3, "method_supported_lead": 2, "method_ruled_out_from": 2, "method_close_within": 2,
    "method_firm_no_share": 0.35, "method_known_share_from": 0.5, "method_near_equal_from": 0.85,
    "method_prior_chance": 0.25, "method_leak_chance": 0.08, "method_unmoved_chance": 0.6,
    "method_weak_chance": 0.3, "method_moderate_chance": 0.55, "method_strong_chance": 0.8,
    "method_looked_at_from": 2, "method_questions_upto": 5, "method_gate_gain": 0.02,
}  # fmt: skip


def method_with(**numbers: float) -> Method:
    held = {**AS_SHIPPED, **numbers}
    return method_on(
        {name: Parameter(name, "", {}, (DatedValue(date(2000, 1, 1), held[name], "t"),)) for name in NUMBERS},
        DAY,
    )


def broken_by(folder: Path, **files: Any) -> list[str]:
    write_pack(folder, {"a": fact()}, {"S1": pro(SKILL, "strong", "a")}, files)
    with pytest.raises(BrokenPack) as broken:
        load_pack(folder)
    return [str(problem).removeprefix(folder.as_posix() + "/") for problem in broken.value.problems]


def test_the_core_pack_brings_every_number_of_the_method_and_no_other() -> None:
    assert set(METHOD) == set(NUMBERS)


def test_a_diagnosis_pack_without_a_number_of_the_method_is_refused_and_told_which_file_to_take_over(
    tmp_path: Path,
) -> None:
    write_pack(tmp_path, {"a": fact()}, {"S1": pro(SKILL, "strong", "a")})
    (tmp_path / "parameters" / "method_supported_from.yaml").unlink()
    with pytest.raises(BrokenPack) as broken:
        load_pack(tmp_path)
    (problem,) = broken.value.problems
    assert problem.path.endswith("parameters/method_supported_from.yaml")
    assert problem.message == (
        "a diagnosis pack needs the number 'method_supported_from';"
        " take over the file parameters/method_supported_from.yaml of the core pack"
    )


def test_a_pack_of_another_kind_needs_no_method(tmp_path: Path) -> None:
    write_pack(tmp_path, {"a": fact()}, {"S1": pro(SKILL, "strong", "a")})
    for name in NUMBERS:
        (tmp_path / "parameters" / f"{name}.yaml").unlink()
    head = (tmp_path / "pack.yaml").read_text("utf-8").replace("kind: diagnosis", "kind: goals")
    (tmp_path / "pack.yaml").write_text(head, "utf-8")
    (tmp_path / "rules_of" / "S1.yaml").write_text(
        (tmp_path / "rules_of" / "S1.yaml")
        .read_text("utf-8")
        .replace('"evidence": {"for": {"skill_level": "strong"}}', '"level": "tip"'),
        "utf-8",
    )
    assert set(load_pack(tmp_path).rules) == {"S1"}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("method_prior_chance", 1, "must be a chance between 0 and 1, and neither of them, not 1"),
        ("method_leak_chance", 0, "must be a chance between 0 and 1, and neither of them, not 0"),
        ("method_known_share_from", 1.5, "must be a share from 0 to 1, not 1.5"),
        ("method_questions_upto", 2.5, "must be a whole number from 0 to 10, not 2.5"),
        ("method_supported_from", 1001, "must be a number from 0 to 1000, not 1001"),
        ("method_supported_from", -1, "must be a number from 0 to 1000, not -1"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_mend(
    tmp_path: Path, name: str, value: float, message: str
) -> None:
    assert broken_by(tmp_path, **{name: parameter(value)}) == [
        f"parameters/{name}.yaml:1:1: '{name}' {message}"
    ]


def test_weak_moderate_and_strong_must_rise(tmp_path: Path) -> None:
    (problem,) = broken_by(tmp_path, method_moderate_points=parameter(3))
    assert problem.endswith("weak, moderate and strong must rise; on 2000-01-01 they are 1, 3, 3")


def test_a_number_of_the_method_is_dated_and_last_years_finding_keeps_last_years(tmp_path: Path) -> None:
    stricter = parameter(3, "count")
    stricter["values"].append({"from": "2025-01-01", "value": 4, "source": "agreed"})
    pack = pack_of(
        tmp_path, {"a": fact()}, {"S1": pro(SKILL, "strong", "a")}, {"method_supported_from": stricter}
    )
    facts = read_facts(pack.schema, {"a": True})
    assert diagnose(pack, facts, date(2024, 12, 31)).findings[SKILL].status == "supported"
    assert diagnose(pack, facts, date(2025, 1, 1)).findings[SKILL].status == "possible"


def test_before_the_first_day_of_a_number_its_first_value_holds(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"a": fact()}, {"S1": pro(SKILL, "strong", "a")})
    facts = read_facts(pack.schema, {"a": True})
    assert diagnose(pack, facts, date(1990, 1, 1)).findings[SKILL].status == "supported"


def test_how_many_questions_are_asked_at_once_is_a_number_of_the_pack(tmp_path: Path) -> None:
    facts, rules = {name: fact() for name in "abcd"}, {f"S{n}": pro(SKILL, "weak", n) for n in "abcd"}
    pack = pack_of(tmp_path, facts, rules, {"method_questions_upto": parameter(2, "count")})
    assert len(diagnose(pack, {}, DAY).questions) == 2


def test_as_shipped_a_firm_no_is_seven_parts_of_twenty() -> None:
    method = method_with()
    assert (method.parts, method.points["weak"], method.no_weighs(method.points["strong"])) == (20, 20, 21)


@given(
    share=st.integers(0, 100).map(lambda n: n / 100),
    weak=st.integers(1, 30).map(lambda n: n / 10),
    lead=st.integers(0, 50).map(lambda n: n / 10),
)
def test_every_sum_is_exact_in_whole_parts(share: float, weak: float, lead: float) -> None:
    method = method_with(
        method_firm_no_share=share,
        method_weak_points=weak,
        method_moderate_points=weak + 1,
        method_strong_points=weak + 2,
        method_supported_lead=lead,
    )
    assert Fraction(method.points["weak"], method.parts) == Fraction(str(weak))
    assert Fraction(method.supported_lead, method.parts) == Fraction(str(lead))
    for points in method.points.values():
        assert method.no_weighs(points) == points * Fraction(str(share))
