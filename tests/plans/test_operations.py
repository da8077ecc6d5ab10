"""Changing plans, with a real database behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated
from appraisal.plans import node_pages, operations, queries, splits
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import MakeRoot, SetTarget, SplitChoice, SplitNode
from appraisal.plans.tree import Axis
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW
from tests.factories.sales import Sales

YEAR = {"starts_on": date(2017, 1, 1), "ends_on": date(2017, 12, 31), "review_on": date(2018, 1, 10)}


def _root(store, company, target="1000"):
    wish = MakeRoot(
        "Sales plan", "deals_won", Decimal(target) if target else None, **YEAR, owner=company.omid
    )
    return operations.make_root(store, company.actor("leila"), wish, at=NOW)


def _split(node, axis, method=MethodName.EVEN, **choice):
    return SplitNode(node, SplitChoice(axis, method, review_on=date(2018, 1, 10), **choice))


@pytest.fixture
def planned(store, company):
    sales = Sales.found(store, company, NOW)
    root = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    return sales, root


def _all_nodes(store, root):
    nodes, waiting = [], [root]
    while waiting:
        parts = queries.parts_rows(store, waiting.pop())
        nodes += parts
        waiting += [part.key for part in parts]
    return nodes


def test_only_a_plan_owner_begins_a_plan(store, company):
    with pytest.raises(NotAllowed):
        operations.make_root(
            store,
            company.actor("omid"),
            MakeRoot("Plan", "deals_won", None, **YEAR, owner=company.omid),
            at=NOW,
        )


def test_everything_missing_from_a_new_plan_is_said_at_once(store, company):
    wish = MakeRoot(" ", "happiness", Decimal(0), date(2017, 5, 1), date(2017, 1, 1), None, None)
    with pytest.raises(NotReady) as refusal:
        operations.make_root(store, company.actor("leila"), wish, at=NOW)
    assert refusal.value.objections.keys() == {
        "plan_without_title",
        "no_measure",
        "no_owner",
        "no_review_date",
        "period_ends_before_it_starts",
        "target_zero",
    }


def test_a_target_not_given_is_kept_as_not_given(store, company):
    assert queries.node_facts(store, _root(store, company, target=None)).target is None


def test_an_even_split_among_people_adds_up_to_the_last_unit(store, company):
    root = _root(store, company, "1001")
    operations.split_node(store, company.actor("omid"), _split(root, Axis.PERSON), at=NOW)
    assert sorted(part.target for part in queries.parts_rows(store, root)) == [500, 501]


def test_a_part_without_history_is_not_given_and_zero_stays_zero(store, company):
    root = _root(store, company)
    typed = {
        f"person:{company.sara}": {"result": Decimal(0)},
        f"person:{company.kian}": {"result": Decimal(7)},
    }
    wish = _split(root, Axis.PERSON, MethodName.HISTORY, typed=typed, source="CRM, 2016")
    operations.split_node(store, company.actor("omid"), wish, at=NOW)
    by_person = {part.person: part.target for part in queries.parts_rows(store, root)}
    assert by_person == {company.sara: 0, company.kian: 1000}
    typed.pop(f"person:{company.sara}")
    operations.split_node(store, company.actor("omid"), wish, at=NOW)
    by_person = {part.person: part.target for part in queries.parts_rows(store, root)}
    assert by_person == {company.sara: None, company.kian: 1000}


def test_a_split_of_nothing_given_names_every_reason(store, company):
    root = _root(store, company, target=None)
    wish = SplitNode(root, SplitChoice(Axis.PERSON, MethodName.HISTORY))
    with pytest.raises(NotReady) as refusal:
        operations.split_node(store, company.actor("omid"), wish, at=NOW)
    assert refusal.value.objections.keys() == {"target_not_given", "no_review_date", "no_source_of_numbers"}


def test_weights_that_are_all_zero_are_refused_and_nothing_is_divided(store, company):
    root = _root(store, company)
    typed = {f"person:{person}": {"weight": Decimal(0)} for person in (company.sara, company.kian)}
    with pytest.raises(NotReady) as refusal:
        operations.split_node(
            store, company.actor("omid"), _split(root, Axis.PERSON, MethodName.WEIGHTED, typed=typed), at=NOW
        )
    assert refusal.value.objections.keys() == {"nothing_to_share_by"}


def test_a_node_is_split_along_one_axis_only(store, company):
    root = _root(store, company)
    operations.split_node(store, company.actor("omid"), _split(root, Axis.PERSON), at=NOW)
    with pytest.raises(NotReady) as refusal:
        operations.split_node(store, company.actor("omid"), _split(root, Axis.PERIOD), at=NOW)
    assert refusal.value.objections.keys() == {"two_axes_at_one_split"}


def test_splitting_again_changes_the_numbers_of_the_same_parts(store, company):
    root = _root(store, company)
    operations.split_node(store, company.actor("omid"), _split(root, Axis.PERIOD), at=NOW)
    before = [part.key for part in queries.parts_rows(store, root)]
    operations.set_target(
        store, company.actor("leila"), SetTarget(root, Decimal(2000), "More customers"), at=NOW
    )
    operations.split_node(store, company.actor("omid"), _split(root, Axis.PERIOD), at=NOW)
    parts = queries.parts_rows(store, root)
    assert [part.key for part in parts] == before
    assert {part.target for part in parts} == {Decimal(500)}


def test_a_new_target_shows_as_a_remainder_until_it_is_split_again(store, company):
    root = _root(store, company)
    operations.split_node(store, company.actor("omid"), _split(root, Axis.PERIOD), at=NOW)
    operations.set_target(
        store, company.actor("leila"), SetTarget(root, Decimal(1200), "More customers"), at=NOW
    )
    page = node_pages.plan_page(store, company.actor("leila"), root, DAY)
    assert page.sums.difference == -200
    assert [line.verb for line in lines_of(store, "plan_node", root)] == [
        "plan_begun",
        "plan_split",
        "target_set",
    ]


def test_a_target_of_zero_is_refused(store, company):
    root = _root(store, company)
    with pytest.raises(NotReady) as refusal:
        operations.set_target(
            store, company.actor("leila"), SetTarget(root, Decimal(0), "More customers"), at=NOW
        )
    assert refusal.value.objections.keys() == {"target_zero"}


def test_two_who_set_a_target_at_once_do_not_overwrite_each_other(store, company):
    root = _root(store, company)
    seen = queries.node_facts(store, root).version
    operations.set_target(
        store,
        company.actor("leila"),
        SetTarget(root, Decimal(1200), "More customers"),
        seen_version=seen,
        at=NOW,
    )
    with pytest.raises(Outdated):
        operations.set_target(
            store,
            company.actor("omid"),
            SetTarget(root, Decimal(900), "More customers"),
            seen_version=seen,
            at=NOW,
        )


def test_the_second_half_adds_up_at_every_node(store, planned):
    _, root = planned
    nodes = [queries.node_facts(store, root), *_all_nodes(store, root)]
    for node in nodes:
        given = [part.target for part in queries.parts_rows(store, node.key) if part.target is not None]
        assert not given or sum(given) == node.target


def test_the_second_half_stands_on_the_mean_month_and_the_growth(store, company, planned):
    sales, root = planned
    months = {day: Decimal(0) for day in (3, 4, 5, 6)}
    for result in sales.wish(company).results.values():
        for month, value in result.items():
            months[month.month] += value
    mean = sum(months.values()) / 4
    assert abs(queries.node_facts(store, root).target - mean * 6 * Decimal("1.05")) <= 1
    page = node_pages.plan_page(store, company.actor("leila"), root, DAY)
    assert page.method.inputs["growth"] == Decimal("0.05")
    assert page.method.inputs["first_month"] == date(2017, 3, 1)


def test_the_first_two_quarters_are_not_given_and_never_zero(store, company, planned):
    sales, root = planned
    shares = [
        node for node in _all_nodes(store, root) if node.person == sales.sellers[0] and node.axis is None
    ]
    assert [node.target is None for node in shares] == [True, True, False, False]


def test_a_seller_without_results_is_not_given(store, planned):
    sales, root = planned
    assert {node.target for node in _all_nodes(store, root) if node.person == sales.newcomer} == {None}


def test_every_node_has_an_owner_and_a_day_of_review(store, company, planned):
    sales, root = planned
    nodes = _all_nodes(store, root)
    offices = queries.parts_rows(store, root)
    teams = queries.parts_rows(store, offices[0].key)
    assert {node.owner for node in offices} == {company.leila}
    assert [node.owner for node in teams] == list(sales.managers[:2])
    assert all(node.review_on > node.ends_on for node in nodes)


def test_a_stranger_among_the_results_is_refused(store, company, planned):
    sales, _ = planned
    wish = sales.wish(company)
    wish.results[999_999] = {}
    with pytest.raises(NotReady) as refusal:
        operations.plan_second_half(store, company.actor("leila"), wish, at=NOW)
    assert refusal.value.objections.keys() == {"sellers_not_found"}


def test_each_quarter_is_reviewed_after_its_own_end(store, company):
    root = _root(store, company)
    operations.split_node(store, company.actor("omid"), _split(root, Axis.PERIOD), at=NOW)
    assert [part.review_on for part in queries.parts_rows(store, root)] == [
        date(2017, 4, 10),
        date(2017, 7, 10),
        date(2017, 10, 10),
        date(2018, 1, 10),
    ]


def test_the_owner_of_a_unit_stays_in_the_wizard_until_another_is_chosen(store, company, planned):
    sales, root = planned
    office = queries.parts_rows(store, root)[0].key
    page = splits.split_page(store, company.actor("leila"), office, None, "unit", "even", DAY)
    assert [part.owner for part in page.parts] == list(sales.managers[:2])
    assert {key for key, _ in page.owners} >= set(sales.managers[:2])
