"""Packs: every problem at once, with file, line, column and mend; and the checksums of what is whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appraisal.rulebook import BrokenPack, load_pack, run_cases
from tests.rulebook.packs import fact, pack_of, parameter, rule, texts, write_pack

FACTS = {
    "skill_gap": fact("number", unit="ratio"),
    "role_new_days": fact("int", unit="days"),
    "can_explain_goal": fact("enum", values=["yes", "partly", "no"]),
    "training_done": fact("int"),
    "training_required": fact("int"),
}
UNTRAINED = """\
version: 3
status: active
when: skill_gap > 0.4 and training_done < training_required
evidence:
  for: {skill_level: strong}
  against: {choice_to_expend_effort: moderate}
group: training_records
title:    {en: Untrained skill gap, fa: شکاف مهارت بدون آموزش, ru: Пробел в навыках, vi: Thiếu kỹ năng}
question: {en: Which step?, fa: کدام گام؟, ru: Какой шаг?, vi: Bước nào?}
remedy:   {en: Show the step, fa: گام را نشان دهید, ru: Покажите шаг, vi: Làm mẫu bước đó}
follow_up_days: 30
source: Mager and Pipe
cases:
  - {name: a gap after a cancelled course, given: {skill_gap: 0.6, training_done: 1, training_required: 3}, expect: yes}
  - {name: trained as required,            given: {skill_gap: 0.6, training_done: 3, training_required: 3}, expect: no}
  - {name: nobody measured the gap,        given: {training_done: 1, training_required: 3}, expect: unknown}
"""


def problems_of(folder: Path, rules: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(BrokenPack) as broken:
        pack_of(folder, more.pop("facts", FACTS), rules, **more)
    return [str(problem).removeprefix(f"{folder.as_posix()}/") for problem in broken.value.problems]


def test_the_rule_of_the_book_loads_and_its_cases_hold(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, FACTS, {"S90-untrained": UNTRAINED})
    found = pack.rules["S90"]
    assert (found.version, found.supports, found.opposes) == (
        3,
        {"skill_level": "strong"},
        {"choice_to_expend_effort": "moderate"},
    )
    assert found.title["fa"] == "شکاف مهارت بدون آموزش"
    assert run_cases(pack) == []


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("when: skill_gap", "when: skil_gap", "3:7: unknown fact 'skil_gap', did you mean 'skill_gap'?"),
        (
            "when: skill_gap > 0.4",
            "when: skill_gap > 0.4 and can_explain_goal == 'partley'",
            "3:47: 'partley' is not a value of 'can_explain_goal', did you mean 'partly'?",
        ),
        (
            "training_done < training_required\n",
            "training_done < training_required and role_new_days == skill_gap\n",
            "3:82: 'role_new_days' is in days and 'skill_gap' in ratio: they do not compare",
        ),
        (
            "for: {skill_level",
            "for: {skil_level",
            "5:9: unknown key 'skil_level', did you mean 'skill_level'?",
        ),
        ("strong}", "stronk}", "5:22: unknown skill_level 'stronk', did you mean 'strong'?"),
        ("remedy: ", "remedi: ", "10:1: unknown key 'remedi', did you mean 'remedy'?"),
        (", vi: Bước nào?}", "}", "9:11: question is missing in vi"),
        ("vi: Bước nào?}", "vi: ''}", "9:11: question is missing in vi"),
        ("version: 3", "version: three", "1:10: 'version' must be a whole number from 1"),
        ("status: active", "status: activ", "2:9: unknown status 'activ', did you mean 'active'?"),
        ("source: Mager and Pipe\n", "", "1:1: 'source' is missing"),
        (
            "group: training_records",
            "gate: escalate",
            "1:1: a rule has exactly one of 'evidence', 'gate' and 'blocks'",
        ),
        ("training_done: 3, training", "training_dun: 3, training", "15:68: unknown fact 'training_dun'"),
        ("expect: unknown", "expect: 'yes'", "13:1: no case expects 'unknown'"),
        (
            "{skill_gap: 0.6, training_done: 1",
            "{skill_gap: high, training_done: 1",
            "14:63: 'skill_gap' is a number",
        ),
        (
            "version: 3\n",
            "version: 3\nversion: 4\n",
            "2:1: 'version' is given twice, first in line 1; keep one",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_its_mend(
    tmp_path: Path, before: str, after: str, problem: str
) -> None:
    assert before in UNTRAINED
    found = problems_of(tmp_path, {"S90-untrained": UNTRAINED.replace(before, after, 1)})
    assert any(line.startswith(f"rules_of/S90-untrained.yaml:{problem}") for line in found), found


def test_a_fault_in_a_folded_condition_points_into_its_own_line(tmp_path: Path) -> None:
    folded = UNTRAINED.replace(
        "when: skill_gap > 0.4 and", "when: >-\n  skill_gap > 0.4 and\n  not trainde and"
    )
    found = problems_of(tmp_path, {"S90-x": folded})
    assert found[0].startswith("rules_of/S90-x.yaml:5:7: unknown fact 'trainde'")


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    found = problems_of(
        tmp_path,
        {
            "S01-a": rule("skil_gap > 1 or nobody_knows == 3"),
            "S02-b": rule("skill_gap > 1", title=texts("")),
            "S03": "a: [",
        },
        facts={**FACTS, "odd": fact("bol")},
        parameters={"p": {"unit": "rato", "title": texts("t"), "values": []}},
    )
    assert len(found) >= 7
    assert [line.split(":")[0] for line in found] == sorted(line.split(":")[0] for line in found)


def test_a_case_that_comes_out_otherwise_says_what_is_missing(tmp_path: Path) -> None:
    wrong = UNTRAINED.replace("given: {skill_gap: 0.6, training_done: 3,", "given: {training_done: 1,", 1)
    pack = pack_of(tmp_path, FACTS, {"S90-untrained": wrong})
    (problem,) = run_cases(pack)
    assert problem.message == "case 'trained as required': expected no, got unknown (missing: skill_gap)"
    assert (problem.line, problem.column) == (15, 5)


def test_a_rule_needs_three_cases_and_all_three_answers(tmp_path: Path) -> None:
    found = problems_of(
        tmp_path, {"S1": rule("skill_gap > 1", [{"name": "a", "given": {}, "expect": "yes"}])}
    )
    assert [line.split(": ", 1)[1] for line in found] == [
        "a rule has at least 3 cases, here are 1",
        "no case expects 'no'",
        "no case expects 'unknown'",
    ]


def test_a_condition_that_always_knows_needs_no_unknown_case(tmp_path: Path) -> None:
    cases = [
        {"name": "asked", "given": {"skill_gap": 1}, "expect": "no"},
        {"name": "asked, none", "given": {"skill_gap": 0}, "expect": "no"},
        {"name": "never asked", "given": {}, "expect": "yes"},
    ]
    assert run_cases(pack_of(tmp_path, FACTS, {"S1": rule("not known(skill_gap)", cases)})) == []


def test_two_files_cannot_share_an_id_nor_two_groups_a_fact(tmp_path: Path) -> None:
    write_pack(tmp_path, FACTS, {"S1-a": rule("skill_gap > 1"), "S1-b": rule("skill_gap > 2")})
    (tmp_path / "facts" / "more.yaml").write_text(
        (tmp_path / "facts" / "all.yaml").read_text("utf-8"), "utf-8"
    )
    with pytest.raises(BrokenPack) as broken:
        load_pack(tmp_path)
    messages = [problem.message for problem in broken.value.problems]
    assert any("the id 'S1' is already taken by" in message for message in messages)
    assert any("'skill_gap' is already a fact of" in message for message in messages)


def test_a_fact_that_can_be_asked_has_a_question(tmp_path: Path) -> None:
    lonely = {**fact(), "ask": "manager"}
    del lonely["question"]
    found = problems_of(tmp_path, {"S1": rule("x == true")}, facts={"x": lonely})
    assert any("'x' can be asked (manager) but has no 'question'" in line for line in found)


def test_a_folder_without_a_head_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(BrokenPack, match=r"there is no pack\.yaml"):
        load_pack(tmp_path / "nowhere")


def test_a_rule_leans_on_the_number_of_its_day(tmp_path: Path) -> None:
    dated = parameter(0.8)
    dated["values"].append({"from": "2024-07-01", "value": 0.5, "source": "agreed"})
    pack = pack_of(tmp_path, FACTS, {"S1": rule("skill_gap < low")}, {"low": dated})
    assert pack.values_on(date(2024, 6, 30))["low"] == 0.8
    assert pack.values_on(date(2024, 7, 1))["low"] == 0.5
    assert pack.values_on(date(1999, 1, 1))["low"] is None


def test_the_checksum_sees_what_is_said_and_not_how_it_is_laid_out(tmp_path: Path) -> None:
    one = pack_of(tmp_path / "a", FACTS, {"S90-u": UNTRAINED})
    other = pack_of(tmp_path / "b", FACTS, {"S90-u": "# a remark\n" + UNTRAINED.replace("    ", " ")})
    third = pack_of(tmp_path / "c", FACTS, {"S90-u": UNTRAINED.replace("0.4 and", "0.5 and")})
    assert one.sha256 == other.sha256 != third.sha256


def test_a_mended_translation_is_not_changed_logic(tmp_path: Path) -> None:
    one = pack_of(tmp_path / "a", FACTS, {"S90-u": UNTRAINED}).rules["S90"]
    mended = pack_of(tmp_path / "b", FACTS, {"S90-u": UNTRAINED.replace("Bước nào", "Bước gì")}).rules["S90"]
    changed = pack_of(tmp_path / "c", FACTS, {"S90-u": UNTRAINED.replace("0.4", "0.3")}).rules["S90"]
    assert (one.logic_digest, one.texts_digest) != (mended.logic_digest, mended.texts_digest)
    assert one.logic_digest == mended.logic_digest
    assert one.texts_digest == changed.texts_digest
    assert one.logic_digest != changed.logic_digest


@settings(max_examples=150, deadline=10_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.integers(0, len(UNTRAINED)), length=st.integers(0, 30), instead=st.text(max_size=12))
def test_no_mangled_rule_crashes_the_loader(tmp_path: Path, position: int, length: int, instead: str) -> None:
    write_pack(tmp_path, FACTS, {})
    path = tmp_path / "rules_of" / "S90-x.yaml"
    path.parent.mkdir(exist_ok=True)
    mangled = UNTRAINED[:position] + instead + UNTRAINED[position + length :]
    path.write_bytes(mangled.encode("utf-8", errors="surrogatepass"))
    rules = problems = ()
    try:
        rules = load_pack(tmp_path).rules
    except BrokenPack as broken:
        problems = broken.problems
    assert bool(rules) is not bool(problems)


PLAIN = st.recursive(
    st.text(max_size=8) | st.sampled_from(["yes", "bool", "strong", "skill_level", "en", "1"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["version", "when", "evidence", "for", "gate", "blocks", "title", "en",
                                       "cases", "given", "type", "values", "unit", "facts", "group", "from"]),
                      inner, max_size=6),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=10_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(a_rule=PLAIN, a_fact=PLAIN, a_parameter=PLAIN)
def test_no_shape_of_data_crashes_the_loader(
    tmp_path: Path, a_rule: Any, a_fact: Any, a_parameter: Any
) -> None:
    write_pack(tmp_path, {"x": a_fact}, {"S1": a_rule}, {"p": a_parameter})
    with pytest.raises(BrokenPack):
        load_pack(tmp_path)
