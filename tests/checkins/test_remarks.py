"""Remarks about how two people work together, on the page of the talk, of the year and of the team."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from appraisal.checkins import operations, queries, remarks
from appraisal.checkins.domain import (
    AddAgendaItem,
    MoveCheckIn,
    ObstacleKind,
    ReportObstacle,
)
from appraisal.goals import operations as goals
from appraisal.goals.domain import AddActionItem
from appraisal.kernel.actors import SERVICE
from appraisal.people import operations as people
from appraisal.people.domain import EmployPerson, LeadPerson
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements
from tests.factories.talks import booked
from tests.goals.goals import propose


def _said(store, company, person="sara", **how) -> set[str]:
    key = getattr(company, person)
    return {each.rule for each in remarks.about_pairs(store, [key], NOW, **how).get(key, ())}


def _text(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(words))


def test_two_who_never_talked_are_asked_to(store, company):
    assert "PR01" in _said(store, company)


def test_nobody_is_remarked_on_whom_nobody_leads(store, company):
    assert remarks.about_pairs(store, [company.leila], NOW) == {}


def test_goals_without_a_next_talk_are_noticed(store, company):
    propose(store, company, "omid")
    assert "PR03" in _said(store, company)
    booked(store, company)
    assert "PR03" not in _said(store, company)


def test_a_talk_moved_twice_and_one_whose_day_has_passed_are_named(store, company):
    key = booked(store, company)
    omid = company.actor("omid")
    for days in (3, 6):
        assert "PR04" not in _said(store, company)
        operations.move_checkin(store, omid, MoveCheckIn(key, NOW + timedelta(days=days), "Fair"), at=NOW)
    assert "PR04" in _said(store, company)
    late = NOW + timedelta(days=7)
    found = remarks.about_pairs(store, [company.sara], late)[company.sara]
    assert {"PR05"} <= {each.rule for each in found}


def test_one_sides_words_on_the_day_of_the_talk_are_noticed_on_its_page(store, company):
    key = booked(store, company)
    operations.add_agenda_item(store, company.actor("sara"), AddAgendaItem(key, "My leads"), at=NOW)
    day = NOW + timedelta(days=2)
    page = queries.checkin_page(store, company.actor("omid"), key, day)
    assert "PR06" in {each.rule for each in page.remarks}
    operations.add_agenda_item(store, company.actor("omid"), AddAgendaItem(key, "The fair"), at=NOW)
    page = queries.checkin_page(store, company.actor("omid"), key, day)
    assert "PR06" not in {each.rule for each in page.remarks}


@pytest.mark.parametrize(("owner", "rule", "other"), [("omid", "PR07", "PR08"), ("sara", "PR08", "PR07")])
def test_what_is_overdue_is_said_of_the_one_who_owes_it(store, company, owner, rule, other):
    item = AddActionItem(company.sara, getattr(company, owner), "Ask the board", DAY, "checkin", 1)
    goals.add_action_item(store, company.actor("omid"), item, at=NOW - timedelta(days=3))
    assert not _said(store, company) & {rule, other}
    tomorrow = NOW + timedelta(days=1)
    found = {each.rule for each in remarks.about_pairs(store, [company.sara], tomorrow)[company.sara]}
    assert found & {"PR07", "PR08"} == {rule}
    duties = remarks.about_pairs(store, [company.sara], tomorrow, duties_only=True)[company.sara]
    assert {each.rule for each in duties} & {"PR07", "PR08"} == {rule} - {"PR08"}


def test_an_obstacle_that_nobody_took_on_is_noticed_and_grows_old(store, company):
    wish = ReportObstacle(company.sara, ObstacleKind.TOOLS, "No licence")
    operations.report_obstacle(store, company.actor("sara"), wish, at=NOW)
    assert _said(store, company) & {"PR09", "PR10"} == {"PR09"}
    later = NOW + timedelta(days=31)
    found = {each.rule for each in remarks.about_pairs(store, [company.sara], later)[company.sara]}
    assert {"PR09", "PR10"} <= found


def test_somebody_new_is_talked_to_more_often(store, company):
    wish = EmployPerson(name="Dara Nik", job_title="Seller", job_family="sales_seller", hired_on=DAY)
    dara = people.employ_person(store, SERVICE, wish, at=NOW)
    people.lead_person(store, SERVICE, LeadPerson(dara, company.omid, DAY), at=NOW)
    for days, said in ((14, set()), (15, {"PR02"})):
        found = remarks.about_pairs(store, [dara], NOW + timedelta(days=days))[dara]
        assert {each.rule for each in found} == said


def test_the_team_page_names_what_is_for_the_manager_by_rule_and_people_in_alphabetical_order(store, company):
    page = queries.team_page(store, company.actor("omid"), NOW)
    (duty,) = [each for each in page.duties if each.remark.rule == "PR01"]
    assert [person.name for person in duty.people] == ["Kian Rad", "Sara Ahmadi"]
    assert duty.remark.seen == ()


def test_the_two_read_the_remarks_of_the_year_and_nobody_else_does(app, company):
    address = f"/people/{company.sara}/checkins"
    for name, reads in (("sara", True), ("omid", True), ("leila", False), ("nasrin", False)):
        assert ("How you two work together" in _text(company.client(app, name).get(address))) is reads


def test_many_pairs_take_as_many_statements_as_one(store, company):
    booked(store, company)
    store.commit()
    with counted_statements() as few:
        remarks.about_pairs(store, [company.sara], NOW)
    with counted_statements() as many:
        remarks.about_pairs(store, [company.sara, company.kian, company.omid], NOW)
    assert many.count == few.count <= 8


def test_the_numbers_of_talks_are_those_of_the_pack_in_force(store, company):
    numbers = remarks.numbers(store, DAY)
    assert (numbers.talk_within, numbers.moves_to_tell, numbers.new_day_within) == (35, 2, 10)
