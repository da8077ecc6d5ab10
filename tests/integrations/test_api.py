"""Results that another system tells by itself: who comes in, what is taken, what is refused, and how."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from appraisal.accounts import tokens
from appraisal.accounts.domain import ATTEMPTS_FROM_AN_ADDRESS
from appraisal.accounts.models import FailedSignIn, SystemToken
from appraisal.actuals import queries as actuals
from appraisal.actuals.models import GroupReading, Reading
from appraisal.kernel.actors import Scope
from appraisal.plans.domain import MakeRoot
from appraisal.plans.operations import make_root
from appraisal.storage.database import db
from appraisal.storage.history import HistoryLine
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements
from tests.integrations.telling import READINGS, count, is_problem, line, made, of_node, tell, wrong

YEAR = (date(2017, 1, 1), date(2017, 12, 31))
MEASURES = "/api/v1/measures"


@pytest.fixture
def token(app, company):
    return made(app, company)


@pytest.fixture
def node(app, company):
    with app.app_context():
        wish = MakeRoot("Leads", "deals_engaged", None, *YEAR, date(2018, 1, 10), company.omid)
        key = make_root(db.session(), company.actor("leila"), wish, at=NOW)
        db.session.commit()
    return key


def test_readings_of_people_and_nodes_are_taken_and_a_second_time_say_nothing_new(app, token, node):
    lines = [line(), line(external_id="1007", measure="deals_won", unit="count"), of_node(node, value="12")]
    kian = line(value="0.5")
    del kian["external_id"]
    lines.append(kian | {"login": "kian@example.org"})
    first = tell(app, token, *lines)
    assert (first.status_code, first.json) == (200, {"new": 4, "corrected": 0, "same": 0})
    history = count(app, HistoryLine.id)
    assert tell(app, token, *lines).json == {"new": 0, "corrected": 0, "same": 4}
    assert count(app, HistoryLine.id) == history
    assert "Set-Cookie" not in first.headers
    with app.app_context():
        assert actuals.node_readings(db.session(), [node], *YEAR)[node][0].value == 12
        verbs = db.session.scalars(select(HistoryLine.actor_name).where(HistoryLine.verb.like("%recorded%")))
        assert set(verbs) == {"Web shop"}


def test_another_value_corrects_and_the_value_before_stays(app, token, node):
    tell(app, token, line(), of_node(node))
    answer = tell(app, token, line(value="99.99"), of_node(node, value=101))
    assert answer.json == {"new": 0, "corrected": 2, "same": 0}
    assert count(app, Reading.id, Reading.superseded_at.is_not(None)) == 1
    assert count(app, GroupReading.id, GroupReading.superseded_by == "Web shop") == 1


def test_each_wrong_line_is_named_and_nothing_is_half_taken(app, token, node):
    answer = tell(
        app,
        token,
        line(),
        line(external_id="nobody"),
        line(unit="EUR"),
        line(value=-1, starts_on="2017-06-01", ends_on="2017-06-02"),
        line(measure="deals_won", unit="count", value=1.5),
        line(starts_on="2017-08-31", ends_on="2017-08-01"),
        line(starts_on="2018-05-01", ends_on="2018-05-31"),
        line(starts_on="2017-05-31", ends_on="2017-06-01"),
        of_node(999999),
        of_node(node, value="2.5"),
        line(source="by_hand", measure="deals_closed", unit="count"),
        line(source="x" * 41, measure="margin_won"),
    )
    assert is_problem(answer, 422)
    assert wrong(answer) == {
        (1, "person_unknown"), (2, "unit_of_another_measure"), (3, "reading_negative"), (4, "reading_not_whole"),
        (5, "period_ends_before_it_starts"), (6, "reading_after_today"), (7, "days_overlap"),
        (8, "node_unknown"), (9, "reading_not_whole"), (10, "source_is_reserved"), (11, "source_too_long"),
    }  # fmt: skip
    assert (count(app, Reading.id), count(app, GroupReading.id)) == (0, 0)


def test_two_lines_of_one_delivery_that_contradict_each_other_are_refused(app, token, node):
    answer = tell(app, token, line(), line(value=7), of_node(node), of_node(node, value=7))
    assert wrong(answer) == {(1, "already_counted"), (3, "already_counted")}
    assert tell(app, token, line(), line(), of_node(node), of_node(node)).status_code == 200


def test_a_reading_that_overlaps_with_what_the_crm_told_is_refused(app, token):
    tell(app, token, line())
    answer = tell(app, token, line(starts_on="2017-05-01", ends_on="2017-05-07"))
    assert wrong(answer) == {(0, "days_overlap")}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"value": "many"}, "value"), ({"value": True}, "value"),
        ({"value": "NaN"}, "value"), ({"value": None}, "value"),
        ({"value": "1" * 41}, "value"), ({"starts_on": "31.05.2017"}, "starts_on"),
        ({"starts_on": 20170531}, "starts_on"), ({"measure": "happiness"}, "measure"),
        ({"measure": ["revenue_won"]}, "measure"), ({"unit": "IRR"}, "unit"),
        ({"source": ""}, "source"), ({"source": "a\0b"}, "source"),
        ({"source": "\ud800"}, "source"), ({"node": 1}, "readings"),
        ({"external_id": None}, "external_id"),
        ({"extra": 1}, "extra"),
    ],
)  # fmt: skip
def test_a_line_of_wrong_shape_is_refused_with_its_place_and_field(app, token, sent, field):
    answer = tell(app, token, line(), line(**sent))
    assert is_problem(answer, 422)
    assert (1, field) in {(each["index"], each["field"]) for each in answer.json["errors"]}


@pytest.mark.parametrize("value", ["1e30", "-1e30", "0.00001", 1e308, 10**13])
def test_a_value_that_cannot_be_kept_exactly_is_refused(app, token, value):
    assert is_problem(tell(app, token, line(value=value)), 422)


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"[]", b"null", b"[1]", b'{"readings": []}', b'{"readings": {}}', b"\xff",
        b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5_000, b'{"readings": 1e400}',
    ],
)  # fmt: skip
def test_a_body_that_is_no_delivery_is_refused(app, token, body):
    answer = tell(app, token, data=body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert is_problem(answer, answer.status_code)


def test_a_name_that_stands_twice_is_refused_and_not_guessed_at(app, token):
    body = json.dumps({"readings": [line()]}).replace('"value": 100', '"value": 100, "value": 200')
    assert is_problem(tell(app, token, data=body, content_type="application/json"), 400)
    assert count(app, Reading.id) == 0


def test_what_is_not_json_is_refused(app, token):
    assert is_problem(tell(app, token, data={"readings": "x"}), 415)
    assert is_problem(tell(app, token, data=b"<a/>", content_type="text/xml"), 415)
    assert is_problem(tell(app, token, data=b""), 422)


def test_a_thousand_lines_are_taken_in_as_many_statements_as_two_hundred(app, token):
    def lines(how_many):
        return [
            line(starts_on=str(on), ends_on=str(on), value=place)
            for place in range(how_many)
            for on in [date(2010, 1, 1) + timedelta(days=place)]
        ]

    with app.app_context(), counted_statements() as few:
        assert tell(app, token, *lines(200)).json["new"] == 200
    with app.app_context(), counted_statements() as many:
        assert tell(app, token, *lines(1000)).json == {"new": 800, "corrected": 0, "same": 200}
    assert many.count <= few.count
    assert is_problem(tell(app, token, *lines(1001)), 422)


def test_a_body_that_is_too_large_is_refused(app, token):
    assert is_problem(tell(app, token, line(source="x" * 2**20)), 413)


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer x", "Bearer apr_wrong", "Basic dmVyYTp2ZXJh", "Bearer é"]
)
def test_without_a_token_that_fits_nobody_comes_in(app, token, header):
    headers = {} if header is None else {"Authorization": header}
    for answer in (
        app.test_client().get(MEASURES, headers=headers),
        app.test_client().post(READINGS, headers=headers),
    ):
        assert is_problem(answer, 401)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_of_a_person_opens_nothing_here_and_a_token_no_page(app, company, token):
    assert is_problem(company.client(app, "vera").get(MEASURES), 401)
    client = app.test_client()
    assert client.get("/accounts/", headers={"Authorization": f"Bearer {token}"}).status_code == 303


def test_a_token_ends_with_its_last_day_and_when_it_is_revoked(app, company):
    last = made(app, company, days=0, name="Last day")
    assert app.test_client().get(MEASURES, headers={"Authorization": f"Bearer {last}"}).status_code == 200
    with app.app_context():
        row = db.session.scalars(select(SystemToken)).one()
        row.expires_on = DAY - timedelta(days=1)
        db.session.commit()
    assert tell(app, last, line()).status_code == 401
    other = made(app, company, name="Other")
    with app.app_context():
        key = db.session.scalars(select(SystemToken.id).where(SystemToken.name == "Other")).one()
        tokens.revoke_token(db.session(), company.actor("vera"), key, at=NOW)
        db.session.commit()
    assert tell(app, other, line()).status_code == 401


def test_a_token_for_measures_brings_nothing_in(app, company):
    token = made(app, company, Scope.MEASURES)
    answer = tell(app, token, line())
    assert is_problem(answer, 403)
    assert wrong(answer) == {(None, "token_may_not_bring_in")}
    told = app.test_client().get(MEASURES, headers={"Authorization": f"Bearer {token}"}).json["measures"]
    assert {"code": "margin_won", "unit": "USD", "nature": "profit", "direction": "higher",
            "name": "Margin from deals won"} in told  # fmt: skip


def test_an_address_that_keeps_trying_waits_and_a_token_that_fits_passes_all_the_same(app, token):
    for _ in range(ATTEMPTS_FROM_AN_ADDRESS):
        assert tell(app, "apr_wrong", line()).status_code == 401
    answer = tell(app, "apr_wrong", line())
    assert is_problem(answer, 429)
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60 + 1
    assert count(app, FailedSignIn.id) == ATTEMPTS_FROM_AN_ADDRESS
    assert tell(app, token, line()).status_code == 200


def test_the_last_use_is_kept(app, token):
    assert count(app, SystemToken.id, SystemToken.last_used_at.is_not(None)) == 0
    app.test_client().get(MEASURES, headers={"Authorization": f"Bearer {token}"})
    assert count(app, SystemToken.id, SystemToken.last_used_at.is_not(None)) == 1


def test_no_forged_form_can_come_in_and_pages_still_ask_for_their_token(app, company, token):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert tell(app, token, line()).status_code == 200
        assert company.client(app, "vera").post("/accounts/systems/", data={"name": "x"}).status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_errors_of_pages_stay_pages(app, company, token):
    answer = company.client(app, "sara").get("/accounts/systems/")
    assert (answer.status_code, answer.mimetype) == (403, "text/html")
    assert company.client(app, "sara").get("/nowhere").mimetype == "text/html"
    headers = {"Authorization": f"Bearer {token}"}
    assert is_problem(app.test_client().get("/api/v1/nowhere", headers=headers), 404)
    answer = app.test_client().get(READINGS, headers=headers)
    assert is_problem(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_the_description_needs_no_token_and_no_script(app):
    answer = app.test_client().get("/api/v1/openapi.json")
    assert answer.json["openapi"] == "3.1.0"
    assert set(answer.json["paths"]) == {MEASURES, READINGS}
    answers = answer.json["paths"][READINGS]["post"]["responses"]
    assert {"200", "401", "403", "413", "415", "422", "429"} <= set(answers)
    assert answer.json["security"] == [{"token": []}]
    assert "Set-Cookie" not in answer.headers
