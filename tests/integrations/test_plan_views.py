"""A plan's path through the pages of an import, as a person takes it, without JavaScript."""

import re

import pytest

from appraisal.people.models import Employee, Unit
from appraisal.plans import queries
from appraisal.storage.database import db
from tests.conftest import DAY
from tests.integrations.test_views import hand_in, offered

QUOTAS = "Name,Q1 2018,Q2 2018\nS. Ahmadi,30,0\nKian Rad,20,\nKian Rad,-4,\n"
DATED = "Employee,Quarter,Quota,Valid from\nSara Ahmadi,Q1 2018,25,2017-10-01\nSara Ahmadi,Q1 2018,30,2017-12-01\n"


@pytest.fixture
def owner(app, company):
    """Leila's browser; Sara and Kian stand in units."""
    with app.app_context():
        unit = Unit(name="West")
        db.session.add(unit)
        db.session.flush()
        for person in (company.sara, company.kian):
            db.session.get(Employee, person).unit_id = unit.id
        db.session.commit()
    return company.client(app, "leila")


def to_columns(client, text):
    answer = hand_in(client, quotas=text)
    return answer.location, client.get(answer.location).get_data(as_text=True)


def said_about_plan(page, **changed):
    names = re.findall(r'name="(plan_\w+)"', page)
    measure = re.search(r'<select[^>]*name="plan_measure".*?</select>', page, re.S)
    assert measure is not None
    typed = dict.fromkeys(names, "") | {"plan_title": "Quotas", "plan_measure": "revenue_won"} | changed
    return offered(page) | typed


def to_preview(client, text, **changed):
    address, page = to_columns(client, text)
    answer = client.post(address, data=said_about_plan(page, **changed))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location, client.get(answer.location).get_data(as_text=True)


def carried_out(client, preview):
    done = client.post(preview.replace("preview", "results"))
    assert done.status_code == 303, done.get_data(as_text=True)
    return client.get(done.location).get_data(as_text=True)


def numbers(app, company):
    with app.app_context():
        rows = queries.outline_of(db.session, company.actor("leila"), None, DAY)
        return [(row.title, row.axis, row.target) for row in rows]


def test_a_list_of_quotas_goes_from_upload_to_the_plan(app, company, owner):
    _, page = to_columns(owner, QUOTAS)
    assert "The plan that comes of it" in page
    assert '<option selected value="Name">Name</option>' in page
    preview, shown = to_preview(owner, QUOTAS)
    assert numbers(app, company) == []
    assert 'name="meanings-0-value" value="S. Ahmadi"' in shown
    meaning = {
        "meanings-0-field": "person", "meanings-0-value": "S. Ahmadi", "meanings-0-meaning": "Sara Ahmadi",
    }  # fmt: skip
    back = owner.post(preview.replace("preview", "meanings"), data=meaning)
    shown = owner.get(back.location).get_data(as_text=True)
    assert "meanings-0" not in shown
    assert "Refused rows, line by line" in shown
    assert "Line 4" in shown
    result = carried_out(owner, preview)
    assert {("Quotas", None, 50), ("Sara Ahmadi", "period", 30)} <= set(numbers(app, company))
    link = re.search(r'href="([^"]+refused\.csv)"', result)
    assert link is not None
    assert "Kian Rad,-4," in owner.get(link.group(1)).get_data().decode("utf-8-sig")


def test_a_second_run_says_nothing_new_and_remembers_who_was_meant(app, company, owner):
    text = "Name,Q1 2018\nSara Ahmadi,30\nKian Rad,20\n"
    first, _ = to_preview(owner, text)
    assert "Nothing new" not in carried_out(owner, first)
    before = numbers(app, company)
    again, shown = to_preview(owner, text)
    assert "meanings-0" not in shown
    assert "Nothing new" in carried_out(owner, again)
    assert numbers(app, company) == before


def test_quotas_with_days_show_as_versions_that_can_be_compared(app, company, owner):
    preview, shown = to_preview(owner, DATED)
    assert "1 earlier numbers of “Sara Ahmadi” are kept" in shown
    result = carried_out(owner, preview)
    assert "Versions agreed before" in result
    with app.app_context():
        root = queries.outline_of(db.session, company.actor("leila"), None, DAY)[0].key
    versions = owner.get(f"/plans/{root}/versions/").get_data(as_text=True)
    assert "Agreed elsewhere before, and brought in with “quotas.csv”" in versions
    assert "brought in by Leila Moradi" in versions
    compared = owner.get(f"/plans/{root}/versions/2").get_data(as_text=True)
    assert "What differs from version 1" in compared
    assert "agreed elsewhere, before the plan was brought in" in compared
    assert "Every owner has said" not in compared


def test_an_owner_nobody_knows_stands_against_the_whole_plan(app, company, owner):
    _, shown = to_preview(owner, "Name,Q1 2018\nSara Ahmadi,30\n", plan_owner="Nobody At All")
    assert "The plan as a whole" in shown
    assert numbers(app, company) == []


@pytest.mark.parametrize("who", ["sara", "omid"])
def test_the_way_is_closed_to_who_may_not_bring_lists(app, company, who):
    assert hand_in(company.client(app, who), quotas=DATED).status_code == 403
