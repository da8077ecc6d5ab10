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


WARNED = {"kind": "behaviour", "seen_on": "2017-12-28", "text": "He is lazy", "situation": "On the phone"}
REASON = "It should stay as it is, because"


def test_a_warning_keeps_everything_typed_and_asks_for_a_reason_under_the_field(app, company):
    omid, sara = company.client(app, "omid"), company.client(app, "sara")
    answer = omid.post(place(company), data=WARNED)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "He is lazy</textarea>" in page
    assert "On the phone</textarea>" in page
    assert "The text says what somebody is like" in page
    assert '<q dir="auto">lazy</q>' in page
    assert "Write what you saw or counted" in page
    assert page.count(REASON) == 1
    assert "He is lazy" not in sara.get(place(company)).get_data(as_text=True)


def test_with_a_reason_it_stays_and_both_read_why(app, company):
    omid, sara = company.client(app, "omid"), company.client(app, "sara")
    sent = {**WARNED, "because__text": "Sara asked me to write it so"}
    assert omid.post(place(company), data=sent).status_code == 303
    for client in (omid, sara):
        page = client.get(place(company)).get_data(as_text=True)
        assert "Kept as it is, because:" in page
        assert "Sara asked me to write it so" in page


def test_a_tip_never_stops(app, company):
    sent = {**WARNED, "text": "Good job, keep it up"}
    assert company.client(app, "omid").post(place(company), data=sent).status_code == 303


def test_other_errors_and_remarks_are_told_at_once(app, company):
    answer = company.client(app, "omid").post(place(company), data={**WARNED, "seen_on": "yesterday"})
    page = answer.get_data(as_text=True)
    assert "is not a day" in page
    assert REASON in page
