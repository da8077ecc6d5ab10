"""The pages of reviews, as a browser without JavaScript meets them."""

import re

import pytest

from appraisal.reviews.domain import Side
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.factories.reviews import Story, answers_to, form_of


@pytest.fixture
def tell(app, company):
    """Sara's review with Omid, taken so far; the session closes before the browser comes."""

    def told(act=lambda story: story):
        with app.app_context():
            story = act(Story.begin(db.session(), company, NOW))
            db.session.commit()
            return story

    return told


@pytest.fixture
def story(tell):
    """Sara's review with Omid, just opened."""
    return tell()


def typed(form, goal, **changed):
    """A complete part as a browser sends it."""
    sent = {}
    for name, answer in answers_to(form, (goal,)).items():
        if not isinstance(answer, dict):
            sent[f"q__{name}"] = answer
        elif "on" in answer:
            sent.update({f"q__{name}__{key}": value for key, value in answer.items()})
        else:
            sent.update({f"q__{name}__{goal}__{key}": value for key, value in answer[goal].items()})
    return {**sent, "opened_page": "one", **changed}


def words(answer):
    """The page without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def test_hr_opens_a_cycle_and_sees_where_each_review_stands(app, company):
    nasrin = company.client(app, "nasrin")
    answer = nasrin.post(
        "/reviews/cycles",
        data={"name": "Year 2017", "starts_on": "2017-01-01", "ends_on": "2017-12-31", "whose": "everyone"},
        follow_redirects=True,
    )
    assert re.findall(r"<strong>(?:<bdi>)?([^<]+)<", answer.get_data(as_text=True)) == [
        "Kian Rad",
        "Omid Karimi",
        "Sara Ahmadi",
    ]


def test_a_cycle_with_a_day_that_does_not_exist_keeps_what_was_typed(app, company):
    data = {"name": "Year 2017", "starts_on": "2017-02-30", "ends_on": "2017-12-31", "whose": "everyone"}
    answer = company.client(app, "nasrin").post("/reviews/cycles", data=data)
    assert answer.status_code == 422
    assert 'value="Year 2017"' in answer.get_data(as_text=True)
    assert "2017-02-30" in words(answer)


def test_hr_adds_one_person_found_by_name(app, company):
    nasrin = company.client(app, "nasrin")
    data = {"name": "2017", "starts_on": "2017-01-01", "ends_on": "2017-12-31", "whose": "chosen"}
    address = nasrin.post("/reviews/cycles", data=data).headers["Location"]
    assert "Kian Rad" in words(nasrin.get(f"{address}?search=kian"))
    answer = nasrin.post(f"{address}/reviews", data={"employees": [company.kian]}, follow_redirects=True)
    assert "waits for the employee" in words(answer)


def test_a_part_is_written_saved_and_handed_in_without_javascript(app, company, story):
    sara = company.client(app, "sara")
    address = f"/reviews/{story.review}/parts/employee"
    sent = typed(form_of(Side.EMPLOYEE), story.goal)
    assert sara.post(address, data=sent).status_code == 303
    assert "What I want to say: learned." in words(sara.get(address))
    assert sara.post(f"{address}/submission", data=sent).status_code == 303
    assert "Omid Karimi reads it once their own part is in" in words(sara.get(f"/reviews/{story.review}"))


def test_a_page_that_saves_itself_is_told_when(app, company, story):
    sara = company.client(app, "sara")
    address = f"/reviews/{story.review}/parts/employee"
    for text in ("first", "second"):
        data = {"q__learned": text, "opened_page": "one"}
        answer = sara.post(address, data=data, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert "Draft saved" in words(answer)


def test_two_windows_get_409_and_nothing_typed_is_lost(app, company, story):
    sara = company.client(app, "sara")
    address = f"/reviews/{story.review}/parts/employee"
    sara.post(address, data={"q__learned": "kept now", "opened_page": "one"})
    answer = sara.post(address, data={"q__learned": "typed here", "opened_page": "two"})
    assert answer.status_code == 409
    assert "typed here" in words(answer)
    assert "kept now" in words(answer)
    version = re.search(r'name="seen_version" value="(\d+)"', answer.get_data(as_text=True))[1]
    again = {"q__learned": "typed here", "opened_page": "two", "seen_version": version}
    assert sara.post(address, data=again).status_code == 303


def test_handing_in_too_early_names_every_open_question_and_keeps_the_words(app, company, story):
    sara = company.client(app, "sara")
    sent = {"q__learned": "to ask", "q__need_by": "1402/12/30"}
    answer = sara.post(f"/reviews/{story.review}/parts/employee/submission", data=sent)
    assert answer.status_code == 422
    page = words(answer)
    assert "to ask" in page
    assert "“1402/12/30” is not a day" in page
    assert page.count("This needs an answer.") > 8


@pytest.mark.parametrize("name", ["omid", "kian", "nasrin", "vera"])
def test_the_wrong_person_does_not_even_open_the_form(app, company, story, name):
    client = company.client(app, name)
    address = f"/reviews/{story.review}/parts/employee"
    assert client.get(address).status_code == 403
    assert client.post(address, data={"q__learned": "not mine"}).status_code == 403


def test_a_review_signed_too_early_lists_all_that_is_missing_with_links(app, company, story):
    answer = company.client(app, "sara").post(f"/reviews/{story.review}/signatures", data={})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    reasons = page[page.index('class="reasons"') :]
    assert reasons.count("<li>") == reasons.count("<a href") == 4
    assert f'href="/reviews/{story.review}/parts/employee"' in reasons


def test_the_two_go_from_texts_to_signatures(app, company, tell):
    story = tell(lambda story: story.both_in())
    omid, sara = company.client(app, "omid"), company.client(app, "sara")
    address = f"/reviews/{story.review}"
    assert "What to talk about" in words(sara.get(address))
    step = {"step_text": "Join two visits", "step_owner": company.omid, "step_due": "2018-01-20"}
    for place, data in (
        ("meetings", {"meeting_on": "2017-12-29"}),
        ("steps", step),
        ("conversation", {"held_on": "2017-12-29", "agreed": "Two visits together."}),
        ("signatures", {"comment": ""}),
    ):
        assert omid.post(f"{address}/{place}", data=data).status_code == 303, place
    page = words(sara.get(address))
    assert "Two visits together." in page
    assert "Join two visits" in page
    assert sara.post(f"{address}/signatures", data={"comment": "Seen."}).status_code == 303
    closed = words(sara.get(address))
    assert "Seen." in closed
    assert "digest" in closed
    assert "Sign the review" not in closed


def test_a_contest_waits_for_the_managers_manager_and_is_answered(app, company, tell):
    story = tell(lambda story: story.both_in().held().signed("omid"))
    sara, leila = company.client(app, "sara"), company.client(app, "leila")
    address = f"/reviews/{story.review}"
    assert sara.post(f"{address}/contests", data={"reason": ""}).status_code == 422
    assert sara.post(f"{address}/contests", data={"reason": "Two months are missing."}).status_code == 303
    assert "Sara Ahmadi" in words(leila.get("/reviews/"))
    assert "Two months are missing." in words(leila.get(address))
    assert leila.post(f"{address}/contests/answer", data={"answer": "They are noted."}).status_code == 303
    assert "They are noted." in words(sara.get(address))


def test_the_manager_is_warned_of_what_was_never_mentioned(app, company, story):
    omid = company.client(app, "omid")
    address = f"/reviews/{story.review}/parts/manager"
    omid.post(address, data={"q__went_well__on": "2017-10-03", "q__went_well__what": "A call"})
    assert "This was never mentioned before." in words(omid.get(address))


@pytest.mark.parametrize("language", ["en", "fa", "ru", "vi"])
def test_the_pages_speak_every_language(app, company, tell, language):
    story = tell(lambda story: story.both_in().held().signed("omid"))
    sara = company.client(app, "sara")
    for address in ("/reviews/", f"/reviews/{story.review}", f"/reviews/{story.review}/parts/employee"):
        answer = sara.get(f"{address}?lang={language}")
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.get_data(as_text=True)
