"""What the plan behind a goal says: the season, and the inputs that somebody else owes."""

from datetime import date
from decimal import Decimal

import pytest

from appraisal.diagnosis.planned import seasoned, supplied
from appraisal.diagnosis.sight import sight_of
from appraisal.goals import queries
from appraisal.goals.models import Goal
from appraisal.plans.models import PlanNode
from tests.conftest import DAY
from tests.diagnosis.conftest import FIRST, LAST, agree_goal, measure


def node(table, parent=None, person=None, **kw):
    """A node of a plan, owned by Leila unless said otherwise."""
    given = {
        "kind": "operational", "title": "A part", "measure": "revenue_won", "unit": "USD", "starts_on": FIRST,
        "ends_on": LAST, "review_on": LAST, "owner_id": table.company.leila, "target": Decimal(600),
        "parent_id": parent, "person_id": person,
    }  # fmt: skip
    made = PlanNode(**{**given, **kw})
    table.store.add(made)
    table.store.flush()
    return made.id


@pytest.fixture
def look(table):
    """What one source says of Sara's goal, by name."""

    def read(source):
        sight = sight_of(queries.goal_state(table.store, table.goal, DAY), table.pack, DAY)
        return {name: fact.value for name, fact in source(table.store, [sight]).get(table.goal, {}).items()}

    return read


def year(table, axis, method, leaf_method="history"):
    root = node(table, axis=axis)
    half = node(table, root, axis="person", method=method)
    leaf = node(table, half, table.company.sara, method=leaf_method)
    table.store.get(Goal, table.goal).plan_node_id = leaf
    table.store.flush()


@pytest.mark.parametrize(
    ("axis", "method", "said"),
    [
        ("period", "seasonal_index", {"seasonality_adjusted": True}),
        ("period", "even", {"seasonality_adjusted": False}),
        ("period", "history", {}),
        ("unit", "even", {}),
        (None, None, {}),
    ],
)
def test_a_plan_says_whether_its_time_was_split_by_the_season(table, look, axis, method, said):
    year(table, axis, method)
    assert look(seasoned) == said


def test_a_goal_without_a_plan_says_nothing_of_the_season(look):
    assert look(seasoned) == {}


def test_a_season_anywhere_on_the_line_is_thought_of(table, look):
    root = node(table, axis="period")
    half = node(table, root, axis="period", method="seasonal_index")
    leaf = node(table, half, table.company.sara, method="even", starts_on=date(2017, 10, 1))
    table.store.get(Goal, table.goal).plan_node_id = leaf
    table.store.flush()
    assert look(seasoned) == {"seasonality_adjusted": True}


def leads(table, *values, **kw):
    node(table, person=table.company.sara, measure="deals_engaged", unit="count", **kw)
    measure(table.store, table.company.sara, values, measure="deals_engaged")


def test_leads_that_came_are_held_against_the_plan_of_whoever_owes_them(table, look):
    leads(table, 60, 60, 60, 60, 60, 60)
    assert look(supplied)["input_supply_ratio"] == pytest.approx(0.6, abs=0.02)


def test_a_plan_without_any_reading_says_nothing(table, look):
    leads(table)
    assert look(supplied) == {}


@pytest.mark.parametrize(
    "changed", [{"target": None}, {"ends_on": date(2017, 6, 30), "starts_on": date(2017, 1, 1)}]
)
def test_a_plan_without_a_number_or_of_other_days_says_nothing(table, look, changed):
    leads(table, 60, 60, **changed)
    assert look(supplied) == {}


def test_what_a_person_owes_themself_is_no_input(table, look):
    leads(table, 60, 60, owner_id=table.company.sara)
    assert look(supplied) == {}


def test_an_own_goal_on_engaged_deals_is_activity_and_no_input(table, look):
    leads(table, 60, 60)
    other = agree_goal(table.store, table.company)
    table.store.get(Goal, other).measure = "deals_engaged"
    table.store.flush()
    assert look(supplied) == {}
