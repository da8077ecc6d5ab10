"""The pages of plans: who sees them, what they say, and how many statements they take."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest

from appraisal.plans import node_pages, operations, queries
from appraisal.storage.database import db
from tests.conftest import DAY, NOW
from tests.factories.company import Company
from tests.factories.sales import Sales
from tests.factories.statements import counted_statements


@pytest.fixture
def planned(app, company):
    with app.app_context():
        return _plan(company)


def _plan(company: Company, in_a_team: int = 5):
    store = db.session()
    sales = Sales.found(store, company, NOW, in_a_team=in_a_team)
    root = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    office = queries.parts_rows(store, root)[0]
    team = queries.parts_rows(store, office.key)[0]
    share = queries.parts_rows(store, team.key)[0]
    store.commit()
    return sales, root, office.key, team.key, share.key


def _text(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(words))


def test_the_list_shows_the_plan_to_its_owner_and_not_to_a_seller(app, company, planned):
    assert "Sales plan 2017" in _text(company.client(app, "leila").get("/plans/"))
    assert company.client(app, "sara").get("/plans/").status_code == 403


def test_an_empty_list_of_plans_teaches_what_a_plan_is(app, company):
    assert "A plan begins with one number" in _text(company.client(app, "leila").get("/plans/"))


def test_a_node_says_that_its_parts_add_up_and_how_its_number_came_about(app, company, planned):
    page = _text(company.client(app, "leila").get(f"/plans/{planned[1]}"))
    assert "add up to the whole. Remainder: 0." in page
    assert "The mean month from Mar 2017 to Jun 2017" in page
    assert "Office 1" in page


def test_a_team_lists_people_in_alphabetical_order_without_any_number(app, company, planned):
    answer = company.client(app, "leila").get(f"/plans/{planned[3]}")
    names = re.findall(r"Seller \d+", _text(answer))
    assert names == sorted(names)
    assert len(names) == 5
    rows = answer.get_data(as_text=True).split('<ul class="rows">')[1].split("</ul>")[0]
    assert not re.search(r"\d,\d{3}", rows)


def test_a_share_shows_the_first_quarters_as_not_given(app, company, planned):
    page = _text(company.client(app, "leila").get(f"/plans/{planned[4]}"))
    assert page.count("not given") >= 2
    assert "2 of 4 parts are not given." in page


def test_a_share_is_closed_to_colleagues_and_to_hr(app, company, planned):
    for name in ("sara", "kian", "nasrin", "vera"):
        assert company.client(app, name).get(f"/plans/{planned[4]}").status_code == 403


def test_everyone_who_works_here_may_see_the_company_and_its_units(app, company, planned):
    for node in planned[1:4]:
        assert company.client(app, "sara").get(f"/plans/{node}").status_code == 200


def test_a_plan_is_begun_from_the_page_and_split_with_a_preview(app, company):
    client = company.client(app, "leila")
    answer = client.post(
        "/plans/",
        data={
            "title": "Deals 2018",
            "measure": "deals_won",
            "target": "1,001",
            "starts_on": "2018-01-01",
            "ends_on": "2018-12-31",
            "review_on": "2019-01-15",
            "owner": str(company.leila),
        },
    )
    assert answer.status_code == 303
    node = answer.headers["Location"]
    choices = {"axis": "period", "method": "weighted", "review_on": "2019-01-15"}
    weights = {f"weight:2018-Q{number}": str(number) for number in range(1, 5)}
    preview = _text(client.get(f"{node}/split", query_string=choices | weights))
    assert "Sum of the parts 1,001" in preview
    assert "The parts add up to the whole. Remainder: 0." in preview
    assert client.post(f"{node}/parts", data=choices | weights).status_code == 303
    assert "4 of 4" not in _text(client.get(node))
    assert "add up to the whole" in _text(client.get(node))


def test_a_preview_lists_every_objection_at_once(app, company, planned):
    client = company.client(app, "leila")
    asked = {"axis": "unit", "method": "history", "review_on": ""}
    page = _text(client.get(f"/plans/{planned[1]}/split", query_string=asked))
    assert "Give the day of the review" in page
    assert "Say where the numbers come from" in page


def test_what_is_no_number_stays_in_its_field_with_the_reason(app, company, planned):
    client = company.client(app, "leila")
    node = f"/plans/{planned[1]}"
    unit = client.get(f"{node}/split?axis=unit&method=weighted").get_data(as_text=True)
    name = re.search(r'name="(weight:unit:\d+)"', unit).group(1)
    asked = {"axis": "unit", "method": "weighted", "review_on": "2018-01-10", name: "many"}
    answer = client.get(f"{node}/split", query_string=asked)
    assert "“many” is not a number." in _text(answer)
    assert 'value="many"' in answer.get_data(as_text=True)
    assert client.post(f"{node}/parts", data=asked).status_code == 422


def test_a_target_of_zero_is_refused_with_a_sentence(app, company, planned):
    answer = company.client(app, "leila").post(f"/plans/{planned[1]}/target", data={"target": "0"})
    assert answer.status_code == 422
    assert "A target of zero cannot be split" in _text(answer)


@pytest.mark.parametrize("target", ["1" * 30, "NaN", "-5", "1.5", "ten"])
def test_a_strange_target_is_refused_and_nothing_changes(app, company, planned, target):
    client = company.client(app, "leila")
    assert client.post(f"/plans/{planned[1]}/target", data={"target": target}).status_code == 422
    with app.app_context():
        assert queries.node_facts(db.session(), planned[1]).target > 0


def test_a_manager_does_not_change_another_part_of_the_plan(app, company, planned):
    client = company.client(app, "omid")
    assert client.get(f"/plans/{planned[1]}/split").status_code == 403
    assert client.post(f"/plans/{planned[1]}/target", data={"target": "5"}).status_code == 403


def test_the_page_of_a_node_takes_as_many_statements_for_few_parts_as_for_many(app, company):
    counts = []
    with app.app_context():
        _, root, _, team, _ = _plan(company)
        store, leila = db.session(), company.actor("leila")
        for node in (root, team):
            store.expire_all()
            with counted_statements() as few:
                node_pages.plan_page(store, leila, node, DAY)
            counts.append(few.count)
    assert max(counts) <= 29


def test_the_line_to_the_strategy_is_one_statement_at_any_depth(app, company, planned):
    with app.app_context():
        store = db.session()
        with counted_statements() as deep:
            line = queries.line_to_strategy(store, planned[4])
        assert [step.kind for step in line] == ["strategic", "tactical", "tactical", "operational"]
        assert deep.count == 1


@pytest.mark.parametrize("language", ["en", "fa", "ru", "vi"])
def test_every_page_of_the_plan_opens_in_every_language(app, company, planned, language):
    client = company.client(app, "leila")
    for path in ("/plans/", *(f"/plans/{node}" for node in planned[1:]), f"/plans/{planned[1]}/split"):
        assert client.get(path, query_string={"lang": language}).status_code == 200


def test_the_remainder_has_a_bar_of_its_own(app, company, planned):
    with app.app_context():
        store = db.session()
        target = queries.node_facts(store, planned[1]).target
        operations.set_target(
            store,
            company.actor("leila"),
            operations.SetTarget(planned[1], target + Decimal(100), "One office more"),
            at=NOW,
        )
        page = node_pages.plan_page(store, company.actor("leila"), planned[1], DAY)
    assert page.sums.remainder_bar.is_open
    assert page.sums.remainder_bar.start + page.sums.remainder_bar.length == 1000
