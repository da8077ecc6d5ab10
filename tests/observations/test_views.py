"""The page of observations, as a browser sees it."""

import re

import pytest


def place(company):
    return f"/people/{company.sara}/observations"


def test_omid_writes_and_sara_reads_and_answers(app, company):
    omid, sara = company.client(app, "omid"), company.client(app, "sara")
    wish = {"kind": "behaviour", "seen_on": "2017-12-28", "text": "Called every lead back the same day"}
    assert omid.post(place(company), data=wish).status_code == 303
    page = sara.get(place(company)).get_data(as_text=True)
    assert "Called every lead back" in page
    key = re.search(r"/observations/(\d+)/answers", page).group(1)
    assert sara.post(f"{place(company)}/{key}/answers", data={"answer": " "}).status_code == 422
    assert sara.post(f"{place(company)}/{key}/answers", data={"answer": "Thank you"}).status_code == 303
    assert "Thank you" in omid.get(place(company)).get_data(as_text=True)


def test_a_day_that_does_not_exist_is_refused_and_the_words_stay(app, company):
    client = company.client(app, "omid")
    client.post("/reading", data={"calendar": "jalali"})
    answer = client.post(
        place(company), data={"kind": "result", "seen_on": "۱۴۰۳/۱۲/۳۱", "text": "A long kept sentence"}
    )
    assert answer.status_code == 422
    assert "A long kept sentence" in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["nasrin", "vera", "kian"])
def test_the_page_is_closed_to_everybody_else(app, company, name):
    assert company.client(app, name).get(place(company)).status_code == 403
