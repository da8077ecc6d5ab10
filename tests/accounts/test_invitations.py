"""Links for a password, told to the person by letter, or on their own page where no letters go out."""

import re
from datetime import timedelta

from sqlalchemy import select

from appraisal.accounts import operations
from appraisal.accounts.models import Account
from appraisal.jobs.models import Job
from appraisal.jobs.worker import Worker
from appraisal.kernel.actors import SERVICE
from tests.conftest import NOW
from tests.factories.mailbox import PLACE
from tests.factories.post import letters, open_post

GOOD = "four calm words together"


def account_of(store, employee):
    return store.scalars(select(Account).where(Account.employee_id == employee)).one()


def test_the_letter_brings_the_link_that_the_page_shows_and_it_opens(app, store, company):
    account = account_of(store, company.sara).id
    with open_post(app) as box:
        client = company.client(app, "vera")
        page = client.post(f"/accounts/{account}/invitations", follow_redirects=True).text
        Worker(app).work_off()
    link = re.search(rf"{PLACE}(/invitations/\S+)", box.letters[0].get_body(("plain",)).get_content())[1]
    assert box.letters[0]["Subject"] == "Your way into Appraisal"
    assert f"http://localhost{link}" in page
    assert "sara@example.org by letter" in page
    assert "Sara Ahmadi" in app.test_client().get(link).text


def test_the_outbox_and_the_queue_hold_no_way_in(app, store, company):
    with open_post(app):
        token = operations.invite(store, SERVICE, account_of(store, company.sara).id, at=NOW)
        store.commit()
    kept = [letter.details for letter in letters(store)] + list(store.scalars(select(Job.arguments)))
    assert kept
    assert token not in str(kept)


def test_a_link_that_has_ended_meanwhile_is_not_sent(app, store, company):
    account = account_of(store, company.sara).id
    with open_post(app) as box:
        operations.invite(store, SERVICE, account, at=NOW)
        operations.invite(store, SERVICE, account, at=NOW + timedelta(minutes=1))
        store.commit()
        Worker(app).work_off()
    assert len(box.letters) == 1
    assert [letter.trouble for letter in letters(store)] == ["link_has_ended", None]


def test_a_person_is_told_of_a_link_to_their_account_and_of_a_password_set_with_it(app, store, company):
    account = account_of(store, company.sara).id
    first = operations.invite(store, SERVICE, account, at=NOW)
    operations.accept_invitation(store, first, GOOD, at=NOW)
    with open_post(app) as box:
        token = operations.invite(store, company.actor("vera"), account, at=NOW)
        store.commit()
        Worker(app).work_off()
        operations.accept_invitation(store, token, GOOD + " again", at=NOW)
        store.commit()
        Worker(app).work_off()
    subjects = [letter["Subject"] for letter in box.letters]
    assert subjects == ["A link to set your password anew", "Your password was set anew"]
    assert "Vera has made a link" in box.letters[0].get_body(("plain",)).get_content()
    assert token not in box.letters[1].as_string()


def test_a_first_password_is_no_news(app, store, company):
    with open_post(app) as box:
        token = operations.invite(store, SERVICE, account_of(store, company.sara).id, at=NOW)
        operations.accept_invitation(store, token, GOOD, at=NOW)
        store.commit()
        Worker(app).work_off()
    assert box.letters == []


def test_without_letters_the_person_sees_on_their_own_page_that_a_link_was_made(app, store, company):
    operations.invite(store, company.actor("vera"), account_of(store, company.sara).id, at=NOW)
    store.commit()
    page = company.client(app, "sara").get("/account/").text
    assert re.search(r"Vera</bdi>: made an invitation link", page)
