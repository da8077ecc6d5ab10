"""A quarter review from the day it is due to its report upward, as browsers see it."""

from datetime import date
from decimal import Decimal

import pytest

from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import EntrustNode, MakeRoot, SplitChoice, SplitNode
from appraisal.plans.tree import Axis
from appraisal.storage.database import db
from tests.conftest import NOW

FIRST, LAST, REVIEW = date(2017, 7, 1), date(2017, 12, 31), date(2018, 1, 10)
NAMES = ("Omid", "Leila", "Sara", "Kian")


@pytest.fixture
def made(app, company):
    """Leila's plan of two quarters; Omid owns the first one. Its keys."""
    with app.app_context():
        store, leila = db.session(), company.actor("leila")
        wish = MakeRoot("Deals", "deals_won", Decimal(48), FIRST, LAST, REVIEW, company.leila)
        root = plans.make_root(store, leila, wish, at=NOW)
        choice = SplitChoice(Axis.PERIOD, MethodName.EVEN, review_on=REVIEW)
        plans.split_node(store, leila, SplitNode(root, choice), at=NOW)
        part = plan_queries.parts_rows(store, root)[0]
        plans.entrust_node(store, leila, EntrustNode(part.key, company.omid, REVIEW), at=NOW)
        db.session.commit()
    return int(root), int(part.key)


@pytest.fixture
def omid(app, company):
    return company.client(app, "omid")


@pytest.fixture
def leila(app, company):
    return company.client(app, "leila")


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def opened(client, node):
    answer = client.post(f"/plans/{node}/quarter", data={"starts_on": "2017-07-01"})
    assert answer.status_code == 303
    return answer.location


def closed(client, node, decision="keep", reason=""):
    address = opened(client, node)
    sent = {"node": str(node), "decision": decision, "reason": reason}
    assert client.post(f"{address}/decisions", data=sent).status_code == 303
    assert client.post(f"{address}/closings").status_code == 303
    return address


def test_a_quarter_that_is_over_waits_for_its_owner_and_is_opened_once(omid, made):
    _root, part = made
    assert "Hold the quarter review" in text(omid, "/")
    assert "Open the review" in text(omid, f"/plans/{part}/quarter")
    opened(omid, part)
    assert omid.post(f"/plans/{part}/quarter", data={"starts_on": "2017-07-01"}).status_code == 422
    assert omid.post(f"/plans/{part}/quarter", data={"starts_on": "soon"}).status_code == 404


def test_an_overdue_review_is_shown_to_the_owner_above(leila, made):
    root, _part = made
    assert "has not been held yet" in text(leila, "/")
    assert "Not held yet, further below" in text(leila, f"/plans/{root}/quarter")


def test_only_the_owners_hold_and_read_it(app, company, omid, made):
    _root, part = made
    address = opened(omid, part)
    for name in ("sara", "kian", "nasrin"):
        client = company.client(app, name)
        assert client.get(address).status_code == 403
        assert client.post(f"{address}/closings").status_code == 403


def test_it_closes_only_with_a_decision_and_a_reason_and_says_what_is_missing(omid, made):
    _root, part = made
    address = opened(omid, part)
    assert "It can be closed when nothing of this is missing" in text(omid, address)
    assert omid.post(f"{address}/closings").status_code == 422
    change = {"node": str(part), "decision": "change"}
    assert omid.post(f"{address}/decisions", data=change).status_code == 422
    stop = {"node": str(part), "decision": "stop", "reason": "No market", "stops_on": "2017-01-01"}
    assert omid.post(f"{address}/decisions", data=stop).status_code == 422
    other = {"node": "999999", "decision": "keep"}
    assert omid.post(f"{address}/decisions", data=other).status_code == 422
    assert omid.post(f"{address}/decisions", data=change | {"reason": "Fewer leads came"}).status_code == 303
    page = text(omid, address)
    assert "Close it and send the report" in page
    assert "because=Fewer+leads+came" in page or "because=Fewer%20leads%20came" in page


def test_a_closed_review_stays_as_it_was_and_names_nobody(app, company, omid, leila, made):
    _root, part = made
    address = closed(omid, part, "change", "Fewer leads came")
    again = {"node": str(part), "decision": "keep"}
    assert omid.post(f"{address}/decisions", data=again).status_code == 422
    assert omid.post(f"{address}/closings").status_code == 422
    cause = {"part": str(part), "cause": "market", "words": "Slow"}
    assert omid.post(f"{address}/causes", data=cause).status_code == 422
    answer = leila.get(f"{address}/data.json")
    assert answer.json["lines"][0]["decision"] == "change"
    assert not any(name in answer.get_data(as_text=True) for name in NAMES)


def test_the_report_goes_to_the_owner_above_who_reads_and_asks(omid, leila, made):
    _root, part = made
    address = closed(omid, part)
    assert "Read the report" in text(leila, "/")
    assert leila.post(f"{address}/reads").status_code == 303
    assert "Read the report" not in text(leila, "/")
    assert leila.post(f"{address}/questions", data={"said": "Which leads?"}).status_code == 303
    assert "Answer what was asked" in text(omid, "/")
    assert omid.post(f"{address}/replies", data={"said": "Those of the fair"}).status_code == 303
    page = text(leila, address)
    assert "Which leads?" in page
    assert "Those of the fair" in page
    assert "Answer what was asked" not in text(omid, "/")


def test_causes_are_named_by_owners_in_words(omid, made):
    _root, part = made
    address = opened(omid, part)
    sent = {"part": str(part), "cause": "supply", "words": "The fair was cancelled"}
    assert omid.post(f"{address}/causes", data=sent).status_code == 303
    assert "The fair was cancelled" in text(omid, address)
    assert omid.post(f"{address}/causes", data=sent | {"words": ""}).status_code == 422


def test_the_report_is_printed_in_four_languages_once_it_is_closed(omid, made):
    _root, part = made
    address = opened(omid, part)
    assert omid.get(f"{address}/report.pdf").status_code == 422
    omid.post(f"{address}/decisions", data={"node": str(part), "decision": "keep"})
    omid.post(f"{address}/closings")
    for language in ("en", "fa", "ru", "vi"):
        answer = omid.get(f"{address}/report.pdf?language={language}")
        assert answer.status_code == 200
        assert answer.data.startswith(b"%PDF")
