"""The pages of goals: two people, what they read, and what nobody else may."""

from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal

import pytest

from appraisal.actuals import operations as actuals_in
from appraisal.actuals.domain import RecordReading
from appraisal.goals import goal_pages, operations
from appraisal.goals.domain import AddActionItem
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.periods import Period
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.storage.database import db
from tests.conftest import DAY, NOW
from tests.factories.sales import Sales
from tests.factories.statements import counted_statements
from tests.goals.goals import propose, share_of_sara


def _text(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(words))


@pytest.fixture
def goal(app, company):
    with app.app_context():
        key = propose(db.session(), company, "omid")
        readings = [
            RecordReading(company.sara, "deals_won", month.starts_on, month.ends_on, Decimal(value), "crm")
            for number, value in ((7, 5), (8, 3), (9, 4), (10, 2), (11, 3))
            for month in (Period.month(2017, number),)
        ]
        actuals_in.record_readings(db.session(), SERVICE, readings, at=NOW)
        db.session.commit()
    return key


def test_a_proposed_goal_says_what_not_agreed_means_and_asks_for_own_words(app, company, goal):
    page = _text(company.client(app, "sara").get(f"/goals/{goal}"))
    assert "Not agreed yet" in page
    assert "weakens every conclusion" in page
    assert "Say in your own words" in page


def test_a_goal_shows_its_line_up_to_the_strategy(app, company, goal):
    page = _text(company.client(app, "sara").get(f"/goals/{goal}"))
    assert "What it is for" in page
    assert "Deals 2017 Q4" in page
    assert "Strategic plan" in page


def test_the_employee_confirms_in_own_words_and_both_read_them(app, company, goal):
    client = company.client(app, "sara")
    words = "Twelve customers sign with me"
    answer = client.post(f"/goals/{goal}/confirmations", data={"own_words": words, "seen_version": "1"})
    assert answer.status_code == 303
    page = _text(company.client(app, "omid").get(f"/goals/{goal}"))
    assert words in page
    assert "Not agreed yet" not in page


def test_a_yes_to_what_was_changed_meanwhile_is_answered_with_409(app, company, goal):
    answer = company.client(app, "sara").post(
        f"/goals/{goal}/confirmations", data={"own_words": "Yes", "seen_version": "7"}
    )
    assert answer.status_code == 409


@pytest.mark.parametrize("name", ["kian", "leila", "nasrin", "vera"])
def test_nobody_but_the_two_reads_goals(app, company, goal, name):
    client = company.client(app, name)
    assert client.get(f"/goals/{goal}").status_code == 403
    assert client.get(f"/people/{company.sara}/goals").status_code == 403


def test_a_person_without_goals_is_told_what_a_goal_is(app, company):
    page = _text(company.client(app, "kian").get(f"/people/{company.kian}/goals"))
    assert "A goal is a promise of two people" in page


def test_goals_of_volume_alone_are_questioned(app, company, goal):
    page = _text(company.client(app, "sara").get(f"/people/{company.sara}/goals"))
    assert "All of these goals speak of volume alone" in page


def test_a_share_of_the_plan_offers_its_numbers_for_a_goal(app, company):
    with app.app_context():
        share = share_of_sara(db.session(), company)
        db.session.commit()
    client = company.client(app, "sara")
    assert "Shares of the plan without a goal" in _text(client.get(f"/people/{company.sara}/goals"))
    page = client.get(f"/people/{company.sara}/goals/proposal?share={share}").get_data(as_text=True)
    assert 'value="12"' in page
    assert 'value="2017-10-01"' in page


def test_what_was_typed_stays_when_a_proposal_lacks_something(app, company):
    data = {"statement": "Practise every week", "measure": "practice_done", "target": "twelve"}
    answer = company.client(app, "sara").post(f"/people/{company.sara}/goals", data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Practise every week" in page
    assert "“twelve” is not a number." in html.unescape(page)


def test_an_employee_proposes_an_improvement_goal_and_the_manager_confirms(app, company):
    data = {
        "statement": "Practise every week",
        "measure": "practice_done",
        "target": "12",
        "starts_on": "2018-01-01",
        "ends_on": "2018-03-31",
        "why_it_matters": "A customer hears a clear answer",
    }
    answer = company.client(app, "sara").post(f"/people/{company.sara}/goals", data=data)
    goal = answer.headers["Location"]
    manager = company.client(app, "omid")
    assert "waits for your yes" in _text(manager.get(goal))
    assert manager.post(f"{goal}/confirmations", data={}).status_code == 303
    assert "Agreed" in _text(manager.get(goal))


def test_a_change_of_a_goal_asks_the_other_side_again(app, company, goal):
    data = {
        "statement": "Win ten deals",
        "measure": "deals_won",
        "target": "10",
        "starts_on": "2017-10-01",
        "ends_on": "2017-12-31",
        "why_it_matters": "The plan notices",
    }
    client = company.client(app, "sara")
    assert client.post(f"/goals/{goal}/change", data=data).status_code == 303
    assert "waits for your yes" in _text(company.client(app, "omid").get(f"/goals/{goal}"))


def test_an_overdue_promise_is_shown_to_both_and_closed_by_a_click(app, company):
    with app.app_context():
        made = NOW.replace(month=11)
        wish = AddActionItem(company.sara, company.omid, "Show a demo", date(2017, 12, 1), "checkin", 1)
        item = operations.add_action_item(db.session(), company.actor("omid"), wish, at=made)
        db.session.commit()
    for name in ("sara", "omid"):
        page = _text(company.client(app, name).get(f"/people/{company.sara}/goals"))
        assert "Omid Karimi, by 1 Dec 2017 overdue" in page
    client = company.client(app, "omid")
    assert client.post(f"/action-items/{item}/closing").status_code == 303
    assert "overdue" not in _text(client.get(f"/people/{company.sara}/goals"))


def test_the_picture_is_mirrored_for_those_who_read_from_right_to_left(app, company, goal):
    client = company.client(app, "sara")
    points = [
        re.search(r'points="(\d+),', client.get(f"/goals/{goal}?lang={language}").get_data(as_text=True))
        for language in ("en", "fa")
    ]
    assert int(points[0].group(1)) + int(points[1].group(1)) == 640


@pytest.mark.parametrize("language", ["en", "fa", "ru", "vi"])
def test_every_page_of_goals_opens_in_every_language(app, company, goal, language):
    client = company.client(app, "sara")
    people = f"/people/{company.sara}/goals"
    for path in (people, f"{people}/proposal", f"/goals/{goal}", f"/goals/{goal}/change"):
        assert client.get(path, query_string={"lang": language}).status_code == 200


def test_a_goals_page_takes_the_same_number_of_statements_for_one_goal_and_for_three(app, company, goal):
    with app.app_context():
        store, sara = db.session(), company.actor("sara")
        counts = []
        for _ in range(2):
            store.expire_all()
            with counted_statements() as seen:
                goal_pages.goals_page(store, sara, company.sara, DAY)
            counts.append(seen.count)
            for _ in range(2 if len(counts) == 1 else 0):
                propose(store, company, "sara", own=True)
            store.commit()
    assert counts[0] == counts[1]


@pytest.fixture
def planned(app, company):
    with app.app_context():
        store = db.session()
        sales = Sales.found(store, company, NOW)
        root = plans.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
        readings = [
            RecordReading(seller, "revenue_won", month.starts_on, month.ends_on, Decimal(1000), "crm")
            for seller in sales.sellers
            for month in (Period.month(2017, number) for number in range(3, 12))
        ]
        actuals_in.record_readings(store, SERVICE, readings, at=NOW)
        store.commit()
    return sales, root


def test_the_results_of_the_whole_count_only_the_days_that_were_planned(app, company, planned):
    sales, root = planned
    page = _text(company.client(app, "leila").get(f"/plans/{root}/results"))
    assert f"Result so far {len(sales.sellers) * 5 * 1000:,} USD" in page
    assert "The sum of 30 people" in page


def test_a_group_of_three_hides_its_results(app, company):
    with app.app_context():
        store = db.session()
        sales = Sales.found(store, company, NOW, in_a_team=3)
        root = plans.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
        office = plan_queries.parts_rows(store, root)[0].key
        team = plan_queries.parts_rows(store, office)[0].key
        store.commit()
    client = company.client(app, "leila")
    assert "too small to show" in _text(client.get(f"/plans/{team}/results"))
    assert "too small to show" not in _text(client.get(f"/plans/{office}/results"))


def test_a_persons_share_has_no_page_of_results(app, company, goal):
    with app.app_context():
        share = plan_queries.shares_of(db.session(), company.sara, DAY)[0].key
    assert company.client(app, "leila").get(f"/plans/{share}/results").status_code == 404
