"""The pages of people."""

import re


def test_the_list_of_people_shows_names_in_order(app, company):
    page = company.client(app, "sara").get("/people/").get_data(as_text=True)
    names = re.findall(r'<a href="/people/\d+/details">(?:<bdi>)?([^<]+)<', page)
    assert names == ["Kian Rad", "Leila Moradi", "Nasrin Azad", "Omid Karimi", "Sara Ahmadi", "Vera Orlova"]


def test_a_jalali_day_that_does_not_exist_is_refused_with_its_calendar(app, company):
    client = company.client(app, "nasrin")
    client.post("/reading", data={"calendar": "jalali"})
    answer = client.post(
        f"/people/{company.sara}/details",
        data={"name": "Sara", "job_family": "office", "unit": "", "hired_on": "1402/12/30"},
    )
    assert answer.status_code == 422
    assert "Jalali" in answer.get_data(as_text=True)


def test_a_refusal_answers_with_every_reason_and_its_status(app, company):
    answer = company.client(app, "sara").post(
        f"/people/{company.kian}/details", data={"name": "Kian", "job_family": "office", "unit": ""}
    )
    assert answer.status_code == 403
    assert "Only HR and administrators" in answer.get_data(as_text=True)
