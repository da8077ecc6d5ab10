"""Remarks about nodes of a plan: what is lacking, where it is mended, and the reserve that is named."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated
from appraisal.people.models import Employee
from appraisal.plans import node_pages, operations, queries, remarks
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import EntrustNode, KeepNode, MakeRoot, SetTarget, SplitChoice, SplitNode
from appraisal.plans.tree import Axis
from appraisal.storage.database import db
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements

EARLY = NOW - timedelta(days=2)
QUARTER = (date(2017, 10, 1), date(2017, 12, 31))
REVIEW = date(2018, 1, 15)


def _root(store, company, measure="deals_won", review_on=REVIEW, days=QUARTER):
    wish = MakeRoot("Deals", measure, Decimal(24), *days, review_on, company.omid)
    return operations.make_root(store, company.actor("leila"), wish, at=EARLY)


def _split(store, company, root):
    wish = SplitNode(root, SplitChoice(Axis.PERSON, MethodName.EVEN, review_on=REVIEW))
    operations.split_node(store, company.actor("leila"), wish, at=EARLY)
    return queries.parts_rows(store, root)


def _said(store, node) -> set[str]:
    return {each.rule for each in remarks.about_nodes(store, [queries.node_facts(store, node)], DAY)[node]}


def _text(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(words))


def test_a_plan_that_ends_nowhere_is_asked_for_somebody_who_holds_a_share(store, company):
    root = _root(store, company)
    assert {"PL05", "PL20", "PL21"} <= _said(store, root)
    _split(store, company, root)
    assert "PL05" not in _said(store, root)


def test_a_customers_plan_of_the_same_days_answers_for_the_volume(store, company):
    root = _root(store, company)
    _root(store, company, "customers_returning")
    assert _said(store, root) & {"PL20", "PL21"} == {"PL21"}


def test_a_remainder_and_a_reserve_are_told_apart(store, company):
    root = _root(store, company)
    part = _split(store, company, root)[0].key
    assert not _said(store, root) & {"PL01", "PL02"}
    for target, rule in ((10, "PL01"), (15, "PL02")):
        operations.set_target(
            store, company.actor("omid"), SetTarget(part, Decimal(target), "Counted again"), at=EARLY
        )
        assert _said(store, root) & {"PL01", "PL02"} == {rule}
    assert "PL22" in _said(store, part)


def test_a_part_without_a_number_leaves_the_sum_unknown(store, company):
    root = _root(store, company)
    part = _split(store, company, root)[0].key
    operations.set_target(store, company.actor("omid"), SetTarget(part, None, "Counted again"), at=EARLY)
    assert _said(store, root) & {"PL01", "PL02", "PL03"} == {"PL03"}


def test_an_owner_who_has_left_is_named_as_missing(store, company):
    root = _root(store, company)
    store.get(Employee, company.omid).left_on = DAY - timedelta(days=1)
    store.flush()
    assert "PL10" in _said(store, root)


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_a_review_is_overdue_from_the_day_after(store, company, days, late):
    root = _root(store, company, review_on=DAY - timedelta(days=days))
    assert ("PL11" in _said(store, root)) is late


def test_a_plan_that_nobody_touches_is_forgotten_after_thirty_days(store, company):
    wish = MakeRoot("Deals", "deals_won", Decimal(24), *QUARTER, REVIEW, company.omid)
    root = operations.make_root(store, company.actor("leila"), wish, at=NOW - timedelta(days=31))
    assert "PL15" in _said(store, root)
    operations.set_target(
        store, company.actor("leila"), SetTarget(root, Decimal(30), "Counted again"), at=EARLY
    )
    assert "PL15" not in _said(store, root)


def test_a_reserve_is_named_with_a_reason_until_the_numbers_change(store, company):
    root = _root(store, company)
    part = _split(store, company, root)[0].key
    operations.set_target(
        store, company.actor("omid"), SetTarget(part, Decimal(15), "Counted again"), at=EARLY
    )
    wish = KeepNode(root, "PL02", "Three are the reserve for late deliveries")
    operations.keep_node(store, company.actor("omid"), wish, at=EARLY + timedelta(hours=1))
    page = node_pages.plan_page(store, company.actor("sara"), root, DAY)
    assert [(each.rule, each.kept.because) for each in page.remarks] == [("PL02", wish.because)]
    later = EARLY + timedelta(hours=2)
    operations.set_target(
        store, company.actor("omid"), SetTarget(part, Decimal(20), "Counted again"), at=later
    )
    page = node_pages.plan_page(store, company.actor("sara"), root, DAY)
    assert page.remarks == ()


def test_only_the_owner_gives_the_reason_and_only_for_what_is_said(store, company):
    root = _root(store, company)
    with pytest.raises(NotAllowed):
        operations.keep_node(store, company.actor("sara"), KeepNode(root, "PL20", "So"), at=NOW)
    for wish in (KeepNode(root, "PL01", "So"), KeepNode(root, "PL21", "A tip needs none")):
        with pytest.raises(NotReady) as refused:
            operations.keep_node(store, company.actor("omid"), wish, at=NOW)
        assert refused.value.objections.keys() == {"remark_is_gone"}


def test_the_owner_and_the_day_of_the_review_change_together(store, company):
    root = _root(store, company, review_on=DAY - timedelta(days=3))
    wish = EntrustNode(root, company.kian, DAY + timedelta(days=7))
    operations.entrust_node(store, company.actor("omid"), wish, at=NOW)
    node = queries.node_facts(store, root)
    assert (node.owner, node.review_on) == (company.kian, DAY + timedelta(days=7))
    assert "PL11" not in _said(store, root)
    with pytest.raises(Outdated):
        operations.entrust_node(store, company.actor("leila"), wish, seen_version=1, at=NOW)


def test_a_stranger_does_not_own_a_plan_and_a_new_review_is_not_in_the_past(store, company):
    root = _root(store, company)
    wish = EntrustNode(root, company.vera, DAY - timedelta(days=1))
    with pytest.raises(NotReady) as refused:
        operations.entrust_node(store, company.actor("omid"), wish, at=NOW)
    assert refused.value.objections.keys() == {"no_owner", "review_in_the_past"}
    old = replace(wish, owner=company.omid, review_on=date(2017, 9, 1))
    with pytest.raises(NotReady) as refused:
        operations.entrust_node(store, company.actor("omid"), old, at=NOW)
    assert {"reviewed_before_it_starts"} <= refused.value.objections.keys()


def test_the_page_says_what_is_lacking_and_leads_to_the_mend(app, company):
    with app.app_context():
        root = _root(db.session(), company, review_on=DAY - timedelta(days=1))
        db.session.commit()
    client = company.client(app, "omid")
    answer = client.get(f"/plans/{root}")
    assert "What this plan still lacks" in _text(answer)
    assert f'href="/plans/{root}#care"' in answer.get_data(as_text=True)
    assert "What this plan still lacks" not in _text(company.client(app, "sara").get(f"/plans/{root}"))
    assert client.post(f"/plans/{root}/care", data={"owner": "", "review_on": "soon"}).status_code == 422
    sent = {"owner": company.omid, "review_on": "2018-01-20"}
    assert client.post(f"/plans/{root}/care", data=sent).status_code == 303
    assert "The day of the review has passed" not in _text(client.get(f"/plans/{root}"))


def test_many_nodes_take_as_many_statements_as_one(store, company):
    root = _root(store, company)
    parts = _split(store, company, root)
    store.commit()
    whole = queries.node_facts(store, root)
    with counted_statements() as few:
        remarks.about_nodes(store, [whole], DAY)
    with counted_statements() as many:
        remarks.about_nodes(store, [whole, *parts], DAY)
    assert many.count == few.count <= 11


def test_every_fact_that_is_given_is_announced(store, company):
    root = _root(store, company)
    node = queries.node_facts(store, root)
    assert set(remarks._facts(store, [node], DAY)[root]) == remarks.GIVEN
