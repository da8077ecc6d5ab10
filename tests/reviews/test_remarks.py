"""Remarks about reviews: what the year left, what a part holds, what a manager owes, and the reason that stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from appraisal.kernel.refusals import NotAllowed, NotReady
from appraisal.observations import operations as observations
from appraisal.observations.domain import ObservationKind, WriteObservation
from appraisal.packs.demands import needs
from appraisal.packs.models import KeptRemark
from appraisal.packs.queries import shelf
from appraisal.reviews import operations, queries, remarks, sense
from appraisal.reviews.domain import BookMeeting, KeepReview, ReviewFacts
from appraisal.reviews.facts import ReviewKey
from tests.conftest import DAY, NOW
from tests.factories.reviews import Story
from tests.factories.statements import counted_statements

SARA, OMID, LEILA = 1, 3, 4


@pytest.fixture
def story(store, company):
    """Sara's review with Omid, just opened."""
    return Story.begin(store, company, NOW)


def _said(store, company, story, name="omid") -> set[str]:
    page = queries.review_page(store, company.actor(name), story.review, NOW)
    return {each.rule for each in page.remarks}


def test_a_year_without_talks_and_notes_says_so_to_both_and_to_nobody_else(store, company, story):
    assert {"PR20", "PR21", "PR22"} <= _said(store, company, story) == _said(store, company, story, "sara")
    story.both_in().held().signed("omid").signed("sara")
    assert queries.review_page(store, company.actor("nasrin"), story.review, NOW).remarks == ()
    assert not _said(store, company, story) & {"PR20", "PR21", "PR22"}


def test_two_who_wrote_down_what_they_saw_are_two_views(store, company, story):
    for name in ("omid", "leila"):
        assert "PR22" in _said(store, company, story)
        wish = WriteObservation(company.sara, ObservationKind.RESULT, DAY - timedelta(days=3), "She called")
        observations.write_observation(store, company.actor(name), wish, at=NOW)
    assert "PR22" not in _said(store, company, story)


def test_both_texts_without_a_day_for_the_talk_and_a_day_that_passed_are_named(store, company, story):
    story.both_in()
    assert "PR25" in _said(store, company, story)
    wish = BookMeeting(story.review, DAY)
    operations.book_meeting(store, company.actor("omid"), wish, at=NOW)
    assert not _said(store, company, story) & {"PR25", "PR26"}
    page = queries.review_page(store, company.actor("sara"), story.review, NOW + timedelta(days=1))
    assert "PR26" in {each.rule for each in page.remarks}


def test_a_warning_about_a_review_stays_with_a_reason_that_both_read(store, company, story):
    wish = KeepReview(story.review, "PR20", "She was on leave until November")
    operations.keep_review(store, company.actor("omid"), wish, at=NOW)
    page = queries.review_page(store, company.actor("sara"), story.review, NOW)
    assert [each.kept.because for each in page.remarks if each.rule == "PR20"] == [wish.because]
    assert store.query(KeptRemark).one().noun == "review"


@pytest.mark.parametrize(("rule", "because"), [("PR20", " "), ("PR21", "A tip"), ("PR30", "Not said")])
def test_without_a_reason_or_a_warning_nothing_is_kept(store, company, story, rule, because):
    with pytest.raises(NotReady):
        operations.keep_review(store, company.actor("omid"), KeepReview(story.review, rule, because), at=NOW)
    wish = KeepReview(story.review, "PR20", "Leave")
    with pytest.raises(NotAllowed):
        operations.keep_review(store, company.actor("leila"), wish, at=NOW)
    assert store.query(KeptRemark).count() == 0


def test_the_writer_of_a_part_reads_what_it_lacks_before_handing_in(store, company, story, book):
    page = queries.part_page(store, company.actor("omid"), book, story.review, "manager", NOW)
    assert {"PR20", "PR21", "PR22"} <= {each.rule for each in page.remarks}
    own = queries.part_page(store, company.actor("sara"), book, story.review, "employee", NOW)
    assert own.remarks == ()


def test_a_manager_who_wrote_about_few_is_told_alone(store, company):
    told = queries.reviews_of(store, company.actor("omid"), DAY).remarks
    assert {each.rule for each in told} == {"PR41"}
    assert queries.reviews_of(store, company.actor("sara"), DAY).remarks == ()
    wish = WriteObservation(company.kian, ObservationKind.RESULT, DAY, "He called")
    observations.write_observation(store, company.actor("omid"), wish, at=NOW)
    assert queries.reviews_of(store, company.actor("omid"), DAY).remarks == ()


def test_remarks_of_a_review_take_few_statements(store, company, story):
    story.both_in()
    store.commit()
    with counted_statements() as seen:
        remarks.about_manager(store, company.omid, DAY)
    assert seen.count <= 6


FIRST, LAST = date(2017, 10, 2), date(2017, 12, 31)


def test_a_week_counts_once_and_only_with_the_managers_own_note():
    seen = [
        (OMID, FIRST),
        (OMID, FIRST + timedelta(days=6)),
        (OMID, FIRST + timedelta(days=7)),
        (LEILA, LAST),
    ]
    facts = sense.year_facts([], seen, OMID, FIRST, LAST)
    assert facts["weeks_seen"] == round(2 / 13, 4)
    assert facts["observers"] == 2


def test_talks_are_counted_for_each_quarter_of_the_period():
    held = [FIRST, LAST, LAST + timedelta(days=1)]
    assert sense.year_facts(held, [], OMID, FIRST, LAST)["checkins_per_quarter"] == 2
    year = sense.year_facts(held, [], OMID, date(2017, 1, 1), LAST)
    assert year["checkins_per_quarter"] == 0.5
    assert sense.year_facts(held, [], OMID, LAST, FIRST) == {}


def _part(*texts: str) -> dict:
    asked = [{"kind": "text", "answer": text} for text in texts]
    return {"sections": [{"questions": [*asked, {"kind": "yes_no_unknown", "answer": "yes"}]}]}


def test_only_what_somebody_typed_counts_as_words_and_as_copied():
    long = "She brought back two customers from last year"
    facts = sense.part_facts(_part(long, "Yes"), [{"q": long.upper()}, {"q": {"on": "2017-10-02"}}], 1)
    assert facts == {"part_words": 9, "copied_words": 8, "surprise_items": 1}
    assert sense.part_facts(_part(long), [{"q": "Something else"}], 0)["copied_words"] == 0


def test_every_fact_that_is_given_is_announced():
    review = ReviewFacts(ReviewKey(1), SARA, OMID)
    given = {
        *sense.standing_facts(review, LAST, DAY),
        *sense.year_facts([], [], OMID, FIRST, LAST),
        *sense.steps_facts([OMID], OMID),
        *sense.part_facts(_part(), (), None),
        *sense.team_facts([], [SARA], []),
    }
    assert given == sense.GIVEN


def test_a_pack_with_a_fact_that_nobody_gives_or_without_a_number_is_refused(app):
    with app.app_context():
        pack = shelf().shipped["process"]
    problems = list(needs(DAY, {"talk_within", "no_such_number"}, set(pack.facts) - {"observers"})(pack, "p"))
    assert [problem.path for problem in problems] == ["p/parameters/no_such_number.yaml", "p/facts"]
    assert "'observers'" in problems[1].message
    assert not list(needs(DAY, {"talk_within"}, pack.facts)(pack, "p"))
