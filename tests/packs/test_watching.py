"""The address that looks at words while they are typed."""

import pytest
from sqlalchemy import func, select

from appraisal.packs.models import KeptRemark

AT = "/wording/remarks"


def sent(company, text, **more):
    return {"watched": "text", "place": "observation", "about": company.sara, "text": text, **more}


def test_a_remark_comes_while_typing_and_nothing_is_kept(app, company):
    answer = company.client(app, "omid").post(AT, data=sent(company, "He is lazy", because__text="As I said"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "The text says what somebody is like" in page
    assert "As I said</textarea>" in page
    with app.app_context():
        from_register = app.extensions["sqlalchemy"].session.scalar(select(func.count(KeptRemark.id)))
    assert from_register == 0


def test_there_is_no_content_where_there_is_nothing_to_say(app, company):
    answer = company.client(app, "omid").post(AT, data=sent(company, "Called back on 4 May, two offers"))
    assert (answer.status_code, answer.get_data()) == (204, b"")


def test_what_was_mended_takes_the_remark_away(app, company):
    answer = company.client(app, "omid").post(
        AT, data=sent(company, "Called back on 4 May, two offers", remarked="text")
    )
    assert (answer.status_code, answer.get_data(as_text=True).strip()) == (200, "")


def test_the_persons_own_words_bring_nothing(app, company):
    assert company.client(app, "sara").post(AT, data=sent(company, "I was lazy")).status_code == 204


@pytest.mark.parametrize("name", ["kian", "nasrin", "vera"])
def test_who_does_not_stand_around_the_person_learns_nothing_of_their_team(app, company, name):
    answer = company.client(app, name).post(AT, data=sent(company, "better than Kian"))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"about": "x"}, {"about": ""}, {"about": "999999"}, {"place": "diary"}, {"place": ""}]
)
def test_what_no_page_sends_is_not_found(app, company, wrong):
    answer = company.client(app, "omid").post(AT, data={**sent(company, "He is lazy"), **wrong})
    assert answer.status_code == 404


def test_the_remark_speaks_the_language_of_the_reader(app, company):
    client = company.client(app, "omid")
    for language, words in (("fa", "فرد چگونه آدمی است"), ("ru", "каков человек"), ("vi", "bản tính")):
        page = client.post(f"{AT}?lang={language}", data=sent(company, "He is lazy")).get_data(as_text=True)
        assert words in page
