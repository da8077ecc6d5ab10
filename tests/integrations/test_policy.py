"""Who may bring in what."""

from appraisal.integrations.domain import Subject
from appraisal.integrations.fields import Kind
from appraisal.integrations.policy import may_carry_out, may_import, may_open_import
from appraisal.kernel.actors import SERVICE, Actor, EmployeeKey, Role

LEILA = Actor(EmployeeKey(1), "Leila", frozenset({Role.PLAN_OWNER}))
NASRIN = Actor(EmployeeKey(2), "Nasrin", frozenset({Role.HR}))
SARA = Actor(EmployeeKey(3), "Sara")


def test_hr_plan_owners_and_the_service_bring_in_lists_and_a_seller_does_not():
    assert not may_import(NASRIN)
    assert not may_import(LEILA)
    assert not may_import(SERVICE)
    assert may_import(SARA).keys() == {"only_some_import"}


def test_a_plan_owner_brings_in_deals_and_no_people():
    assert not may_carry_out(LEILA, frozenset({Kind.OPPORTUNITIES}))
    assert may_carry_out(LEILA, frozenset({Kind.TEAMS})).keys() == {"people_lists_need_hr"}
    assert not may_carry_out(NASRIN, frozenset({Kind.TEAMS, Kind.OPPORTUNITIES}))


def test_a_list_of_people_opens_for_hr_and_for_whoever_brought_it():
    assert not may_open_import(NASRIN, Subject.PEOPLE, LEILA.employee)
    assert not may_open_import(LEILA, Subject.PEOPLE, LEILA.employee)
    assert may_open_import(LEILA, Subject.PEOPLE, NASRIN.employee).keys() == {"people_lists_need_hr"}
    assert not may_open_import(LEILA, Subject.CRM, NASRIN.employee)
    assert may_open_import(SARA, Subject.CRM, SARA.employee).keys() == {"only_some_import"}
