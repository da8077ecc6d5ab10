"""When something may be contested and answered, and when a fact that was not right stays out."""

from datetime import date, timedelta

import pytest

from appraisal.diagnosis.contest import (
    About,
    ContestFinding,
    objections_to_contest_answer,
    objections_to_contesting,
    stays_out,
)
from appraisal.diagnosis.domain import DiagnosisFacts, DiagnosisKey
from appraisal.diagnosis.policy import may_answer_contest, may_contest, may_see_contests
from appraisal.kernel.actors import Actor, EmployeeKey, Role
from appraisal.people.domain import Line
from appraisal.rulebook import Fact
from tests.conftest import DAY

SARA, OMID, LEILA, NASRIN, KIAN = (EmployeeKey(key) for key in range(1, 6))
LINE = Line(SARA, OMID, LEILA)
FACTS = DiagnosisFacts(SARA, OMID, "more_info")
WISH = ContestFinding(DiagnosisKey(1), About.FACT, "gap_ratio", "Two invoices are missing.")


def actor(key, *roles, leads=False):
    return Actor(key, "somebody", frozenset(roles), leads_anyone=leads)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (actor(SARA), True),
        (actor(OMID, leads=True), False),
        (actor(LEILA, leads=True), False),
        (actor(NASRIN, Role.HR), False),
        (actor(KIAN), False),
    ],
)
def test_only_the_employee_contests(who, may):
    assert bool(may_contest(who, LINE)) is not may


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (actor(LEILA, leads=True), True),
        (actor(NASRIN, Role.HR), True),
        (actor(OMID, leads=True), False),
        (actor(OMID, Role.HR, leads=True), False),
        (actor(SARA, Role.HR), False),
        (actor(KIAN, leads=True), False),
        (actor(KIAN, Role.ADMINISTRATOR), False),
        (actor(KIAN, Role.CASE_HANDLER), False),
        (actor(None, Role.HR), False),
    ],
)
def test_a_second_person_answers_and_never_one_of_the_two(who, may):
    assert bool(may_answer_contest(who, LINE, led_upto=None, talk_began_on=DAY)) is not may


@pytest.mark.parametrize(("led_upto", "may"), [(-1, True), (0, False), (30, False)])
def test_who_led_the_person_since_the_talk_began_is_no_second_person(led_upto, may):
    last = DAY + timedelta(days=led_upto)
    leila = actor(LEILA, leads=True)
    assert bool(may_answer_contest(leila, LINE, led_upto=last, talk_began_on=DAY)) is not may


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (actor(OMID, leads=True), True),
        (actor(NASRIN, Role.HR), True),
        (actor(SARA), False),
        (actor(KIAN, Role.ADMINISTRATOR), False),
    ],
)
def test_the_list_is_for_those_who_may_be_a_second_person(who, may):
    assert bool(may_see_contests(who)) is not may


def test_everything_against_a_contest_is_told_at_once():
    empty = ContestFinding(DiagnosisKey(1), About.FACT, "nothing", " ")
    found = objections_to_contesting(empty, FACTS, is_there=False, is_contested=True)
    assert found.keys() == {
        "nothing_to_contest", "contested_already", "finding_contest_without_reason",
    }  # fmt: skip
    assert not objections_to_contesting(WISH, FACTS, is_there=True, is_contested=False)


def test_while_a_talk_is_being_arranged_nothing_is_contested():
    arranged = DiagnosisFacts(SARA, OMID, "handed_over")
    found = objections_to_contesting(WISH, arranged, is_there=False, is_contested=False)
    assert found.keys() == {"diagnosis_is_handed_over"}


def test_an_answer_needs_words_and_comes_once():
    assert objections_to_contest_answer(" ", is_answered=True).keys() == {
        "finding_contest_answered_already", "finding_contest_answer_without_words",
    }  # fmt: skip
    assert not objections_to_contest_answer("We counted again.", is_answered=False)


EARLIER, LATER = date(2017, 12, 1), date(2017, 12, 28)


@pytest.mark.parametrize(
    ("contested", "now", "out"),
    [
        (Fact("missing", "employee", EARLIER), Fact("missing", "employee", EARLIER), True),
        (Fact("missing", "employee", EARLIER), Fact("missing", "employee", LATER), False),
        (Fact("missing", "employee", EARLIER), Fact("ok", "employee", EARLIER), False),
        (Fact("missing", "employee", EARLIER), Fact("missing", "manager", EARLIER), False),
        (Fact(0.6, "readings", EARLIER), Fact(0.6, "readings", LATER), True),
        (Fact(0.6, "readings", EARLIER), Fact(0.7, "readings", EARLIER), False),
        (Fact(2, "promises", EARLIER), Fact(2, "promises", LATER), True),
    ],
)
def test_what_was_not_right_stays_out_until_a_newer_value_comes(contested, now, out):
    assert stays_out(contested, now, counts_days=False) is out


def test_a_count_of_days_from_the_same_day_is_no_newer_value():
    contested = Fact(40, "observations", EARLIER)
    assert stays_out(contested, Fact(67, "observations", EARLIER), counts_days=True)
    assert not stays_out(contested, Fact(1, "observations", DAY), counts_days=True)
