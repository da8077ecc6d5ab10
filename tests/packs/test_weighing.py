"""Words of talks, goals, reviews and diagnoses are weighed before they are kept, and show why they stayed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from appraisal.checkins import operations as talks
from appraisal.checkins import queries as talk_pages
from appraisal.checkins.domain import AddAgendaItem, AgreeOutcome, WriteNote
from appraisal.goals import goal_pages
from appraisal.goals import operations as goals
from appraisal.goals.domain import ChangeGoal
from appraisal.kernel.refusals import NotReady
from appraisal.packs.models import KeptRemark
from appraisal.reviews import operations as reviews
from appraisal.reviews import queries as review_pages
from appraisal.reviews.domain import HandInPart, MarkMeetingHeld, Side
from tests.conftest import DAY, NOW
from tests.factories.reviews import Story, answers_to, form_of
from tests.factories.talks import booked
from tests.goals.goals import propose

LAZY = "Please stop being lazy in the mornings"
REASON = "Sara asked me to write it so"


def refused(act, *given, **more):
    """The objections with which an act is refused."""
    with pytest.raises(NotReady) as refusal:
        act(*given, **more)
    return refusal.value.objections.keys()


def test_agenda_notes_and_outcomes_of_a_talk_stay_only_with_a_reason(store, company):
    key, omid = booked(store, company), company.actor("omid")
    for act, wish in (
        (talks.add_agenda_item, AddAgendaItem(key, LAZY)),
        (talks.write_note, WriteNote(key, LAZY)),
        (talks.agree_outcome, AgreeOutcome(key, company.sara, LAZY, DAY + timedelta(days=5))),
    ):
        with store.begin_nested() as attempt:
            assert refused(act, store, omid, wish, at=NOW) == {"remark_needs_reason"}
            attempt.rollback()
        act(store, omid, replace(wish, because=REASON), at=NOW)
    page = talk_pages.checkin_page(store, company.actor("sara"), key, NOW)
    for line in (page.agenda[-1], page.shared_notes[-1], page.outcomes[-1]):
        assert [(each.because, each.words) for each in line.kept] == [(REASON, ("lazy",))]


def test_a_private_note_and_the_persons_own_note_are_not_weighed(store, company):
    key = booked(store, company)
    assert talks.write_note(store, company.actor("omid"), WriteNote(key, LAZY, is_private=True), at=NOW)
    assert talks.write_note(store, company.actor("sara"), WriteNote(key, "I am lazy and to blame"), at=NOW)
    assert store.scalars(select(KeptRemark)).all() == []


def test_a_goal_shows_why_words_stayed_as_long_as_they_stand_there(store, company):
    goal = propose(store, company, "omid")
    omid = company.actor("omid")
    first, last = DAY.replace(month=10, day=1), DAY.replace(month=12, day=31)
    wish = ChangeGoal(
        goal, "Be better than the others: 12 deals", Decimal(12), first, last, "Customers wait less"
    )
    with store.begin_nested() as attempt:
        found = refused(goals.change_goal, store, omid, wish, at=NOW)
        assert "remark_needs_reason" in found
        attempt.rollback()
    kept = replace(wish, because="It is so", words_because={"statement": REASON})
    goals.change_goal(
        store, omid, replace(kept, statement="Not slower than your colleagues: 12 deals"), at=NOW
    )
    page = goal_pages.goal_page(store, company.actor("sara"), goal, DAY)
    assert [line.because for line in page.kept["statement"]] == [REASON]
    goals.change_goal(store, omid, replace(kept, statement="Win 12 deals"), at=NOW)
    page = goal_pages.goal_page(store, company.actor("sara"), goal, DAY)
    assert page.kept["statement"] == ()


@pytest.fixture
def story(store, company):
    """A review that was opened."""
    return Story.begin(store, company, NOW)


def test_a_managers_part_is_weighed_when_it_is_handed_in_and_not_as_a_draft(store, company, story):
    form = form_of(Side.MANAGER)
    answers = answers_to(form, (story.goal,), LAZY)
    wish = HandInPart(story.review, Side.MANAGER, form, answers)
    with store.begin_nested() as attempt:
        assert "remark_needs_reason" in refused(
            reviews.hand_in_part, store, company.actor("omid"), wish, at=NOW
        )
        attempt.rollback()
    story.hand_in("sara", LAZY)
    assert store.scalars(select(KeptRemark)).all() == []


def test_what_was_agreed_shows_its_reason_to_both(store, company, story):
    story.both_in()
    wish = MarkMeetingHeld(story.review, DAY, "Sara will no longer be lazy")
    omid = company.actor("omid")
    with store.begin_nested() as attempt:
        assert refused(reviews.mark_meeting_held, store, omid, wish, at=NOW) == {"remark_needs_reason"}
        attempt.rollback()
    reviews.mark_meeting_held(store, omid, replace(wish, because=REASON), at=NOW)
    for name in ("sara", "omid"):
        page = review_pages.review_page(store, company.actor(name), story.review, NOW)
        assert [line.because for line in page.kept["agreed"]] == [REASON]
