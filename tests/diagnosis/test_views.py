"""The pages of diagnoses, rules and matters."""

import re

import pytest

from appraisal.accounts.models import Account, AccountRole
from appraisal.storage.database import db
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
