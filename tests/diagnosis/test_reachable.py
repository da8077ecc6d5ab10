"""What the plan says of a goal's being within reach: an accepted risk above it, and the potential of the share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from appraisal.diagnosis.reachable import within_reach
from appraisal.diagnosis.sight import sight_of
from appraisal.goals import queries
from appraisal.goals.models import Goal
from appraisal.kernel.actors import Actor, Role
from appraisal.plans import operations
from appraisal.plans.domain import DecideGap, GiveEstimate
from appraisal.plans.feasibility import Basis, Way
from appraisal.plans.models import PlanNode
from appraisal.plans.sums import reroll
from tests.conftest import DAY
from tests.diagnosis.conftest import FIRST, LAST
from tests.diagnosis.test_planned import node

IN_AUGUST = datetime(2017, 8, 1, 9, tzinfo=UTC)


@pytest.fixture
def planned(table):
    """A whole of 1,200 of which Sara holds the only share, and her goal hangs on its quarter."""
    whole = node(table, axis="person", target=Decimal(1200))
    table.store.get(PlanNode, whole).root_id = whole
    share = node(table, whole, table.company.sara, root_id=whole, target=Decimal(1200))
    quarter = node(table, share, table.company.sara, root_id=whole)
    table.store.get(Goal, table.goal).plan_node_id = quarter
    reroll(table.store, [whole, share, quarter])
    return whole, share


def said(table):
    """What is said of Sara's goal."""
    sight = sight_of(queries.goal_state(table.store, table.goal, DAY), table.pack, DAY)
    return within_reach(table.store, [sight]).get(table.goal, {})


def estimate(table, share, value, basis=Basis.ACCOUNTS):
    """Sara says what is possible."""
    wish = GiveEstimate(share, Decimal(value), basis, "Counted")
    operations.give_estimate(table.store, table.company.actor("sara"), wish, at=IN_AUGUST)


def decide(table, whole, way=Way.ACCEPTED_RISK, until=LAST, at=IN_AUGUST):
    """Leila decides about the gap of the whole."""
    leila = Actor(table.company.leila, "Leila", frozenset({Role.PLAN_OWNER}))
    operations.decide_gap(table.store, leila, DecideGap(whole, way, "We try", until), at=at)


def test_a_plan_of_which_nobody_said_anything_says_nothing(table, planned):
    assert said(table) == {}


def test_a_risk_accepted_above_says_that_the_plan_was_not_within_reach(table, planned):
    estimate(table, planned[1], 900, Basis.CAPACITY)
    decide(table, planned[0])
    fact = said(table)["plan_node_feasible"]
    assert (fact.value, fact.origin, fact.on) == (False, "plan", date(2017, 8, 1))


def test_a_gap_that_is_closed_in_another_way_accuses_no_plan(table, planned):
    estimate(table, planned[1], 900, Basis.CAPACITY)
    decide(table, planned[0])
    decide(table, planned[0], Way.MORE_PEOPLE, at=IN_AUGUST + timedelta(days=5))
    assert said(table) == {}


def test_a_risk_of_other_days_says_nothing_of_this_goal(table, planned):
    estimate(table, planned[1], 900, Basis.CAPACITY)
    before = datetime(2017, 1, 2, 9, tzinfo=UTC)
    decide(table, planned[0], until=FIRST - timedelta(days=1), at=before)
    assert said(table) == {}


def test_the_potential_of_a_share_is_what_its_accounts_could_bring_over_the_target(table, planned):
    estimate(table, planned[1], 900)
    assert said(table)["territory_potential_ratio"].value == 0.75
    estimate(table, planned[1], 900, Basis.CAPACITY)
    assert "territory_potential_ratio" not in said(table)
