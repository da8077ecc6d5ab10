"""Decisions about plans that need no database."""

from __future__ import annotations

from decimal import Decimal

import pytest

from appraisal.kernel.actors import Actor, EmployeeKey, Role
from appraisal.people.domain import Line
from appraisal.plans import policy
from appraisal.plans.domain import kind_below
from appraisal.plans.node_pages import read_back
from appraisal.plans.pictures import bars_of
from appraisal.plans.tree import Axis, PlanKind


def test_units_are_tactical_and_people_are_operational():
    assert kind_below(PlanKind.STRATEGIC, Axis.UNIT) is PlanKind.TACTICAL
    assert kind_below(PlanKind.TACTICAL, Axis.PERSON) is PlanKind.OPERATIONAL
    assert kind_below(PlanKind.OPERATIONAL, Axis.PERIOD) is PlanKind.OPERATIONAL
    assert kind_below(PlanKind.CONTINGENCY, Axis.UNIT) is PlanKind.CONTINGENCY


def test_a_share_is_open_to_the_person_the_leaders_and_the_plan_owner():
    line = Line(EmployeeKey(1), EmployeeKey(2), EmployeeKey(3))
    for employee in (1, 2, 3, 9):
        assert not policy.may_see_node(Actor(EmployeeKey(employee), "x"), 9, line)
    assert not policy.may_see_node(Actor(EmployeeKey(5), "x", frozenset({Role.PLAN_OWNER})), 9, line)
    assert policy.may_see_node(Actor(EmployeeKey(5), "x", frozenset({Role.HR})), 9, line)


def test_bars_lie_end_to_end_and_the_last_reaches_the_whole():
    bars, remainder = bars_of(Decimal(100), [Decimal(30), None, Decimal(70)])
    assert [(bar.start, bar.length) for bar in bars if bar] == [(0, 300), (300, 700)]
    assert bars[1] is None
    assert remainder is None


def test_a_remainder_fills_the_rest_and_a_reserve_none():
    bars, remainder = bars_of(Decimal(100), [Decimal(30)])
    assert (remainder.start, remainder.length, bars[0].length) == (300, 700, 300)
    assert bars_of(Decimal(100), [Decimal(130)])[1] is None


def test_a_plan_without_any_number_has_no_bars():
    assert bars_of(None, [None, None]) == ((None, None), None)


@pytest.mark.parametrize(
    ("plain", "value"),
    [("1/20", Decimal("0.05")), ("12.5", Decimal("12.5")), ("CRM 2016", "CRM 2016"), (4, 4), ("1/0", "1/0")],
)
def test_plain_inputs_of_a_method_are_read_back(plain, value):
    assert read_back(plain) == value
