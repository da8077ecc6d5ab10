"""What the rules said of a concluded talk: signed with the review, read by the two, left out for everybody else."""

from datetime import timedelta

import pytest

from appraisal.reviews import operations, queries
from appraisal.reviews.domain import OpenCycle, ReviewKey
from appraisal.reviews.models import Review
from appraisal.reviews.schemas import is_intact
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.factories.reviews import ENDS, STARTS, Story
from tests.factories.statements import counted_statements


@pytest.fixture
def story(store, company, table):
    """Sara's review of the year in which she and Omid concluded a talk."""
    concluded(table)
    wish = OpenCycle("Year 2017", STARTS, ENDS)
    operations.open_cycle(store, company.actor("nasrin"), wish, at=table.at)
    review = store.query(Review).filter_by(employee_id=company.sara).one()
    return Story(store, company, table.at + timedelta(minutes=5), ReviewKey(review.id), str(table.goal))


def concluded(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True, input_quality_ok=False)
    table.conclude(key, "external_factors")
    return key


def behind(text):
    (finding,) = text["findings"]
    return finding["behind"]


def test_the_two_sign_what_the_rules_said(store, company, story):
    story.both_in().held().signed("omid").signed("sara")
    for name in ("sara", "omid"):
        text = queries.signed_text(store, company.actor(name), story.review)
        assert "E03" in {rule["key"] for rule in behind(text)["rules"]}
        assert is_intact(text)
        assert text["shape"] == 3


def test_hr_and_the_second_person_get_the_conclusion_without_it(store, company, story):
    story.both_in().held().signed("omid").contested()
    text = queries.signed_text(store, company.actor("leila"), story.review)
    assert behind(text) is None
    assert text["findings"][0]["conclusion"] == "The leads came late."
    page = queries.review_page(store, company.actor("leila"), story.review, NOW)
    assert [finding.behind for finding in page.text.findings] == [None]


def test_who_signs_reads_it_on_the_page_first(app, company, story):
    db.session.commit()
    page = company.client(app, "sara").get(f"/reviews/{story.review}").text
    assert "What the rules said of it" in page
    assert "E03 · version 1" in " ".join(page.split())


def test_more_talks_take_no_more_statements(store, company, story, table):
    actor = company.actor("sara")
    queries.review_page(store, actor, story.review, NOW)
    with counted_statements() as one:
        queries.review_page(store, actor, story.review, NOW)
    concluded(table)
    store.flush()
    with counted_statements() as two:
        page = queries.review_page(store, actor, story.review, NOW)
    assert len(page.text.findings) == 2
    assert one.count == two.count
