"""The first page and the file as a browser sees them."""

import re
from pathlib import Path

from appraisal.home import gathering
from appraisal.i18n.wording import is_worded
from appraisal.storage.database import db
from tests.factories.talks import booked
from tests.home.test_queries import fill


def test_the_first_page_leads_to_what_waits(app, company):
    with app.app_context():
        key = booked(db.session(), company)
        db.session.commit()
    page = company.client(app, "sara").get("/").text
    assert f'href="/checkins/{key}/preparation"' in page
    assert "Prepare your check-in with Omid Karimi." in page


def test_an_empty_first_page_teaches_what_will_stand_here(app, company):
    assert "Nothing waits for you" in company.client(app, "kian").get("/").text


def test_every_person_has_a_first_page(app, company):
    for name in ("sara", "omid", "leila", "nasrin", "vera"):
        assert company.client(app, name).get("/").status_code == 200


def test_the_door_of_my_file_leads_to_ones_own_file(app, company):
    with app.app_context():
        fill(db.session(), company)
        db.session.commit()
    client = company.client(app, "sara")
    page = client.get("/file", follow_redirects=True).text
    assert "You and Omid Karimi read this page" in page
    assert "No price list" in page
    assert "reported" in page or "Sara Ahmadi" in page


def test_ones_own_data_can_be_taken_along(app, company):
    answer = company.client(app, "sara").get(f"/people/{company.sara}/file.json")
    assert answer.json["format"] == "appraisal-file/2"
    assert answer.json["person"]["name"] == "Sara Ahmadi"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_hr_does_not_open_a_file(app, company):
    assert company.client(app, "nasrin").get(f"/people/{company.sara}/file").status_code == 403


def test_every_waiting_thing_leads_to_a_page_that_exists_and_has_its_sentence(app):
    source = Path(gathering.__file__).read_text()
    endpoints = set(re.findall(r'"((?:checkins|goals|plans|reviews|diagnosis|home|accounts)\.\w+)"', source))
    assert len(endpoints) > 8
    assert endpoints <= set(app.view_functions)
    turns = {
        "writing",
        "writing_of",
        "talking",
        "talking_of",
        "manager_signs_of",
        "employee_signs",
        "contested",
    }
    asked = {"questions", "questions_of", "reply", "follow_up", "follow_up_of"}
    keys = {f"review_{turn}" for turn in turns} | {f"diagnosis_{what}" for what in asked}
    keys |= {"own_goal_behind", "goal_behind"}
    assert all(is_worded(f"waiting.{key}") for key in keys)
