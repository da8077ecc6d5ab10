"""Letters on their way: to whom, when, how often, and what they never hold. Through a real server and a real worker."""

import re
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from appraisal.accounts import operations
from appraisal.accounts.models import Account
from appraisal.jobs import queue
from appraisal.jobs.models import Job
from appraisal.jobs.worker import Worker
from appraisal.kernel.actors import SERVICE, Role
from appraisal.mail import outbox
from appraisal.mail.domain import ToEmployee, ToRole
from appraisal.storage.database import db
from appraisal.storage.history import HistoryLine
from tests.conftest import NOW
from tests.factories.mailbox import PLACE, free_port, listening, way_to
from tests.factories.post import asked_for, let_handle, letters, open_post, posting, working
from tests.factories.talks import booked

HANDLERS = ToRole(Role.CASE_HANDLER)
MOVED = ("checkins.moved_again", {"endpoint": "checkins.team"})


def account_of(store, employee):
    return store.scalars(select(Account).where(Account.employee_id == employee)).one()


def post_moved(store, employee, at=NOW):
    outbox.post(store, ToEmployee(employee), *MOVED, at, courtesy=True)
    store.commit()


def test_a_case_handler_has_the_notice_within_the_minute_in_their_language_and_without_content(
    app, store, company
):
    let_handle(store, company.nasrin, "fa")
    with open_post(app) as box, working(app):
        began = time.monotonic()
        answer = company.client(app, "sara").post(
            "/confidential/", data={"raises": "health_disclosed", "text": "My back hurts"}
        )
        assert answer.status_code == 303
        box.wait_for(1)
        took = time.monotonic() - began
    assert took < 15, "a minute is promised; a worker that is awake needs seconds"
    (letter,) = box.letters
    said = (
        letter.as_string()
        + letter.get_body(("plain",)).get_content()
        + letter.get_body(("html",)).get_content()
    )
    assert box.recipients == ["nasrin@example.org"]
    assert letter["Content-Language"] == "fa"
    assert f"{PLACE}/matters/" in said
    assert not re.search("sara|ahmadi|health|سلامت|back|hurts", said, re.I)


def test_nobody_is_told_of_a_matter_about_themself_but_another_handler_is(app, store, company):
    let_handle(store, company.nasrin)
    let_handle(store, company.vera)
    with open_post(app) as box:
        company.client(app, "nasrin").post("/confidential/", data={"raises": "health_disclosed"})
        Worker(app).work_off()
    assert box.recipients == ["vera@example.org"]


def test_with_nobody_else_to_tell_the_matter_waits_and_the_page_says_so(app, company):
    with app.app_context():
        let_handle(db.session(), company.nasrin)
    with open_post(app) as box:
        client = company.client(app, "nasrin")
        client.post("/confidential/", data={"raises": "health_disclosed"})
        Worker(app).work_off()
    assert box.letters == []
    assert "waits until an administrator names one" in client.get("/confidential/").text
    assert "waits until an administrator" not in company.client(app, "sara").get("/confidential/").text


def test_a_letter_that_meets_a_server_that_is_away_arrives_once_when_it_is_back(app, store, company):
    let_handle(store, company.nasrin)
    port = free_port()
    with posting(app, way_to(port)), working(app):
        company.client(app, "sara").post("/confidential/", data={"raises": "health_disclosed"})
        until = time.monotonic() + 20
        while not any(letter.trouble for letter in letters(store)):
            assert time.monotonic() < until
            time.sleep(0.05)  # the worker tries in a thread of its own
        (waiting,) = letters(store)
        assert (waiting.trouble, waiting.sent_at) == ("server_does_not_answer", None)
        with listening(port) as box:
            box.wait_for(1, 60)
            time.sleep(1.5)  # long enough for a second one, if there were one
    assert len(box.letters) == 1
    (sent,) = letters(store)
    assert sent.sent_at is not None
    assert (sent.trouble, sent.attempts >= 2) == (None, True)
    assert box.letters[0]["Message-ID"] == f"<{sent.message_key}@example.org>"


def test_what_was_asked_for_before_a_restart_goes_out_after_it(app, store, company):
    let_handle(store, company.nasrin)
    with open_post(app) as box:
        company.client(app, "sara").post("/confidential/", data={"raises": "health_disclosed"})
        assert queue.claim(db.engine, timedelta(seconds=-1)) is not None  # and then its worker died
        with working(app):
            box.wait_for(1)
    assert len(box.letters) == 1


def test_a_change_that_is_undone_leaves_no_letter(app, store, company):
    with open_post(app) as box:
        outbox.post(store, ToEmployee(company.sara), *MOVED, NOW)
        store.rollback()
        Worker(app).work_off()
    assert (box.letters, letters(store)) == ([], [])


def test_without_a_mail_server_nothing_is_queued(app, store, company):
    let_handle(store, company.nasrin)
    company.client(app, "sara").post("/confidential/", data={"raises": "health_disclosed"})
    operations.invite(store, SERVICE, account_of(store, company.sara).id, at=NOW)
    assert store.scalars(select(Job.name)).all() == []


def test_a_courtesy_comes_once_a_day_and_a_notice_each_time(app, store, company):
    let_handle(store, company.nasrin)
    with open_post(app) as box:
        for _each in range(2):
            post_moved(store, company.sara)
            company.client(app, "kian").post("/confidential/", data={"raises": "health_disclosed"})
            Worker(app).work_off()
    assert sorted(box.recipients) == ["nasrin@example.org", "nasrin@example.org", "sara@example.org"]


def test_many_matters_at_once_are_one_letter(app, store, company):
    let_handle(store, company.nasrin)
    with open_post(app) as box:
        for _each in range(3):
            outbox.post(store, HANDLERS, "diagnosis.matter_waits", {"endpoint": "diagnosis.matters"}, NOW)
        store.commit()
        Worker(app).work_off()
    assert box.recipients == ["nasrin@example.org"]


def test_a_courtesy_comes_again_on_another_day(app, store, company):
    with open_post(app) as box:
        post_moved(store, company.sara)
        Worker(app).work_off()
        (first,) = letters(store)
        first.queued_at -= timedelta(days=1)
        store.commit()
        post_moved(store, company.sara)
        Worker(app).work_off()
    assert len(box.letters) == 2


def test_a_letter_that_is_not_wanted_is_not_sent(app, store, company):
    with open_post(app) as box:
        client = company.client(app, "sara")
        answer = client.post("/account/letters", data={"wanted": ["diagnosis.reply_waits"]})
        assert answer.status_code == 303
        post_moved(store, company.sara)
        post_moved(store, company.kian)
        Worker(app).work_off()
        page = client.get("/account/").text
    assert box.recipients == ["kian@example.org"]
    checked = re.findall(r'<input checked[^>]* value="([\w.]+)"', page)
    assert [each for each in checked if "." in each] == ["diagnosis.reply_waits"]


def test_a_kind_that_is_no_choice_is_refused(app, company):
    with open_post(app):
        answer = company.client(app, "sara").post(
            "/account/letters", data={"wanted": ["accounts.password_set"]}
        )
    assert answer.status_code == 422


def test_nobody_writes_to_a_closed_account(app, store, company):
    account_of(store, company.sara).active = False
    with open_post(app) as box:
        post_moved(store, company.sara)
        Worker(app).work_off()
    assert box.letters == []


def test_a_wrong_password_of_the_post_stands_in_no_log_no_job_and_no_history(app, store, company, caplog):
    let_handle(store, company.nasrin)
    port = free_port()
    with posting(app, way_to(port, user="appraisal", password="wr0ng-w0rd")), listening(port):
        company.client(app, "sara").post("/confidential/", data={"raises": "health_disclosed"})
        Worker(app).work_off()
    (letter,) = letters(store)
    jobs = store.scalars(select(Job)).all()
    assert letter.trouble == "server_takes_no_login"
    assert any("server_takes_no_login" in (job.error or "") for job in jobs)
    kept = [job.error for job in jobs] + [job.arguments for job in jobs] + [letter.details, caplog.text]
    kept += [line.details for line in store.scalars(select(HistoryLine))]
    assert "wr0ng-w0rd" not in str(kept)


def test_a_letter_that_nobody_takes_for_three_days_is_given_up(app, store, company):
    with posting(app, way_to(free_port())):
        post_moved(store, company.sara)
        Worker(app).work_off()
        (letter,) = letters(store)
        letter.queued_at -= timedelta(days=3, minutes=1)
        for job in store.scalars(select(Job).where(Job.state == "queued")):
            job.run_at = datetime.now(UTC)
        store.commit()
        Worker(app).work_off()
    (letter,) = letters(store)
    assert (letter.given_up_at is not None, letter.trouble) == (True, "server_does_not_answer")
    assert set(store.scalars(select(Job.state))) == {"done"}


def test_an_address_that_the_server_does_not_know_is_given_up_at_once(app, store, company):
    with open_post(app) as box:
        box.refuses = ("sara@example.org",)
        post_moved(store, company.sara)
        Worker(app).work_off()
    assert [(letter.trouble, letter.attempts) for letter in letters(store)] == [("address_refused", 1)]


def test_letters_are_forgotten_after_thirty_days(app, store, company):
    with open_post(app):
        post_moved(store, company.sara)
        Worker(app).work_off()
        letters(store)[0].queued_at -= timedelta(days=31)
        store.commit()
        post_moved(store, company.kian)
        Worker(app).work_off()
    assert [letter.to_address for letter in letters(store)] == ["kian@example.org"]


def test_a_move_is_told_upwards_from_the_second_on_and_says_no_name(app, store, company):
    talk = booked(store, company)
    store.commit()
    client = company.client(app, "sara")
    with open_post(app) as box:
        for day in ("2018-01-03", "2018-01-04"):
            moved = {"move_on": day, "move_at": "10:00", "move_reason": "Board"}
            assert client.post(f"/checkins/{talk}/moves", data=moved).status_code == 303
            assert len(asked_for(store)) == (day == "2018-01-04")
            store.rollback()
        Worker(app).work_off()
    assert box.recipients == ["leila@example.org"]
    assert not re.search("Sara|Omid|Board", box.letters[0].as_string())


def test_an_administrator_reads_how_the_post_stands_and_nobody_else(app, company):
    assert "No letters go out" in company.client(app, "vera").get("/account/").text
    with open_post(app):
        with app.app_context():
            post_moved(db.session(), company.sara)
        Worker(app).work_off()
        page = company.client(app, "vera").get("/account/").text
        assert "localhost:" in page
        assert "Last one taken" in page
        assert "localhost:" not in company.client(app, "nasrin").get("/account/").text
    assert "No letters go out" not in company.client(app, "nasrin").get("/account/").text
