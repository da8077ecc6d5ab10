"""Whether volume stands alone on a manager's line, and whether it rises while customers stay away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from appraisal.actuals.domain import RecordGroupReading, RecordReading
from appraisal.actuals.operations import record_group_readings, record_readings
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.periods import Period
from appraisal.people import operations as people
from appraisal.plans import balance, operations, queries, remarks
from appraisal.plans.domain import MakeRoot
from appraisal.plans.models import PlanNode
from tests.conftest import DAY, NOW
from tests.factories.sales import Sales

YEAR = (date(2017, 1, 1), date(2017, 12, 31))
REVIEW = date(2018, 1, 10)


def root(store, company, measure="revenue_won", days=YEAR):
    wish = MakeRoot(measure, measure, Decimal(1000), *days, REVIEW, company.leila)
    return operations.make_root(store, company.actor("leila"), wish, at=NOW)


@pytest.fixture
def team(store, company):
    """A plan down to the shares of ten sellers."""
    sales = Sales.found(store, company, NOW, offices=1)
    return operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW), sales


def office(store, parent, owner):
    above = store.get(PlanNode, parent)
    row = PlanNode(
        root_id=parent, parent_id=parent, kind="tactical", title="Office", measure="revenue_won", unit="USD",
        starts_on=YEAR[0], ends_on=YEAR[1], review_on=REVIEW, owner_id=owner, target=above.target,
    )  # fmt: skip
    store.add(row)
    store.flush()
    return queries.node_facts(store, row.id)


def told(store, people_of, measure, by_month):
    wishes = [
        RecordReading(person, measure, *_month(number), Decimal(value), "crm")
        for person in people_of
        for number, value in by_month.items()
    ]
    record_readings(store, SERVICE, wishes, at=NOW)


def _month(number):
    month = Period.month_of(date(2017, number, 1))
    return month.starts_on, month.ends_on


def rules_for(store, node):
    _, found = remarks.found_about(store, node, DAY)
    return {each.rule for each in found}


def test_a_managers_part_of_volume_is_warned_until_both_sides_stand_on_the_way_up(store, company):
    part = office(store, root(store, company), company.omid)
    assert "PL25" in rules_for(store, part)
    root(store, company, "complaints_open")
    assert "PL25" in rules_for(store, part)
    root(store, company, "margin_won", days=(date(2016, 1, 1), date(2016, 12, 31)))
    assert "PL25" in rules_for(store, part)
    root(store, company, "margin_won")
    assert "PL25" not in rules_for(store, part)


def test_a_measure_that_hangs_under_the_node_above_counts_and_one_of_another_branch_does_not(store, company):
    whole = root(store, company)
    part, other = office(store, whole, company.omid), office(store, whole, company.omid)
    store.get(PlanNode, office(store, other.key, company.omid).key).measure = "margin_won"
    store.get(PlanNode, office(store, whole, company.omid).key).measure = "complaints_open"
    store.flush()
    found = balance.lines_of(store, [part, other])
    assert found[part.key] == {"has_own_owner": True, "customer_on_line": 1, "profit_on_line": 0}
    assert found[other.key] == {"has_own_owner": True, "customer_on_line": 1, "profit_on_line": 1}


def test_volume_up_and_customers_down_is_a_problem_of_the_plan(store, company, team):
    whole, sales = team
    told(store, sales.sellers, "revenue_won", {6: 100, 7: 100, 8: 100, 9: 110, 10: 110, 11: 110})
    told(store, sales.sellers, "customers_returning", {6: 10, 7: 10, 8: 10, 9: 9, 10: 9, 11: 9})
    node = queries.node_facts(store, whole)
    assert balance.trends_of(store, node, DAY) == {"volume_trend": 1.1, "customer_trend": 0.9}
    assert "PL26" in rules_for(store, node)
    told(store, sales.sellers, "customers_returning", {9: 10, 10: 10, 11: 10})
    assert "PL26" not in rules_for(store, node)


def test_complaints_of_the_unit_that_grow_are_customers_down_too(store, company, team):
    whole, sales = team
    told(store, sales.sellers, "revenue_won", {6: 100, 7: 100, 8: 100, 9: 120, 10: 120, 11: 120})
    unit = people.ensure_unit(store, SERVICE, "Sales", None, at=NOW)
    store.get(PlanNode, whole).org_unit_id = unit
    store.flush()
    counts = [
        RecordGroupReading("complaints_open", *_month(number), Decimal(value), "Desk", unit=unit)
        for number, value in {6: 4, 7: 4, 8: 4, 9: 5, 10: 5, 11: 5}.items()
    ]
    record_group_readings(store, SERVICE, counts, at=NOW)
    node = queries.node_facts(store, whole)
    assert balance.trends_of(store, node, DAY) == {"volume_trend": 1.2, "customer_trend": 0.8}


def test_trends_are_unknown_for_few_months_a_small_group_and_other_measures(store, company, team):
    whole, sales = team
    told(store, sales.sellers, "revenue_won", {7: 100, 8: 100, 9: 110, 10: 110, 11: 110})
    assert balance.trends_of(store, queries.node_facts(store, whole), DAY) == {}
    told(store, sales.sellers, "revenue_won", {6: 100})
    assert balance.trends_of(store, queries.node_facts(store, whole), DAY)["customer_trend"] is None
    alone = root(store, company, "deals_won")
    assert balance.trends_of(store, queries.node_facts(store, alone), DAY) == {}
    margin = root(store, company, "margin_won")
    assert balance.trends_of(store, queries.node_facts(store, margin), DAY) == {}
