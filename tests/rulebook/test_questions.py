"""What to ask next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from appraisal.rulebook import diagnose, read_facts
from tests.rulebook.packs import fact, pack_of, rule, texts

DAY = date(2024, 6, 30)


def asked(folder: Path, facts: dict[str, Any], rules: dict[str, Any], **given: Any) -> list[str]:
    pack = pack_of(folder, facts, rules)
    return [question.fact for question in diagnose(pack, read_facts(pack.schema, given), DAY).questions]


def pro(when: str, strength: str = "strong", factor: str = "skill_level", **more: Any) -> dict[str, Any]:
    return rule(when, evidence={"for": {factor: strength}}, **more)


def test_the_two_basic_questions_come_before_anything_else(tmp_path: Path) -> None:
    facts = {
        "a": fact(),
        "external_checklist_done": fact(cost=3),
        "goal_restated_correctly": fact("enum", values=["yes", "partly", "no"]),
    }
    rules = {"S1": pro("a"), "G1": rule("external_checklist_done == false", gate="more_info")}
    assert asked(tmp_path, facts, rules) == ["external_checklist_done", "goal_restated_correctly", "a"]
    assert asked(tmp_path, facts, rules, external_checklist_done=True) == ["goal_restated_correctly", "a"]

    assert (
        asked(tmp_path, facts, rules, external_checklist_done=False, a=True)[0] == "external_checklist_done"
    )


def test_a_strong_sign_is_asked_before_a_weak_one(tmp_path: Path) -> None:
    facts = {"a": fact(), "b": fact()}
    assert asked(tmp_path, facts, {"S1": pro("a", "weak"), "S2": pro("b")}) == ["b", "a"]


def test_a_dear_question_waits(tmp_path: Path) -> None:
    facts = {"a": fact(cost=3), "b": fact(cost=1)}
    assert asked(tmp_path, facts, {"S1": pro("a"), "S2": pro("b")}) == ["b", "a"]


def test_among_near_equals_the_earliest_open_factor_comes_first(tmp_path: Path) -> None:
    facts = {"a": fact(), "b": fact()}
    rules = {"P1": pro("a", factor="persistence"), "E1": pro("b", factor="external_factors")}
    assert asked(tmp_path, facts, rules) == ["b", "a"]


def test_there_are_never_more_than_five(tmp_path: Path) -> None:
    names = [f"f{number}" for number in range(9)]
    rules = {f"S{name}": pro(name) for name in names}
    assert len(asked(tmp_path, {name: fact() for name in names}, rules)) == 5


def test_what_nobody_may_be_asked_is_not_asked(tmp_path: Path) -> None:
    facts = {"a": fact(ask="nobody"), "b": fact(restricted="true"), "c": fact(ask="manager")}
    assert asked(tmp_path, facts, {f"S{name}": pro(name) for name in "abc"}) == ["c"]


def test_what_is_settled_is_not_asked_again(tmp_path: Path) -> None:
    facts = {"a": fact(), "b": fact(), "c": fact()}
    rules = {"S1": pro("a and b"), "S2": pro("c")}
    assert asked(tmp_path, facts, rules, a=False, c=True) == []


def test_a_blocked_factor_raises_no_questions(tmp_path: Path) -> None:
    facts = {"a": fact(), "b": fact()}
    rules = {"A1": pro("a", factor="aptitude"), "A5": rule("b", blocks=["aptitude"])}
    assert asked(tmp_path, facts, rules, b=True) == []


def test_the_question_is_the_rules_own_when_it_asks_for_that_very_fact(tmp_path: Path) -> None:
    facts = {"a": fact(ask="manager"), "b": fact()}
    rules = {
        "S1": pro("a", question=texts("What would help?")),
        "S2": pro("b", question=texts("Is it b?"), asks="b"),
    }
    pack = pack_of(tmp_path, facts, rules)
    found = {question.fact: question for question in diagnose(pack, {}, DAY).questions}
    assert found["a"].text == texts("How is it?")
    assert (found["a"].ask, found["a"].rules) == ("manager", ("S1",))
    assert found["b"].text == texts("Is it b?")


def test_numbers_words_and_lists_can_all_be_asked(tmp_path: Path) -> None:
    facts = {
        "n": fact("number", unit="ratio"),
        "k": fact("int", range=["1", "5"]),
        "e": fact("enum", values=["ok", "bad"]),
        "t": fact("text"),
        "o": fact("list", fields={"open": {"type": "bool"}}),
    }
    rules = {
        "S1": pro("n < 0.8 or n >= 1.2"),
        "S2": pro("k <= 2"),
        "S3": pro("e == 'bad'"),
        "S4": pro("has_word(t, 'late')"),
        "S5": pro("any(o1.open for o1 in o)"),
    }
    assert set(asked(tmp_path, facts, rules)) == {"n", "k", "e", "t", "o"}


def test_the_same_facts_bring_the_same_questions(tmp_path: Path) -> None:
    facts = {name: fact() for name in "abcdefg"}
    rules = {f"S{name}": pro(name, "moderate") for name in "gfedcba"}
    assert asked(tmp_path / "1", facts, rules) == asked(tmp_path / "2", facts, rules)
