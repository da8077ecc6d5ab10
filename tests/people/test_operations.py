"""Changing people, with a real database behind it."""

from datetime import date

import pytest

from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated
from appraisal.people import operations, queries
from appraisal.people.domain import ChangePerson, EmployPerson, LeadPerson
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW


def test_a_seller_cannot_add_people(store, company):
    with pytest.raises(NotAllowed) as refusal:
        operations.employ_person(store, company.actor("sara"), EmployPerson("Reza"), at=NOW)
    assert refusal.value.objections.keys() == {"only_hr_keeps_people"}


def test_a_circle_in_the_reporting_line_is_refused(store, company):
    with pytest.raises(NotReady) as refusal:
        operations.lead_person(
            store, company.actor("nasrin"), LeadPerson(company.leila, company.sara, DAY), at=NOW
        )
    assert refusal.value.objections.keys() == {"cyclic_reporting_line"}


def test_a_new_manager_ends_the_leadership_before_and_keeps_its_dates(store, company):
    operations.lead_person(
        store, company.actor("nasrin"), LeadPerson(company.sara, company.leila, DAY), at=NOW
    )
    assert queries.line_of(store, company.sara, DAY).manager == company.leila
    assert queries.line_of(store, company.sara, date(2017, 12, 28)).manager == company.omid


def test_a_change_on_an_old_page_is_outdated(store, company):
    wish = ChangePerson(company.sara, "Sara A.", "Seller", "sales_seller", None, None)
    operations.change_person(store, company.actor("nasrin"), wish, seen_version=1, at=NOW)
    with pytest.raises(Outdated):
        operations.change_person(store, company.actor("nasrin"), wish, seen_version=1, at=NOW)


def test_a_change_leaves_one_line_of_history(store, company):
    wish = ChangePerson(company.sara, "Sara A.", "Seller", "sales_seller", None, None)
    operations.change_person(store, company.actor("nasrin"), wish, seen_version=None, at=NOW)
    assert [line.verb for line in lines_of(store, "person", company.sara)] == [
        "person_employed",
        "person_led",
        "person_changed",
    ]
