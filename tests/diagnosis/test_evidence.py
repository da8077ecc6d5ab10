"""Facts from life: derived where the service knows, unknown where nobody asked."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import GiveAnswer, ObstacleKind, ReportObstacle, Stance
from appraisal.diagnosis.evidence import KEPT_REGISTERS, gather, gather_all
from appraisal.diagnosis.sight import sight_of, sights_of
from appraisal.goals import operations as goals
from appraisal.goals import queries
from appraisal.goals.domain import AddActionItem, ChangeGoal
from appraisal.goals.models import Goal, GoalConfirmation
from appraisal.kernel.actors import SERVICE
from appraisal.people import operations as people
from appraisal.people.domain import EmployPerson
from appraisal.people.models import Employee
from appraisal.rulebook import diagnose, with_registers
from tests.conftest import DAY, NOW
from tests.diagnosis.conftest import FIRST, LAST, agree_goal, measure
from tests.factories.statements import counted_statements


@pytest.fixture
def facts(table):
    def look(day=DAY):
        goal = queries.goal_state(table.store, table.goal, day)
        return gather(table.store, sight_of(goal, table.pack, day))

    return look


def say(table, name, fact, value=None, stance=Stance.ANSWERED, goal=None):
    wish = GiveAnswer(table.company.sara, fact, value, stance, goal=goal)
    checkins.give_answer(table.store, table.person(name), wish, at=NOW)


def test_a_goal_says_what_was_agreed_and_how_far_it_got(facts):
    found = facts()
    values = {name: found[name].value for name in ("goal_written", "goal_agreed_by_employee", "gap_kind")}
    assert values == {"goal_written": True, "goal_agreed_by_employee": True, "gap_kind": "quantity"}
    assert found["gap_ratio"].value == pytest.approx(0.69, abs=0.02)
    assert (found["gap_ratio"].origin, found["measure_source_quality"].value) == ("readings", "system_record")


def test_what_nobody_asked_is_unknown(facts):
    assert not {"goal_restated_correctly", "tools_available", "obstacle_open_count", "activity_ratio"} & set(
        facts()
    )


def test_a_register_without_a_record_says_so_and_names_itself(facts):
    found = facts()
    assert (found["observation_count_90d"].value, found["observation_count_90d"].origin) == (0, "no_record")
    assert found["health_disclosed"].value is False


def test_nobody_tested_and_nobody_trained_stay_unknown(facts, pack):
    silent = set(with_registers(pack.schema, {})) - KEPT_REGISTERS
    assert {"demonstrated_in_test", "performance_with_coach", "learning_slope", "trained_for_task"} <= silent
    assert not silent & set(facts()) - {
        "goal_written", "goal_measurable", "goal_agreed_by_employee", "goal_changed_midperiod",
    }  # fmt: skip


def test_a_word_like_not_tested_weighs_on_nobody(table, facts, pack):
    before = diagnose(pack, facts(), DAY).findings
    say(table, "omid", "demonstrated_in_test", "not_tested")
    say(table, "omid", "performance_with_coach", "not_tried")
    assert diagnose(pack, facts(), DAY).findings == before


def test_a_declined_reason_is_respected_and_weighs_on_nobody(table, facts, pack):
    before = diagnose(pack, facts(), DAY).findings
    say(table, "sara", "effort_reason", "declined")
    assert "effort_reason" not in facts()
    assert diagnose(pack, facts(), DAY).findings == before
    say(table, "sara", "effort_reason", "overload")
    assert facts()["effort_reason"].value == "overload"


def test_an_answer_counts_from_whoever_can_know_it(table, facts):
    say(table, "omid", "tools_available", "missing")
    assert "tools_available" not in facts()
    say(table, "sara", "tools_available", "missing")
    assert (facts()["tools_available"].value, facts()["tools_available"].author) == ("missing", "Sara Ahmadi")


@pytest.mark.parametrize("stance", [Stance.DONT_KNOW, Stance.RATHER_NOT])
def test_an_open_answer_takes_an_older_one_back(table, facts, stance):
    say(table, "sara", "tools_available", "missing")
    say(table, "sara", "tools_available", stance=stance)
    assert "tools_available" not in facts()


def test_an_answer_that_fits_no_form_of_the_question_is_left_out(table, facts):
    say(table, "sara", "tools_available", "purple")
    assert "tools_available" not in facts()


def test_obstacles_count_only_once_they_were_talked_through(table, facts):
    wish = ReportObstacle(table.company.sara, ObstacleKind.TOOLS, "The CRM is slow")
    checkins.report_obstacle(table.store, table.person("sara"), wish, at=NOW - timedelta(days=9))
    assert "obstacle_open_count" not in facts()
    say(table, "sara", "external_checklist_done", True)
    found = facts()
    assert (found["obstacle_open_count"].value, found["obstacle_age_days"].value) == (1, 9)


def test_an_empty_register_after_a_check_in_says_none(table, facts):
    say(table, "sara", "external_checklist_done", True)
    assert facts()["obstacle_open_count"].value == 0


def test_an_empty_register_after_the_question_at_the_table_says_nothing(table, facts):
    say(table, "sara", "external_checklist_done", True, goal=table.goal)
    assert "obstacle_open_count" not in facts()


def test_obstacles_not_yet_talked_through_are_not_ruled_out(table, facts):
    say(table, "sara", "external_checklist_done", False)
    found = facts()
    assert found["external_checklist_done"].value is False
    assert "obstacle_open_count" not in found


def test_a_goal_changed_in_its_period_is_told_once_both_agree_anew(table, facts):
    wish = ChangeGoal(
        table.goal,
        "Win seven thousand",
        Decimal(7000),
        FIRST,
        LAST,
        "The plan",
        "Seven",
        because="A new market",
    )
    goals.change_goal(table.store, table.person("omid"), wish, at=NOW)
    assert (facts()["goal_changed_midperiod"].value, facts()["goal_change_told"].value) == (True, False)


def test_the_managers_own_overdue_promises_count(table, facts):
    wish = AddActionItem(
        table.company.sara, table.company.omid, "Order a screen", DAY - timedelta(days=40), "talk", 1
    )
    goals.add_action_item(table.store, table.person("omid"), wish, at=NOW - timedelta(days=60))
    assert facts()["manager_promises_overdue"].value == 1


def employ_group(table, count):
    unit = people.ensure_unit(table.store, SERVICE, "Office", None, at=NOW)
    from_people = [
        people.employ_person(
            table.store,
            SERVICE,
            EmployPerson(f"Seller {n}", job_family="sales_seller", unit=unit, hired_on=FIRST),
            at=NOW,
        )
        for n in range(count)
    ]
    return unit, from_people


def test_three_people_in_the_same_work_are_too_few_to_speak_of(table, facts, pack):
    _move_sara_in(table, 3)
    assert "peers_same_gap_share" not in facts()


def test_a_gap_that_most_in_the_same_work_share_is_told_without_names(table, facts):
    _move_sara_in(table, 5)
    found = facts()["peers_same_gap_share"]
    assert (found.value, found.origin, found.author) == (0.8, "group", "")


def test_people_who_came_within_the_goals_days_do_not_make_a_group(table, facts):
    group = _move_sara_in(table, 5)
    assert "peers_same_gap_share" in facts()
    for person in group[:2]:
        table.store.get(Employee, person).hired_on = FIRST + timedelta(days=1)
    table.store.flush()
    assert "peers_same_gap_share" not in facts()


def test_a_goal_that_began_a_little_later_is_one_of_the_same_days(table, facts):
    group = _move_sara_in(table, 5)
    days = (LAST - FIRST).days + 1
    for share, is_told in ((Decimal("0.9"), True), (Decimal("0.7"), False)):
        begun = FIRST + timedelta(days=int(days * (1 - share)))
        for goal in table.store.scalars(select(Goal).where(Goal.employee_id.in_(group[:2]))):
            goal.starts_on = begun
        table.store.flush()
        assert ("peers_same_gap_share" in facts()) is is_told


def _move_sara_in(table, count):
    unit, group = employ_group(table, count)
    table.store.get(Employee, table.company.sara).unit_id = unit
    for place, person in enumerate(group):
        goal = Goal(
            employee_id=person, kind="improvement", statement="x", measure="revenue_won", unit="USD",
            target=Decimal(6000), starts_on=FIRST, ends_on=LAST, proposed_by_id=person, proposed_at=NOW,
        )  # fmt: skip
        table.store.add(goal)
        table.store.flush()
        for side in ("employee", "manager"):
            table.store.add(GoalConfirmation(goal_id=goal.id, side=side, employee_id=person, at=NOW))
        measure(table.store, person, (2000, 2000) if place == 0 else (300, 300))
    table.store.flush()
    return group


def test_the_number_of_statements_does_not_grow_with_the_number_of_facts(table, facts):
    with counted_statements() as few:
        facts()
    measure(table.store, table.company.sara, (900, 900, 900, 900), first=3)
    for fact in ("tools_available", "info_access_ok", "authority_sufficient"):
        say(table, "sara", fact, "ok" if fact == "tools_available" else True)
    agree_goal(table.store, table.company, "kian")
    _move_sara_in(table, 5)
    facts()
    with counted_statements() as many:
        facts()
    assert many.count <= few.count + 4  # the group and the names of those who answered


def test_many_goals_at_once_say_what_each_says_alone(lively, pack):
    store, keys = lively
    sights = [sight_of(queries.goal_state(store, key, DAY), pack, DAY) for key in keys]
    alone = {sight.goal.key: gather(store, sight) for sight in sights}
    together = gather_all(store, sights_of([sight.goal for sight in sights], pack, DAY))
    assert together == alone
    assert len({str(sorted(facts.items())) for facts in alone.values()}) == 3


def test_what_was_found_of_a_group_serves_later_looks_of_the_day(lively, pack):
    store, keys = lively
    goals_found = [queries.goal_state(store, key, DAY) for key in keys]
    groups = {}
    gather_all(store, sights_of(goals_found[3:], pack, DAY, groups))
    later = gather_all(store, sights_of(goals_found[:3], pack, DAY, groups))
    assert later == gather_all(store, sights_of(goals_found[:3], pack, DAY))
    assert {facts["peers_same_gap_share"].value for facts in later.values()} == {0.8, 1.0}


def test_the_number_of_statements_does_not_grow_with_the_number_of_goals(lively, pack):
    store, keys = lively
    sights = sights_of([queries.goal_state(store, key, DAY) for key in keys], pack, DAY)
    with counted_statements() as one:
        gather_all(store, sights_of([sights[0].goal], pack, DAY))
    with counted_statements() as many:
        gather_all(store, sights)
    assert many.count == one.count


@pytest.fixture
def lively(table):
    """Sara's goal with talk, obstacle, promise and answers, and those of the five beside her."""
    wish = AddActionItem(
        table.company.sara, table.company.omid, "Order a screen", DAY - timedelta(days=4), "talk", 1
    )
    goals.add_action_item(table.store, table.person("omid"), wish, at=NOW - timedelta(days=60))
    obstacle = ReportObstacle(table.company.sara, ObstacleKind.TOOLS, "The CRM is slow")
    checkins.report_obstacle(table.store, table.person("sara"), obstacle, at=NOW - timedelta(days=9))
    say(table, "sara", "external_checklist_done", True)
    say(table, "sara", "tools_available", "missing", goal=table.goal)
    say(table, "omid", "tools_available", "ok")
    _move_sara_in(table, 5)
    table.store.flush()
    kians = agree_goal(table.store, table.company, "kian")
    return table.store, [
        table.goal,
        *table.store.scalars(select(Goal.id).where(Goal.id.not_in([table.goal, kians]))),
    ]
