"""Reading talks: who may, what is shown, with how many statements."""

from datetime import timedelta

import pytest

from appraisal.checkins import operations, queries
from appraisal.checkins.domain import AddAgendaItem, BookCheckIn, HoldCheckIn, MoveCheckIn, WriteNote
from appraisal.kernel.refusals import NotAllowed
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements
from tests.factories.talks import booked, prepared, spoken


@pytest.mark.parametrize("name", ["leila", "nasrin", "vera", "kian"])
def test_nobody_but_the_two_reads_a_talk(store, company, name):
    key = booked(store, company)
    with pytest.raises(NotAllowed):
        queries.checkin_page(store, company.actor(name), key, NOW)


@pytest.mark.parametrize("name", ["leila", "nasrin"])
def test_hr_and_the_managers_manager_see_dates_and_nothing_more(store, company, name):
    booked(store, company)
    page = queries.year_page(store, company.actor(name), company.sara, NOW)
    assert page.next is not None
    assert (page.next.may_open, page.reads_content, page.may_book) == (False, False, False)


@pytest.mark.parametrize("name", ["kian", "vera"])
def test_a_colleague_and_the_administrator_see_not_even_dates(store, company, name):
    booked(store, company)
    with pytest.raises(NotAllowed):
        queries.year_page(store, company.actor(name), company.sara, NOW)
    with pytest.raises(NotAllowed):
        queries.checkins_of(store, company.actor(name), company.sara)


def test_the_team_page_is_alphabetical_and_says_what_is_overdue(store, company):
    booked(store, company)
    page = queries.team_page(store, company.actor("omid"), NOW + timedelta(days=3))
    assert [line.person.name for line in page.people] == ["Kian Rad", "Sara Ahmadi"]
    assert [line.is_overdue for line in page.people] == [False, True]
    assert page.people[0].goals_agreed is None


def test_somebody_who_leads_nobody_has_no_team_page(store, company):
    with pytest.raises(NotAllowed):
        queries.team_page(store, company.actor("sara"), NOW)


def test_a_second_move_shows_on_the_page_of_the_managers_manager(store, company):
    key = booked(store, company)
    omid, leila = company.actor("omid"), company.actor("leila")
    operations.move_checkin(store, omid, MoveCheckIn(key, NOW + timedelta(days=3), "Board"), at=NOW)
    assert queries.team_page(store, leila, NOW).delayed == ()
    operations.move_checkin(store, omid, MoveCheckIn(key, NOW + timedelta(days=6), "Fair"), at=NOW)
    (told,) = queries.team_page(store, leila, NOW).delayed
    assert (told.manager, told.employee, told.moves) == ("Omid Karimi", "Sara Ahmadi", 2)


def test_a_talk_that_did_not_take_place_shows_on_the_page_of_the_managers_manager(store, company):
    booked(store, company)
    (told,) = queries.team_page(store, company.actor("leila"), NOW + timedelta(days=5)).delayed
    assert told.is_overdue


def test_what_the_service_knows_for_a_diagnosis(store, company):
    never = queries.process_facts(store, company.sara, DAY)
    assert (never.days_since_last_checkin, never.obstacle_open_count) == (None, None)
    key = booked(store, company)
    prepared(store, company, key)
    operations.write_note(store, company.actor("omid"), WriteNote(key, "Prices next week"), at=NOW)
    held_at = NOW + timedelta(days=1, hours=1)
    operations.mark_held(store, company.actor("omid"), HoldCheckIn(key), at=held_at)
    facts = queries.process_facts(store, company.sara, DAY + timedelta(days=11))
    assert facts.days_since_last_checkin == 10
    assert (facts.obstacle_open_count, facts.obstacle_age_days) == (1, 11)
    assert facts.obstacle_confirmed_by_other is False


def test_nothing_in_the_way_is_no_open_obstacle_and_no_unknown(store, company):
    key = booked(store, company)
    prepared(store, company, key, obstacle="nothing")
    assert queries.process_facts(store, company.sara, DAY).obstacle_open_count == 0


def test_a_talk_takes_as_many_statements_with_many_entries_as_with_few(store, company):
    key = booked(store, company)
    prepared(store, company, key)
    spoken(store, company, key)
    store.commit()
    omid = company.actor("omid")
    with counted_statements() as few:
        queries.checkin_page(store, omid, key, NOW)
    for each in range(12):
        operations.add_agenda_item(store, omid, AddAgendaItem(key, f"Point {each}"), at=NOW)
        operations.write_note(store, omid, WriteNote(key, f"Note {each}"), at=NOW)
    store.commit()
    with counted_statements() as many:
        queries.checkin_page(store, omid, key, NOW)
    assert many.count == few.count <= 14


def test_a_team_page_takes_as_many_statements_with_many_talks_as_with_few(store, company):
    booked(store, company)
    store.commit()
    with counted_statements() as few:
        queries.team_page(store, company.actor("omid"), NOW)
    wish = BookCheckIn(company.kian, NOW + timedelta(days=2))
    operations.book_checkin(store, company.actor("kian"), wish, at=NOW)
    store.commit()
    with counted_statements() as many:
        queries.team_page(store, company.actor("omid"), NOW)
    assert many.count == few.count <= 9
