"""The pages of talks, as a browser sees them."""

import re
from datetime import timedelta

import pytest

from appraisal.checkins import operations, queries
from appraisal.checkins.domain import BookCheckIn, ObstacleKind, ReportObstacle
from appraisal.checkins.models import CheckIn
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.factories.talks import ANSWERS

TYPED = {f"q_{key}": value for key, value in ANSWERS.items()}


@pytest.fixture
def talk(app, company):
    """A talk of Sara and Omid on the day of the demo clock."""
    with app.app_context():
        wish = BookCheckIn(company.sara, NOW + timedelta(hours=3))
        key = operations.book_checkin(db.session(), company.actor("omid"), wish, at=NOW)
        db.session.commit()
    return key


def text_of(answer):
    return answer.get_data(as_text=True)


def seen_version(page):
    return re.search(r'name="seen_version" value="(\d+)"', page).group(1)


def test_sara_books_a_talk_and_is_led_to_it(app, company):
    client = company.client(app, "sara")
    answer = client.post(
        f"/people/{company.sara}/checkins", data={"booking_on": "2018-01-03", "booking_at": "14.30"}
    )
    assert answer.status_code == 303
    page = text_of(client.get(answer.location))
    assert "3 Jan 2018, 14:30" in page


def test_a_day_and_a_time_that_do_not_exist_are_said_at_once_and_stay_typed(app, company):
    answer = company.client(app, "sara").post(
        f"/people/{company.sara}/checkins", data={"booking_on": "2018-02-30", "booking_at": "25:00"}
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Gregorian calendar" in page
    assert "is not a time of day" in page
    assert 'value="2018-02-30"' in page


def test_the_preparation_saves_itself_and_says_when(app, company, talk):
    client = company.client(app, "sara")
    page = text_of(client.get(f"/checkins/{talk}/preparation"))
    token = re.search(r'name="opened_page" value="([^"]+)"', page).group(1)
    for words in ("Two deals", "Two deals are close."):
        answer = client.post(
            f"/checkins/{talk}/drafts",
            data={"q_how_is_it_going": words, "seen_version": "0", "opened_page": token},
            headers={"HX-Request": "true"},
        )
        assert answer.status_code == 200
    assert "Saved as a draft" in text_of(answer)
    assert "<html" not in text_of(answer)
    assert "Two deals are close." in text_of(client.get(f"/checkins/{talk}/preparation"))


def test_a_draft_is_kept_without_javascript_too(app, company, talk):
    client = company.client(app, "sara")
    answer = client.post(f"/checkins/{talk}/drafts", data={"q_how_is_it_going": "So so", "seen_version": "0"})
    assert answer.status_code == 303
    assert "So so" in text_of(client.get(answer.location))


def test_handing_in_says_every_question_that_is_open_and_keeps_what_was_typed(app, company, talk):
    answer = company.client(app, "sara").post(
        f"/checkins/{talk}/preparation", data={"q_how_is_it_going": "Kept words", "q_need_by": "2018-13-01"}
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert page.count("Please answer this.") == 3
    assert "Kept words" in page
    assert "2018-13-01" in page


def test_what_sara_handed_in_omid_reads_on_the_page_of_the_talk(app, company, talk):
    answer = company.client(app, "sara").post(f"/checkins/{talk}/preparation", data=TYPED)
    assert answer.status_code == 303
    page = text_of(company.client(app, "omid").get(f"/checkins/{talk}"))
    assert ANSWERS["obstacle_words"] in page
    assert "They work, but slow me down" in page
    assert "Holiday in March" in page


def test_the_wrong_person_cannot_answer_the_form(app, company, talk):
    for name in ("omid", "kian", "nasrin"):
        client = company.client(app, name)
        assert client.get(f"/checkins/{talk}/preparation").status_code == 403
        assert client.post(f"/checkins/{talk}/preparation", data=TYPED).status_code == 403


def test_two_devices_saving_at_once_are_told_and_nothing_is_overwritten(app, company, talk):
    client = company.client(app, "sara")
    first = {"q_how_is_it_going": "Phone", "seen_version": "0", "opened_page": "phone"}
    second = {"q_how_is_it_going": "Desk", "seen_version": "0", "opened_page": "desk"}
    assert client.post(f"/checkins/{talk}/drafts", data=first).status_code == 303
    assert client.post(f"/checkins/{talk}/drafts", data=second).status_code == 409
    assert "Phone" in text_of(client.get(f"/checkins/{talk}/preparation"))


def test_a_whole_talk_from_agenda_to_the_next_one(app, company, talk):
    sara, omid = company.client(app, "sara"), company.client(app, "omid")
    place = f"/checkins/{talk}"
    assert sara.post(f"{place}/agenda", data={"agenda_text": "My leads"}).status_code == 303
    assert (
        omid.post(f"{place}/notes/shared", data={"shared_text": "Better leads from May"}).status_code == 303
    )
    assert omid.post(f"{place}/notes/private", data={"private_text": "Secret"}).status_code == 303
    outcome = {
        "outcome_text": "Ask marketing",
        "outcome_owner": str(company.omid),
        "outcome_due": "2018-01-05",
    }
    assert omid.post(f"{place}/outcomes", data=outcome).status_code == 303
    page = text_of(sara.get(place))
    assert "Ask marketing" in page
    assert "Secret" not in page
    holding = {
        "next_on": "2018-01-12",
        "next_at": "10:00",
        "useful": "yes",
        "seen_version": seen_version(page),
    }
    assert sara.post(f"{place}/holding", data=holding).status_code == 303
    assert "Next check-in: 12 Jan 2018, 10:00" in text_of(sara.get(place))


def test_holding_too_early_lists_everything_that_is_missing(app, company, talk):
    client = company.client(app, "omid")
    answer = client.post(f"/checkins/{talk}/holding", data={})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "The employee’s word is missing" in page
    assert "The manager’s word is missing" in page


def test_a_move_without_a_reason_stays_on_the_page_with_what_was_typed(app, company, talk):
    answer = company.client(app, "omid").post(
        f"/checkins/{talk}/moves", data={"move_on": "2018-01-09", "move_at": "9:15", "move_reason": " "}
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'value="2018-01-09"' in page
    assert "Please fill this in." in page


def test_two_people_moving_at_once_are_told(app, company, talk):
    wish = {"move_on": "2018-01-09", "move_at": "9:15", "move_reason": "Board", "seen_version": "1"}
    assert company.client(app, "omid").post(f"/checkins/{talk}/moves", data=wish).status_code == 303
    assert company.client(app, "sara").post(f"/checkins/{talk}/moves", data=wish).status_code == 409


def test_an_owner_who_is_not_at_the_table_is_refused(app, company, talk):
    outcome = {"outcome_text": "Ask", "outcome_owner": str(company.kian), "outcome_due": "2018-01-05"}
    assert company.client(app, "omid").post(f"/checkins/{talk}/outcomes", data=outcome).status_code == 422


@pytest.mark.parametrize(("name", "status"), [("leila", 200), ("nasrin", 200), ("vera", 403), ("kian", 403)])
def test_the_year_is_open_to_some_and_the_talk_to_the_two(app, company, talk, name, status):
    client = company.client(app, name)
    assert client.get(f"/people/{company.sara}/checkins").status_code == status
    assert client.get(f"/checkins/{talk}").status_code == 403


def test_the_team_page_and_its_door_are_for_those_who_lead(app, company, talk):
    omid, sara = company.client(app, "omid"), company.client(app, "sara")
    page = text_of(omid.get("/team/"))
    assert page.index("Kian Rad") < page.index("Sara Ahmadi")
    assert 'href="/team/"' in text_of(omid.get("/people/"))
    assert 'href="/team/"' not in text_of(sara.get("/people/"))
    assert sara.get("/team/").status_code == 403


def test_an_obstacle_goes_from_report_to_gone(app, company):
    sara, omid = company.client(app, "sara"), company.client(app, "omid")
    place = f"/people/{company.sara}/obstacles"
    assert (
        sara.post(place, data={"obstacle_kind": "tools", "obstacle_text": "The CRM hangs"}).status_code == 303
    )
    with app.app_context():
        (facts,) = queries.obstacles_of(db.session(), company.sara)
    team = f"/team/obstacles/{facts.key}"
    assert omid.post(f"{team}/confirmations", data={"seen_version": "1"}).status_code == 303
    late = omid.post(f"{team}/owners", data={"taking_owner": str(company.leila), "taking_due": "someday"})
    assert late.status_code == 422
    assert 'value="someday"' in text_of(late)
    owner = {"taking_owner": str(company.leila), "taking_due": "2018-01-20"}
    assert omid.post(f"{team}/owners", data=owner).status_code == 303
    leila = company.client(app, "leila")
    assert "The CRM hangs" in text_of(leila.get("/team/obstacles"))
    assert leila.post(f"{team}/removals", data={}).status_code == 303
    assert "gone on" in text_of(sara.get(place))


def test_an_owner_of_nobodys_kind_is_refused_with_a_sentence(app, company):
    with app.app_context():
        wish = ReportObstacle(company.sara, ObstacleKind.OTHER, "Noise")
        key = operations.report_obstacle(db.session(), company.actor("sara"), wish, at=NOW)
        db.session.commit()
    answer = company.client(app, "omid").post(
        f"/people/{company.sara}/obstacles/{key}/owners",
        data={"taking_owner": "abc", "taking_due": "2018-01-20"},
    )
    assert answer.status_code == 422
    assert "Choose one of them" in text_of(answer)


def test_a_refused_change_leaves_nothing_behind(app, company, talk):
    company.client(app, "omid").post(f"/checkins/{talk}/holding", data={})
    with app.app_context():
        assert db.session.get(CheckIn, talk).held_at is None


@pytest.mark.parametrize("language", ["fa", "ru", "vi"])
def test_every_page_opens_in_every_language(app, company, talk, language):
    client = company.client(app, "omid")
    company.client(app, "sara").post(f"/checkins/{talk}/preparation", data=TYPED)
    for place in (
        "/team/",
        "/team/obstacles",
        f"/people/{company.sara}/checkins",
        f"/checkins/{talk}",
        f"/people/{company.sara}/obstacles",
    ):
        assert client.get(f"{place}?lang={language}").status_code == 200
