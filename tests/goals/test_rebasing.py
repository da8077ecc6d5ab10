"""Days that do not count, and the goal rebased on the days that are left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from appraisal.actuals.domain import ReadingFacts
from appraisal.goals import goal_pages, operations, queries
from appraisal.goals.domain import RebaseGoal, WithdrawGoal, objections_to_rebasing, progress_of
from appraisal.goals.models import GoalPause
from appraisal.goals.pictures import line_picture
from appraisal.goals.rebasing import rebased_target
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW
from tests.goals.goals import propose

QUARTER = Period.quarter(2017, 4)
NOVEMBER = Period.month(2017, 11)


def months(**values: int) -> list[ReadingFacts]:
    return [
        ReadingFacts(month.starts_on, month.ends_on, Decimal(value), "crm")
        for name, value in values.items()
        for month in (Period.month(2017, int(name[1:])),)
    ]


@pytest.mark.parametrize(
    ("target", "unit", "direction", "left"),
    [
        ("12", "count", "higher", "7"),  # 12 * 42 / 65 = 7.75
        ("12", "count", "lower", "8"),
        ("6000", "USD", "higher", "3876"),  # 3876.92
        ("6000", "USD", "lower", "3877"),
    ],
)
def test_a_target_shrinks_with_the_days_and_is_rounded_in_the_persons_favour(target, unit, direction, left):
    assert rebased_target(Decimal(target), unit, direction, before=65, after=42) == Decimal(left)


def test_when_no_day_is_left_the_target_stays_and_nobody_can_tell():
    assert rebased_target(Decimal(12), "count", "higher", before=64, after=0) == 12
    progress = progress_of(Decimal(12), QUARTER, months(m10=4), DAY, (QUARTER,))
    assert progress.expected_share is None


def test_the_share_of_days_behind_leaves_out_what_does_not_count():
    """Of 65 working days of the quarter November has 22; up to its end October's 22 of 43 lie behind."""
    progress = progress_of(Decimal(12), QUARTER, months(m10=4, m11=0), DAY, (NOVEMBER,))
    assert (progress.result, progress.expected_share) == (4, Decimal("0.5116"))
    assert progress_of(Decimal(12), QUARTER, months(m10=4, m11=0), DAY).expected_share == Decimal("0.6630")


def test_days_outside_the_goal_are_none_of_it():
    assert objections_to_rebasing(QUARTER, Period.month(2018, 2), withdrawn=False).keys() == {
        "days_outside_the_goal"
    }
    assert objections_to_rebasing(QUARTER, NOVEMBER, withdrawn=True).keys() == {"goal_is_withdrawn"}
    assert not objections_to_rebasing(QUARTER, Period.half(2017, 2), withdrawn=False)


def test_a_month_that_does_not_count_asks_for_nothing_in_the_picture():
    picture = line_picture(Decimal(8), QUARTER, months(m10=4, m11=0, m12=3), left_out=(NOVEMBER,))
    assert picture is not None
    assert picture.pace == 4
    assert [last - first for first, last, _y in picture.levels] == [213, 213, 214]
    assert picture.levels[0][2] == picture.levels[2][2] < picture.levels[1][2] == 200


@pytest.fixture
def goal(store, company):
    """Twelve deals in the last quarter of 2017, agreed by both."""
    return propose(store, company, "omid")


def rebase(store, goal, left_out=NOVEMBER, actor=SERVICE):
    return operations.rebase_goal(store, actor, RebaseGoal(goal, left_out), at=NOW)


def test_a_goal_is_rebased_with_a_line_of_history_that_says_no_reason(store, goal):
    rebase(store, goal)
    state = queries.goal_state(store, goal, DAY)
    assert (state.target, state.pauses.days, state.pauses.periods) == (7, 22, (NOVEMBER,))
    assert state.pauses.rebased_at == NOW
    line = lines_of(store, "goal", goal)[-1]
    assert (line.verb, line.actor_name) == ("goal_rebased", "appraisal")
    assert line.details == {"days": 22, "was": "12", "now": "7"}


def test_what_both_agreed_stays_agreed(store, company, goal):
    before = queries.goal_state(store, goal, DAY).status
    rebase(store, goal)
    assert queries.goal_state(store, goal, DAY).status == before


def test_the_same_days_twice_change_nothing(store, goal):
    rebase(store, goal)
    rebase(store, goal, Period(date(2017, 11, 6), date(2017, 11, 10)))
    assert queries.goal_state(store, goal, DAY).target == 7
    assert store.query(GoalPause).count() == 1


def test_days_off_change_nothing(store, goal):
    rebase(store, goal, Period(date(2017, 11, 4), date(2017, 11, 5)))
    assert queries.goal_state(store, goal, DAY).target == 12


def test_more_days_come_off_what_was_left(store, goal):
    """65 working days, less 22 of November, less six of December."""
    rebase(store, goal)
    rebase(store, goal, Period(date(2017, 11, 27), date(2017, 12, 8)))
    state = queries.goal_state(store, goal, DAY)
    assert (state.pauses.days, state.target) == (28, 6)  # 7 * 37 / 43 = 6.02
    assert [pause.target_before for pause in store.query(GoalPause).order_by(GoalPause.id)] == [12, 7]


def test_only_the_days_of_the_goal_are_kept(store, goal):
    rebase(store, goal, Period(date(2017, 9, 1), date(2017, 10, 31)))
    (pause,) = store.query(GoalPause)
    assert (pause.starts_on, pause.ends_on, pause.days) == (date(2017, 10, 1), date(2017, 10, 31), 22)


@pytest.mark.parametrize("name", ["sara", "omid", "leila", "nasrin", "vera"])
def test_nobody_rebases_a_goal_by_hand(store, company, goal, name):
    with pytest.raises(NotAllowed):
        rebase(store, goal, actor=company.actor(name))
    assert queries.goal_state(store, goal, DAY).target == 12


def test_a_goal_that_is_not_there_or_was_taken_back_is_not_rebased(store, company, goal):
    with pytest.raises(NotFound):
        rebase(store, 999)
    operations.withdraw_goal(store, company.actor("omid"), WithdrawGoal(goal, "The plan changed"), at=NOW)
    with pytest.raises(NotReady):
        rebase(store, goal)


def test_every_goal_of_the_person_that_has_such_days_is_rebased_and_no_other(store, company, goal):
    other = propose(store, company, "omid", own=True, target=6)
    assert operations.rebase_goals_of(store, SERVICE, company.sara, NOVEMBER, at=NOW) == (goal, other)
    assert operations.rebase_goals_of(store, SERVICE, company.sara, Period.month(2018, 3), at=NOW) == ()
    assert operations.rebase_goals_of(store, SERVICE, company.kian, NOVEMBER, at=NOW) == ()


@pytest.mark.parametrize("name", ["sara", "omid"])
def test_both_read_on_the_goals_page_how_many_days_do_not_count(app, store, company, goal, name):
    rebase(store, goal)
    store.commit()
    page = company.client(app, name).get(f"/goals/{goal}").get_data(as_text=True)
    assert "22 working days do not count." in page
    assert "2017-11-30" not in page
    today = company.client(app, name).get("/").get_data(as_text=True)
    assert "Working days that do not count: 22." in today
    assert goal_pages.goal_page(store, company.actor(name), goal, DAY).goal.target == 7
