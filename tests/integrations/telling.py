"""Another system for tests: its token, its deliveries, and how they are answered."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from appraisal.accounts import tokens
from appraisal.accounts.domain import MakeToken
from appraisal.kernel.actors import Scope
from appraisal.people.models import Employee
from appraisal.storage.database import db
from tests.conftest import DAY, NOW

READINGS = "/api/v1/readings"


def made(app, company, scope=Scope.READINGS, name="Web shop", days=30):
    with app.app_context():
        wish = MakeToken(name, scope, DAY + timedelta(days=days))
        token = tokens.make_token(db.session(), company.actor("vera"), wish, at=NOW)
        db.session.get_one(Employee, company.sara).external_id = "1007"
        db.session.get_one(Employee, company.kian).login = "kian@example.org"
        db.session.commit()
    return token


def line(**other):
    return {
        "external_id": "1007", "measure": "revenue_won", "unit": "USD", "starts_on": "2017-05-01",
        "ends_on": "2017-05-31", "value": 100, "source": "shop",
    } | other  # fmt: skip


def of_node(node, **other):
    found = line(node=node, measure="deals_engaged", unit="count", **other)
    del found["external_id"]
    return found


def tell(app, token, *lines, **how):
    how = how or {"json": {"readings": list(lines)}}
    return app.test_client().post(READINGS, headers={"Authorization": f"Bearer {token}"}, **how)


def wrong(answer):
    return {(each.get("index"), each.get("key") or each.get("field")) for each in answer.json["errors"]}


def count(app, column, *where):
    with app.app_context():
        return db.session.scalar(select(func.count(column)).where(*where))


def is_problem(answer, status):
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == status
    assert "Set-Cookie" not in answer.headers
    return True
