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


def test_when_people_last_talked_and_how_often_a_talk_was_moved(store, company):
    key = booked(store, company)
    both, omid = [company.sara, company.kian], company.actor("omid")
    assert queries.last_held_of_people(store, both, NOW + timedelta(days=30)) == {}
    later = NOW + timedelta(days=2)
    operations.move_checkin(store, omid, MoveCheckIn(key, later, "Fair"), at=NOW)
    assert queries.moved_talks_of_people(store, both) == {company.sara: [later]}
    prepared(store, company, key)
    operations.write_note(store, omid, WriteNote(key, "Prices next week"), at=NOW)
    held_at = later + timedelta(hours=1)
    operations.mark_held(store, omid, HoldCheckIn(key), at=held_at)
    assert queries.last_held_of_people(store, both, NOW + timedelta(days=30)) == {company.sara: held_at}
    assert queries.last_held_of_people(store, both, NOW) == {}


def test_what_stands_in_the_way_of_several_people(store, company):
    prepared(store, company, booked(store, company))
    both = [company.sara, company.kian]
    (found,) = queries.open_obstacles_of_people(store, both, DAY)[company.sara]
    assert (found.reported_on, found.confirmed_by) == (DAY, None)
    assert queries.open_obstacles_of_people(store, both, DAY - timedelta(days=1)) == {}


def test_nothing_in_the_way_is_no_open_obstacle(store, company):
    prepared(store, company, booked(store, company), obstacle="nothing")
    assert queries.open_obstacles_of_people(store, [company.sara], DAY) == {}


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
    assert many.count == few.count <= 22


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
    assert many.count == few.count <= 18
