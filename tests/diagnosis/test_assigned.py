"""What plans of action say around a goal, and that a late step never speaks of effort."""

from datetime import timedelta
from decimal import Decimal

import pytest

from appraisal.actions import operations as actions
from appraisal.actions.domain import Cause, MakePlan, MarkTurn, SayDelay, Turn, Way
from appraisal.actions.rhythm import Recurrence, When
from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import ObstacleKind, ReportNodeObstacle
from appraisal.diagnosis.assigned import assigned
from appraisal.diagnosis.evidence import gather
from appraisal.diagnosis.sight import sight_of
from appraisal.goals import queries
from appraisal.goals.models import Goal
from appraisal.plans import queries as plans
from appraisal.plans.domain import NodeKey
from tests.actions.plans import add, node_of_team
from tests.conftest import DAY, NOW
from tests.goals.goals import share_of_sara

EARLIER = NOW - timedelta(days=40)
EFFORT = {
    "start_then_drop_count",
    "follow_up_ratio",
    "starts_task",
    "effort_self_report",
    "hours_on_task_ratio",
}


@pytest.fixture
def sight(table):
    return sight_of(queries.goal_state(table.store, table.goal, DAY), table.pack, DAY)


@pytest.fixture
def step(table):
    """A step of Sara under Omid's node, late since the twentieth of November."""
    store, company = table.store, table.company
    wish = MakePlan("Stories", Decimal(2), DAY + timedelta(days=60), node=node_of_team(store, company))
    plan = actions.make_plan(store, company.actor("omid"), wish, at=EARLIER)
    return add(store, company, plan, When((EARLIER + timedelta(days=2)).date()), at=EARLIER)


def said(table, sight):
    return {name: fact.value for name, fact in assigned(table.store, [sight]).get(table.goal, {}).items()}


def test_another_duty_that_came_first_is_a_fact_with_its_day(table, sight, step):
    assert said(table, sight) == {}
    wish = SayDelay(step, Cause.OTHER_DUTY, "The audit", way=Way.PRIORITISE)
    actions.say_delay(table.store, table.company.actor("sara"), wish, at=NOW)
    fact = assigned(table.store, [sight])[table.goal]["conflicting_assignments"]
    assert (fact.value, fact.origin, fact.on) == (True, "actions", DAY)


@pytest.mark.parametrize("cause", [Cause.NONE, Cause.SOMETHING_ELSE])
def test_a_late_step_says_nothing_of_anything_else_and_never_of_effort(table, sight, step, cause):
    actions.say_delay(table.store, table.company.actor("sara"), SayDelay(step, cause, "Ill luck"), at=NOW)
    assert said(table, sight) == {}
    assert not EFFORT & gather(table.store, sight).keys()


def test_a_time_that_was_missed_says_nothing(table, sight, step):
    plan = actions.make_plan(
        table.store, table.company.actor("omid"),
        MakePlan("Calls", Decimal(9), DAY + timedelta(days=60), goal=table.goal), at=EARLIER,
    )  # fmt: skip
    weekly = add(table.store, table.company, plan, When(recurrence=Recurrence.MONDAY), at=EARLIER)
    monday = DAY - timedelta(days=DAY.weekday())
    actions.mark_turn(table.store, table.company.actor("sara"), MarkTurn(weekly, monday, Turn.MISSED), at=NOW)
    assert said(table, sight) == {}


def test_waiting_counts_the_days_up_to_the_day_it_was_said(table, sight, step):
    wish = SayDelay(step, Cause.WAITING, waiting_since=DAY - timedelta(days=12))
    actions.say_delay(table.store, table.company.actor("sara"), wish, at=NOW)
    assert said(table, sight) == {"dependency_blocked_days": 12}


def test_of_a_long_wait_only_the_last_thirty_days_count(table, sight, step):
    wish = SayDelay(step, Cause.WAITING, waiting_since=DAY - timedelta(days=90))
    actions.say_delay(table.store, table.company.actor("sara"), wish, at=NOW)
    assert said(table, sight)["dependency_blocked_days"] == 29


@pytest.mark.parametrize(("hours", "ratio"), [(100, None), (160, None), (192, 1.2)])
def test_steps_speak_of_the_load_only_when_they_alone_are_more_than_full(table, sight, hours, ratio):
    plan = actions.make_plan(
        table.store, table.company.actor("omid"),
        MakePlan("Calls", Decimal(9), DAY + timedelta(days=60), goal=table.goal), at=NOW,
    )  # fmt: skip
    last = DAY + timedelta(days=27)
    add(table.store, table.company, plan, When(last), hours=Decimal(hours), because="It must be")
    assert said(table, sight).get("workload_ratio") == ratio


def test_an_obstacle_that_was_confirmed_at_the_plan_counts_for_a_goal_below_it(table, sight):
    store, company = table.store, table.company
    share = share_of_sara(store, company)
    store.get(Goal, table.goal).plan_node_id = share
    store.flush()
    sight = sight_of(queries.goal_state(store, table.goal, DAY), table.pack, DAY)
    node = int(plans.node_facts(store, share).parent)
    wish = ReportNodeObstacle(NodeKey(node), ObstacleKind.TOOLS, "The CRM fails for all")
    key = checkins.report_node_obstacle(store, company.actor("omid"), wish, at=EARLIER)
    assert "obstacle_open_count" not in gather(store, sight)
    checkins.confirm_node_obstacle(store, company.actor("kian"), key, at=EARLIER)
    found = gather(store, sight)
    values = (found["obstacle_open_count"].value, found["obstacle_confirmed_by_other"].value)
    assert values == (1, True)
    assert found["obstacle_age_days"].value == 40
