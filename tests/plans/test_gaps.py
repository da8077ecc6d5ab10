"""Needed, possible, gap: who says what is possible, who reads it, and how a gap is closed."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotReady
from appraisal.plans import node_pages, operations, queries, remarks
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import DecideGap, GiveEstimate, MakeRoot, SetTarget, SplitChoice, SplitNode
from appraisal.plans.feasibility import Basis, GapState, Numbers, Way, state_of
from appraisal.plans.models import GapDecision, NodeEstimate, TargetChange
from appraisal.plans.tree import Axis
from appraisal.storage.database import db
from tests.conftest import DAY, NOW
from tests.factories.sales import Sales

QUARTER = (date(2017, 10, 1), date(2017, 12, 31))
REVIEW = date(2018, 1, 15)
NEEDED = Decimal(1000)


@pytest.mark.parametrize(
    ("needed", "possible", "missing", "gap", "feasible"),
    [
        (1000, 700, 0, 300, False),
        (1000, 1000, 0, 0, True),
        (1000, 1200, 2, -200, True),
        (1000, 700, 1, None, None),
        (1000, None, 3, None, None),
        (None, 700, 0, None, None),
        (1000, 0, 0, 1000, False),
    ],
)
def test_a_gap_is_told_only_where_no_missing_estimate_could_change_it(
    needed, possible, missing, gap, feasible
):
    numbers = Numbers(needed, possible, missing)
    assert (numbers.gap, numbers.is_feasible) == (gap, feasible)


@pytest.mark.parametrize(
    ("decided", "until", "state"),
    [
        (None, None, GapState.OPEN),
        (300, DAY, GapState.DECIDED),
        (299, DAY, GapState.GROWN),
        (300, DAY - timedelta(days=1), GapState.RAN_OUT),
    ],
)
def test_a_decision_closes_the_gap_it_was_made_for_until_its_day(decided, until, state):
    assert state_of(Numbers(Decimal(1000), Decimal(700), 0), decided, until, DAY) is state


@pytest.fixture
def team(store, company):
    """Omid's quarter of a thousand deals, shared between Sara and Kian."""
    leila = company.actor("leila")
    wish = MakeRoot("Deals", "deals_won", NEEDED, *QUARTER, REVIEW, company.omid)
    root = operations.make_root(store, leila, wish, at=NOW)
    split = SplitChoice(Axis.PERSON, MethodName.EVEN, review_on=REVIEW)
    operations.split_node(store, leila, SplitNode(root, split), at=NOW)
    return root, {part.person: part.key for part in queries.parts_rows(store, root)}


def _estimate(store, company, name, node, value, basis=Basis.CAPACITY, said="Counted"):
    wish = GiveEstimate(node, None if value is None else Decimal(value), basis, said)
    operations.give_estimate(store, company.actor(name), wish, at=NOW)


def _decide(store, company, node, way=Way.ACCEPTED_RISK, until=QUARTER[1], because="We try it"):
    wish = DecideGap(node, way, because, until)
    operations.decide_gap(store, company.actor("omid"), wish, at=NOW)


def _gap(store, company, name, node):
    return node_pages.plan_page(store, company.actor(name), node, DAY).gap


def _text(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(words))


def test_what_is_possible_in_a_share_is_said_by_its_holder_alone(store, company, team):
    root, shares = team
    for name in ("omid", "leila", "kian"):
        with pytest.raises(NotAllowed):
            _estimate(store, company, name, shares[company.sara], 300)
    _estimate(store, company, "sara", shares[company.sara], 300)
    assert queries.node_facts(store, shares[company.sara]).possible == 300
    with pytest.raises(NotAllowed):
        _estimate(store, company, "sara", root, 300)


def test_an_estimate_rests_on_something_and_everything_wrong_is_said_at_once(store, company, team):
    with pytest.raises(NotReady) as refused:
        _estimate(store, company, "omid", team[0], "-1.5", Basis.WORDS, " ")
    assert refused.value.objections.keys() == {
        "estimate_negative",
        "estimate_not_whole",
        "no_words_behind_estimate",
    }


def test_estimates_of_all_below_make_the_gap_known(store, company, team):
    root, shares = team
    _estimate(store, company, "sara", shares[company.sara], 300)
    assert _gap(store, company, "omid", root).state is GapState.CANNOT_TELL
    _estimate(store, company, "kian", shares[company.kian], 0)
    found = _gap(store, company, "omid", root)
    assert (found.state, found.numbers.gap) == (GapState.OPEN, 700)


def test_a_sum_of_two_estimates_is_not_shown_to_everyone(store, company, team):
    root, shares = team
    _estimate(store, company, "sara", shares[company.sara], 300)
    _estimate(store, company, "kian", shares[company.kian], 400)
    found = _gap(store, company, "sara", root)
    assert found.is_hidden
    assert (found.numbers.possible, found.numbers.gap, found.state) == (None, None, GapState.CANNOT_TELL)
    assert not _gap(store, company, "omid", root).is_hidden


def test_an_owners_own_estimate_is_open_to_everyone(store, company, team):
    _estimate(store, company, "omid", team[0], 800)
    assert _gap(store, company, "sara", team[0]).numbers.gap == 200


def test_a_sum_of_many_is_open_once_nobodys_is_missing(store, company):
    sales = Sales.found(store, company, NOW, in_a_team=5)
    root = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    office = queries.parts_rows(store, root)[0]
    team = queries.parts_rows(store, office.key)[0]
    shares = queries.parts_rows(store, team.key)
    for number, share in enumerate(shares):
        assert _gap(store, company, "sara", team.key).is_hidden
        wish = GiveEstimate(share.key, Decimal(100 + number), Basis.ACCOUNTS)
        operations.give_estimate(store, Actor(share.person, "Seller", frozenset()), wish, at=NOW)
    assert _gap(store, company, "sara", team.key).numbers.possible == 510


def test_a_gap_is_closed_by_a_decision_that_is_kept_with_the_numbers_of_its_day(store, company, team):
    root, _shares = team
    _estimate(store, company, "omid", root, 800)
    _decide(store, company, root)
    found = _gap(store, company, "sara", root)
    assert found.state is GapState.DECIDED
    assert (found.decision.way, found.decision.gap, found.decision.by) == (Way.ACCEPTED_RISK, 200, "Omid")
    _estimate(store, company, "omid", root, 700)
    assert _gap(store, company, "omid", root).state is GapState.GROWN


def test_a_risk_accepted_above_is_told_to_whoever_holds_a_share_below_while_it_holds(store, company, team):
    root, shares = team
    _estimate(store, company, "omid", root, 800)
    _estimate(store, company, "sara", shares[company.sara], 300)
    assert _gap(store, company, "sara", shares[company.sara]).above is None
    _decide(store, company, root)
    assert _gap(store, company, "sara", shares[company.sara]).above.because == "We try it"
    later = node_pages.plan_page(
        store, company.actor("sara"), shares[company.sara], QUARTER[1] + timedelta(days=1)
    )
    assert later.gap.above is None


def test_without_a_gap_there_is_nothing_to_decide_and_every_objection_is_said(store, company, team):
    root, _shares = team
    with pytest.raises(NotReady) as refused:
        _decide(store, company, root, until=None, because=" ")
    assert refused.value.objections.keys() == {
        "gap_cannot_be_told",
        "no_reason_for_decision",
        "no_day_for_decision",
    }
    _estimate(store, company, "omid", root, 1000)
    with pytest.raises(NotReady) as refused:
        _decide(store, company, root, until=QUARTER[1] + timedelta(days=1))
    assert refused.value.objections.keys() == {"no_gap_to_decide", "decision_ends_after_the_plan"}
    with pytest.raises(NotReady) as refused:
        _decide(store, company, root, until=DAY - timedelta(days=1))
    assert {"decision_ends_in_the_past"} <= refused.value.objections.keys()


def test_only_the_owner_decides(store, company, team):
    _estimate(store, company, "omid", team[0], 800)
    wish = DecideGap(team[0], Way.LOWER_GOAL, "Enough", QUARTER[1])
    with pytest.raises(NotAllowed):
        operations.decide_gap(store, company.actor("sara"), wish, at=NOW)


def test_a_number_is_changed_with_a_reason_that_stays_on_the_page(store, company, team):
    root, _shares = team
    omid = company.actor("omid")
    with pytest.raises(NotReady) as refused:
        operations.set_target(store, omid, SetTarget(root, Decimal(900)), at=NOW)
    assert refused.value.objections.keys() == {"no_reason_for_change"}
    operations.set_target(store, omid, SetTarget(root, NEEDED), at=NOW)
    operations.set_target(store, omid, SetTarget(root, Decimal(900), "A customer left"), at=NOW)
    changes = _gap(store, company, "sara", root).changes
    assert [(one.was, one.now, one.because, one.by) for one in changes] == [
        (NEEDED, 900, "A customer left", "Omid")
    ]


def test_what_was_said_and_decided_is_never_changed(store, company, team):
    root, _shares = team
    _estimate(store, company, "omid", root, 800)
    _decide(store, company, root)
    operations.set_target(store, company.actor("omid"), SetTarget(root, Decimal(900), "Less"), at=NOW)
    store.commit()
    for table in (NodeEstimate, GapDecision, TargetChange):
        for statement in (delete(table), update(table).values(node_id=root)):
            with pytest.raises(DatabaseError):
                store.execute(statement)
            store.rollback()


def _said(store, node, day=DAY) -> set[str]:
    found = remarks.about_nodes(store, [queries.node_facts(store, node)], day)[node]
    return {each.rule for each in found} & {"PL30", "PL31", "PL32"}


def test_the_pack_asks_for_estimates_then_for_a_decision_and_again_when_it_ran_out(store, company, team):
    root, shares = team
    assert _said(store, root) == {"PL32"}
    _estimate(store, company, "sara", shares[company.sara], 300)
    assert _said(store, root) == set()
    _estimate(store, company, "kian", shares[company.kian], 400)
    assert _said(store, root) == {"PL30"}
    _decide(store, company, root, Way.MORE_PEOPLE, until=DAY)
    assert _said(store, root) == set()
    assert _said(store, root, DAY + timedelta(days=1)) == {"PL31"}


def test_the_page_takes_an_estimate_and_a_decision(app, company):
    with app.app_context():
        wish = MakeRoot("Deals", "deals_won", NEEDED, *QUARTER, REVIEW, company.omid)
        root = operations.make_root(db.session(), company.actor("leila"), wish, at=NOW)
        db.session.commit()
    client = company.client(app, "omid")
    assert "Nobody has said yet what is possible" in _text(client.get(f"/plans/{root}"))
    sent = {"value": "800", "basis": "capacity", "said": "Two of us, forty days"}
    assert client.post(f"/plans/{root}/estimates", data={**sent, "value": "many"}).status_code == 422
    assert client.post(f"/plans/{root}/estimates", data=sent).status_code == 303
    assert "More is needed than is possible" in _text(client.get(f"/plans/{root}"))
    sent = {"way": "accepted_risk", "because": "We try it together", "until": "2017-12-31"}
    assert client.post(f"/plans/{root}/decisions", data={**sent, "because": ""}).status_code == 422
    assert client.post(f"/plans/{root}/decisions", data=sent).status_code == 303
    page = _text(company.client(app, "sara").get(f"/plans/{root}"))
    assert "We try it together" in page
    assert "The risk was accepted above" in page
