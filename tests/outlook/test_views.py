"""The pages of the outlook: what they say, who sees them, and how many statements they take."""

from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal

import pytest

from appraisal.actuals import operations as actuals
from appraisal.actuals.domain import RecordReading
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.periods import Period
from appraisal.outlook import funnel_pages, queries, results, season_pages
from appraisal.outlook.keeping import keep_forecasts
from appraisal.plans import operations
from appraisal.plans import queries as plans
from appraisal.storage.database import db
from tests.conftest import DAY, NOW
from tests.factories.sales import Sales
from tests.factories.statements import counted_statements

BEGUN, CLOSED, WON, EACH = 4, 3, 2, 500
MEASURED = {"deals_engaged": BEGUN, "deals_closed": CLOSED, "deals_won": WON, "revenue_won": WON * EACH}


def _months(years: int) -> list[Period]:
    return [month for year in range(2018 - years, 2018) for month in Period.year(year).months()]


def _measure(store, people, months) -> None:
    """The same deals each month; in December nothing after the day of the tests is known, so it counts too."""
    wishes = [
        RecordReading(person, measure, month.starts_on, month.ends_on, Decimal(value), "crm")
        for person in people
        for measure, value in MEASURED.items()
        for month in months
    ]
    actuals.record_readings(store, SERVICE, wishes, at=NOW)


@pytest.fixture
def planned(app, company):
    """A plan of the second half; every seller has two years behind them."""
    with app.app_context():
        store = db.session()
        sales = Sales.found(store, company, NOW)
        root = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
        office = plans.parts_rows(store, root)[0]
        team = plans.parts_rows(store, office.key)[0]
        share = plans.parts_rows(store, team.key)[0]
        _measure(store, sales.sellers, _months(2))
        store.commit()
    return {"root": root, "office": office.key, "team": team.key, "share": share.key, "sales": sales}


def _text(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(words))


def _open(app, company, name: str, path: str, **asked):
    return company.client(app, name).get(path, query_string=asked)


def test_the_forecast_stands_beside_the_result_with_its_past_error(app, company, planned):
    page = _text(_open(app, company, "leila", f"/plans/{planned['root']}/results"))
    assert "Where it is heading" in page
    assert "it missed by 0% of what came" in page
    assert "The forecast is not the goal: changing it changes no goal." in page


def test_the_forecast_changes_no_goal_and_the_goal_changes_no_forecast(app, company, planned):
    with app.app_context():
        store = db.session()
        root = planned["root"]
        before = queries.forecast_of_nodes(store, [root], date(2017, 10, 31))[root]
        target = plans.node_facts(store, root).target
        operations.set_target(store, company.actor("leila"), operations.SetTarget(root, target * 10), at=NOW)
        assert queries.forecast_of_nodes(store, [root], date(2017, 10, 31))[root] == before
        assert plans.node_facts(store, root).target == target * 10
        # thirty sellers, a thousand a month, six months of the second half
        assert before.expected == 30 * 1000 * 6


def test_a_group_too_small_to_show_has_no_forecast_no_season_and_no_conversions(app, company):
    with app.app_context():
        store = db.session()
        sales = Sales.found(store, company, NOW, in_a_team=3)
        root = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
        office = plans.parts_rows(store, root)[0]
        team = plans.parts_rows(store, office.key)[0]
        _measure(store, sales.sellers, _months(2))
        store.commit()
        assert queries.forecast_of_nodes(store, [team.key], DAY) == {}
    for thing in ("results", "season"):
        assert "too small to show" in _text(_open(app, company, "leila", f"/plans/{team.key}/{thing}"))
    assert "too small to look at its deals" in _text(
        _open(app, company, "leila", f"/plans/{team.key}/funnel")
    )


def test_the_season_says_when_it_cannot_be_told(app, company):
    with app.app_context():
        store = db.session()
        sales = Sales.found(store, company, NOW)
        root = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
        _measure(store, sales.sellers, _months(1)[:8])
        store.commit()
    page = _text(_open(app, company, "leila", f"/plans/{root}/season"))
    assert "It needs 12 months in a row to know a season; there are 8." in page
    results_page = _text(_open(app, company, "leila", f"/plans/{root}/results"))
    assert "This way cannot tell yet. It needs 12 months in a row" in results_page


def test_the_season_shows_each_year_and_the_middle(app, company, planned):
    page = _text(_open(app, company, "leila", f"/plans/{planned['root']}/season"))
    assert "2016 2017 Middle" in page
    assert page.count("100%") >= 24


def test_the_way_back_begins_with_what_the_crm_teaches(app, company, planned):
    page = _text(_open(app, company, "leila", f"/plans/{planned['root']}/funnel"))
    assert "of 1,080 closed deals 67% were won" in page
    assert "A won deal brought 500 on average, over 720 deals" in page
    assert "Deals begun" in page
    assert "What is needed at each step" in _open(
        app, company, "leila", f"/plans/{planned['root']}/funnel"
    ).get_data(as_text=True)


def test_what_was_typed_stays_and_every_refusal_is_a_sentence(app, company, planned):
    asked = {
        "goal": "120000",
        "average_check": "0",
        "steps-0-name": "Calls",
        "steps-0-conversion": "0",
        "steps-1-name": "Letters",
        "steps-1-conversion": "120",
        "steps-2-name": "Fairs",
        "people": "3",
        "working_days": "20",
    }
    answer = _open(app, company, "leila", f"/plans/{planned['root']}/funnel", **asked)
    page = _text(answer)
    assert "The average amount of a deal must be above zero." in page
    assert "A conversion of zero means that no effort leads there. Check it. (Calls)" in page
    assert "A conversion cannot be above 100 percent. (Letters)" in page
    assert "Give every conversion. Without one the way back cannot be told. (Fairs)" in page
    assert 'value="Letters"' in answer.get_data(as_text=True)


def test_what_is_no_number_is_told_and_nothing_is_worked_back(app, company, planned):
    answer = _open(app, company, "leila", f"/plans/{planned['root']}/funnel", goal="many", average_check="5")
    assert "“many” is not a number." in _text(answer)
    assert "What is needed at each step" not in answer.get_data(as_text=True)


def test_the_way_back_is_kept_as_the_basis_of_the_number(app, company, planned):
    with app.app_context():
        target = plans.node_facts(db.session(), planned["root"]).target
    sent = {
        "goal": str(target),
        "average_check": "500",
        "steps-0-name": "Calls",
        "steps-0-conversion": "20",
        "people": "30",
        "working_days": "126",
    }
    client = company.client(app, "leila")
    assert client.post(f"/plans/{planned['root']}/funnel", data=sent).status_code == 303
    page = _text(client.get(f"/plans/{planned['root']}"))
    assert "Worked back from the goal: 500 a deal, then each step before it." in page
    assert "Calls 20% lead on" in page
    with app.app_context():
        assert plans.node_facts(db.session(), planned["root"]).target == target


def test_a_way_back_from_another_number_is_no_basis(app, company, planned):
    sent = {"goal": "5", "average_check": "5", "people": "3", "working_days": "20"}
    answer = company.client(app, "leila").post(f"/plans/{planned['root']}/funnel", data=sent)
    assert answer.status_code == 422
    assert "begins at another number than the target" in _text(answer)


def test_who_may_not_change_the_node_keeps_no_basis(app, company, planned):
    sent = {"goal": "5", "average_check": "5", "people": "3", "working_days": "20"}
    assert company.client(app, "sara").post(f"/plans/{planned['root']}/funnel", data=sent).status_code == 403
    assert "Keep this as the basis" not in _text(
        _open(app, company, "sara", f"/plans/{planned['root']}/funnel")
    )


def test_a_share_opens_its_way_back_to_the_two_alone(app, company, planned):
    share = f"/plans/{planned['share']}/funnel"
    assert _open(app, company, "leila", share).status_code == 403
    with app.app_context():
        store = db.session()
        person = plans.node_facts(store, planned["share"]).person
        actor = type(company.actor("sara"))(employee=person, name="Seller")
        page = funnel_pages.funnel_page(store, actor, planned["share"], DAY)
    assert page.shown.offer.people is None
    assert page.shown.offer.learned.closed == 12 * CLOSED


def test_a_persons_share_has_no_season_and_no_results_of_a_group(app, company, planned):
    for thing in ("season", "results"):
        assert _open(app, company, "leila", f"/plans/{planned['share']}/{thing}").status_code == 404


def test_each_month_is_kept_once_and_never_changed(app, company, planned):
    with app.app_context():
        store = db.session()
        kept = keep_forecasts(store, date(2017, 9, 30), at=NOW)
        again = keep_forecasts(store, date(2017, 9, 30), at=NOW)
        store.commit()
        said = queries.said_before(store, [planned["root"]])[planned["root"]]
    assert kept > 1
    assert again == 0
    assert [(one.kept_on, one.expected) for one in said] == [(date(2017, 9, 30), 180_000)]
    assert "30 Sept 2017" in _text(_open(app, company, "leila", f"/plans/{planned['root']}/results"))


def test_nobody_s_own_share_is_kept(app, company, planned):
    with app.app_context():
        store = db.session()
        keep_forecasts(store, date(2017, 10, 2), at=NOW)
        assert queries.said_before(store, [planned["share"]]) == {}


def test_the_pages_take_as_many_statements_for_a_team_as_for_the_whole(app, company, planned):
    with app.app_context():
        store, leila = db.session(), company.actor("leila")
        for page in (results.results_page, season_pages.season_page, funnel_pages.funnel_page):
            counts = []
            for node in (planned["team"], planned["root"]):
                store.expire_all()
                with counted_statements() as found:
                    page(store, leila, node, DAY)
                counts.append(found.count)
            assert counts[0] == counts[1] <= 14


def test_many_nodes_are_forecast_with_as_many_statements_as_one(app, company, planned):
    with app.app_context():
        store = db.session()
        keys = [planned["root"], planned["office"], planned["team"]]
        with counted_statements() as one:
            queries.forecast_of_nodes(store, keys[:1], DAY)
        with counted_statements() as many:
            found = queries.forecast_of_nodes(store, keys, DAY)
    assert one.count == many.count
    assert set(found) == set(keys)


def test_a_single_node_and_many_nodes_are_told_the_same(app, company, planned):
    with app.app_context():
        store = db.session()
        day = date(2017, 10, 31)
        page = results.results_page(store, company.actor("leila"), planned["office"], day)
        assert page.outlook == queries.outlooks_of_nodes(store, [planned["office"]], day)[planned["office"]]


@pytest.mark.parametrize("language", ["en", "fa", "ru", "vi"])
def test_every_page_opens_in_every_language(app, company, planned, language):
    for thing in ("results", "season", "funnel"):
        answer = _open(app, company, "leila", f"/plans/{planned['root']}/{thing}", lang=language)
        assert answer.status_code == 200
