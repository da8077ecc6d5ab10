"""What each reader sees of a review, and what never leaves the database before its time."""

import json
from dataclasses import asdict

import pytest

from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady
from appraisal.reviews import queries
from appraisal.reviews.domain import Step
from appraisal.reviews.models import Review
from tests.conftest import DAY, NOW
from tests.factories.reviews import Story, agreed_goal
from tests.factories.statements import counted_statements


@pytest.fixture
def story(store, company):
    """Sara's review with Omid, just opened."""
    return Story.begin(store, company, NOW)


def everything(page):
    """A page as one text, to look for words in."""
    return json.dumps(asdict(page), default=str)


@pytest.mark.parametrize(
    ("writer", "reader", "side"), [("sara", "omid", "manager"), ("omid", "sara", "employee")]
)
def test_a_text_stays_closed_to_the_other_side_until_both_are_in(
    store, company, story, book, writer, reader, side
):
    story.hand_in(writer, "Words of one side")
    with counted_statements() as seen:
        page = queries.review_page(store, company.actor(reader), story.review, NOW)
        part = queries.part_page(store, company.actor(reader), book, story.review, side, NOW)
    assert "Words of one side" not in everything(page)
    assert "Words of one side" not in json.dumps(part.answers)
    assert part.written is None
    answers = [text for text in seen.texts if "review_part.answers" in text and "side =" not in text]
    assert not answers


def test_both_texts_open_at_once(store, company, story):
    story.both_in()
    for reader in ("sara", "omid"):
        text = everything(queries.review_page(store, company.actor(reader), story.review, NOW))
        assert "Sara says" in text
        assert "Omid says" in text


@pytest.mark.parametrize("reader", ["kian", "leila", "nasrin", "vera"])
def test_nobody_else_reads_a_review_that_is_not_signed(store, company, story, reader):
    story.both_in().held()
    with pytest.raises(NotAllowed) as refusal:
        queries.review_page(store, company.actor(reader), story.review, NOW)
    assert refusal.value.objections.keys() == {"review_not_yours_to_read"}


def test_hr_reads_what_both_signed_and_only_what_was_announced(store, company, story):
    story.both_in().held().signed("omid").signed("sara")
    nasrin = company.actor("nasrin")
    text = queries.signed_text(store, nasrin, story.review)
    told = [
        one for part in text["parts"] for section in part["form"]["sections"] for one in section["questions"]
    ]
    assert told
    assert all("hr" in question["read_by"] for question in told)
    assert "own_part" not in json.dumps(text)
    assert queries.review_page(store, nasrin, story.review, NOW).text.part("employee") is not None


@pytest.mark.parametrize("reader", ["kian", "leila", "vera"])
def test_a_signed_review_stays_closed_to_everybody_else(store, company, story, reader):
    story.both_in().held().signed("omid").signed("sara")
    with pytest.raises(NotAllowed):
        queries.signed_text(store, company.actor(reader), story.review)


def test_the_managers_manager_reads_a_contested_review_as_hr_may(store, company, story):
    story.both_in().held().signed("omid").contested()
    page = queries.review_page(store, company.actor("leila"), story.review, NOW)
    assert page.may_answer
    assert page.is_my_turn
    assert "need_from_manager" not in everything(page)


def test_a_text_that_nobody_signed_is_not_printed(store, company, story):
    story.both_in()
    with pytest.raises(NotReady):
        queries.signed_text(store, company.actor("sara"), story.review)


def test_a_signed_review_shows_what_was_signed_whatever_happens_to_the_goal(store, company, story):
    story.both_in().held().signed("omid")
    before = queries.review_page(store, company.actor("sara"), story.review, NOW).text
    agreed_goal(store, company, NOW)
    assert queries.review_page(store, company.actor("sara"), story.review, NOW).text == before


def test_the_part_shows_result_and_ratio_against_the_own_goal(store, company, story, book):
    page = queries.part_page(store, company.actor("sara"), book, story.review, "employee", NOW)
    (goal,) = page.goals
    assert (goal.result, str(goal.ratio), len(goal.readings)) == (219000, "0.9125", 12)


def test_a_part_that_is_no_side_is_not_there(store, company, story, book):
    with pytest.raises(NotFound):
        queries.part_page(store, company.actor("sara"), book, story.review, "second", NOW)


def test_hr_sees_where_each_review_stands_in_alphabetical_order(store, company, story):
    story.hand_in("sara")
    page = queries.cycle_page(store, company.actor("nasrin"), 1, DAY)
    assert [line.employee for line in page.reviews] == ["Kian Rad", "Omid Karimi", "Sara Ahmadi"]
    assert {line.step for line in page.reviews} == {Step.WRITING}
    assert "What I want to say" not in everything(page)


def test_each_person_finds_their_reviews(store, company, story):
    own = queries.reviews_of(store, company.actor("sara"), DAY)
    assert [line.employee for line in own.own] == ["Sara Ahmadi"]
    assert not own.led
    led = queries.reviews_of(store, company.actor("omid"), DAY)
    assert [line.employee for line in led.led] == ["Kian Rad", "Sara Ahmadi"]
    above = queries.reviews_of(store, company.actor("leila"), DAY)
    assert [line.employee for line in above.beneath] == ["Kian Rad", "Sara Ahmadi"]
    with pytest.raises(NotAllowed):
        queries.cycles_page(store, company.actor("vera"))


def test_the_second_person_finds_what_is_contested(store, company, story):
    story.both_in().held().signed("omid").contested()
    for name in ("leila", "nasrin"):
        page = queries.reviews_of(store, company.actor(name), DAY)
        assert [line.key for line in page.contested] == [story.review]
    assert not queries.reviews_of(store, company.actor("sara"), DAY).contested


def test_the_number_of_statements_does_not_grow(store, company, story, book):
    def statements():
        with counted_statements() as seen:
            queries.cycle_page(store, company.actor("nasrin"), 1, DAY)
            queries.reviews_of(store, company.actor("omid"), DAY)
            queries.review_page(store, company.actor("sara"), story.review, NOW)
            queries.part_page(store, company.actor("sara"), book, story.review, "employee", NOW)
        return seen.count

    few = statements()
    agreed_goal(store, company, NOW)
    store.add_all(
        Review(cycle_id=1, employee_id=key, manager_id=company.leila, opened_at=NOW, changed_at=NOW)
        for key in (company.leila, company.nasrin, company.vera)
    )
    store.flush()
    assert statements() == few


def test_hr_lists_signed_reviews_by_name(store, company, story):
    story.both_in().held().signed("omid").signed("sara")
    ((key, name, text),) = queries.signed_reviews(store, company.actor("nasrin"), 1)
    assert (key, name, text["employee"]["name"]) == (story.review, "Sara Ahmadi", "Sara Ahmadi")
    with pytest.raises(NotAllowed):
        queries.signed_reviews(store, company.actor("leila"), 1)
