"""Events that fire, what they do to goals, and how everything is restored."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from appraisal.contingency import operations
from appraisal.contingency.domain import AddStep, Watch
from appraisal.contingency.firing import running_events, touch_goals
from appraisal.contingency.models import ContingencyEnding, ContingencyEvent, ContingencyTouch
from appraisal.goals import operations as goals
from appraisal.goals.domain import RebaseGoal, WithdrawGoal
from appraisal.goals.models import Goal, GoalRelief
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.plans.domain import AddContingency
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW
from tests.contingency.plans import BEGAN, OVER, agreed

QUARTER = Period.quarter(2017, 4)
FIRST = date(2017, 10, 2)


def test_an_outage_of_eight_hours_fires_at_once_and_the_goal_waits(scene):
    scene.effect()
    (event,) = scene.signal(scene.trigger(), "8")
    state = scene.state()
    (relief,) = state.pauses.reliefs
    assert (relief.reason, relief.origin_key, relief.is_pause, relief.is_over) == (
        "CRM fails",
        event,
        True,
        False,
    )
    assert relief.period == Period(BEGAN, QUARTER.ends_on)
    assert state.target == 4  # 12 deals * 22 of the 65 working days, in the person's favour
    assert state.is_agreed


def test_less_than_that_fires_nothing(scene):
    scene.effect()
    assert scene.signal(scene.trigger(), "7.9") == ()
    assert scene.state().target == 12


def test_standing_down_leaves_out_only_the_days_that_were_lost(scene):
    """November has 22 of the 65 working days: 12 * 43 / 65 = 7.94."""
    scene.effect()
    (event,) = scene.signal(scene.trigger(), "40")
    scene.end(event)
    state = scene.state()
    assert (state.target, state.pauses.days, state.pauses.periods) == (7, 22, (Period(BEGAN, OVER),))
    assert state.pauses.reliefs[0].is_over
    assert [line.verb for line in lines_of(scene.store, "goal", scene.goal)][-2:] == [
        "goal_eased",
        "goal_restored",
    ]


def test_an_event_of_one_day_takes_one_day(scene):
    scene.effect()
    (event,) = scene.signal(scene.trigger(), "9")
    scene.end(event, BEGAN)
    assert (scene.state().pauses.days, scene.state().target) == (1, 11)


def test_what_was_none_leaves_nothing_behind(scene):
    scene.effect()
    (event,) = scene.signal(scene.trigger(), "9")
    scene.end(event, None, was_none=True)
    assert (scene.state().target, scene.state().pauses.reliefs, scene.state().pauses.days) == (12, (), 0)
    assert scene.store.query(ContingencyEvent).count() == scene.store.query(ContingencyEnding).count() == 1
    assert scene.store.query(GoalRelief).one().taken_back


def test_less_is_asked_for_the_days_of_the_event_alone(scene):
    """Half of November's 22 of 65 days: 12 * 54 / 65 = 9.97; while it runs, half of 43: 12 * 43.5 / 65 = 8.03."""
    scene.effect("0.5")
    (event,) = scene.signal(scene.trigger(), "9")
    assert (scene.state().target, scene.state().pauses.days) == (8, 0)
    scene.end(event)
    assert (scene.state().target, scene.state().pauses.periods) == (9, ())


@pytest.mark.parametrize("first_to_end", [0, 1])
def test_two_events_at_once_take_a_day_only_once_whichever_ends_first(scene, first_to_end):
    """November, and from the middle of it to the middle of December: 33 of 65 working days; 12 * 32 / 65 = 5.9."""
    scene.effect()
    events = [
        (scene.declare(scene.trigger()), OVER),
        (scene.declare(scene.trigger(watch=Watch.BREACH), date(2017, 11, 15)), date(2017, 12, 15)),
    ]
    for event, ended_on in (events[first_to_end], events[1 - first_to_end]):
        scene.end(event, ended_on)
    assert (scene.state().pauses.days, scene.state().target) == (33, 5)


def test_an_event_over_the_end_of_a_goal_ends_with_the_goal_for_it(scene):
    scene.effect()
    event = scene.declare(scene.trigger(), date(2017, 12, 18))
    scene.end(event, date(2018, 1, 10), at=NOW + timedelta(days=20))
    assert scene.state().pauses.periods == (Period(date(2017, 12, 18), QUARTER.ends_on),)
    assert scene.state().target == 10  # 12 * 55 / 65 = 10.15


def test_an_event_over_the_whole_goal_holds_nobody_to_anything(scene):
    scene.effect()
    scene.declare(scene.trigger(), date(2017, 9, 1))
    state = scene.state()
    assert (state.target, state.expected_share) == (12, None)
    assert not state.lags(0.95)


def test_a_goal_agreed_while_it_runs_is_touched_by_the_night(scene, store, company):
    scene.effect()
    scene.declare(scene.trigger())
    kian = next(
        part.key for part in plan_queries.parts_rows(store, scene.root) if part.person == company.kian
    )
    later = agreed(store, company, kian, "kian")
    (event,) = running_events(store)
    assert touch_goals(store, event, DAY, NOW) == 1
    assert touch_goals(store, event, DAY, NOW) == 0
    assert scene.state(later).target == 4


def test_a_goal_agreed_after_all_while_it_ran_is_touched_when_it_is_stood_down(scene, store, company):
    scene.effect()
    event = scene.declare(scene.trigger())
    kian = next(
        part.key for part in plan_queries.parts_rows(store, scene.root) if part.person == company.kian
    )
    later = agreed(store, company, kian, "kian")
    scene.end(event)
    assert scene.state(later).target == scene.state().target == 7


def test_protected_leave_within_an_event_still_counts_when_the_event_is_over(scene):
    """Leave in the last week of November and the first of December: 22 days of November and five more."""
    scene.effect()
    event = scene.declare(scene.trigger())
    leave = Period(date(2017, 11, 27), date(2017, 12, 7))
    goals.rebase_goal(scene.store, SERVICE, RebaseGoal(scene.goal, leave), at=NOW)
    scene.end(event)
    assert (scene.state().pauses.days, scene.state().target) == (
        27,
        6,
    )  # 12 * 56 / 65 = 10.3, then 10 * 38 / 56 = 6.8


def test_a_target_agreed_anew_while_it_runs_stands_for_what_counts_then(scene):
    scene.effect()
    event = scene.declare(scene.trigger())
    scene.store.get(Goal, scene.goal).target = 8
    scene.store.flush()
    scene.end(event)
    assert scene.state().target == 15  # 8 for 22 days are 23 for all 65, and 43 of them count: 15.2


def test_only_goals_of_the_chosen_measure_are_eased_and_all_are_touched(scene):
    scene.effect(measure="revenue_won")
    event = scene.declare(scene.trigger())
    assert scene.state().target == 12
    assert scene.store.query(ContingencyTouch).filter_by(event_id=event).one().share == 0


def test_without_any_effect_the_target_stays_and_the_event_stands(scene):
    scene.declare(scene.trigger())
    assert scene.state().target == 12
    assert scene.store.query(ContingencyTouch).count() == 1


def test_the_same_hours_written_down_twice_begin_one_event(scene):
    trigger = scene.trigger()
    scene.effect()
    assert len(scene.signal(trigger, "9")) == 1
    assert scene.signal(trigger, "9") == ()
    assert scene.store.query(ContingencyEvent).count() == 1


def test_a_new_outage_after_the_old_one_was_stood_down_begins_a_new_event(scene):
    trigger = scene.trigger()
    (event,) = scene.signal(trigger, "9")
    scene.end(event, BEGAN)
    later = NOW + timedelta(hours=1)
    assert len(scene.signal(trigger, "9", date(2017, 12, 4), at=later)) == 1


def test_a_withdrawn_goal_is_left_alone(scene):
    scene.effect()
    manager = scene.company.actor("omid")
    goals.withdraw_goal(scene.store, manager, WithdrawGoal(scene.goal, "Another task"), at=NOW)
    scene.declare(scene.trigger())
    assert scene.store.query(ContingencyTouch).count() == 0


def test_a_plan_cannot_be_rewritten_behind_its_events(scene):
    event = scene.declare(scene.trigger())
    scene.store.commit()
    scene.store.get(ContingencyEvent, event).began_on = FIRST
    with pytest.raises(DatabaseError, match="never changed"):
        scene.store.flush()
    scene.store.rollback()


@pytest.mark.parametrize("name", ["sara", "kian", "nasrin", "vera"])
def test_nobody_but_its_owner_and_plan_owners_tends_it(scene, name):
    trigger = scene.trigger()
    event = scene.declare(trigger)
    for act in (
        lambda: scene.trigger(name),
        lambda: scene.effect(name=name),
        lambda: scene.signal(trigger, "9", name=name),
        lambda: scene.declare(trigger, name=name),
        lambda: scene.end(event, name=name),
        lambda: operations.remove_trigger(scene.store, scene.company.actor(name), trigger, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_plan_owner_may_stand_it_down_as_well(scene):
    assert scene.end(scene.declare(scene.trigger()), name="leila")


def test_what_stands_against_an_event_is_told_at_once(scene):
    trigger = scene.trigger()
    with pytest.raises(NotReady) as refused:
        scene.declare(trigger, DAY + timedelta(days=1))
    assert refused.value.objections.keys() == {"event_in_the_future"}
    event = scene.declare(trigger)
    with pytest.raises(NotReady) as refused:
        scene.declare(trigger)
    assert refused.value.objections.keys() == {"event_runs_already"}
    with pytest.raises(NotReady) as refused:
        scene.end(event, BEGAN - timedelta(days=1))
    assert refused.value.objections.keys() == {"event_ends_before_it_began"}
    scene.end(event)
    with pytest.raises(NotReady) as refused:
        scene.end(event)
    assert refused.value.objections.keys() == {"event_is_over"}


def test_first_steps_are_done_by_people_who_work_here(scene, company):
    omid = company.actor("omid")
    step = operations.add_step(
        scene.store, omid, AddStep(scene.plan, "Call the provider", company.kian), at=NOW
    )
    with pytest.raises(NotReady):
        operations.add_step(scene.store, omid, AddStep(scene.plan, " ", company.kian), at=NOW)
    operations.remove_step(scene.store, omid, scene.plan, step, at=NOW)
    with pytest.raises(NotFound):
        operations.remove_step(scene.store, omid, scene.plan, step, at=NOW)


def test_a_contingency_plan_is_no_part_and_hangs_under_no_share(scene, company):
    omid = company.actor("omid")
    parts = plan_queries.parts_rows(scene.store, scene.root)
    assert scene.plan not in {part.key for part in parts}
    for above in (scene.plan, scene.share):
        with pytest.raises(NotReady):
            plans.add_contingency(scene.store, omid, AddContingency(above, "Again", company.omid), at=NOW)


def test_a_trigger_that_is_taken_out_takes_no_more_values(scene):
    trigger = scene.trigger()
    operations.remove_trigger(scene.store, scene.company.actor("omid"), trigger, at=NOW)
    with pytest.raises(NotFound):
        scene.signal(trigger, "9")
