"""The forms that come with the product: complete, kind, without ratings and comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from appraisal.formbook import (
    About,
    Form,
    Formbook,
    FormKind,
    Question,
    QuestionKind,
    Reader,
    check_answers,
    facts_in,
    load_forms,
)

FORMS = Path(__file__).parents[2] / "forms"
YES_NO = ("true", "false")
FACTS = {
    "external_checklist_done": YES_NO,
    "tools_available": ("ok", "degraded", "missing"),
    "input_quality_ok": YES_NO,
    "believes_doing_fine": YES_NO,
    "gap_matters": YES_NO,
    "obstacle_confirmed_by_other": YES_NO,
    "adequate_support_given": YES_NO,
    "could_do_manager": ("yes", "no", "unsure"),
    "could_do_employee": ("yes", "no", "unsure"),
    "authority_sufficient": YES_NO,
    "info_access_ok": YES_NO,
}
EXPECTED = {
    f"{kind}/{family}"
    for kind, families in {
        "self_review": ("general", "sales_seller", "sales_manager"),
        "manager_review": ("general", "sales_seller", "sales_manager"),
        "checkin_preparation": ("general", "sales_seller"),
    }.items()
    for family in families
}
UNWANTED = re.compile(
    r"\b(rank\w*|scor\w*|percentile|rating|performer|underperform\w*|best in|worse than|better than|weakness\w*)\b"
    r"|рейтинг|балл|слабы[ех] сторон|xếp hạng|điểm số|điểm yếu|رتبه|نمره|نقطه ضعف|نقاط ضعف",
    re.IGNORECASE,
)
BOOK = load_forms(FORMS, facts=FACTS)
every_form = pytest.mark.parametrize("form", BOOK.forms, ids=lambda form: form.id)


def texts(form: Form) -> Iterator[tuple[str, str]]:
    """Every text of a form with its language."""
    for words in (form.title, form.intro):
        yield from words.items()
    for section in form.sections:
        yield from section.title.items()
        yield from (section.help or {}).items()
        for question in section.questions:
            for words in (question.words, question.help or {}):
                yield from words.items()
            for inner in (*question.options, *question.parts):
                yield from inner.words.items()
            for part in question.parts:
                yield from (part.help or {}).items()


def question(form: Form, name: str) -> Question:
    return next(one for one in form.questions() if one.id == name)


def test_the_promised_forms_are_there() -> None:
    assert isinstance(BOOK, Formbook)
    assert {form.id for form in BOOK.forms} == EXPECTED


@every_form
def test_each_language_is_written_in_its_own_script(form: Form) -> None:
    for language, text in texts(form):
        persian, cyrillic = (
            bool(re.search(r"[\u0600-\u06ff]", text)),
            bool(re.search(r"[\u0400-\u04ff]", text)),
        )
        assert (persian, cyrillic) == (language == "fa", language == "ru"), text


@every_form
def test_persian_is_set_with_its_own_letters_and_marks(form: Form) -> None:
    for text in (text for language, text in texts(form) if language == "fa"):
        assert not re.search(r"[?,;\u064a\u0643]", text), text
        assert not re.search(r"(^|\s)ن?می\s|\sها(ی|یی|یتان)?(\s|$)", text), (
            f"needs a zero-width non-joiner: {text}"
        )


@every_form
def test_no_text_ranks_rates_or_compares(form: Form) -> None:
    assert [text for _, text in texts(form) if UNWANTED.search(text) or "!" in text] == []


@every_form
def test_the_person_reads_all_that_is_written_and_hr_never_reads_a_preparation(form: Form) -> None:
    for one in form.questions():
        assert {Reader.EMPLOYEE, Reader.MANAGER} <= set(one.read_by)
        if form.kind == "checkin_preparation":
            assert Reader.HR not in one.read_by


@pytest.mark.parametrize("name", sorted(one for one in EXPECTED if not one.startswith("manager")))
def test_what_stood_in_the_way_must_be_answered_and_nothing_is_an_answer(name: str) -> None:
    form = BOOK.form(name)
    assert question(form, "obstacle").required
    assert facts_in(form, {"obstacle": "nothing"}) == {"external_checklist_done": True}
    missing = {one.question for one in check_answers(form, {"obstacle": "something"})}
    assert "obstacle_words" in missing
    assert "obstacle_words" not in {one.question for one in check_answers(form, {"obstacle": "nothing"})}


def test_a_preparation_asks_little() -> None:
    for form in BOOK.forms:
        if form.kind == "checkin_preparation":
            assert form.minutes < 5
            assert sum(one.required for one in form.questions()) <= 5


def test_a_seller_prepares_with_four_taps_and_a_few_words() -> None:
    form = BOOK.form_for("checkin_preparation", "sales_seller")
    answers = {
        "how_is_it_going": "Two new customers",
        "obstacle": "nothing",
        "tools": "degraded",
        "leads_usable": "no",
    }
    assert check_answers(form, answers) == []
    assert facts_in(form, answers) == {
        "external_checklist_done": True,
        "tools_available": "degraded",
        "input_quality_ok": False,
    }


def test_the_view_of_the_own_result_is_a_fact_unless_one_cannot_tell() -> None:
    form = BOOK.form_for("self_review", "sales_seller")
    views = {view: facts_in(form, {"how_i_see_it": view}) for view in ("as_agreed", "short", "cannot_tell")}
    assert views == {
        "as_agreed": {"believes_doing_fine": True},
        "short": {"believes_doing_fine": False},
        "cannot_tell": {},
    }


def test_a_sales_manager_shows_duties_in_words_and_traits_by_dated_examples() -> None:
    form = BOOK.form_for("self_review", "sales_manager")
    kinds = {one.id[:3]: one.kind for one in form.questions() if re.match(r"s[dt]\d_", one.id)}
    assert kinds == {
        **{f"sd{number}": QuestionKind.TEXT for number in range(1, 9)},
        **{f"st{number}": QuestionKind.EXAMPLE for number in range(1, 8)},
    }


def test_a_manager_looks_at_the_surroundings_and_the_own_part_before_the_person() -> None:
    for form in BOOK.forms:
        if form.kind == "manager_review":
            order = [one.id for one in form.questions()]
            assert order.index("surroundings") < order.index("what_i_did") < order.index("went_well")
            assert all(
                question(form, name).required
                for name in ("surroundings", "what_i_owe", "my_steps", "my_steps_by")
            )


PREPARATIONS = [form for form in BOOK.forms if form.kind is FormKind.CHECKIN_PREPARATION]


@pytest.mark.parametrize("form", PREPARATIONS, ids=lambda form: form.id)
def test_whoever_does_not_know_or_would_rather_not_say_may_say_so(form: Form) -> None:
    for one in form.questions():
        if one.fact is not None:
            options = {option.id for option in one.options}
            assert "rather_not" in options, one.id
            assert options & {"cannot_tell", "unknown", "unsure"}, one.id
            assert one.fact.values["rather_not"] is None, one.id


@pytest.mark.parametrize("form", PREPARATIONS, ids=lambda form: form.id)
def test_few_questions_are_asked_about_a_goal_that_fell_behind_and_none_without_one(form: Form) -> None:
    (about,) = [section for section in form.sections if section.about is About.GOAL_BEHIND]
    asked = [one for one in about.questions if one.fact is not None]
    assert 0 < len(asked) <= 4
    assert not any(one.required for one in about.questions)
    calm = form.without(About.GOAL_BEHIND)
    assert [section for section in calm.sections if section.about] == []
    assert calm.sha256 != form.sha256
    assert calm.without(About.GOAL_BEHIND) is calm
