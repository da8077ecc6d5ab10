"""A folder of forms: every problem at once, and the form that fits a job family."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from appraisal.formbook import BrokenForms, Form, Formbook, FormKind, Occasion, Reader, load_forms

Complaints = Callable[..., list[str]]
Make = Callable[[str], str]
W = "words: WORDS, read_by: [employee]"


def test_a_seller_gets_the_form_of_sellers_and_all_others_the_general_one(folder: Path) -> None:
    general = (folder / "self_review" / "general.yaml").read_text(encoding="utf-8")
    seller = general.replace("serves: [general]", "serves: [sales_seller, sales_trainee]")
    (folder / "self_review" / "sales_seller.yaml").write_text(seller, encoding="utf-8")
    book = load_forms(folder)
    assert book.form_for("self_review", "sales_trainee").id == "self_review/sales_seller"
    assert book.form_for(FormKind.SELF_REVIEW, "office").id == "self_review/general"
    assert book.form_for("manager_review", "sales_seller").id == "manager_review/general"


def test_an_empty_formbook_says_which_form_is_missing() -> None:
    with pytest.raises(LookupError, match="no form of kind 'self_review' serves 'office'"):
        Formbook(()).form_for("self_review", "office")


def test_the_kind_settles_who_answers_and_when(folder: Path) -> None:
    book = load_forms(folder)
    assert book.form_for("manager_review", "x").answered_by is Reader.MANAGER
    assert book.form_for("self_review", "x").answered_by is Reader.EMPLOYEE
    assert book.form_for("checkin_preparation", "x").asked is Occasion.BEFORE_CHECKIN


@pytest.mark.parametrize("kind", ["rating", "scale", "score", "Stars"])
def test_a_rating_is_refused_and_told_why(kind: str, complaints: Complaints, of_questions: Make) -> None:
    said = complaints(of_questions(f"      - {{id: q, kind: {kind}, {W}}}\n"))
    assert len(said) == 1
    assert said[0].startswith(
        f"11:23: '{kind}' is refused: a number about a person looks objective and is not"
    )
    assert "mistake 4" in said[0]


def test_a_choice_that_counts_up_is_a_rating_in_disguise(complaints: Complaints, of_questions: Make) -> None:
    def option(number: int) -> str:
        words = f"{{en: {number} - good, fa: {number} خوب, ru: {number} да, vi: {number} tốt}}"
        return f"{{id: o{number}, words: {words}}}"

    options = ", ".join(option(number) for number in (1, 2, 3))
    said = complaints(of_questions(f"      - {{id: q, kind: choice, {W}, options: [{options}]}}\n"))
    assert ["options that count up are a rating, refused" in one for one in said] == [True]


def test_stars_and_bare_digits_are_ratings_too(complaints: Complaints, of_questions: Make) -> None:
    options = ", ".join(
        f"{{id: o{n}, words: {{en: '{s}', fa: '{s}', ru: '{s}', vi: '{s}'}}}}" for n, s in enumerate("۱۵")
    )
    said = complaints(of_questions(f"      - {{id: q, kind: choice, {W}, options: [{options}]}}\n"))
    assert ["options that count up are a rating, refused" in one for one in said] == [True]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("unit: points", "the unit 'points' is refused"),
        ("unit: count, least: 1, most: 5", "a count from 1 to 5 is a rating, refused"),
        ("unit: hours, least: 9, most: 5", "'least' is more than 'most'"),
        ("unit: hour", "'hour' is not a value of 'unit', did you mean 'hours'?"),
        ("unit: hours, least: nan", "'least' must be a number"),
        ("least: 1", "a question needs 'unit'"),
    ],
)
def test_an_amount_counts_things_and_not_people(
    amount: str, said: str, complaints: Complaints, of_questions: Make
) -> None:
    found = complaints(of_questions(f"      - {{id: q, kind: amount, {W}, {amount}}}\n"))
    assert [said in one for one in found] == [True]


def test_a_misspelt_field_and_a_misspelt_kind_get_a_hint_with_their_place(
    complaints: Complaints, of_questions: Make
) -> None:
    questions = f"      - {{id: a, kind: text, {W}, requird: true}}\n      - {{id: b, kind: chioce, {W}}}\n"
    said = complaints(of_questions(questions))
    assert len(said) == 2
    assert "unknown field 'requird' in a question, did you mean 'required'?" in said[0]
    assert said[0].startswith("11:")
    assert said[1] == "12:23: 'chioce' is not a value of 'kind', did you mean 'choice'?"


def test_all_problems_of_all_files_come_at_once(folder: Path) -> None:
    (folder / "self_review" / "general.yaml").write_text(
        "version: none\nkind: self_review\n", encoding="utf-8"
    )
    (folder / "manager_review" / "general.yaml").write_text("- a list\n", encoding="utf-8")
    (folder / "selfreview").mkdir()
    (folder / "self_review" / "late.yml").write_text("", encoding="utf-8")
    with pytest.raises(BrokenForms) as broken:
        load_forms(folder)
    said = str(broken.value)
    assert "self_review/general.yaml:1:10: 'version' must be a whole number from 1 to 100000" in said
    assert "self_review/general.yaml:1:1: the form needs 'sections'" in said
    assert "manager_review/general.yaml:1:1: a form must be a table of fields" in said
    assert "unknown kind of form 'selfreview', did you mean 'self_review'?" in said
    assert "late.yml:1:1: the file must end in '.yaml', not '.yml'" in said
    assert "no form serves 'general'" in said


def test_a_folder_that_is_not_there_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(BrokenForms, match="there is no such folder"):
        load_forms(tmp_path / "nowhere")


def test_a_missing_language_is_named(complaints: Complaints, of_questions: Make) -> None:
    text = of_questions(f"      - {{id: a, kind: text, {W}}}\n").replace("fa: سلام, ", "", 1)
    assert complaints(text) == ["5:8: 'title' needs 'fa'"]


def test_two_forms_may_not_serve_the_same_family(folder: Path) -> None:
    path = folder / "self_review"
    (path / "office.yaml").write_text((path / "general.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(
        BrokenForms, match=r"office.yaml:3:10: 'general' is served already, by .*general.yaml:3"
    ):
        load_forms(folder)


def test_a_form_in_the_wrong_folder_is_refused(complaints: Complaints, of_questions: Make) -> None:
    text = of_questions(f"      - {{id: a, kind: text, {W}}}\n").replace(
        "kind: self_review", "kind: manager_review"
    )
    assert complaints(text) == ["2:7: the kind is 'manager_review', the folder 'self_review'"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("{id: q, kind: text, words: WORDS, read_by: [manager, hr]}", "'read_by' leaves out 'employee'"),
        ("{id: q, kind: text, words: WORDS, read_by: [emploee]}", "did you mean 'employee'?"),
        ("{id: q, kind: text, words: WORDS, read_by: []}", "'read_by' is empty"),
        ("{id: Q 1, kind: text, words: WORDS, read_by: [employee]}", "'Q 1' must be a name such as"),
        (
            "{id: first, kind: text, words: WORDS, read_by: [employee]}",
            "the question 'first' stands here twice",
        ),
        (f"{{id: q, kind: choice, {W}, options: [{{id: a, words: WORDS}}]}}", "one option is no choice"),
        (
            f"{{id: q, kind: choice, {W}, options: [{{id: a, words: WORDS}}, {{id: a, words: WORDS}}]}}",
            "the option 'a' stands here twice",
        ),
        (
            f"{{id: q, kind: text, {W}, min_length: 9, max_length: 3}}",
            "'min_length' is more than 'max_length'",
        ),
        (f"{{id: q, kind: text, {W}, required: maybe}}", "'required' must be true or false"),
        (f"{{id: q, kind: per_goal, {W}}}", "a question needs 'parts'"),
        (f"{{id: q, kind: text, {W}, help: soon}}", "'help' must be a table of fields"),
        (f"{{id: q, kind: text, {W}, when: {{question: frist, is: [yes]}}}}", "did you mean 'first'?"),
        (
            f"{{id: q, kind: text, {W}, when: {{question: first, is: [si]}}}}",
            "'si' is not a value of 'first'",
        ),
        (f"{{id: q, kind: text, {W}, fact: {{name: f}}}}", "a 'text' question cannot answer a fact"),
    ],
)
def test_a_question_that_cannot_work_is_refused(
    question: str, said: str, complaints: Complaints, of_questions: Make
) -> None:
    first = f"      - {{id: first, kind: yes_no_unknown, {W}}}\n"
    found = complaints(of_questions(f"{first}      - {question}\n"))
    assert [said in one for one in found] == [True]


def test_facts_are_held_against_the_vocabulary(complaints: Complaints, of_questions: Make) -> None:
    vocabulary = {"tools_available": ("ok", "missing")}
    options = "options: [{id: a, words: WORDS}, {id: b, words: WORDS}]"
    wrong = f"      - {{id: q, kind: choice, {W}, {options}, fact: {{name: tools_availabel, values: {{a: ok, b: ok}}}}}}\n"
    said = complaints(of_questions(wrong), facts=vocabulary)
    assert "unknown fact 'tools_availabel', did you mean 'tools_available'?" in said[0]
    wrong = f"      - {{id: q, kind: choice, {W}, {options}, fact: {{name: tools_available, values: {{a: okay}}}}}}\n"
    said = complaints(of_questions(wrong), facts=vocabulary)
    assert any("'okay' is not a value of 'values', did you mean 'ok'?" in one for one in said)
    assert any("'values' needs 'b'" in one for one in said)


def test_the_digest_follows_the_contents_and_not_the_layout(folder: Path) -> None:
    path = folder / "self_review" / "general.yaml"
    text = path.read_text(encoding="utf-8")

    def digest(changed: str) -> str:
        path.write_text(changed, encoding="utf-8")
        form: Form = load_forms(folder).form("self_review/general")
        return form.sha256

    before = digest(text)
    assert digest("# a comment\n" + text) == before
    assert digest(text.replace("Привет", "Здравствуйте", 1)) != before


def test_a_form_that_is_not_there_is_not_found(folder: Path) -> None:
    with pytest.raises(LookupError, match="no form 'self_review/office'"):
        load_forms(folder).form("self_review/office")
