"""What a goal says of itself, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from appraisal.actuals.domain import ReadingFacts
from appraisal.goals import sense
from appraisal.goals.domain import ProposeGoal
from appraisal.goals.sense import Typed, Yeses
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.periods import Period

QUARTER = Period.quarter(2017, 4)
DAY = date(2017, 12, 29)


def _typed(**changed) -> Typed:
    known = {
        "statement": "Win twelve deals",
        "why": "Twelve customers get their answer",
        "measure": "deals_won",
        "target": Decimal(12),
        "direction": "higher",
        "starts_on": QUARTER.starts_on,
        "ends_on": QUARTER.ends_on,
        "plan_node": None,
    }
    return Typed(**{**known, **changed})


def _months(values: dict[int, int]) -> list[ReadingFacts]:
    return [
        ReadingFacts(month.starts_on, month.ends_on, Decimal(value), "crm")
        for number, value in values.items()
        for month in (Period.month(2017, number),)
    ]


def test_a_goal_that_is_not_finished_or_runs_backwards_says_nothing():
    wish = ProposeGoal(EmployeeKey(1), "Win", "deals_won", Decimal(1), DAY, date(2017, 12, 1))
    assert Typed.proposed(wish) is None
    assert Typed.proposed(ProposeGoal(EmployeeKey(1), "Win", "deals_won", None, DAY, DAY)) is None


def test_the_pace_is_held_against_the_best_month_of_the_own_past():
    facts = sense.typed_facts(_typed(target=Decimal(92)), None, _months({7: 31, 8: 62, 9: 0}))
    assert facts["target_of_best"] == 0.5


@pytest.mark.parametrize(
    ("changed", "before"), [({}, {}), ({}, {7: 0}), ({"direction": "lower"}, {7: 31})], ids=str
)
def test_where_nothing_was_measured_or_less_is_better_the_pace_is_not_known(changed, before):
    assert sense.typed_facts(_typed(**changed), None, _months(before))["target_of_best"] is None


@pytest.mark.parametrize(("share", "ratio"), [(12, 1), (10, 1.2), (None, None), (0, None)])
def test_a_goal_is_held_against_its_share_of_the_plan(share, ratio):
    given = None if share is None else Decimal(share)
    assert sense.typed_facts(_typed(), given, ())["target_of_share"] == ratio


def test_a_reason_that_repeats_the_goal_is_known_by_its_words_alone():
    assert sense.repeats("win  TWELVE deals!", "Win twelve deals")
    assert not sense.repeats("Twelve customers", "Win twelve deals")
    assert not sense.repeats("", "")


def _running(**changed) -> dict:
    known = {
        "goal": _typed(),
        "yes": Yeses(None, None, "", False),
        "items_due": (),
        "last_reading_on": None,
        "day": DAY,
    }
    return sense.running_facts(**{**known, **changed})


def test_a_goal_is_agreed_on_the_day_of_the_later_yes():
    early, late = (datetime(2017, 10, day, 9, tzinfo=UTC) for day in (3, 21))
    agreed = _running(yes=Yeses(late, early, "I win twelve", False))
    assert (agreed["is_agreed"], agreed["agreed_after_days"]) == (True, 20)
    half = _running(yes=Yeses(late, None, "I win twelve", False))
    assert (half["is_agreed"], half["agreed_after_days"]) == (False, None)


def test_own_words_are_looked_at_only_where_somebody_else_proposed():
    at = datetime(2017, 10, 3, 9, tzinfo=UTC)
    assert _running(yes=Yeses(at, None, "Win twelve deals.", False))["own_words_repeat_statement"] is True
    assert _running(yes=Yeses(at, None, "Win twelve deals", True))["own_words_repeat_statement"] is None
    assert _running(yes=Yeses(None, at, "", False))["own_words_repeat_statement"] is None


def test_steps_count_when_they_fall_into_the_goals_days():
    due = [QUARTER.starts_on, QUARTER.ends_on, date(2018, 1, 1)]
    assert _running(items_due=due)["steps_in_period"] == 2


def test_what_is_over_is_not_waited_for():
    after = _running(day=date(2018, 1, 1))
    assert (after["days_into_period"], after["days_since_measured"]) == (None, None)
    assert _running(last_reading_on=date(2017, 11, 29))["days_since_measured"] == 30
    assert _running()["days_since_measured"] == 89


def test_goals_together_are_counted_by_what_they_speak_about():
    facts = sense.together_facts(
        ["deals_won", "deals_engaged", "margin_won", "practice_done"],
        ["plan_share", "plan_share", "plan_share", "improvement"],
        {1, 2},
        [1, 3],
        date(2017, 12, 1),
        DAY,
    )
    assert facts == {
        "goals_running": 4,
        "volume_goals": 2,
        "customer_goals": 0,
        "profit_goals": 1,
        "practice_goals": 1,
        "activity_goals": 2,
        "improvement_goals": 1,
        "shares_without_goal": 1,
        "days_in_post": 28,
    }


def test_every_fact_that_is_given_is_announced():
    typed = sense.typed_facts(_typed(), None, ())
    together = sense.together_facts([], [], (), (), None, DAY)
    assert {*typed, *_running(), *together} == sense.GIVEN
