"""The pages of the five steps and the split along every axis, as a browser meets them."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest

from appraisal.plans import operations, queries
from appraisal.plans.domain import MakeRoot
from appraisal.plans.starts import STARTS
from appraisal.plans.tree import Axis
from appraisal.plans.wizard import methods_for
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.plans.test_supporting import FIRST, LAST, REVIEW

DAYS = {"starts_on": "2018-01-01", "ends_on": "2018-12-31", "review_on": "2019-01-15"}


@pytest.fixture
def root(app, company):
    with app.app_context():
        wish = MakeRoot("Sales plan", "revenue_won", Decimal(1000), FIRST, LAST, REVIEW, company.omid)
        made = operations.make_root(db.session(), company.actor("leila"), wish, at=NOW)
        db.session.commit()
    return made


def text(answer) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))))


@pytest.mark.parametrize("language", ["en", "fa", "ru", "vi"])
def test_every_page_and_every_start_opens_in_every_language(app, company, root, language):
    client = company.client(app, "omid")
    pages = ["steps", "purpose", "words", *(f"beside?start={start}" for start in (*STARTS, "unknown"))]
    for page in pages:
        mark = "&" if "?" in page else "?"
        assert client.get(f"/plans/{root}/{page}{mark}lang={language}").status_code == 200, page


@pytest.mark.parametrize("language", ["en", "fa", "ru", "vi"])
def test_every_axis_opens_with_every_method_that_fits_it(app, company, root, language):
    client = company.client(app, "omid")
    for axis in Axis:
        for method in methods_for(axis):
            asked = {"axis": axis.value, "method": method.value, "lang": language}
            assert client.get(f"/plans/{root}/split", query_string=asked).status_code == 200, (axis, method)


def test_a_split_among_products_with_growth_is_previewed_and_kept(app, company, root):
    client = company.client(app, "omid")
    typed = {
        "axis": "product", "method": "growth", "names": "GTX Pro\nMG Special\n gtx  pro ", "source": "CRM 2017",
        "market": "12", "capacity": "20", "review_on": "2019-01-15",
        "result:product:GTX Pro": "500", "result:product:MG Special": "",
    }  # fmt: skip
    preview = text(client.get(f"/plans/{root}/split", query_string=typed))
    assert "660" in preview
    assert "Remainder: 340" in preview
    assert client.post(f"/plans/{root}/parts", data=typed).status_code == 303
    with app.app_context():
        parts = queries.parts_rows(db.session(), root)
        assert [(part.part, part.target) for part in parts] == [("GTX Pro", 660), ("MG Special", None)]


def test_new_and_existing_customers_need_no_name(app, company, root):
    client = company.client(app, "omid")
    typed = {"axis": "new_or_existing", "method": "even", "review_on": "2019-01-15", "coverage": "110"}
    assert "Reserve: 100" in text(client.get(f"/plans/{root}/split", query_string=typed))
    assert client.post(f"/plans/{root}/parts", data=typed).status_code == 303
    page = text(client.get(f"/plans/{root}"))
    assert "New customers" in page
    assert "Existing customers" in page


def test_a_method_that_does_not_fit_is_said_and_nothing_is_kept_by_it(app, company, root):
    client = company.client(app, "omid")
    asked = {"axis": "unit", "method": "seasonal_index", "review_on": "2019-01-15"}
    assert "This method does not fit" in text(client.get(f"/plans/{root}/split", query_string=asked))
    assert client.post(f"/plans/{root}/parts", data=asked).status_code == 422
    fits = asked | {"axis": "period"}
    assert "This method does not fit" not in text(client.get(f"/plans/{root}/split", query_string=fits))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("x" * 121, "Keep the name of a part to 120 characters."),
        ("\n".join(map(str, range(201))), "Name at most 200 parts."),
    ],
)
def test_names_that_nobody_can_keep_are_refused_with_a_sentence(app, company, root, names, said):
    typed = {"axis": "channel", "method": "even", "review_on": "2019-01-15", "names": names}
    answer = company.client(app, "omid").post(f"/plans/{root}/parts", data=typed)
    assert answer.status_code == 422
    assert said in text(answer)


def test_the_steps_are_walked_from_the_page_to_the_end_of_the_first(app, company, root):
    client = company.client(app, "omid")
    assert "Nobody has said yet why it matters." in text(client.get(f"/plans/{root}/steps"))
    purpose = {
        "statement": "Customers stay", "why_it_matters": "They trust us", "measured_by": "CRM",
        "rhythm": "monthly", "reporter": str(company.omid),
    }  # fmt: skip
    assert client.post(f"/plans/{root}/purpose", data=purpose).status_code == 303
    for topic in ("market_analysis", "strategy_session", "lead_process", "cost_estimate"):
        note = {"topic": topic, "said": "Known", "source": "A study", "as_of": "2017-12-01"}
        assert client.post(f"/plans/{root}/assumptions", data=note).status_code == 303
    page = text(client.get(f"/plans/{root}/steps"))
    assert "Nobody has said yet" not in page
    assert "It is not split yet." in page


def test_a_start_is_hung_beside_the_plan_and_shown_there(app, company, root):
    client = company.client(app, "omid")
    started = client.get(f"/plans/{root}/beside?start=data_protection").get_data(as_text=True)
    assert "Keep only the data that a purpose needs" in html.unescape(started)
    hung = {
        "title": "Data", "kind": "operational", "measure": "data_checks_done", "target": "12",
        "owner": str(company.omid), "instruction": "Look once a month", **DAYS,
    }  # fmt: skip
    made = client.post(f"/plans/{root}/beside", data=hung).headers["Location"]
    assert "Look once a month" in text(client.get(f"{made}/words"))
    assert "Data" in text(client.get(f"/plans/{root}/beside"))
    assert client.post(f"/plans/{root}/beside", data=hung | {"title": " "}).status_code == 422
    refused = client.post(f"/plans/{root}/beside", data=hung | {"starts_on": "2016-01-01"})
    assert "The days lie outside those of the part above." in text(refused)


def test_whoever_only_looks_finds_no_form(app, company, root):
    client = company.client(app, "sara")
    for page in ("purpose", "beside", "words", "steps"):
        answer = client.get(f"/plans/{root}/{page}").get_data(as_text=True)
        assert "<form method" not in answer.split("<main")[1]
