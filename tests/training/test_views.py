"""The page of what was taught and practised, as a browser sees it."""

import re
from datetime import timedelta

import pytest

from appraisal.storage.database import db
from tests.conftest import DAY
from tests.diagnosis.conftest import agree_goal
from tests.training.records import practised, taught

PRACTICE = {
    "practice_task": "another", "practice_other": "First talk", "practised_on": "2017-12-28",
    "company": "with_coach", "coach": "Omid", "result": "not_ok", "share": "80", "note": "Lost the thread",
}  # fmt: skip
COURSE = {
    "training_title": "Leading a first talk", "training_form": "course", "training_task": "another",
    "training_other": "First talk", "ends_on": "2018-01-31", "training_check": "none",
}  # fmt: skip
AID = {"aid_title": "Ten questions", "aid_place": "Wiki", "aid_task": "another", "aid_other": "First talk"}


def place(company, rest=""):
    return f"/people/{company.sara}/training{rest}"


def text_of(client, company):
    return client.get(place(company)).get_data(as_text=True)


def test_an_empty_page_teaches_and_opens_the_note(app, company):
    page = text_of(company.client(app, "sara"), company)
    assert "never that somebody cannot learn" in page
    assert 'action="' + place(company, "/practice") in page


def test_a_practice_is_noted_and_both_read_it(app, company):
    assert company.client(app, "sara").post(place(company, "/practice"), data=PRACTICE).status_code == 303
    page = text_of(company.client(app, "omid"), company)
    assert "Lost the thread" in page
    assert "80" in page
    assert "with Omid at the side" in page


def test_a_course_is_planned_marked_as_done_and_makes_a_circle_with_a_practice(app, company):
    omid = company.client(app, "omid")
    assert omid.post(place(company, "/courses"), data=COURSE).status_code == 303
    key = re.search(r"/courses/(\d+)/completions", text_of(omid, company)).group(1)
    done = {f"course{key}-done_on": "2017-12-20", f"course{key}-check": "pass"}
    assert omid.post(place(company, f"/courses/{key}/completions"), data=done).status_code == 303
    omid.post(place(company, "/practice"), data=PRACTICE)
    page = text_of(omid, company)
    assert "Check passed" in page
    assert "1 full circle" in page


def test_a_guide_is_added_and_gone(app, company):
    sara = company.client(app, "sara")
    sara.post(place(company, "/job-aids"), data=AID)
    page = text_of(sara, company)
    key = re.search(r"/job-aids/(\d+)/removals", page).group(1)
    assert "Ten questions" in page
    assert sara.post(place(company, f"/job-aids/{key}/removals")).status_code == 303
    assert "Ten questions" not in text_of(sara, company)


def test_what_was_typed_stays_when_something_is_missing(app, company):
    sara = company.client(app, "sara")
    answer = sara.post(place(company, "/practice"), data={**PRACTICE, "result": ""})
    assert (answer.status_code, "Lost the thread" in answer.get_data(as_text=True)) == (422, True)
    answer = sara.post(place(company, "/courses"), data={**COURSE, "training_title": " "})
    assert answer.status_code == 422
    answer = sara.post(place(company, "/job-aids"), data={**AID, "aid_place": ""})
    assert (answer.status_code, "Ten questions" in answer.get_data(as_text=True)) == (422, True)


def test_a_practice_without_a_result_is_told_so_once(app, company):
    sent = {key: value for key, value in PRACTICE.items() if key != "result"}
    answer = company.client(app, "sara").post(place(company, "/practice"), data=sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count("Please choose one.") == 1
    assert "Not a valid choice" not in page


def test_a_completion_without_a_day_keeps_its_own_words(app, company):
    with app.app_context():
        key = taught(db.session(), company, completed_on=None, ends_on=DAY)
        db.session.commit()
    answer = company.client(app, "sara").post(
        place(company, f"/courses/{key}/completions"), data={f"course{key}-done_on": "tomorrow"}
    )
    assert answer.status_code == 422
    assert "tomorrow" in answer.get_data(as_text=True)


def test_the_tasks_of_the_goals_are_offered_first(app, company):
    with app.app_context():
        agree_goal(db.session(), company)
        db.session.commit()
    page = text_of(company.client(app, "sara"), company)
    assert '<option selected value="revenue_won">' in page
    answer = company.client(app, "sara").post(
        place(company, "/practice"), data={**PRACTICE, "practice_task": "deals_won"}
    )
    assert answer.status_code == 422


def test_attempts_are_drawn_in_the_direction_of_the_language(app, company):
    with app.app_context():
        for days, share in ((9, 0.4), (5, 0.6), (1, 0.9)):
            practised(db.session(), company, DAY - timedelta(days=days), share)
        db.session.commit()
    client = company.client(app, "sara")
    assert 'points="106,' in text_of(client, company)
    assert 'points="534,' in client.get(place(company) + "?lang=fa").get_data(as_text=True)


@pytest.mark.parametrize("name", ["nasrin", "vera", "kian", "leila"])
def test_the_page_is_closed_to_everybody_else(app, company, name):
    assert company.client(app, name).get(place(company)).status_code == 403
    assert company.client(app, name).post(place(company, "/practice"), data=PRACTICE).status_code == 403


def test_the_file_and_its_export_hold_what_was_practised(app, company):
    sara = company.client(app, "sara")
    assert "One line after a try" in sara.get(f"/people/{company.sara}/file").get_data(as_text=True)
    sara.post(place(company, "/practice"), data=PRACTICE)
    assert "1 practice" in sara.get(f"/people/{company.sara}/file").get_data(as_text=True)
    exported = sara.get(f"/people/{company.sara}/file.json").get_json()
    (kept,) = exported["training"]["practices"]
    assert (kept["note"], kept["share"]) == ("Lost the thread", "0.8")


def test_the_team_leads_to_what_each_person_practised(app, company):
    page = company.client(app, "omid").get("/team/").get_data(as_text=True)
    assert place(company) in page
