"""The pages of plans of action, as a browser sees them."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.actions import operations
from appraisal.actions.models import StepOccurrence
from appraisal.actions.rhythm import Recurrence, When
from appraisal.home import queries as home
from appraisal.storage.database import db
from tests.actions.plans import add, node_of_team, under_node
from tests.conftest import DAY, NOW

STEP = {"what": "sends six releases", "step_due_on": "2018-03-12"}


@pytest.fixture
def plan(app, company):
    with app.app_context():
        key = under_node(db.session(), company)
        db.session.commit()
    return key


def text_of(answer):
    return answer.get_data(as_text=True)


def test_an_empty_page_teaches_and_a_start_fills_the_objective(app, company):
    with app.app_context():
        node = node_of_team(db.session(), company)
        db.session.commit()
    omid = company.client(app, "omid")
    assert "No plan of action yet" in text_of(omid.get(f"/plans/{node}/actions"))
    begun = text_of(omid.get(f"/plans/{node}/actions?start=visibility"))
    assert 'value="News stories about us appear"' in begun
    sent = {"objective": "Stories", "count": "2", "plan_due_on": "2018-06-29", "start": "visibility"}
    answer = omid.post(f"/plans/{node}/actions", data=sent)
    assert answer.status_code == 303
    page = text_of(omid.get(answer.location))
    assert "makes a list of papers and journalists who fit" in page
    suggested = text_of(omid.get(answer.location + "?suggestion=papers_called"))
    assert re.search(r'<option selected value="monday">', suggested)


def test_everything_that_is_missing_is_said_at_once_and_what_was_typed_stays(app, company, plan):
    answer = company.client(app, "omid").post(f"/action-plans/{plan}/steps", data={"what": "sends six"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Say who does it" in page
    assert "Say when: a day" in page
    assert 'value="sends six"' in page


def test_a_step_reads_as_a_sentence(app, company, plan):
    omid = company.client(app, "omid")
    assert (
        omid.post(f"/action-plans/{plan}/steps", data={**STEP, "owner": str(company.sara)}).status_code == 303
    )
    page = text_of(omid.get(f"/action-plans/{plan}"))
    assert "Sara Ahmadi" in page
    assert re.search(r"sends six releases.{0,3} by", page)


def test_too_many_hours_show_what_fills_the_time_and_ask_for_a_decision(app, company, plan):
    omid = company.client(app, "omid")
    sent = {**STEP, "owner": str(company.sara), "step_due_on": "2018-01-05", "hours": "400"}
    answer = omid.post(f"/action-plans/{plan}/steps", data=sent)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "It needs a written decision" in page
    assert "What fills the time" in page
    decided = {**sent, "because": "The fair is on Friday"}
    assert omid.post(f"/action-plans/{plan}/steps", data=decided).status_code == 303


def test_a_late_step_asks_which_other_duty_came_first_on_both_first_pages(app, company, plan):
    with app.app_context():
        store = db.session()
        at = NOW - timedelta(days=20)
        step = add(store, company, plan, When(DAY - timedelta(days=5)), at=at, task="deals_won")
        store.commit()
        lines = {
            name: {
                line.key
                for group in home.today_page(store, company.actor(name), NOW).groups
                for line in group.lines
            }
            for name in ("sara", "omid", "kian")
        }
    assert {"step_late", "step_untaught"} <= lines["sara"]
    assert {"step_late_of", "step_untaught_of"} <= lines["omid"]
    assert not {"step_late", "step_late_of", "step_untaught", "step_untaught_of"} & lines["kian"]
    sara = company.client(app, "sara")
    assert "First of all: which other duty came first?" in text_of(sara.get(f"/action-steps/{step}"))
    sent = {"cause": "other_duty", "words": "The audit", "way": "prioritise"}
    refused = sara.post(f"/action-steps/{step}/delays", data={"cause": "other_duty"})
    assert refused.status_code == 422
    assert "Name it in a few words" in text_of(refused)
    assert sara.post(f"/action-steps/{step}/delays", data=sent).status_code == 303
    assert "The audit" in text_of(sara.get(f"/action-steps/{step}"))


def test_time_off_is_written_without_a_reason_and_taken_back(app, company):
    sara = company.client(app, "sara")
    sent = {"share_starts_on": "2018-01-08", "share_ends_on": "2018-01-12", "share": "0"}
    assert sara.post(f"/people/{company.sara}/time", data=sent).status_code == 303
    page = text_of(company.client(app, "omid").get(f"/people/{company.sara}/time"))
    key = re.search(r"/time/(\d+)/strikes", page).group(1)
    assert "away" in page
    assert sara.post(f"/people/{company.sara}/time/{key}/strikes").status_code == 303
    assert "/strikes" not in text_of(sara.get(f"/people/{company.sara}/time"))


def test_hours_of_a_plan_count_for_whoever_opens_their_time(app, company, plan):
    with app.app_context():
        add(db.session(), company, plan, When(date(2018, 1, 12)), hours=Decimal(20))
        db.session.commit()
    page = text_of(company.client(app, "sara").get(f"/people/{company.sara}/time"))
    assert "20 hours planned" in page
    assert "160 hours available" in page


def test_two_who_say_the_same_at_once_are_told_and_meet_no_fault(app, company, plan, monkeypatch):
    def twice(store, _actor, wish, *, at):
        store.add_all(
            StepOccurrence(
                step_id=wish.step, due_on=DAY, outcome="done", marked_by_id=company.omid, marked_at=at
            )
            for _ in range(2)
        )
        store.flush()

    with app.app_context():
        step = add(db.session(), company, plan, When(recurrence=Recurrence.MONDAY))
        db.session.commit()
    monkeypatch.setattr(operations, "mark_turn", twice)
    answer = company.client(app, "omid").post(
        f"/action-steps/{step}/turns", data={"turn_on": str(DAY), "turn": "done"}
    )
    assert answer.status_code == 409
