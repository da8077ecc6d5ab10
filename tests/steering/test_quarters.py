"""Quarters of a plan, and whether its quotas are fair."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import g

from appraisal.i18n.languages import Calendar
from appraisal.kernel.periods import Period
from appraisal.steering.fairness import fairness_of
from appraisal.steering.numbers import ReviewNumbers, numbers_on
from appraisal.steering.quarters import due_on, due_quarters, quarters_of
from appraisal.web.request import Reader


def test_quarters_are_counted_from_the_first_day_and_the_last_may_be_shorter():
    found = quarters_of(date(2017, 3, 21), date(2017, 10, 1))
    assert found == (
        Period(date(2017, 3, 21), date(2017, 6, 20)),
        Period(date(2017, 6, 21), date(2017, 9, 20)),
        Period(date(2017, 9, 21), date(2017, 10, 1)),
    )


def test_a_quarter_is_due_the_day_after_it_or_on_the_review_date_within_it():
    quarter = Period(date(2017, 7, 1), date(2017, 9, 30))
    assert due_on(quarter, date(2018, 1, 10)) == date(2017, 10, 1)
    assert due_on(quarter, date(2017, 9, 20)) == date(2017, 9, 20)
    ends = date(2017, 12, 31)
    assert due_quarters(quarter.starts_on, ends, ends, date(2017, 9, 30)) == ()
    assert due_quarters(quarter.starts_on, ends, ends, date(2017, 10, 1)) == (quarter,)


def test_quotas_are_unfair_where_what_was_reached_follows_potential():
    follows = fairness_of([(0.5, 1), (0.7, 2), (0.9, 3), (1.1, 4), (1.3, 5)], 0.3)
    assert (follows.is_fair, follows.correlation) == (False, 1.0)
    assert fairness_of([(1.0, 1), (0.9, 2), (1.1, 3), (0.9, 4), (1.0, 5)], 0.3).is_fair is True


def test_whether_quotas_are_fair_cannot_be_told_of_few_or_equal_parts():
    assert fairness_of([(1.0, 1)] * 4, 0.3).is_fair is None
    assert fairness_of([(1.0, 1)] * 5, 0.3).is_fair is None


def test_parts_enough_without_an_answer_are_told_apart_from_too_few(app):
    with app.test_request_context():
        g.reader = Reader("en", Calendar.GREGORIAN, ZoneInfo("UTC"))
        say = app.jinja_env.get_template("parts/quarter.html").module.fairness
        alike = say({"fairness": {"nodes": 5, "correlation": None}})
        few = say({"fairness": {"nodes": 4, "correlation": None}})
    assert "there are parts enough" in alike
    assert "there are 4" in few


def test_the_numbers_come_dated_from_the_pack_of_plans(store):
    assert numbers_on(store, date(2017, 12, 29)) == ReviewNumbers(14, 30, 0.3)
    assert numbers_on(store, date(1999, 12, 31)) == ReviewNumbers(None, None, None)
    assert fairness_of([(0.5, 1), (0.7, 2), (0.9, 3), (1.1, 4), (1.3, 5)], None).is_fair is None


def test_a_report_closed_before_it_kept_its_number_is_read_as_it_was(app):
    with app.test_request_context():
        g.reader = Reader("en", Calendar.GREGORIAN, ZoneInfo("UTC"))
        say = app.jinja_env.get_template("parts/quarter.html").module.fairness
        assert "not fair" in say({"fairness": {"nodes": 5, "correlation": -0.5}})
        assert "does not follow" in say({"fairness": {"nodes": 5, "correlation": 0.2}})
