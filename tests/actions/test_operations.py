"""Plans of action with a real database behind them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from appraisal.actions import operations, queries
from appraisal.actions.domain import (
    AddStep,
    Cause,
    CloseStep,
    Closing,
    CountReached,
    CountService,
    MakePlan,
    MarkTurn,
    SayDelay,
    ShareTime,
    Turn,
    Way,
    Who,
)
from appraisal.actions.models import LoadDecision, StepDelay
from appraisal.actions.rhythm import Recurrence, ServiceLevel, When
from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated
from tests.actions.plans import LATEST, add, node_of_team, under_node
from tests.conftest import DAY, NOW
from tests.diagnosis.conftest import agree_goal
from tests.factories.statements import counted_statements

SOON = When(DAY + timedelta(days=7))
LATER = NOW + timedelta(days=14)
NEXT_WEEK = When(date(2018, 1, 5))
OTHER_DUTY = {"cause": Cause.OTHER_DUTY, "words": "The audit", "way": Way.PRIORITISE}


def page(store, company, plan, name="omid", day=DAY):
    return queries.action_plan_page(store, company.actor(name), plan, day)


def test_a_step_stands_under_its_plan_and_reads_as_a_sentence(store, company):
    plan = under_node(store, company)
    add(store, company, plan, SOON)
    (line,) = page(store, company, plan).line.steps
    assert (line.told.key, line.told.details["who"]) == ("by_day", "Sara Ahmadi")
    assert page(store, company, plan).line.counts.open == 1


def test_a_step_without_an_owner_and_a_time_is_refused_and_nothing_is_kept(store, company):
    plan = under_node(store, company)
    with pytest.raises(NotReady) as refusal:
        add(store, company, plan, When(), who=Who())
    assert refusal.value.objections.keys() == {"step_without_who", "step_without_when"}
    assert page(store, company, plan).line.steps == ()


def test_only_the_owner_of_the_node_and_plan_owners_plan_actions(store, company):
    node = node_of_team(store, company)
    wish = MakePlan("Stories appear", Decimal(2), LATEST, node=node)
    for name in ("sara", "kian", "nasrin"):
        with pytest.raises(NotAllowed):
            operations.make_plan(store, company.actor(name), wish, at=NOW)
    operations.make_plan(store, company.actor("leila"), wish, at=NOW)


def test_under_a_goal_the_two_plan_and_nobody_else_reads(store, company):
    goal = agree_goal(store, company)
    wish = MakePlan("Visits made", Decimal(10), LATEST, goal=goal)
    plan = operations.make_plan(store, company.actor("sara"), wish, at=NOW)
    add(store, company, plan, SOON)
    assert page(store, company, plan, "omid").may_change
    for name in ("kian", "leila", "nasrin"):
        with pytest.raises(NotAllowed):
            page(store, company, plan, name)


def test_nobody_outside_is_given_a_step(store, company):
    plan = under_node(store, company)
    with pytest.raises(NotReady) as refusal:
        add(store, company, plan, SOON, who=Who(company.nasrin))
    assert refusal.value.objections.keys() == {"owner_not_offered"}


def test_a_supplier_does_a_step_and_the_owner_of_the_node_is_asked_when_it_is_late(store, company):
    plan = under_node(store, company)
    step = add(store, company, plan, SOON, who=Who(supplier="Print shop"))
    assert queries.unowned_late_steps(store, company.omid, DAY) == ()
    assert [each.key for each in queries.unowned_late_steps(store, company.omid, LATER.date())] == [step]
    assert queries.unowned_late_steps(store, company.leila, LATER.date()) == ()


def test_whoever_does_it_marks_it_as_done_and_a_stranger_cannot(store, company):
    step = add(store, company, under_node(store, company), SOON)
    with pytest.raises(NotAllowed):
        operations.close_step(store, company.actor("kian"), CloseStep(step, Closing.DONE), at=NOW)
    operations.close_step(store, company.actor("sara"), CloseStep(step, Closing.DONE), seen_version=1, at=NOW)
    assert queries.step_facts(store, step, LATER.date()).state == "done"
    with pytest.raises(Outdated):
        operations.close_step(
            store, company.actor("sara"), CloseStep(step, Closing.DONE), seen_version=1, at=NOW
        )


def test_a_step_is_dropped_by_whoever_plans_and_not_by_whoever_does_it(store, company):
    step = add(store, company, under_node(store, company), SOON)
    wish = CloseStep(step, Closing.DROPPED, "The paper has closed")
    with pytest.raises(NotAllowed):
        operations.close_step(store, company.actor("sara"), wish, at=NOW)
    operations.close_step(store, company.actor("omid"), wish, at=NOW)
    assert queries.step_facts(store, step, DAY).state == "dropped"


def test_a_repeated_step_is_late_from_the_first_time_nobody_spoke_of(store, company):
    step = add(store, company, under_node(store, company), When(recurrence=Recurrence.MONDAY))
    mondays = (date(2018, 1, 1), date(2018, 1, 8))
    assert queries.step_facts(store, step, mondays[0]).late_on is None
    assert queries.step_facts(store, step, mondays[1]).late_on == mondays[0]
    operations.mark_turn(store, company.actor("sara"), MarkTurn(step, mondays[0], Turn.MISSED), at=LATER)
    operations.mark_turn(store, company.actor("sara"), MarkTurn(step, mondays[0], Turn.DONE), at=LATER)
    assert queries.step_facts(store, step, mondays[1]).late_on is None
    shown = queries.step_page(store, company.actor("sara"), step, mondays[1]).turns
    assert [(each.due_on, each.outcome) for each in shown][-1] == (mondays[0], "done")


def test_a_day_on_which_it_does_not_come_round_is_not_marked(store, company):
    step = add(store, company, under_node(store, company), When(recurrence=Recurrence.MONDAY))
    with pytest.raises(NotReady):
        operations.mark_turn(
            store, company.actor("sara"), MarkTurn(step, date(2018, 1, 2), Turn.DONE), at=LATER
        )


def test_a_promise_of_service_is_counted_by_hand_when_a_month_is_over(store, company):
    when = When(service=ServiceLevel.HOURS, within_hours=4)
    step = add(store, company, under_node(store, company), when)
    wish = CountService(step, date(2018, 1, 1), 90, 100)
    with pytest.raises(NotReady):
        operations.count_service(store, company.actor("sara"), wish, at=LATER)
    february = NOW + timedelta(days=40)
    operations.count_service(store, company.actor("sara"), wish, at=february)
    operations.count_service(
        store, company.actor("sara"), CountService(step, date(2018, 1, 1), 91, 100), at=february
    )
    months = queries.step_page(store, company.actor("sara"), step, february.date()).months
    assert [(each.month, each.kept, each.total) for each in months] == [
        (date(2018, 1, 1), 91, 100),
        (date(2017, 12, 1), None, None),
    ]


def test_the_first_question_is_kept_and_never_changed(store, company):
    step = add(store, company, under_node(store, company), SOON)
    assert queries.step_page(store, company.actor("sara"), step, LATER.date()).asks_first
    operations.say_delay(store, company.actor("sara"), SayDelay(step, **OTHER_DUTY), at=LATER)
    shown = queries.step_page(store, company.actor("omid"), step, LATER.date())
    assert (shown.asks_first, shown.delays[0].words) == (False, "The audit")
    store.commit()
    with pytest.raises(DBAPIError):
        store.execute(update(StepDelay).values(words="Nothing"))
    store.rollback()


def test_who_leads_moves_the_day_and_who_does_it_cannot(store, company):
    step = add(store, company, under_node(store, company), SOON)
    moved = SayDelay(step, Cause.OTHER_DUTY, "The audit", way=Way.MOVE, moved_to=date(2018, 2, 1))
    with pytest.raises(NotAllowed):
        operations.say_delay(store, company.actor("sara"), moved, at=LATER)
    operations.say_delay(store, company.actor("omid"), moved, at=LATER)
    facts = queries.step_facts(store, step, LATER.date())
    assert (facts.late_on, facts.when.due_on) == (None, date(2018, 2, 1))


def test_a_late_step_goes_to_somebody_else_if_their_time_allows_it(store, company):
    plan = under_node(store, company)
    step = add(store, company, plan, SOON, hours=Decimal(30))
    weeks = When(date(2018, 1, 19))
    add(store, company, plan, weeks, who=Who(company.kian), hours=Decimal(90), load_seen=True)
    given = {
        "cause": Cause.OTHER_DUTY,
        "words": "The audit",
        "way": Way.REASSIGN,
        "reassigned_to": company.kian,
    }
    with pytest.raises(NotReady) as refusal:
        operations.say_delay(store, company.actor("omid"), SayDelay(step, **given), at=LATER)
    assert refusal.value.objections.keys() == {"load_needs_decision"}
    wish = SayDelay(step, **given, because="Kian knows the papers")
    operations.say_delay(store, company.actor("omid"), wish, at=LATER)
    assert queries.step_facts(store, step, LATER.date()).who == Who(company.kian)
    shown = queries.step_page(store, company.actor("kian"), step, LATER.date())
    assert [each.because for each in shown.decisions] == ["Kian knows the papers"]


def test_more_than_full_is_looked_at_and_far_more_needs_a_decision_that_stays(store, company):
    plan = under_node(store, company)
    add(store, company, plan, NEXT_WEEK, hours=Decimal(40), at=NOW + timedelta(days=3))
    monday = NOW + timedelta(days=3)
    for hours, key in ((4, "load_not_seen"), (20, "load_needs_decision")):
        with pytest.raises(NotReady) as refusal:
            add(store, company, plan, NEXT_WEEK, hours=Decimal(hours), at=monday)
        assert refusal.value.objections.keys() == {key}
    add(store, company, plan, NEXT_WEEK, hours=Decimal(4), load_seen=True, at=monday)
    step = add(store, company, plan, NEXT_WEEK, hours=Decimal(20), because="The fair is on Friday", at=monday)
    (decision,) = queries.step_page(store, company.actor("sara"), step, monday.date()).decisions
    assert (decision.planned, decision.available, decision.by) == (64, 40, "Omid Karimi")
    store.commit()
    with pytest.raises(DBAPIError):
        store.execute(update(LoadDecision).values(because="None"))
    store.rollback()


def test_half_days_leave_half_the_hours(store, company):
    plan = under_node(store, company)
    monday = NOW + timedelta(days=3)
    add(store, company, plan, NEXT_WEEK, hours=Decimal(20), at=monday)
    wish = ShareTime(company.sara, DAY, None, Decimal("0.5"))
    operations.share_time(store, company.actor("omid"), wish, at=NOW)
    with pytest.raises(NotReady) as refusal:
        add(store, company, plan, NEXT_WEEK, hours=Decimal(2), at=monday)
    assert refusal.value.objections.keys() == {"load_not_seen"}


def test_a_new_share_takes_the_place_of_the_one_before(store, company):
    omid = company.actor("omid")
    operations.share_time(store, omid, ShareTime(company.sara, DAY, None, Decimal("0.5")), at=NOW)
    operations.share_time(store, omid, ShareTime(company.sara, date(2018, 1, 8), None, Decimal(1)), at=NOW)
    found = queries.time_page(store, omid, company.sara, DAY).shares
    assert [(each.starts_on, each.ends_on) for each in found] == [
        (DAY, date(2018, 1, 7)),
        (date(2018, 1, 8), None),
    ]
    operations.strike_share(store, omid, found[1].key, at=NOW)
    assert len(queries.time_page(store, omid, company.sara, DAY).shares) == 1


def test_the_load_of_several_people_takes_as_many_statements_as_that_of_one(store, company):
    plan = under_node(store, company)
    add(store, company, plan, SOON, hours=Decimal(10))
    with counted_statements() as one:
        queries.load_of(store, [company.sara], DAY)
    add(store, company, plan, SOON, hours=Decimal(10), who=Who(company.kian))
    add(store, company, plan, When(recurrence=Recurrence.MONDAY), hours=Decimal(2), who=Who(company.kian))
    with counted_statements() as many:
        loads = queries.load_of(store, [company.sara, company.kian, company.leila], DAY)
    assert many.count == one.count
    assert (loads[company.sara].planned, loads[company.kian].planned, loads[company.leila].planned) == (
        10,
        18,
        0,
    )


def test_what_is_reached_is_counted_by_hand(store, company):
    plan = under_node(store, company)
    operations.count_reached(store, company.actor("omid"), CountReached(plan, Decimal(1)), at=NOW)
    assert page(store, company, plan).line.plan.reached == 1
    with pytest.raises(NotReady):
        operations.count_reached(store, company.actor("omid"), CountReached(plan, Decimal(-1)), at=NOW)


def test_steps_of_several_nodes_are_counted_together(store, company):
    node = node_of_team(store, company)
    plan = under_node(store, company, node)
    step = add(store, company, plan, SOON)
    add(store, company, plan, When(LATEST))
    operations.close_step(store, company.actor("sara"), CloseStep(step, Closing.DONE), at=NOW)
    counts = queries.counts_of_nodes(store, [node, 10**6], DAY)
    assert (counts[node].done, counts[node].open, counts[10**6].all) == (1, 1, 0)


def test_everyone_here_reads_the_steps_of_a_node_but_not_who_is_late(store, company):
    plan = under_node(store, company)
    add(store, company, plan, SOON)
    assert [each.shows_state for each in page(store, company, plan, "kian", LATER.date()).line.steps] == [
        False
    ]
    assert [each.shows_state for each in page(store, company, plan, "sara", LATER.date()).line.steps] == [
        True
    ]


def test_a_wish_for_a_plan_that_is_over_is_refused(store, company):
    plan = under_node(store, company)
    wish = AddStep(plan, "calls", Who(company.sara), When(recurrence=Recurrence.MONDAY))
    with pytest.raises(NotReady) as refusal:
        operations.add_step(store, company.actor("omid"), wish, at=NOW + timedelta(days=300))
    assert "plan_is_over" in {each.key for each in refusal.value.objections}
