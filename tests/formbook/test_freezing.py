"""What is kept with a signature reads without the form, in every language, for ever."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from appraisal.formbook import Form, Reader, freeze, in_language

QUESTIONS = """
      - {id: story, kind: text, words: WORDS, read_by: [employee, manager, hr]}
      - id: obstacle
        kind: choice
        words: WORDS
        read_by: [employee, manager]
        options: [{id: something, words: WORDS}, {id: nothing, words: WORDS}]
      - {id: which, kind: text, words: WORDS, read_by: [employee], when: {question: obstacle, is: [something]}}
      - {id: waited, kind: amount, words: WORDS, read_by: [employee], unit: days}
      - {id: by, kind: date, words: WORDS, read_by: [employee]}
      - {id: proud, kind: example, words: WORDS, read_by: [employee]}
      - {id: goals, kind: per_goal, words: WORDS, read_by: [employee], parts: [{id: result, words: WORDS}]}
"""
ANSWERS = {
    "story": " It went well ",
    "obstacle": "nothing",
    "waited": Decimal("1E+1"),
    "by": date(2017, 12, 24),
    "proud": {"on": date(2017, 10, 3), "what": "Sara called back"},
    "goals": {"g1": {"result": "reached"}},
}


@pytest.fixture
def form(load: Callable[..., Form]) -> Form:
    """A small form that asks a little of everything."""
    return load(QUESTIONS)


def test_the_signed_copy_survives_json_and_a_changed_form(form: Form, load: Callable[..., Form]) -> None:
    kept = json.dumps(freeze(form, ANSWERS, "fa", goals={"g1": "Keep ten customers"}))
    changed = load("      - {id: other, kind: text, words: WORDS, read_by: [employee]}\n")
    assert changed.sha256 != form.sha256
    frozen = json.loads(kept)
    assert frozen["sha256"] == form.sha256
    assert frozen["sections"][0]["questions"][0]["words"]["fa"] == "سلام"


def test_the_answers_are_plain_and_the_goals_keep_their_words(form: Form) -> None:
    frozen = freeze(form, ANSWERS, "en", goals={"g1": "Keep ten customers"})
    questions = {one["id"]: one for one in frozen["sections"][0]["questions"]}
    assert questions["story"]["answer"] == "It went well"
    assert (questions["waited"]["answer"], questions["waited"]["unit"]) == ("10", "days")
    assert questions["by"]["answer"] == "2017-12-24"
    assert questions["proud"]["answer"] == {"on": "2017-10-03", "what": "Sara called back"}
    assert questions["obstacle"]["answer_words"]["ru"] == "Привет"
    told = {"goal": "g1", "statement": "Keep ten customers", "answers": {"result": "reached"}}
    assert questions["goals"]["goals"] == [told]


def test_a_question_not_asked_is_left_out_and_one_left_open_stays(form: Form) -> None:
    frozen = freeze(form, {"obstacle": "nothing"}, "en")
    answers = {one["id"]: one.get("answer") for one in frozen["sections"][0]["questions"]}
    assert "which" not in answers
    assert answers["story"] is None


def test_a_review_written_in_persian_prints_in_english(form: Form) -> None:
    frozen = freeze(form, ANSWERS, "fa")
    assert in_language(frozen)["title"] == "سلام"
    english = in_language(frozen, "en")
    assert (english["language"], english["title"]) == ("en", "Hello")
    chosen = next(one for one in english["sections"][0]["questions"] if one["id"] == "obstacle")
    assert (chosen["words"], chosen["answer_words"]) == ("Hello", "Hello")
    assert frozen["title"]["ru"] == "Привет"


def test_hr_reads_only_what_was_announced_to_be_read_by_hr(form: Form) -> None:
    frozen = freeze(form, ANSWERS, "en")
    for_hr = in_language(frozen, reader=Reader.HR)
    assert [one["id"] for one in for_hr["sections"][0]["questions"]] == ["story"]
    assert "Sara" not in json.dumps(for_hr)


def test_a_language_that_no_form_speaks_is_refused(form: Form) -> None:
    with pytest.raises(ValueError, match="no form is written in 'de'"):
        freeze(form, {}, "de")
