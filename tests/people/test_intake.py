"""A whole list of people taken in, with a real database behind it."""

from datetime import date

import pytest
from sqlalchemy import func, select

from appraisal.kernel.refusals import NotAllowed, NotReady
from appraisal.people import queries
from appraisal.people.domain import TakeInPerson
from appraisal.people.models import Employee, Unit
from appraisal.people.operations import take_in_people
from appraisal.storage.history import HistoryLine, lines_of
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements


def take_in(store, company, *people, known=None, name="nasrin"):
    return take_in_people(store, company.actor(name), people, known=known or {}, today=DAY, at=NOW)


def told(ref, name, **said):
    return TakeInPerson(ref=ref, name=name, **said)


def test_a_seller_cannot_take_in_a_list(store, company):
    with pytest.raises(NotAllowed):
        take_in(store, company, told("a", "Reza Amini"), name="sara")


def test_new_people_are_employed_with_unit_and_manager_from_their_hire_date(store, company):
    taken = take_in(
        store,
        company,
        told("r", "Reza Amini", unit_path=("North", "Tehran"), hired_on=date(2016, 5, 1), manager="m"),
        told("m", "Mina Sadr", hired_on=date(2012, 1, 1)),
    )
    reza, mina = taken.keys["r"], taken.keys["m"]
    assert (taken.new, taken.units, taken.led) == (2, 2, 1)
    assert queries.line_of(store, reza, date(2016, 5, 1)).manager == mina
    assert queries.line_of(store, reza, date(2016, 4, 30)).manager is None
    assert queries.person_facts(store, company.actor("nasrin"), reza, DAY).unit_name == "Tehran"


def test_nobody_is_led_from_before_the_manager_was_hired(store, company):
    taken = take_in(
        store,
        company,
        told("r", "Reza Amini", hired_on=date(2010, 5, 1), manager="m"),
        told("m", "Mina Sadr", hired_on=date(2012, 1, 1)),
    )
    assert queries.line_of(store, taken.keys["r"], date(2011, 12, 31)).manager is None
    assert queries.line_of(store, taken.keys["r"], date(2012, 1, 1)).manager == taken.keys["m"]


def test_without_a_hire_date_the_leadership_begins_on_the_day_of_the_import(store, company):
    taken = take_in(store, company, told("r", "Reza Amini", manager="m"), told("m", "Mina Sadr"))
    assert queries.line_of(store, taken.keys["r"], DAY).manager == taken.keys["m"]
    assert queries.line_of(store, taken.keys["r"], date(2017, 12, 28)).manager is None


def test_a_hire_date_told_later_takes_the_leadership_back_to_it(store, company):
    keys = take_in(store, company, told("r", "Reza Amini", manager="m"), told("m", "Mina Sadr")).keys
    take_in(
        store,
        company,
        told("r", "Reza Amini", employee=keys["r"], hired_on=date(2016, 5, 1), manager="m"),
        known=keys,
    )
    assert queries.line_of(store, keys["r"], date(2016, 5, 1)).manager == keys["m"]


def test_a_new_manager_begins_today_and_the_one_before_ends_yesterday(store, company):
    taken = take_in(
        store,
        company,
        told("sara", "Sara Ahmadi", employee=company.sara, manager="leila"),
        known={"leila": company.leila},
    )
    assert (taken.led, taken.same) == (1, 0)
    assert queries.line_of(store, company.sara, DAY).manager == company.leila
    assert queries.line_of(store, company.sara, date(2017, 12, 28)).manager == company.omid


def test_an_empty_cell_changes_nothing(store, company):
    taken = take_in(store, company, told("sara", "Sara Ahmadi", employee=company.sara))
    assert (taken.changed, taken.same, taken.led) == (0, 1, 0)
    facts = queries.person_facts(store, company.actor("nasrin"), company.sara, DAY)
    assert (facts.job_title, facts.hired_on) == ("Seller", date(2015, 3, 1))


def test_what_a_list_says_otherwise_is_changed_and_leaves_a_line_of_history(store, company):
    wish = told("sara", "Sara Ahmadi", employee=company.sara, job_title="Senior seller", external_id="17")
    assert take_in(store, company, wish).changed == 1
    assert take_in(store, company, wish).same == 1
    facts = queries.person_facts(store, company.actor("nasrin"), company.sara, DAY)
    assert (facts.job_title, facts.version) == ("Senior seller", 2)
    assert [line.verb for line in lines_of(store, "person", company.sara)].count("person_changed") == 1


def test_a_circle_in_the_list_is_refused_and_leaves_nothing(store, company):
    with pytest.raises(NotReady) as refusal:
        take_in(store, company, told("a", "Reza Amini", manager="b"), told("b", "Mina Sadr", manager="a"))
    store.rollback()
    assert refusal.value.objections.keys() == {"cyclic_reporting_line"}
    assert store.scalar(select(func.count(Employee.id))) == 6
    assert store.scalar(select(func.count(Unit.id))) == 0


def test_one_login_for_two_people_is_refused(store, company):
    with pytest.raises(NotReady) as refusal:
        take_in(store, company, told("a", "Reza Amini", login="x"), told("b", "Mina Sadr", login="x"))
    assert refusal.value.objections.keys() == {"login_of_two_people"}


def test_somebody_hired_again_works_here_again(store, company):
    person = store.get(Employee, company.kian)
    person.left_on = date(2016, 1, 1)
    store.flush()
    take_in(store, company, told("k", "Kian Rad", employee=company.kian, hired_on=date(2017, 2, 1)))
    facts = queries.person_facts(store, company.actor("nasrin"), company.kian, DAY)
    assert (facts.left_on, facts.hired_on) == (None, date(2017, 2, 1))


def test_ten_thousand_people_are_taken_in_with_few_statements_and_all_their_history(store, company):
    people = [
        told(str(n), f"Person {n:05}", external_id=str(n), manager=str(n // 10) if n else None,
             unit_path=(f"Unit {n % 40}",), hired_on=date(2014, 1, 1))
        for n in range(10_000)
    ]  # fmt: skip
    with counted_statements() as statements:
        taken = take_in(store, company, *people)
    assert (taken.new, taken.led) == (10_000, 9_999)
    assert statements.count < 250
    lines = select(func.count(HistoryLine.id)).where(HistoryLine.verb == "person_employed")
    assert store.scalar(lines) == 10_006
