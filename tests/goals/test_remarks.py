"""Remarks about goals: where they stand, how a warning stays, and what both sides read."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from appraisal.goals import goal_pages, operations, queries, remarks
from appraisal.goals.domain import ChangeGoal, GoalKind, KeepTogether, ProposeGoal
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.refusals import NotAllowed, NotReady
from appraisal.packs import queries as packs
from appraisal.packs.models import KeptRemark
from appraisal.storage.database import db
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements
from tests.goals.goals import QUARTER, propose, share_of_sara

WISH = {
    "statement": "Do your best with old customers",
    "measure": "customers_returning",
    "target": "12",
    "starts_on": "2017-10-01",
    "ends_on": "2017-12-31",
    "why_it_matters": "Customers come back to us",
}


def _text(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(words))


def _wish(company, **changed) -> ProposeGoal:
    wish = ProposeGoal(
        company.sara,
        WISH["statement"],
        "customers_returning",
        Decimal(12),
        *QUARTER,
        kind=GoalKind.IMPROVEMENT,
        why_it_matters=WISH["why_it_matters"],
    )
    return replace(wish, **changed)


def test_a_warning_without_a_reason_keeps_nothing_and_shows_what_was_typed(app, company):
    client = company.client(app, "sara")
    answer = client.post(f"/people/{company.sara}/goals", data=WISH)
    page = _text(answer)
    assert answer.status_code == 422
    assert "cannot be measured" in page
    assert "It should stay so, because" in page
    assert WISH["statement"] in page
    with app.app_context():
        assert queries.goals_of(db.session(), SERVICE, company.sara, DAY) == ()


def test_with_a_reason_the_goal_is_kept_and_both_read_why(app, company):
    client = company.client(app, "sara")
    answer = client.post(
        f"/people/{company.sara}/goals", data={**WISH, "because": "We measure it together in spring"}
    )
    assert answer.status_code == 303
    for name in ("sara", "omid"):
        page = _text(company.client(app, name).get(answer.headers["Location"]))
        assert "We measure it together in spring" in page
        assert "it stays so" in page


def test_a_change_is_weighed_like_a_proposal(store, company):
    goal = operations.propose_goal(
        store, company.actor("sara"), _wish(company, statement="Twelve come back"), at=NOW
    )
    change = ChangeGoal(goal, "As much as possible", Decimal(12), *QUARTER, "Customers come back to us")
    with pytest.raises(NotReady) as refused:
        operations.change_goal(store, company.actor("sara"), change, at=NOW)
    assert refused.value.objections.keys() == {"remark_needs_reason"}
    operations.change_goal(store, company.actor("sara"), replace(change, because="For now"), at=NOW)
    kept = store.query(KeptRemark).one()
    assert (kept.noun, kept.noun_key, kept.pack, kept.rule) == ("goal", goal, "goals", "GO05")
    assert (kept.because, kept.author_id, kept.words) == ("For now", company.sara, ["As much as possible"])


def test_a_tip_stops_nobody(store, company):
    wish = _wish(company, statement="Win twelve", measure="deals_won")
    goal = operations.propose_goal(store, company.actor("sara"), wish, at=NOW)
    page = goal_pages.goal_page(store, company.actor("sara"), goal, DAY)
    assert {"GO04"} <= {each.rule for each in page.remarks if each.level == "tip"}
    assert store.query(KeptRemark).count() == 0


def test_volume_alone_is_warned_of_and_may_stay_with_a_reason(app, company):
    with app.app_context():
        wish = _wish(company, statement="Win twelve", measure="deals_won")
        operations.propose_goal(db.session(), company.actor("omid"), wish, at=NOW - timedelta(days=1))
        db.session.commit()
    client = company.client(app, "omid")
    address = f"/people/{company.sara}/goals"
    assert "speak of volume alone" in _text(client.get(address))
    assert client.post(f"{address}/reasons", data={"rule": "GO21", "because": " "}).status_code == 422
    sent = {"rule": "GO21", "because": "Margin is her colleague’s goal this quarter"}
    assert client.post(f"{address}/reasons", data=sent).status_code == 303
    page = _text(company.client(app, "sara").get(address))
    assert sent["because"] in page
    assert "It should stay so, because" not in page


def test_a_reason_given_before_the_newest_goal_was_given_for_something_else(store, company):
    propose(store, company, "omid")
    wish = KeepTogether(company.sara, "GO21", "This quarter it is about deals")
    operations.keep_together(store, company.actor("omid"), wish, at=NOW)
    kept = _together(store, company)
    assert [(each.rule, each.kept is not None) for each in kept if each.rule == "GO21"] == [("GO21", True)]
    later = NOW.replace(hour=15)
    operations.propose_goal(
        store, company.actor("sara"), _wish(company, statement="Win", measure="deals_won"), at=later
    )
    assert [each.kept for each in _together(store, company) if each.rule == "GO21"] == [None]


def test_a_rule_that_has_nothing_to_say_cannot_be_kept_nor_by_somebody_else(store, company):
    wish = KeepTogether(company.sara, "GO24", "We like many goals")
    with pytest.raises(NotReady) as refused:
        operations.keep_together(store, company.actor("sara"), wish, at=NOW)
    assert refused.value.objections.keys() == {"remark_is_gone"}
    with pytest.raises(NotAllowed):
        operations.keep_together(store, company.actor("leila"), wish, at=NOW)


def test_shares_of_the_plan_without_a_goal_are_named(store, company):
    share_of_sara(store, company)
    assert "GO26" in {each.rule for each in _together(store, company)}


def test_what_is_remarked_about_many_goals_takes_as_many_statements_as_about_one(store, company):
    propose(store, company, "omid")
    store.commit()
    some = _goals(store, company)
    with counted_statements() as few:
        remarks.about_goals(store, some, DAY)
    for person, measure in ((company.sara, "customers_returning"), (company.kian, "margin_won")):
        wish = _wish(company, statement="Win", measure=measure, employee=person)
        operations.propose_goal(store, company.actor("omid"), wish, at=NOW)
    store.commit()
    more = _goals(store, company)
    with counted_statements() as many:
        found = remarks.about_goals(store, more, DAY)
    assert len(found) == 3
    assert many.count == few.count <= 6


def _goals(store, company):
    return [
        goal
        for person in (company.sara, company.kian)
        for goal in queries.goals_of(store, SERVICE, person, DAY)
    ]


def _together(store, company):
    running = queries.goals_of(store, SERVICE, company.sara, DAY)
    return remarks.about_people(store, {company.sara: running}, DAY)[company.sara]


def test_the_number_of_improvements_comes_from_the_pack_in_force(store, company):
    assert (
        remarks.most_improvements(store, DAY)
        == packs.numbers_on(store, "goals", DAY)["improvement_goals_upto"]
    )
