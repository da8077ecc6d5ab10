"""What a browser sent, before anything reads it; and what every answer says about caches."""

from __future__ import annotations

import pytest

from appraisal.storage.database import db
from appraisal.web.sent import LARGEST_KEY, key_of


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "²", "۱", "9" * 5000, str(LARGEST_KEY + 1)])
def test_what_no_row_can_have_is_no_key(text):
    assert key_of(text) is None


@pytest.mark.parametrize(("text", "key"), [("0", 0), ("12", 12), (str(LARGEST_KEY), LARGEST_KEY)])
def test_a_key_is_read(text, key):
    assert key_of(text) == key


def test_a_zero_byte_is_refused_on_every_database(app, company):
    client = company.client(app, "nasrin")
    assert client.get("/people/?search=%00").status_code == 400
    assert client.post(f"/people/{company.sara}/details", data={"name": "Sa\0ra"}).status_code == 400


def test_a_key_that_is_too_large_is_an_address_that_does_not_exist(app, company):
    client = company.client(app, "nasrin")
    for key in (LARGEST_KEY, LARGEST_KEY + 1, 10**30):
        assert client.get(f"/people/{key}/file").status_code == 404


def test_a_body_of_json_is_no_form(app, company):
    client = company.client(app, "nasrin")
    answer = client.post(f"/people/{company.sara}/details", json={"name": ["Sara"]})
    assert answer.status_code == 415


@pytest.mark.parametrize("path", ["/static/..%2f..%2fapp.py", "/static/%00", "/static/none.css"])
def test_a_file_that_is_not_there_is_told_to_a_visitor_as_to_anybody(app, path):
    assert app.test_client().get(path).status_code in (400, 404)


def test_no_cache_keeps_what_people_wrote(app, company):
    client = company.client(app, "nasrin")
    for path in ("/", "/people/", f"/people/{company.sara}/file.json", "/session"):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_fault_in_the_log_tells_no_words_of_people(app):
    with app.app_context():
        assert db.engine.hide_parameters
