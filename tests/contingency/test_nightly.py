"""The look every night: what the numbers fire, the goals it takes in, and what is counted against the plan."""

from datetime import date
from decimal import Decimal

import pytest

from appraisal.actuals import operations as actuals
from appraisal.actuals.domain import RecordReading
from appraisal.contingency import nightly, queries
from appraisal.contingency.domain import Comparison, Meaning, Span, State, Watch
from appraisal.contingency.models import ContingencyEvent
from appraisal.contingency.watching import last_stretches
from appraisal.jobs.schedule import ask_for
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.periods import Period
from appraisal.plans.models import PlanNode
from tests.conftest import DAY, NOW
from tests.contingency.plans import Scene
from tests.factories.sales import Sales

SHORT = {
    "watch": Watch.SUPPLY, "comparison": Comparison.BELOW, "threshold": Decimal("0.8"), "span": Span.MONTH,
    "periods": 2, "measure": "deals_engaged", "meaning": Meaning.SUPPLY,
}  # fmt: skip


@pytest.fixture
def scene(store, company) -> Scene:
    """A plan for inputs that stay away, over a part of the plan that owes leads to a team of five."""
    return Scene.made(store, company)


def look(scene, day=DAY):
    """As the night looks at every trigger of the plan."""
    from appraisal.contingency.firing import look_at

    return [
        event
        for rows in nightly.triggers_by_plan(scene.store)
        for event in look_at(scene.store, rows, day, NOW)
    ]


def leads(scene, people, *by_month, target="1200"):
    """A plan of leads for the last quarter beside the deals, and what came in October, November and so on."""
    beside = PlanNode(
        root_id=scene.root, parent_id=scene.root, kind="tactical", title="Leads", measure="deals_engaged",
        unit="count", starts_on=date(2017, 10, 1), ends_on=date(2017, 12, 31), review_on=date(2018, 1, 15),
        owner_id=scene.company.leila, target=Decimal(target), is_supporting=True, axis="person",
    )  # fmt: skip
    scene.store.add(beside)
    scene.store.flush()
    for person in people:
        scene.store.add(
            PlanNode(
                root_id=scene.root, parent_id=beside.id, kind="operational", title="Leads", measure="deals_engaged",
                unit="count", starts_on=date(2017, 10, 1), ends_on=date(2017, 12, 31), review_on=date(2018, 1, 15),
                owner_id=scene.company.leila, person_id=person,
            )
        )  # fmt: skip
        for place, value in enumerate(by_month):
            month = Period.month(2017, 10 + place)
            wish = RecordReading(
                person, "deals_engaged", month.starts_on, month.ends_on, Decimal(value), "crm"
            )
            actuals.record_readings(scene.store, SERVICE, [wish], at=NOW)
    scene.store.flush()


def said(scene, trigger):
    page = queries.plan_page(scene.store, scene.company.actor("omid"), scene.plan, DAY)
    return next(line.seen.verdict for line in page.triggers if line.key == trigger)


def test_two_short_months_against_an_even_pace_fire_in_the_night(scene, company, store):
    team = Sales.found(store, company, NOW, offices=1).sellers[:5]
    leads(scene, team, 50, 55)  # 250 and 275 of about 400 a month
    scene.trigger(**SHORT)
    assert len(look(scene, date(2017, 12, 1))) == 1
    event = store.query(ContingencyEvent).one()
    assert (event.began_on, event.declared_by_id) == (date(2017, 10, 1), None)
    assert look(scene, date(2017, 12, 2)) == []


def test_enough_inputs_are_quiet(scene, company, store):
    team = Sales.found(store, company, NOW, offices=1).sellers[:5]
    leads(scene, team, 80, 90)
    trigger = scene.trigger(**SHORT)
    assert look(scene) == []
    assert said(scene, trigger).state is State.QUIET


def test_a_group_too_small_tells_nothing_and_fires_nothing(scene, company):
    leads(scene, [company.sara, company.kian], 1, 1)
    trigger = scene.trigger(**SHORT)
    assert look(scene) == []
    assert (said(scene, trigger).state, said(scene, trigger).why) == (State.UNKNOWN, "group_too_small")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"measure": "margin_won"}, "no_plan_of_it"),
        ({"watch": Watch.FORECAST, "measure": ""}, "nothing_forecast"),
        ({"watch": Watch.VACANCY, "span": Span.ONCE, "measure": ""}, "nothing_typed"),
    ],
)
def test_what_is_not_known_says_why(scene, changed, why):
    trigger = scene.trigger(**{**SHORT, **changed})
    assert look(scene) == []
    assert (said(scene, trigger).state, said(scene, trigger).why) == (State.UNKNOWN, why)


def test_weeks_are_whole_and_begin_on_monday():
    assert last_stretches(Span.WEEK, 2, date(2017, 12, 29)) == (
        Period(date(2017, 12, 11), date(2017, 12, 17)),
        Period(date(2017, 12, 18), date(2017, 12, 24)),
    )
    assert last_stretches(Span.WEEK, 1, date(2017, 12, 24)) == (
        Period(date(2017, 12, 18), date(2017, 12, 24)),
    )
    assert last_stretches(Span.MONTH, 2, date(2017, 11, 30)) == (
        Period.month(2017, 10),
        Period.month(2017, 11),
    )


def test_the_night_asks_for_it_once_a_day(store):
    assert ask_for(store, nightly.WORK, DAY, NOW) == ask_for(store, nightly.WORK, DAY, NOW)
