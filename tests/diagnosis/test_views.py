"""The pages of diagnoses, rules and matters."""

import re
from datetime import timedelta

import pytest

from appraisal.accounts.models import Account, AccountRole
from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import GiveAnswer, Stance
from appraisal.diagnosis.wording import WORDS
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.diagnosis.conftest import BEHIND, agree_goal, measure


@pytest.fixture
def goal(app, company):
    with app.app_context():
        key = agree_goal(db.session(), company)
        measure(db.session(), company.sara, BEHIND)
        handler = db.session.query(Account).filter_by(employee_id=company.nasrin).one()
        handler.grants.append(AccountRole(role="case_handler"))
        db.session.commit()
    return key


def text_of(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_two_people_go_from_the_goal_to_the_conclusion(app, company, goal):
    sara, omid = company.client(app, "sara"), company.client(app, "omid")
    assert "Begin the talk" in text_of(sara.get(f"/goals/{goal}/diagnosis"))
    place = omid.post(f"/goals/{goal}/diagnosis").location
    answers = {
        "external_checklist_done": "yes",
        "goal_restated_correctly": "yes",
        "goal_restated_correctly_said": "Six thousand",
    }
    assert sara.post(f"{place}/answers", data=answers).status_code == 303
    page = text_of(omid.get(place))
    assert "Six thousand" in page
    assert "Matches the goal" in page
    empty = omid.post(f"{place}/conclusions", data={"text": ""})
    assert empty.status_code == 422
    typed = {
        "text": "The leads came late.", "factors": ["external_factors"], "first_text": "Send the leads",
        "first_owner": str(company.omid), "first_due": "2018-01-08", "second_owner": str(company.omid),
        "third_owner": str(company.omid), "follow_up_on": "2018-01-31",
    }  # fmt: skip
    assert omid.post(f"{place}/conclusions", data=typed).status_code == 303
    assert (
        sara.post(f"{place}/replies", data={"agrees": "partly", "text": "Also the prices"}).status_code == 303
    )
    assert "Also the prices" in text_of(omid.get(place))
    assert text_of(sara.get(f"/people/{company.sara}/diagnoses")).count("agreed; the follow-up comes") == 1


def test_a_conclusion_that_lacks_something_stays_as_it_was_typed_with_all_that_would_mend_it(
    app, company, goal
):
    omid = company.client(app, "omid")
    place = omid.post(f"/goals/{goal}/diagnosis").location
    company.client(app, "sara").post(f"{place}/answers", data={"external_checklist_done": "yes"})
    typed = {
        "text": "The leads came late.", "factors": ["external_factors"], "first_text": "Ask for the leads",
        "first_owner": str(company.sara), "first_due": "2017-01-08", "second_owner": str(company.omid),
        "third_owner": str(company.omid), "follow_up_on": "",
    }  # fmt: skip
    answer = omid.post(f"{place}/conclusions", data=typed)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "The leads came late.</textarea>" in page
    assert 'value="Ask for the leads"' in page
    for key in ("promise_in_the_past", "promise_of_the_manager_missing", "follow_up_without_day"):
        assert WORDS[f"objection.{key}"] in page
    assert "What each of you said" in page


@pytest.mark.parametrize(
    ("calendar", "typed", "way"),
    [
        ("gregorian", "October", "the month alone like 2017-12."),
        ("jalali", "Mehr", "the month alone like 1396/10."),
    ],
)
def test_a_since_when_that_is_no_day_is_told_that_a_month_is_enough(app, company, goal, calendar, typed, way):
    omid = company.client(app, "omid")
    place = omid.post(f"/goals/{goal}/diagnosis").location
    omid.post("/reading", data={"language": "en", "calendar": calendar})
    sent = {"starts_task": "rarely", "starts_task_since": typed}
    answer = omid.post(f"{place}/answers?again=starts_task", data=sent)
    assert answer.status_code == 422
    assert way in text_of(answer)


def test_an_empty_set_of_answers_is_told_what_to_do(app, company, goal):
    sara = company.client(app, "sara")
    place = sara.post(f"/goals/{goal}/diagnosis").location
    answer = sara.post(f"{place}/answers", data={})
    assert answer.status_code == 422
    assert "Answer at least one question" in text_of(answer)


def test_a_rule_is_explained_beside_the_talk(app, company, goal):
    omid = company.client(app, "omid")
    place = omid.post(f"/goals/{goal}/diagnosis").location
    page = text_of(omid.get(f"{place}/rules/G14"))
    assert "It applies here." in page
    assert "nothing on record" in page
    assert omid.get(f"{place}/rules/G08").status_code == 404


@pytest.mark.parametrize("language", ["en", "fa", "ru", "vi"])
def test_everybody_reads_the_rules_in_their_language(app, company, language):
    client = company.client(app, "kian")
    page = text_of(client.get(f"/rules/packs/core/?lang={language}"))
    assert page.count('href="/rules/packs/core/') >= 125
    for rule in ("G08", "E01", "A01", "C01"):
        assert client.get(f"/rules/packs/core/{rule}?lang={language}").status_code == 200
    assert client.get("/rules/Z99", follow_redirects=True).status_code == 404


def test_a_matter_is_told_and_closed(app, company, goal):
    sara, nasrin, omid = (company.client(app, name) for name in ("sara", "nasrin", "omid"))
    place = omid.post(f"/goals/{goal}/diagnosis").location
    assert sara.post("/confidential/", data={}).status_code == 422
    assert sara.post("/confidential/", data={"raises": "accommodation_requested"}).status_code == 303
    page = text_of(omid.get(place))
    assert "A talk is being arranged." in page
    assert "adjust" not in page
    assert omid.get("/matters/").status_code == 403
    listed = text_of(nasrin.get("/matters/"))
    number = re.search(r"/matters/(\d+)/closings", listed)[1]
    assert nasrin.post(f"/matters/{number}/closings", data={"words": " "}).status_code == 422
    assert nasrin.post(f"/matters/{number}/closings", data={"words": "A new chair."}).status_code == 303
    assert "A new chair." in text_of(sara.get("/confidential/"))


@pytest.mark.parametrize("name", ["leila", "nasrin", "kian"])
def test_the_talk_is_closed_to_everybody_else(app, company, goal, name):
    place = company.client(app, "omid").post(f"/goals/{goal}/diagnosis").location
    client = company.client(app, name)
    assert client.get(place).status_code == 403
    assert client.get(f"/goals/{goal}/diagnosis").status_code == 403
    assert client.get(f"/people/{company.sara}/diagnoses").status_code == 403
    assert client.post(f"{place}/evaluations").status_code == 403


def test_the_door_to_matters_is_the_case_handlers(app, company, goal):
    assert 'href="/matters/"' in text_of(company.client(app, "nasrin").get("/"))
    assert 'href="/matters/"' not in text_of(company.client(app, "omid").get("/"))


def test_an_answer_from_before_the_review_period_stands_with_its_day_and_is_told_to_be_too_old(
    app, company, goal
):
    with app.app_context():
        for days, fact in ((93, "tools_available"), (92, "info_access_ok")):
            wish = GiveAnswer(company.sara, fact, "missing" if days == 93 else False, Stance.ANSWERED)
            checkins.give_answer(db.session(), company.actor("sara"), wish, at=NOW - timedelta(days=days))
        db.session.commit()
    place = company.client(app, "omid").post(f"/goals/{goal}/diagnosis").location
    page = text_of(company.client(app, "sara").get(place))
    assert "said on 27 Sept 2017, too old to count" in page
    assert page.count("too old to count") == len(re.findall("said on 27 Sept 2017", page))
