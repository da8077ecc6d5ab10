"""An empty service gets its first administrator, and no second founder."""

import pytest

from appraisal.accounts import founding, queries
from appraisal.accounts.domain import FoundService, Reading
from appraisal.accounts.models import Organisation
from appraisal.kernel.refusals import NotFound, NotReady
from appraisal.storage.database import db
from tests.conftest import NOW

READING = Reading("fa", "jalali", "Asia/Tehran")


def wish(code):
    return FoundService(
        "Sepehr", READING, "Vera Orlova", "vera@example.org", "four calm words together", code
    )


def typed(code, **changed):
    return {
        "code": code,
        "organisation": "Sepehr",
        "language": "fa",
        "calendar": "jalali",
        "time_zone": "Asia/Tehran",
        "name": "Vera Orlova",
        "email": "vera@example.org",
        "password": "four calm words together",
        **changed,
    }


def printed_code(app):
    with app.app_context():
        code = founding.print_code(db.session(), at=NOW)
        db.session.commit()
    return code


def test_an_empty_service_leads_every_visitor_to_its_set_up(app):
    assert app.test_client().get("/").location == "/setup/"


def test_the_first_administrator_is_signed_in_and_shown_what_comes_next(app):
    code = printed_code(app)
    client = app.test_client()
    answer = client.post("/setup/", data=typed(code.lower()))
    assert answer.location == "/setup/next"
    assert "Sepehr" in client.get("/setup/next").text
    assert "Vera Orlova" in client.get("/account/").text


def test_a_stranger_without_the_code_founds_nothing(app, store):
    founding.print_code(store, at=NOW)
    with pytest.raises(NotReady) as refusal:
        founding.found_service(store, wish("AAAA-AAAA-AAAA-AAAA"), at=NOW)
    assert refusal.value.objections.keys() == {"setup_code_wrong"}
    assert store.query(Organisation).count() == 0


def test_before_any_code_was_printed_nobody_founds_anything(app, store):
    with pytest.raises(NotReady):
        founding.found_service(store, wish(""), at=NOW)


def test_a_founded_service_has_no_set_up_and_prints_no_code(app, store):
    founding.found_service(store, wish(founding.print_code(store, at=NOW)), at=NOW)
    assert founding.print_code(store, at=NOW) is None
    with pytest.raises(NotFound):
        founding.setup_page(store)


def test_the_set_up_page_of_a_founded_service_is_not_there(app, company):
    assert app.test_client().get("/setup/").status_code == 404
    assert app.test_client().post("/setup/", data=typed("")).status_code == 404


def test_a_poor_password_is_refused_at_its_field_and_the_rest_stays(app):
    answer = app.test_client().post("/setup/", data=typed(printed_code(app), password="short"))
    assert answer.status_code == 422
    assert "at least 12 characters" in answer.text
    assert 'value="Sepehr"' in answer.text


def test_new_accounts_read_as_the_organisation_does(app, store):
    founding.found_service(store, wish(founding.print_code(store, at=NOW)), at=NOW)
    assert queries.usual_reading(store) == READING


def test_a_wrong_code_is_said_at_its_field_and_what_was_typed_stays(app):
    printed_code(app)
    answer = app.test_client().post("/setup/", data=typed("AAAA-BBBB-CCCC-DDDD"))
    assert answer.status_code == 422
    assert "This is not the set-up code" in answer.text
    assert typed("")["organisation"] in answer.text
