"""In demo mode, and only there, a visitor becomes one of five persons."""

import pytest

from appraisal.accounts import operations
from appraisal.accounts.demo import DEMO_PERSONS
from appraisal.accounts.domain import MakeAccount
from appraisal.accounts.sessions import HashCost
from appraisal.app import create_app
from appraisal.kernel.actors import SERVICE
from appraisal.settings import Settings
from appraisal.storage.database import db
from tests.conftest import DAY, NOW


@pytest.fixture
def demo_app(tmp_path):
    app = create_app(
        Settings(data_dir=tmp_path, secret_key="for tests only", clock_day=DAY, demo=True),
        cost=HashCost(kibibytes=64, rounds=1),
    )
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    with app.app_context():
        db.create_all()
        for person in DEMO_PERSONS[:2]:
            wish = MakeAccount(email=person.email, name=person.key.capitalize())
            operations.make_account(db.session(), SERVICE, wish, at=NOW)
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_visitor_of_the_demo_meets_the_persons_that_are_there(demo_app):
    client = demo_app.test_client()
    assert client.get("/").location == "/persons"
    page = client.get("/persons").text
    assert "Be Seller" in page
    assert "Be Manager" in page
    assert "The head of sales" not in page


def test_a_visitor_becomes_a_person_and_keeps_the_language_they_chose(demo_app):
    client = demo_app.test_client()
    client.post("/reading", data={"language": "fa"})
    assert client.post("/persons/seller").location == "/"
    page = client.get("/account/").text
    assert '<html lang="fa" dir="rtl">' in page
    assert "seller@demo.example" in page


def test_a_person_who_is_not_in_the_story_is_not_found(demo_app):
    assert demo_app.test_client().post("/persons/emperor").status_code == 404
