"""Events of contingency plans as facts: nobody is judged on an outage, and what was over keeps its days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.contingency.domain import Comparison, Meaning, Watch
from appraisal.diagnosis.events import happened
from appraisal.diagnosis.evidence import gather_all
from appraisal.diagnosis.sight import sight_of, sights_of
from appraisal.goals import queries
from appraisal.plans import queries as plan_queries
from appraisal.rulebook import Answer, diagnose
from tests.conftest import DAY
from tests.contingency.plans import BEGAN, OVER, Scene, agreed
from tests.factories.statements import counted_statements

PER_CENT = {"comparison": Comparison.ABOVE, "threshold": Decimal("0.05")}


@pytest.fixture
def scene(store, company) -> Scene:
    """Sara's goal under a plan that a contingency plan protects; every goal waits while it runs."""
    made = Scene.made(store, company)
    made.effect()
    return made


@pytest.fixture
def look(scene, pack):
    """What events say of Sara's goal on a day."""

    def read(day=DAY):
        sight = sight_of(queries.goal_state(scene.store, scene.goal, day), pack, day)
        return happened(scene.store, [sight]).get(scene.goal, {})

    return read


@pytest.fixture
def spoke(scene, pack):
    """What a rule answers about Sara's goal, everything on record taken together."""

    def read(rule, day=DAY):
        sight = sight_of(queries.goal_state(scene.store, scene.goal, day), pack, day)
        facts = gather_all(scene.store, [sight])[scene.goal]
        return next(one.answer for one in diagnose(pack, facts, day).traces if one.rule == rule)

    return read


def test_nothing_watched_says_nothing(look, spoke):
    assert look() == {}
    assert spoke("E22") is Answer.UNKNOWN


def test_an_outage_explains_a_goal_that_fell_behind(scene, look, spoke):
    scene.signal(scene.trigger(), "9")
    fact = look()["system_outage_hours"]
    assert (fact.value, fact.since, fact.on) == (9, BEGAN, DAY)
    assert (fact.origin, fact.author) == ("contingency", "CRM fails")
    assert spoke("E22") is Answer.YES


def test_after_standing_down_the_fact_keeps_its_days(scene, look, spoke):
    (event,) = scene.signal(scene.trigger(), "9")
    scene.end(event, BEGAN + timedelta(days=2))
    fact = look()["system_outage_hours"]
    assert (fact.value, fact.since, fact.on) == (9, BEGAN, BEGAN + timedelta(days=2))
    assert spoke("E22") is Answer.YES


def test_what_was_no_event_is_no_fact(scene, look, spoke):
    (event,) = scene.signal(scene.trigger(), "9")
    scene.end(event, None, was_none=True)
    assert look() == {}
    assert spoke("E22") is Answer.UNKNOWN


def test_a_market_that_moved_is_explained_as_such(scene, look, spoke):
    trigger = scene.trigger(watch=Watch.INDEX, meaning=Meaning.MARKET, baseline=Decimal(100), **PER_CENT)
    (event,) = scene.signal(trigger, "93")
    scene.end(event)
    fact = look()["market_shift"]
    assert (fact.value, fact.since, fact.on) == (True, BEGAN, OVER)
    assert spoke("E17") is Answer.YES


def test_vacant_places_are_explained_as_such(scene, look, spoke):
    trigger = scene.trigger(watch=Watch.VACANCY, meaning=Meaning.VACANCY, threshold=Decimal("0.25"))
    scene.signal(trigger, "0.3")
    assert look()["staffing_gap_share"].value == pytest.approx(0.3)
    assert spoke("E23") is Answer.YES


def test_inputs_that_stayed_away_stand_with_the_share_that_came(scene, look):
    trigger = scene.trigger(
        watch=Watch.OWN_MEASURE, meaning=Meaning.SUPPLY, threshold=Decimal("0.8"), comparison=Comparison.BELOW,
        measure="deals_engaged", span="week",
    )  # fmt: skip
    scene.signal(trigger, "0.6", date(2017, 11, 6), date(2017, 11, 12))
    assert look()["input_supply_ratio"].value == pytest.approx(0.6)


def test_hours_outside_the_goals_days_are_not_its_own(scene, look):
    """Half of the days of the note lie in October, before which the goal had not begun."""
    event = scene.declare(trigger := scene.trigger(), date(2017, 9, 30))
    scene.signal(trigger, "10", date(2017, 9, 30), date(2017, 10, 1))
    scene.end(event, date(2017, 10, 1))
    assert look()["system_outage_hours"].value == 5


def test_hours_given_with_the_declaration_count_and_no_hours_are_unknown(scene, look):
    event = scene.declare(trigger := scene.trigger(), hours="12")
    assert look()["system_outage_hours"].value == 12
    scene.end(event, None, was_none=True)
    scene.declare(trigger)
    assert look() == {}


def test_two_outages_are_one_fact_with_their_hours_together(scene, look):
    (first,) = scene.signal(trigger := scene.trigger(), "9")
    scene.end(first, BEGAN)
    scene.declare(trigger, date(2017, 12, 4), hours="10")
    fact = look()["system_outage_hours"]
    assert (fact.value, fact.since, fact.on) == (19, BEGAN, DAY)


def test_a_goal_that_no_event_touched_hears_nothing_of_it(scene, store, company, pack, look):
    scene.signal(scene.trigger(), "9")
    kian = next(
        part.key for part in plan_queries.parts_rows(store, scene.root) if part.person == company.kian
    )
    other = agreed(store, company, kian, "kian")
    sight = sight_of(queries.goal_state(store, other, DAY), pack, DAY)
    assert happened(store, [sight]) == {}


def test_many_goals_are_asked_about_in_as_many_statements_as_one(scene, store, company, pack):
    kian = next(
        part.key for part in plan_queries.parts_rows(store, scene.root) if part.person == company.kian
    )
    other = agreed(store, company, kian, "kian")
    scene.signal(scene.trigger(), "9")
    states = [queries.goal_state(store, goal, DAY) for goal in (scene.goal, other)]
    counts = []
    for few in (states[:1], states):
        sights = sights_of(few, pack, DAY)
        with counted_statements() as counted:
            happened(store, sights)
        counts.append(counted.count)
    assert counts == [2, 2]
