"""Talks with a real database behind them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from appraisal.checkins import operations, queries
from appraisal.checkins.domain import (
    AddAgendaItem,
    AgreeOutcome,
    BookCheckIn,
    GiveAnswer,
    HoldCheckIn,
    MoveCheckIn,
    PrepareCheckIn,
    Stance,
    Usefulness,
    WriteNote,
)
from appraisal.checkins.models import CheckInUse
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated
from appraisal.storage.history import lines_of
from tests.conftest import NOW
from tests.factories.talks import ANSWERS, booked, prepared, seller_form, spoken

LATER = NOW + timedelta(days=1, hours=1)


def hold(store, company, checkin, at=LATER, **wish):
    return operations.mark_held(store, company.actor("omid"), HoldCheckIn(checkin, **wish), at=at)


def test_the_employee_can_book_a_talk_too(store, company):
    key = operations.book_checkin(
        store, company.actor("sara"), BookCheckIn(company.sara, NOW + timedelta(days=2)), at=NOW
    )
    assert queries.checkin_state(store, key).manager == company.omid


@pytest.mark.parametrize("name", ["kian", "leila", "nasrin", "vera"])
def test_nobody_else_books_a_talk(store, company, name):
    with pytest.raises(NotAllowed):
        operations.book_checkin(
            store, company.actor(name), BookCheckIn(company.sara, NOW + timedelta(days=2)), at=NOW
        )


def test_a_second_open_talk_is_refused(store, company):
    booked(store, company)
    with pytest.raises(NotReady) as refusal:
        booked(store, company, days=9)
    assert refusal.value.objections.keys() == {"talk_open_already"}


def test_a_move_keeps_its_reason_and_is_counted(store, company):
    key = booked(store, company)
    operations.move_checkin(
        store, company.actor("sara"), MoveCheckIn(key, NOW + timedelta(days=5), "A customer visit"), at=NOW
    )
    page = queries.checkin_page(store, company.actor("omid"), key, NOW)
    assert [(move.by, move.reason) for move in page.moves] == [("Sara Ahmadi", "A customer visit")]
    assert queries.checkin_state(store, key).moves == 1


def test_moving_what_somebody_else_moved_meanwhile_is_outdated(store, company):
    key = booked(store, company)
    wish = MoveCheckIn(key, NOW + timedelta(days=5), "A visit")
    operations.move_checkin(store, company.actor("sara"), wish, seen_version=1, at=NOW)
    with pytest.raises(Outdated):
        operations.move_checkin(store, company.actor("omid"), wish, seen_version=1, at=NOW)


def test_only_the_employee_prepares(store, company):
    key = booked(store, company)
    for name in ("omid", "kian", "nasrin"):
        with pytest.raises(NotAllowed):
            operations.prepare_checkin(
                store, company.actor(name), PrepareCheckIn(key, seller_form(), {}), at=NOW
            )


def test_the_manager_reads_a_preparation_only_once_it_is_handed_in(store, company):
    key = booked(store, company)
    wish = PrepareCheckIn(key, seller_form(), {"how_is_it_going": "Draft words"})
    operations.prepare_checkin(store, company.actor("sara"), wish, at=NOW)
    before = queries.checkin_page(store, company.actor("omid"), key, NOW).preparation
    assert (before.is_started, before.answers) == (False, ())
    prepared(store, company, key)
    after = queries.checkin_page(store, company.actor("omid"), key, NOW).preparation
    assert after.answers[0].text == "Two deals are close."


def test_handing_in_writes_answers_obstacles_and_agenda(store, company):
    key = booked(store, company)
    prepared(store, company, key)
    answers = {each.fact: each for each in queries.answers_of(store, company.sara)}
    assert answers["external_checklist_done"].value is True
    assert answers["tools_available"].value == "degraded"
    assert answers["input_quality_ok"].stance is Stance.DONT_KNOW
    (obstacle,) = queries.obstacles_of(store, company.sara)
    assert obstacle.text == ANSWERS["obstacle_words"]
    assert obstacle.reported_by == company.sara
    page = queries.checkin_page(store, company.actor("sara"), key, NOW)
    assert [item.text for item in page.agenda] == ["Prices", "Holiday in March"]


def test_handing_in_with_questions_open_is_refused_and_leaves_nothing(store, company):
    key = booked(store, company)
    wish = PrepareCheckIn(key, seller_form(), {"how_is_it_going": "Fine"}, hand_in=True)
    with pytest.raises(NotReady) as refusal:
        operations.prepare_checkin(store, company.actor("sara"), wish, at=NOW)
    (reason,) = refusal.value.objections
    assert (reason.key, reason.details) == ("preparation_incomplete", {"count": 3})
    store.rollback()
    assert queries.answers_of(store, company.sara) == ()


def test_a_preparation_saved_from_two_devices_is_outdated(store, company):
    key = booked(store, company)
    sara = company.actor("sara")
    first = PrepareCheckIn(key, seller_form(), {"how_is_it_going": "On the phone"}, page="phone")
    second = PrepareCheckIn(key, seller_form(), {"how_is_it_going": "At the desk"}, page="desk")
    operations.prepare_checkin(store, sara, first, seen_version=0, at=NOW)
    with pytest.raises(Outdated):
        operations.prepare_checkin(store, sara, second, seen_version=0, at=NOW)


def test_a_page_that_saves_itself_does_not_outdate_itself(store, company):
    key = booked(store, company)
    sara = company.actor("sara")
    for text in ("One", "One two", "One two three"):
        wish = PrepareCheckIn(key, seller_form(), {"how_is_it_going": text}, page="phone")
        operations.prepare_checkin(store, sara, wish, seen_version=0, at=NOW)
    operations.prepare_checkin(
        store, sara, PrepareCheckIn(key, seller_form(), ANSWERS, True, "phone"), seen_version=0, at=NOW
    )
    assert queries.checkin_state(store, key).handed_in_at == NOW


def test_a_private_note_is_read_by_its_author_alone_and_leaves_no_history(store, company):
    key = booked(store, company)
    operations.write_note(store, company.actor("omid"), WriteNote(key, "Be patient", is_private=True), at=NOW)
    mine = queries.checkin_page(store, company.actor("omid"), key, NOW)
    theirs = queries.checkin_page(store, company.actor("sara"), key, NOW)
    assert [note.text for note in mine.private_notes] == ["Be patient"]
    assert (theirs.private_notes, theirs.shared_notes) == ((), ())
    assert [line.verb for line in lines_of(store, "checkin", key)] == ["checkin_booked"]


def test_a_private_note_is_no_word_in_the_talk(store, company):
    key = booked(store, company)
    operations.add_agenda_item(store, company.actor("sara"), AddAgendaItem(key, "Leads"), at=NOW)
    operations.write_note(store, company.actor("omid"), WriteNote(key, "Hm", is_private=True), at=NOW)
    with pytest.raises(NotReady) as refusal:
        hold(store, company, key)
    assert refusal.value.objections.keys() == {"manager_has_no_word"}


def test_holding_a_talk_books_the_next_and_carries_over_what_was_not_talked_about(store, company):
    key = booked(store, company)
    spoken(store, company, key)
    operations.add_agenda_item(store, company.actor("omid"), AddAgendaItem(key, "Prices"), at=NOW)
    page = queries.checkin_page(store, company.actor("omid"), key, NOW)
    operations.mark_talked(store, company.actor("omid"), key, page.agenda[0].key, at=LATER)
    hold(store, company, key, next_at=LATER + timedelta(days=14), useful=Usefulness.PARTLY)
    following = queries.next_checkin(store, company.sara, LATER)
    carried = queries.checkin_page(store, company.actor("sara"), following.key, LATER)
    assert [(item.text, item.is_carried) for item in carried.agenda] == [("Prices", True)]
    assert store.scalars(select(CheckInUse.useful)).all() == ["partly"]


def test_what_was_carried_over_is_no_new_word(store, company):
    first = booked(store, company)
    spoken(store, company, first)
    hold(store, company, first, next_at=LATER + timedelta(days=14))
    following = queries.next_checkin(store, company.sara, LATER)
    with pytest.raises(NotReady) as refusal:
        hold(store, company, following.key, at=LATER + timedelta(days=14))
    assert refusal.value.objections.keys() == {"employee_has_no_word", "manager_has_no_word"}


def test_open_outcomes_come_along_until_they_are_closed(store, company):
    first = booked(store, company)
    spoken(store, company, first)
    omid = company.actor("omid")
    item = operations.agree_outcome(
        store, omid, AgreeOutcome(first, company.omid, "Send the price list", date(2018, 1, 5)), at=NOW
    )
    hold(store, company, first, next_at=LATER + timedelta(days=14))
    following = queries.next_checkin(store, company.sara, LATER)
    page = queries.checkin_page(store, omid, following.key, LATER + timedelta(days=14))
    assert [(line.text, line.is_overdue, line.is_from_here) for line in page.outcomes] == [
        ("Send the price list", True, False)
    ]
    operations.close_outcome(store, omid, following.key, item, at=LATER)
    assert queries.checkin_page(store, omid, following.key, LATER).outcomes == ()


def test_a_held_talk_takes_no_more_agenda_and_is_not_held_twice(store, company):
    key = booked(store, company)
    spoken(store, company, key)
    hold(store, company, key)
    with pytest.raises(NotReady):
        operations.add_agenda_item(store, company.actor("sara"), AddAgendaItem(key, "More"), at=LATER)
    with pytest.raises(NotReady):
        hold(store, company, key)


def test_the_newest_answer_of_each_side_counts(store, company):
    for value in ("ok", "missing"):
        operations.give_answer(
            store, company.actor("sara"), GiveAnswer(company.sara, "tools_available", value), at=NOW
        )
    operations.give_answer(
        store,
        company.actor("omid"),
        GiveAnswer(company.sara, "tools_available", None, Stance.DONT_KNOW, said="I never looked"),
        at=NOW,
    )
    found = {each.side: (each.value, each.stance) for each in queries.answers_of(store, company.sara)}
    assert found == {"employee": ("missing", "answered"), "manager": (None, "dont_know")}


def test_an_answer_before_the_period_does_not_count(store, company):
    wish = GiveAnswer(company.sara, "tools_available", "ok")
    operations.give_answer(store, company.actor("sara"), wish, at=NOW - timedelta(days=40))
    assert queries.answers_of(store, company.sara, since=NOW.date()) == ()


def test_nobody_else_answers_about_a_person(store, company):
    with pytest.raises(NotAllowed):
        operations.give_answer(
            store, company.actor("nasrin"), GiveAnswer(company.sara, "tools_available", "ok"), at=NOW
        )


def test_a_talk_that_does_not_exist_is_not_found(store, company):
    with pytest.raises(NotFound):
        hold(store, company, 4711)
