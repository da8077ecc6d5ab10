"""Signing in and out, invitations, the register, as a browser sees them."""

import re

from appraisal.accounts import operations
from appraisal.accounts.models import Account
from appraisal.kernel.actors import SERVICE
from appraisal.storage.database import db
from tests.conftest import NOW

GOOD = "four calm words together"


def give_password(app, company, name):
    with app.app_context():
        account = db.session.query(Account).filter_by(employee_id=getattr(company, name)).one()
        token = operations.invite(db.session(), SERVICE, account.id, at=NOW)
        operations.accept_invitation(db.session(), token, GOOD, at=NOW)
        db.session.commit()
        return account.id


def sign_in(client, email, password, **more):
    return client.post("/session", data={"email": email, "password": password, **more})


def test_a_visitor_is_led_to_the_entrance_and_on_to_where_they_were_going(app, company):
    give_password(app, company, "sara")
    client = app.test_client()
    led = client.get("/people/?search=Omid")
    assert led.status_code == 303
    assert led.location == "/session?next=/people/?search%3DOmid"
    assert sign_in(client, "sara@example.org", GOOD, next="/people/?search=Omid").location == (
        "/people/?search=Omid"
    )
    assert client.get("/people/").status_code == 200


def test_nobody_is_sent_elsewhere_after_signing_in(app, company):
    give_password(app, company, "sara")
    answer = sign_in(app.test_client(), "sara@example.org", GOOD, next="//elsewhere.example/")
    assert answer.location == "/"


def test_an_unknown_address_and_a_wrong_password_read_the_same(app, company):
    give_password(app, company, "sara")
    client = app.test_client()
    known = sign_in(client, "sara@example.org", "wrong wrong wrong")
    unknown = sign_in(client, "saro@example.org", "wrong wrong wrong")
    assert known.status_code == unknown.status_code == 422
    assert known.text.replace("sara@", "saro@") == unknown.text


def test_the_seventh_attempt_is_answered_with_until_when(app, company):
    give_password(app, company, "sara")
    client = app.test_client()
    for _each in range(6):
        sign_in(client, "sara@example.org", "wrong")
    answer = sign_in(client, "sara@example.org", GOOD)
    assert answer.status_code == 429
    assert "rests until" in answer.text


def test_what_was_typed_by_somebody_signed_out_meanwhile_is_refused_and_not_redirected(app, company):
    answer = app.test_client().post(f"/people/{company.sara}/details", data={"name": "Sara"})
    assert answer.status_code == 401
    assert "Nothing was saved" in answer.text


def test_signing_out_ends_the_session_in_this_browser(app, company):
    client = company.client(app, "sara")
    client.post("/session/end")
    assert client.get("/people/").status_code == 303


def test_signing_out_everywhere_ends_the_other_browser_too(app, company):
    here, there = company.client(app, "sara"), company.client(app, "sara")
    here.post("/account/sessions/end")
    assert there.get("/people/").status_code == 303


def test_a_changed_password_keeps_this_browser_and_ends_the_other(app, company):
    give_password(app, company, "sara")
    here, there = company.client(app, "sara"), company.client(app, "sara")
    answer = here.post("/account/password", data={"current": GOOD, "wished": "another four calm words"})
    assert answer.status_code == 303
    assert (here.get("/people/").status_code, there.get("/people/").status_code) == (200, 303)


def test_a_chosen_language_follows_the_account_to_another_browser(app, company):
    company.client(app, "sara").post("/reading", data={"language": "fa", "calendar": "jalali"})
    assert '<html lang="fa" dir="rtl">' in company.client(app, "sara").get("/people/").text


def test_an_invitation_link_is_shown_once_and_lets_its_person_in(app, company):
    nasrin = company.client(app, "nasrin")
    with app.app_context():
        account = db.session.query(Account).filter_by(employee_id=company.sara).one().id
    shown = nasrin.post(f"/accounts/{account}/invitations", follow_redirects=True).text
    path = re.search(r'value="http://localhost(/invitations/[^"]+)"', shown)[1]
    assert "/invitations/" not in nasrin.get(f"/accounts/{account}").text
    sara = app.test_client()
    assert "Sara Ahmadi" in sara.get(path).text
    assert sara.post(path, data={"wished": "short"}).status_code == 422
    assert sara.post(path, data={"wished": GOOD}).location == "/"
    assert sara.get("/people/").status_code == 200
    assert app.test_client().get(path).status_code == 404


def test_the_list_of_accounts_is_for_hr_and_administrators(app, company):
    assert "sara@example.org" in company.client(app, "vera").get("/accounts/").text
    assert company.client(app, "sara").get("/accounts/").status_code == 403


def test_hr_is_offered_the_one_role_that_hr_may_give(app, company):
    with app.app_context():
        account = db.session.query(Account).filter_by(employee_id=company.sara).one().id
    page = company.client(app, "nasrin").get(f"/accounts/{account}").text
    assert re.findall(r'<option value="(\w+)"', page) == ["plan_owner"]


def test_a_role_that_does_not_exist_is_not_found(app, company):
    assert company.client(app, "vera").post("/accounts/1/roles/emperor/end").status_code == 404


def test_the_persons_of_the_demo_do_not_exist_without_demo_mode(app, company):
    assert app.test_client().get("/persons").status_code == 404
    assert app.test_client().post("/persons/manager").status_code == 404
