"""Causes in counts: reports of a whole and of its parts, put side by side, tell of no fewer than four people."""

from datetime import date

import pytest

from appraisal.kernel.periods import Period
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.steering import causes
from appraisal.steering.causes import causes_of_people, concluded_of, told_of_parts, told_of_whole
from appraisal.steering.domain import PlanCause
from tests.conftest import NOW
from tests.factories.sales import Sales

QUARTER = Period(date(2017, 7, 1), date(2017, 9, 30))
OVER = date(2017, 10, 2)
MARKET, TASK = ("external_factors",), ("understanding_of_task",)


def group(market, others):
    """Of whom the market was concluded, and of whom something that is not known."""
    return concluded_of([*((each, MARKET) for each in market), *((each, ()) for each in others)])


def told(whole, parts):
    return told_of_parts(told_of_whole(whole), whole, parts)


def test_a_nought_is_told_of_a_large_whole_and_not_of_a_small_one():
    assert told_of_whole(group((), range(3))) == frozenset()
    assert told_of_whole(group((), ())) == frozenset()
    assert PlanCause.PRICE in told_of_whole(group((), range(4)))
    assert PlanCause.MARKET not in told_of_whole(group(range(3), range(3, 9)))


def test_a_part_is_not_told_where_its_whole_less_it_leaves_a_few():
    whole = group(range(6), range(10, 24))
    parts = {1: group(range(4), range(10, 14)), 2: group((4, 5), range(14, 24))}
    assert PlanCause.MARKET in told_of_whole(whole)
    found = told(whole, parts)
    assert PlanCause.MARKET not in found[1] | found[2]
    assert PlanCause.UNKNOWN in found[1] & found[2]


def test_a_part_is_told_where_what_is_left_is_large_or_nobody():
    whole = group(range(8), range(10, 20))
    parts = {1: group(range(4), range(10, 15)), 2: group(range(4, 8), range(15, 20))}
    assert all(PlanCause.MARKET in causes for causes in told(whole, parts).values())


def test_a_nought_that_would_speak_of_a_few_left_over_is_not_told():
    everybody = group(range(5), (10, 11))
    parts = {1: group(range(5), ())}
    assert told(everybody, parts)[1] == frozenset()


def test_parts_that_share_people_are_not_told_where_one_lacks_a_few_of_the_other():
    whole = group(range(12), range(20, 30))
    parts = {1: group(range(6), range(20, 25)), 2: group(range(8), range(20, 25))}
    found = told(whole, parts)
    assert PlanCause.MARKET not in found[1]
    assert PlanCause.MARKET in found[2]


@pytest.fixture
def offices(store, company):
    """The root of a plan over three offices of ten people, its first office, and whose shares are below."""
    sales = Sales.found(store, company, NOW)
    root = plans.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    parts = plan_queries.parts_rows(store, root)
    return (
        plan_queries.node_facts(store, root),
        parts,
        plan_queries.people_below_nodes(store, [part.key for part in parts]),
    )


def counted(store, monkeypatch, node, concluded, day=OVER):
    def among(_store, employees, _first, _last):
        return tuple(each for each in concluded if each[0] in employees)

    monkeypatch.setattr(causes.diagnosis, "conclusions_among", among)
    return causes_of_people(store, node, QUARTER, day)


def test_a_report_and_those_of_its_parts_cannot_be_subtracted(store, offices, monkeypatch):
    root, parts, below = offices
    first, second, third = (sorted(below[part.key].people) for part in parts)
    concluded = [(each, MARKET) for each in (*first[:5], *second[:2])]
    concluded += [(each, TASK) for each in (*first[5:], *second[2:], *third)]
    whole = counted(store, monkeypatch, root, concluded)
    of_parts = [counted(store, monkeypatch, part, concluded) for part in parts]
    assert whole[PlanCause.MARKET] == 7
    assert 7 - sum(each[PlanCause.MARKET] or 0 for each in of_parts) >= 4
    assert [each[PlanCause.PROCESS] for each in of_parts] == [5, 8, 10]
    deeper = plan_queries.parts_rows(store, parts[0].key)
    assert all(counted(store, monkeypatch, part, concluded)[PlanCause.MARKET] is None for part in deeper)


def test_nothing_is_told_of_people_while_the_quarter_runs_or_of_other_days(store, offices, monkeypatch):
    root, _parts, below = offices
    concluded = [(each, MARKET) for group in below.values() for each in group.people]
    assert counted(store, monkeypatch, root, concluded)[PlanCause.MARKET] == 30
    running = counted(store, monkeypatch, root, concluded, day=QUARTER.ends_on)
    assert set(running.values()) == {None}
    other = causes_of_people(store, root, Period(date(2017, 7, 2), date(2017, 9, 30)), OVER)
    assert set(other.values()) == {None}
