"""Planned hours against the hours there are."""

from datetime import date
from decimal import Decimal

import pytest

from appraisal.actions.burden import Burden, WorkingShare, hours_available, hours_in, load_in, weeks_around
from appraisal.actions.rhythm import Recurrence, ServiceLevel, When
from appraisal.kernel.periods import Period

MONDAY, SUNDAY = date(2018, 1, 1), date(2018, 1, 14)
TWO_WEEKS = Period(MONDAY, SUNDAY)
EIGHT = Decimal(8)


def burden(hours, when, first=MONDAY, last=SUNDAY):
    return Burden(1, "sends", Decimal(hours), when, first, when.due_on or last)


def test_two_full_weeks_have_eighty_hours_and_half_days_forty():
    assert hours_available(TWO_WEEKS, [], EIGHT) == 80
    half = WorkingShare(date(2017, 1, 1), None, Decimal("0.5"))
    assert hours_available(TWO_WEEKS, [half], EIGHT) == 40


def test_who_is_away_on_half_days_is_away():
    half = WorkingShare(date(2017, 1, 1), None, Decimal("0.5"))
    away = WorkingShare(date(2018, 1, 8), date(2018, 1, 9), Decimal(0))
    assert hours_available(TWO_WEEKS, [half, away], EIGHT) == 32


@pytest.mark.parametrize(
    ("hours", "when", "planned"),
    [
        (30, When(date(2018, 1, 12)), 30),
        (30, When(date(2018, 1, 26)), 15),
        (2, When(recurrence=Recurrence.MONDAY), 4),
        (5, When(service=ServiceLevel.SAME_DAY), 10),
        (12, When(date(2017, 12, 29)), 12),
    ],
)
def test_hours_lie_evenly_over_the_days_of_a_step_and_what_is_late_counts_in_full(hours, when, planned):
    first = date(2017, 12, 1) if when.due_on and when.due_on < MONDAY else MONDAY
    assert hours_in(burden(hours, when, first), TWO_WEEKS, (), MONDAY) == planned


def test_a_step_that_begins_later_asks_for_nothing_now():
    later = burden(30, When(date(2018, 2, 28)), date(2018, 2, 1))
    assert hours_in(later, TWO_WEEKS, (), MONDAY) == 0


def test_hours_of_a_time_in_which_somebody_is_away_are_all_too_much():
    away = (WorkingShare(MONDAY, SUNDAY, Decimal(0)),)
    load = load_in(TWO_WEEKS, [burden(6, When(date(2018, 1, 12)))], away, EIGHT, MONDAY)
    assert (load.planned, load.available, load.ratio) == (6, 0, None)
    assert load.is_above(Decimal("1.2"))


def test_what_fills_most_stands_first():
    small = Burden(1, "calls", Decimal(4), When(date(2018, 1, 12)), MONDAY, date(2018, 1, 12))
    large = Burden(2, "writes", Decimal(40), When(date(2018, 1, 12)), MONDAY, date(2018, 1, 12))
    load = load_in(TWO_WEEKS, [small, large], (), EIGHT, MONDAY)
    assert [each.what for each in load.fills] == ["writes", "calls"]
    assert load.ratio == Decimal("0.55")


def test_a_load_at_the_limit_is_not_above_it():
    load = load_in(TWO_WEEKS, [burden(80, When(date(2018, 1, 12)))], (), EIGHT, MONDAY)
    assert load.ratio == 1
    assert not load.is_above(Decimal(1))


def test_the_weeks_of_a_step_are_whole_but_never_past():
    assert weeks_around(date(2018, 1, 3), date(2018, 1, 9), date(2018, 1, 2)) == Period(
        date(2018, 1, 2), date(2018, 1, 14)
    )
    assert weeks_around(date(2018, 1, 3), date(2018, 1, 9), date(2017, 12, 1)) == Period(MONDAY, SUNDAY)
