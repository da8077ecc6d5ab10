"""A review from open to signed, with a real database behind it."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated
from appraisal.reviews import operations, queries
from appraisal.reviews.domain import (
    AnswerContest,
    BookMeeting,
    HandInPart,
    MarkMeetingHeld,
    OpenCycle,
    OpenReview,
    SavePart,
    Side,
    SignOff,
    Step,
)
from appraisal.reviews.models import Review
from appraisal.reviews.schemas import is_intact
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW
from tests.factories.reviews import ENDS, STARTS, Story, answers_to, form_of


@pytest.fixture
def story(store, company):
    """Sara's review with Omid, just opened."""
    return Story.begin(store, company, NOW)


def test_a_seller_cannot_open_a_cycle(store, company):
    with pytest.raises(NotAllowed) as refusal:
        operations.open_cycle(store, company.actor("omid"), OpenCycle("2017", STARTS, ENDS), at=NOW)
    assert refusal.value.objections.keys() == {"only_hr_opens_reviews"}


def test_a_cycle_for_everyone_leaves_out_who_has_no_manager(store, company, story):
    opened = {review.employee_id for review in store.query(Review)}
    assert opened == {company.sara, company.kian, company.omid}


def test_a_cycle_that_ends_before_it_starts_is_refused_with_every_objection(store, company):
    with pytest.raises(NotReady) as refusal:
        operations.open_cycle(store, company.actor("nasrin"), OpenCycle(" ", ENDS, STARTS), at=NOW)
    assert refusal.value.objections.keys() == {"cycle_without_name", "cycle_ends_before_start"}


def test_one_more_person_gets_a_review_once(store, company):
    nasrin = company.actor("nasrin")
    cycle = operations.open_cycle(store, nasrin, OpenCycle("2017", STARTS, ENDS, ()), at=NOW)
    operations.open_review(store, nasrin, OpenReview(cycle, company.sara), at=NOW)
    with pytest.raises(NotReady) as refusal:
        operations.open_review(store, nasrin, OpenReview(cycle, company.sara), at=NOW)
    assert refusal.value.objections.keys() == {"review_open_already"}


def test_a_person_whom_nobody_leads_gets_no_review(store, company):
    nasrin = company.actor("nasrin")
    cycle = operations.open_cycle(store, nasrin, OpenCycle("2017", STARTS, ENDS, ()), at=NOW)
    with pytest.raises(NotReady) as refusal:
        operations.open_review(store, nasrin, OpenReview(cycle, company.leila), at=NOW)
    assert refusal.value.objections.keys() == {"nobody_to_review_with"}


@pytest.mark.parametrize("name", ["kian", "omid", "leila", "nasrin", "vera"])
def test_nobody_else_writes_the_self_review(store, company, story, name):
    form = form_of(Side.EMPLOYEE)
    with pytest.raises(NotAllowed) as refusal:
        operations.save_part(
            store, company.actor(name), SavePart(story.review, Side.EMPLOYEE, form, {}), at=NOW
        )
    assert refusal.value.objections.keys() == {"not_your_part"}


def test_a_draft_is_kept_as_unfinished_as_it_is(store, company, story, book):
    sara, form = company.actor("sara"), form_of(Side.EMPLOYEE)
    draft = {"learned": "To ask", "need_by": "next we"}
    operations.save_part(store, sara, SavePart(story.review, Side.EMPLOYEE, form, draft), at=NOW)
    page = queries.part_page(store, sara, book, story.review, "employee", NOW)
    assert (page.answers, page.saved_at, page.written) == (draft, NOW, None)


def test_two_windows_do_not_overwrite_each_other(store, company, story):
    sara, form = company.actor("sara"), form_of(Side.EMPLOYEE)

    def save(page, seen):
        wish = SavePart(story.review, Side.EMPLOYEE, form, {"learned": page}, page)
        operations.save_part(store, sara, wish, seen_version=seen, at=NOW)

    save("first window", None)
    with pytest.raises(Outdated):
        save("second window", None)
    save("first window", None)


def test_an_incomplete_part_is_refused_with_every_question(store, company, story):
    sara, form = company.actor("sara"), form_of(Side.EMPLOYEE)
    wish = HandInPart(story.review, Side.EMPLOYEE, form, {"need_by": "soon"})
    with pytest.raises(NotReady) as refusal:
        operations.hand_in_part(store, sara, wish, at=NOW)
    questions = {reason.details["question"] for reason in refusal.value.objections}
    assert {"goal_results", "how_i_see_it", "learned", "need_by"} <= questions
    assert {"review_answer_not_a_date"} <= refusal.value.objections.keys()


def test_what_was_handed_in_does_not_change(store, company, story):
    story.hand_in("sara")
    form = form_of(Side.EMPLOYEE)
    wish = SavePart(story.review, Side.EMPLOYEE, form, {})
    with pytest.raises(NotReady) as refusal:
        operations.save_part(store, company.actor("sara"), wish, at=NOW)
    assert refusal.value.objections.keys() == {"part_handed_in_already"}


def test_a_conversation_is_moved_with_a_reason_and_not_far_the_second_time(store, company, story):
    sara = company.actor("sara")
    book = [BookMeeting(story.review, DAY + timedelta(days=days), "travel") for days in (3, 5, 40)]
    operations.book_meeting(store, sara, book[0], at=NOW)
    with pytest.raises(NotReady) as refusal:
        operations.book_meeting(store, sara, BookMeeting(story.review, DAY + timedelta(days=4)), at=NOW)
    assert refusal.value.objections.keys() == {"meeting_moved_without_reason"}
    operations.book_meeting(store, sara, book[1], at=NOW)
    with pytest.raises(NotReady) as refusal:
        operations.book_meeting(store, sara, book[2], at=NOW)
    assert refusal.value.objections.keys() == {"meeting_moved_too_far"}
    page = queries.review_page(store, sara, story.review, NOW)
    assert [move.reason for move in page.text.meeting.moves] == ["travel"]


def test_a_conversation_cannot_be_held_before_both_texts_are_in(store, company, story):
    story.hand_in("sara")
    wish = MarkMeetingHeld(story.review, DAY, "agreed")
    with pytest.raises(NotReady) as refusal:
        operations.mark_meeting_held(store, company.actor("omid"), wish, at=NOW)
    assert refusal.value.objections.keys() == {"manager_review_missing"}


def test_sign_off_is_refused_with_every_objection_at_once(store, company, story):
    with pytest.raises(NotReady) as refusal:
        operations.sign_off(store, company.actor("sara"), SignOff(story.review), at=NOW)
    assert refusal.value.objections.keys() == {
        "self_review_missing",
        "manager_review_missing",
        "meeting_not_held",
        "manager_has_not_signed",
    }


def test_the_manager_signs_before_the_employee(store, company, story):
    story.both_in().held()
    with pytest.raises(NotReady) as refusal:
        story.signed("sara")
    assert refusal.value.objections.keys() == {"manager_has_not_signed"}
    story.signed("omid").signed("sara", "Seen and talked about.")
    page = queries.review_page(store, company.actor("sara"), story.review, NOW)
    assert [one.name for one in page.text.signatures] == ["Omid Karimi", "Sara Ahmadi"]
    assert page.step is Step.CLOSED


def test_a_text_that_changed_since_it_was_read_is_not_signed(store, company, story):
    story.both_in().held()
    omid = company.actor("omid")
    seen = queries.review_page(store, omid, story.review, NOW)
    operations.mark_meeting_held(store, omid, MarkMeetingHeld(story.review, DAY, "Something else"), at=NOW)
    with pytest.raises(Outdated):
        operations.sign_off(store, omid, SignOff(story.review, "", seen.digest), at=NOW)
    wish = SignOff(story.review)
    with pytest.raises(Outdated):
        operations.sign_off(store, omid, wish, seen_version=seen.version, at=NOW)


def test_nothing_changes_once_somebody_has_signed(store, company, story):
    story.both_in().held().signed("omid")
    wish = MarkMeetingHeld(story.review, DAY, "Something else")
    with pytest.raises(NotReady) as refusal:
        operations.mark_meeting_held(store, company.actor("sara"), wish, at=NOW)
    assert refusal.value.objections.keys() == {"review_signed_already"}


@pytest.mark.parametrize("table", ["signature", "review_part", "review_meeting"])
@pytest.mark.parametrize("act", ["UPDATE {} SET review_id = review_id", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_was_signed(store, story, table, act):
    story.both_in().held().signed("omid")
    store.commit()
    with pytest.raises(DatabaseError, match="a signed review is locked"):
        store.execute(text(act.format(table)))
    store.rollback()


def test_the_employee_signs_the_very_text_the_manager_signed(store, company, story):
    story.both_in().held().signed("omid")
    before = queries.signed_text(store, company.actor("sara"), story.review)
    story.later(3).signed("sara")
    after = queries.signed_text(store, company.actor("sara"), story.review)
    assert {**after, "signatures": after["signatures"][:1]} == before
    assert is_intact(after)


def test_a_contest_is_answered_by_a_second_person_within_ten_working_days(store, company, story):
    story.both_in().held().signed("omid").contested()
    page = queries.review_page(store, company.actor("leila"), story.review, NOW)
    assert page.contest.due_on.isoformat() == "2018-01-12"
    for name in ("sara", "omid"):
        answer = AnswerContest(story.review, "No")
        with pytest.raises(NotAllowed):
            operations.answer_contest(store, company.actor(name), answer, at=NOW)
    answer = AnswerContest(story.review, "The two months are noted.")
    operations.answer_contest(store, company.actor("leila"), answer, at=NOW)
    page = queries.review_page(store, company.actor("sara"), story.review, NOW)
    assert (page.step, page.contest.answer) == (Step.CLOSED, "The two months are noted.")
    assert [one.side.value for one in page.text.signatures] == ["manager", "employee", "second"]


def test_each_act_leaves_a_line_of_history(store, story):
    story.both_in().held().signed("omid").signed("sara")
    assert [line.verb for line in lines_of(store, "review", story.review)] == [
        "part_handed_in",
        "part_handed_in",
        "meeting_booked",
        "review_step_agreed",
        "meeting_held",
        "review_signed",
        "review_signed",
    ]


def test_answers_to_questions_of_an_older_form_stay_in_the_draft_alone(store, company, story):
    form = form_of(Side.EMPLOYEE)
    answers = {**answers_to(form, (story.goal,)), "asked_last_year": "words"}
    wish = HandInPart(story.review, Side.EMPLOYEE, form, answers)
    operations.hand_in_part(store, company.actor("sara"), wish, at=NOW)
    story.hand_in("omid")
    page = queries.review_page(store, company.actor("omid"), story.review, NOW)
    assert "asked_last_year" not in str(page.text.parts)
