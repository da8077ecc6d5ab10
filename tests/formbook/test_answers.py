"""Answers held against a form, and the facts they give."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appraisal.formbook import PROBLEM_KEYS, Form, asked_questions, check_answers, facts_in, freeze
from appraisal.formbook.answers import as_day, as_number

QUESTIONS = """
      - id: story
        kind: text
        words: WORDS
        read_by: [employee]
        required: true
        min_length: 5
        max_length: 12
      - id: obstacle
        kind: choice
        words: WORDS
        read_by: [employee]
        required: true
        options: [{id: something, words: WORDS}, {id: nothing, words: WORDS}, {id: cannot_tell, words: WORDS}]
        fact: {name: external_checklist_done, values: {something: true, nothing: true, cannot_tell: unknown}}
      - id: which
        kind: text
        words: WORDS
        read_by: [employee]
        required: true
        when: {question: obstacle, is: [something]}
      - {id: inputs, kind: yes_no_unknown, words: WORDS, read_by: [employee], fact: {name: input_quality_ok}}
      - id: waited
        kind: amount
        words: WORDS
        read_by: [employee]
        unit: days
        least: 0
        most: 90
        fact: {name: dependency_blocked_days}
      - {id: by, kind: date, words: WORDS, read_by: [employee]}
      - {id: proud, kind: example, words: WORDS, read_by: [employee], max_length: 20}
      - id: goals
        kind: per_goal
        words: WORDS
        read_by: [employee]
        required: true
        parts: [{id: result, words: WORDS, required: true, max_length: 9}, {id: helped, words: WORDS}]
"""
GOOD: dict[str, Any] = {"story": "It went well", "obstacle": "nothing"}


@pytest.fixture
def form(load: Callable[..., Form]) -> Form:
    """A form with one question of every kind."""
    return load(QUESTIONS)


def keys(form: Form, answers: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    found = check_answers(form, answers, **more)
    assert {problem.key for problem in found} <= set(PROBLEM_KEYS)
    return [(problem.question, problem.key) for problem in found]


def test_good_answers_meet_no_objection(form: Form) -> None:
    assert keys(form, GOOD) == []


def test_an_empty_form_names_all_that_is_missing_at_once(form: Form) -> None:
    found = check_answers(form, {"story": "  "}, goals=["g1"])
    assert [(one.question, one.key, dict(one.params)) for one in found] == [
        ("story", "missing", {}),
        ("obstacle", "missing", {}),
        ("goals", "missing", {"goal": "g1", "part": "result"}),
    ]


def test_the_obstacle_is_asked_for_only_when_there_was_one(form: Form) -> None:
    assert "which" not in asked_questions(form, GOOD)
    assert keys(form, {**GOOD, "obstacle": "something"}) == [("which", "missing")]


def test_nothing_in_my_way_and_yet_an_obstacle_is_told_to_the_writer_and_not_dropped(form: Form) -> None:
    found = check_answers(form, {**GOOD, "which": "The price list came late"})
    assert [(one.key, one.params["because_of"]) for one in found] == [("not_asked", "obstacle")]


@pytest.mark.parametrize(
    ("question", "answer", "key"),
    [
        ("story", "abcd", "too_short"),
        ("story", "abcd efgh ijkl", "too_long"),
        ("story", 7, "not_a_text"),
        ("obstacle", "both", "not_an_option"),
        ("obstacle", ["nothing"], "not_an_option"),
        ("inputs", "maybe", "not_an_option"),
        ("inputs", True, "not_an_option"),
        ("waited", "many", "not_a_number"),
        ("waited", float("nan"), "not_a_number"),
        ("waited", "Infinity", "not_a_number"),
        ("waited", True, "not_a_number"),
        ("waited", -1, "too_little"),
        ("waited", Decimal("90.5"), "too_much"),
        ("by", "2017-02-30", "not_a_date"),
        ("by", 5, "not_a_date"),
        ("proud", "yesterday", "not_an_example"),
        ("proud", {"what": "Sara's customer stayed"}, "example_without_day"),
        ("proud", {"on": "2017-10-03"}, "example_without_words"),
        ("proud", {"on": "soon", "what": "I called"}, "not_a_date"),
        ("proud", {"on": "2018-01-01", "what": "I called"}, "example_in_the_future"),
        ("proud", {"on": "2017-10-03", "what": "I called", "who": "x"}, "unknown_part"),
        ("goals", "all fine", "not_per_goal"),
        ("goals", {"g1": "fine"}, "not_per_goal"),
        ("goals", {"g1": {"result": "reached", "other": "x"}}, "unknown_part"),
        ("goals", {"g1": {"result": "reached it all"}}, "too_long"),
        ("goals", {"g1": {"result": "reached"}, "g2": {"result": "x"}}, "unknown_goal"),
        ("stroy", "x", "unknown_question"),
    ],
)
def test_an_answer_that_does_not_fit_is_objected_to(
    form: Form, question: str, answer: object, key: str
) -> None:
    answers = {**GOOD, "goals": {"g1": {"result": "reached"}}, question: answer}
    assert (question, key) in keys(form, answers, goals=["g1"], today=date(2017, 12, 20))


def test_a_misspelt_question_gets_a_hint(form: Form) -> None:
    found = check_answers(form, {**GOOD, "stroy": "x"})
    assert found[-1].params["hint"] == ", did you mean 'story'?"


@pytest.mark.parametrize(("length", "objections"), [(4, 1), (5, 0), (12, 0), (13, 1)])
def test_lengths_hold_at_their_edges(form: Form, length: int, objections: int) -> None:
    assert len(keys(form, {**GOOD, "story": "я" * length})) == objections


@pytest.mark.parametrize(("days", "objections"), [(0, 0), (90, 0), ("90.01", 1), ("-0.01", 1)])
def test_amounts_hold_at_their_edges(form: Form, days: object, objections: int) -> None:
    assert len(keys(form, {**GOOD, "waited": days})) == objections


def test_an_example_of_today_is_not_in_the_future(form: Form) -> None:
    today = date(2017, 12, 20)
    assert keys(form, {**GOOD, "proud": {"on": today, "what": "I called"}}, today=today) == []


def test_an_example_of_blanks_counts_as_left_open(form: Form) -> None:
    assert keys(form, {**GOOD, "proud": {"on": "", "what": " "}}) == []


def test_answers_become_facts_and_cannot_tell_becomes_none(form: Form) -> None:
    answers = {**GOOD, "inputs": "no", "waited": "2.5"}
    assert facts_in(form, answers) == {
        "external_checklist_done": True,
        "input_quality_ok": False,
        "dependency_blocked_days": Decimal("2.5"),
    }
    assert facts_in(form, {"obstacle": "cannot_tell", "inputs": "unknown", "waited": ""}) == {}


def test_nobody_asked_gives_no_fact(form: Form) -> None:
    assert facts_in(form, {}) == {}


def test_a_moment_is_no_day_and_a_truth_value_no_number() -> None:
    assert as_day(datetime(2017, 1, 1)) is None  # noqa: DTZ001 - a naive moment is the point here
    assert as_day(" 2017-01-01 ") == date(2017, 1, 1)
    assert as_number(True) is None
    assert as_number("۱۲") == 12


def test_a_question_hanging_on_one_that_is_not_asked_is_not_asked_either(load: Callable[..., Form]) -> None:
    base = "kind: yes_no_unknown, words: WORDS, read_by: [employee]"
    form = load(
        f"      - {{id: a, {base}}}\n"
        f"      - {{id: b, {base}, when: {{question: a, is: [yes]}}}}\n"
        f"      - {{id: c, {base}, when: {{question: b, is: [yes]}}}}\n"
    )
    assert asked_questions(form, {"a": "yes", "b": "yes"}) == {"a", "b", "c"}
    assert asked_questions(form, {"a": "no", "b": "yes"}) == {"a"}


def test_a_goal_may_be_passed_over_when_the_question_is_optional_but_not_half_told(
    load: Callable[..., Form],
) -> None:
    parts = "parts: [{id: result, words: WORDS, required: true}, {id: helped, words: WORDS}]"
    form = load(f"      - {{id: goals, kind: per_goal, words: WORDS, read_by: [employee], {parts}}}\n")
    assert keys(form, {}, goals=["g1"]) == []
    assert keys(form, {"goals": {"g1": {"helped": "A new tool"}}}, goals=["g1"]) == [("goals", "missing")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
IDS = st.sampled_from(["story", "obstacle", "which", "inputs", "waited", "by", "proud", "goals", "other"])


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.dictionaries(IDS, JSON, max_size=9))
def test_no_answers_crash_the_check(form: Form, answers: dict[str, Any]) -> None:
    keys(form, answers, goals=["g1"], today=date(2017, 12, 20))
    facts = facts_in(form, answers)
    assert set(facts) <= {"external_checklist_done", "input_quality_ok", "dependency_blocked_days"}
    assert json.loads(json.dumps(freeze(form, answers, "fa", goals={"g1": "Goal"})))["language"] == "fa"
