"""Conditions: what is refused, where it is marked, and what the words mean."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appraisal.rulebook.condition import condition_of
from appraisal.rulebook.kinds import Kind
from appraisal.rulebook.words import has_word

OBSTACLE = {
    "open": Kind("bool", name="open"),
    "hours": Kind("number", "hours", name="hours"),
    "kind": Kind("enum", values=("tool", "input"), name="kind"),
    "on": Kind("date", name="on"),
}
FACTS = {
    "skill_gap": Kind("number", "ratio", name="skill_gap"),
    "role_new_days": Kind("number", "days", name="role_new_days"),
    "gap_weeks": Kind("number", "weeks", name="gap_weeks"),
    "can_explain_goal": Kind("enum", values=("yes", "partly", "no"), name="can_explain_goal"),
    "trained": Kind("bool", name="trained"),
    "note": Kind("text", name="note"),
    "met_on": Kind("date", name="met_on"),
    "obstacles": Kind("list", fields=OBSTACLE, name="obstacles"),
}
PARAMETERS = {"ramp_upto": Kind("number", "days", name="ramp_upto"), "ramp_share": Kind("number", "ratio")}


def fault_of(source: str) -> str:
    condition, faults = condition_of(source, FACTS, PARAMETERS)
    assert condition is None
    return faults[0].message


def answer(source: str, **values: Any) -> Any:
    condition, faults = condition_of(source, FACTS, PARAMETERS)
    assert condition is not None, faults
    return condition.evaluate(values)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("skil_gap > 0.4", "unknown fact 'skil_gap', did you mean 'skill_gap'?"),
        (
            "can_explain_goal == 'partley'",
            "'partley' is not a value of 'can_explain_goal', did you mean 'partly'?",
        ),
        (
            "can_explain_goal in ['yes', 'noo']",
            "'noo' is not a value of 'can_explain_goal', did you mean 'no'?",
        ),
        (
            "role_new_days < gap_weeks",
            "'role_new_days' is in days and 'gap_weeks' in weeks: they do not compare",
        ),
        ("skill_gap", "'skill_gap' is a number: compare it, so that it says yes or no"),
        ("trained == 'yes'", "'trained' is a yes or no and cannot be compared with the text 'yes'"),
        (
            "can_explain_goal < 'yes'",
            "'can_explain_goal' is a choice and cannot be compared with the text 'yes'",
        ),
        ("note < 'b'", "'note' is a text and has no order; compare it with == or in [...]"),
        ("skill_gap == missing", "write not known(x) to ask whether a fact is missing"),
        ("skill_gap == None", "write not known(x) to ask whether a fact is missing"),
        ("trained == True", "write 'true'"),
        ("known(0.5)", "known(...) takes the name of one fact"),
        ("known(ramp_upto)", "known(...) takes the name of one fact"),
        ("any(o.opne for o in obstacles)", "unknown field 'opne' of 'obstacles', did you mean 'open'?"),
        ("any(o for o in obstacles)", "'o' is a whole record; name one of its fields: o.field"),
        ("any(o.open for o in trained)", "'trained' is a yes or no and not a list"),
        ("any(obstacles)", "write any(... for o in list)"),
        ("has_word(note, 'la*zy')", "give whole words, with '*' only at the end of a word"),
        ("days_between(met_on, skill_gap) > 3", "'skill_gap' is a number: a date is needed here"),
        ("met_on > date('2024-02-30')", "'2024-02-30' is no day; write date('2024-06-30')"),
        ("knwon(trained)", "unknown word 'knwon', did you mean 'known'?"),
        ("skill_gap in trained", "after 'in' stands a list of values: in ['a', 'b']"),
        ("skill_gap > 1e400", "the number is too large"),
        ("skill_gap = 1", "the condition cannot be read: write '==' to compare"),
        ("trained && trained", "the condition cannot be read: write 'and' for '&&'"),
        ("", "the condition is empty"),
        ("trained and", "the condition cannot be read; look for a missing word, bracket or quotation mark"),
        (
            "any(any(p.open for p in obstacles) for o in obstacles)",
            "a loop inside a loop costs too much; make it two rules",
        ),
    ],
)
def test_a_fault_says_how_to_mend_it(source: str, message: str) -> None:
    assert fault_of(source) == message


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os').system('true')",
        "trained.__class__",
        "(lambda: true)()",
        "[o for o in obstacles]",
        "trained if trained else trained",
        "note[0] == 'a'",
        "2 ** 99999 > skill_gap",
        "f'{note}' == 'a'",
        "(x := trained)",
        "b'a' == note",
        "1j > skill_gap",
        "all(*obstacles)",
        "any(o.open for o in obstacles for p in obstacles)",
        "has_word(note, pattern='a')",
        "1 < 2 < " * 110 + "3",
        "not " * 30 + "trained",
        "(" * 300 + "trained" + ")" * 300,
        "-" * 900 + "1 > skill_gap",
        "'\\d' == note",
        "1or trained",
        "trained\x00",
        "note == '\ud800'",
    ],
)
def test_what_is_not_in_the_language_is_refused(source: str) -> None:
    assert fault_of(source)


def test_every_fault_is_told_at_once_and_in_its_place() -> None:
    _, faults = condition_of("skil_gap > 0.4 and not trainde and note == 3", FACTS, {})
    assert [(fault.offset, fault.message.split(",")[0]) for fault in faults] == [
        (0, "unknown fact 'skil_gap'"),
        (23, "unknown fact 'trainde'"),
        (43, "'note' is a text and cannot be compared with a number"),
    ]


def test_places_are_counted_in_letters_and_not_in_bytes() -> None:
    _, faults = condition_of("has_word(note, 'ленив*') and trainde", FACTS, {})
    assert [fault.offset for fault in faults] == [29]


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ("skill_gap / 0 > 1", {"skill_gap": 1}, None),
        ("0.2 < skill_gap <= 0.5", {"skill_gap": 0.5}, True),
        ("0.2 < skill_gap < ramp_share", {"skill_gap": 0.1}, False),
        ("known(skill_gap)", {}, False),
        ("not known(skill_gap) and trained", {"trained": True}, True),
        ("can_explain_goal not in ['no']", {"can_explain_goal": "yes"}, True),
        ("can_explain_goal not in ['no']", {}, None),
        ("days_between(met_on, as_of) > 30", {"met_on": date(2024, 1, 1), "as_of": date(2024, 6, 1)}, True),
        ("met_on >= date('2024-01-01')", {"met_on": date(2024, 1, 1)}, True),
        ("has_word(note, 'lazy')", {"note": "So LAZY."}, True),
        ("has_word(note, 'lazy')", {}, None),
        ("-skill_gap < 0", {"skill_gap": 2}, True),
        ("role_new_days <= ramp_upto", {"role_new_days": 60, "ramp_upto": 60}, True),
        ("role_new_days <= ramp_upto", {"role_new_days": 60, "ramp_upto": None}, None),
    ],
)
def test_a_word_means_what_it_says(source: str, values: dict[str, Any], expected: bool | None) -> None:
    assert answer(source, **values) is expected


TOOL = {"open": True, "hours": 3, "kind": "tool", "on": date(2024, 5, 1)}
CLOSED = {"open": False, "hours": 5, "kind": "input", "on": date(2024, 6, 1)}
UNSURE = {"hours": 1, "kind": "input"}


@pytest.mark.parametrize(
    ("source", "items", "expected"),
    [
        ("any(o.open for o in obstacles)", None, None),
        ("any(o.open for o in obstacles)", [], False),
        ("all(o.open for o in obstacles)", [], True),
        ("any(o.open for o in obstacles)", [UNSURE, TOOL], True),
        ("any(o.open for o in obstacles)", [UNSURE, CLOSED], None),
        ("all(o.open for o in obstacles)", [UNSURE, CLOSED], False),
        ("all(o.open for o in obstacles)", [UNSURE, TOOL], None),
        ("count(o.open for o in obstacles) == 1", [TOOL, CLOSED], True),
        ("count(o.open for o in obstacles) == 1", [TOOL, UNSURE], None),
        ("count(o.open for o in obstacles) == 0", [], True),
        ("any(o.open for o in obstacles if o.kind == 'input')", [TOOL, CLOSED], False),
        ("sum(o.hours for o in obstacles) == 9", [TOOL, CLOSED, UNSURE], True),
        ("sum(o.hours for o in obstacles if o.open) == 3", [TOOL, CLOSED], True),
        ("sum(o.hours for o in obstacles if o.open) == 3", [TOOL, UNSURE], None),
        ("average(o.hours for o in obstacles) == 4", [TOOL, CLOSED], True),
        ("average(o.hours for o in obstacles) == 4", [], None),
        ("latest(o.kind for o in obstacles) == 'input'", [CLOSED, TOOL], True),
        ("latest(o.kind for o in obstacles) == 'input'", [CLOSED, UNSURE], None),
        ("latest(o.on for o in obstacles) < date('2024-07-01')", [CLOSED, TOOL], True),
        ("latest(o.kind for o in obstacles) == 'input'", [], None),
        ("latest(o.hours for o in obstacles) == 2", [TOOL, {**TOOL, "hours": 2}], True),
        ("all(o.open for o in obstacles if o.hours > 2)", [{"open": False}], None),
    ],
)
def test_an_absent_list_is_unknown_and_an_empty_one_means_none(
    source: str, items: list[dict[str, Any]] | None, expected: bool | None
) -> None:
    assert answer(source, obstacles=items) is expected


def test_what_is_missing_names_only_what_would_help() -> None:
    condition, _ = condition_of("(trained or skill_gap > 1) and role_new_days > 3", FACTS, {})
    assert condition is not None
    assert condition.missing({"trained": True}) == ("role_new_days",)
    assert condition.missing({"trained": False}) == ("skill_gap", "role_new_days")


def test_a_field_that_nobody_filled_in_is_named_with_its_list() -> None:
    condition, _ = condition_of("any(o.open for o in obstacles)", FACTS, {})
    assert condition is not None
    assert condition.missing({"obstacles": [UNSURE]}) == ("obstacles.open",)
    assert condition.missing({}) == ("obstacles",)


@settings(deadline=10_000, max_examples=300)
@given(st.text(max_size=200) | st.text(alphabet="()[]'.,=<>!andort o01_for \n", max_size=120))
def test_no_text_crashes_the_reading_of_a_condition(source: str) -> None:
    condition, faults = condition_of(source, FACTS, PARAMETERS)
    assert (condition is None) is bool(faults)
    assert all(0 <= fault.offset <= len(source) for fault in faults)


def test_the_word_is_the_same_in_a_condition_and_in_python() -> None:
    assert answer("has_word(note, 'ленив*')", note="Ленивый") is has_word("Ленивый", "ленив*")
