"""Five steps and six principles, told from facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appraisal.actuals.domain import Nature
from appraisal.plans.guidance import Topic
from appraisal.plans.principles import Principle, Standing, Step, lacking_topics, lacks_of
from appraisal.plans.tree import PlanKind

DONE = Standing(
    kind=PlanKind.STRATEGIC,
    in_sums=True,
    is_root=True,
    target_given=True,
    has_statement=True,
    has_why=True,
    has_source=True,
    has_rhythm=True,
    has_reporter=True,
    topics=frozenset(Topic),
    nature=Nature.VOLUME,
    natures=frozenset({Nature.VOLUME, Nature.CUSTOMER, Nature.PROFIT}),
    is_split=True,
    splits_open=0,
    parts_not_given=0,
    reserve=None,
    leaves=3,
    without_instruction=0,
    without_own_words=0,
    reviews_past=0,
)


def lacking(**changes) -> set[str]:
    return {each.key for each in lacks_of(replace(DONE, **changes))}


def test_a_plan_with_everything_lacks_nothing():
    assert lacks_of(DONE) == ()


@pytest.mark.parametrize(
    ("changes", "key", "step", "principle"),
    [
        ({"has_statement": False}, "no_statement", Step.GOALS, Principle.CLARITY),
        ({"target_given": False}, "no_target", Step.GOALS, Principle.WHOLENESS),
        ({"has_why": False}, "no_why", Step.GOALS, Principle.MOTIVATION),
        ({"topics": ()}, "assumptions_missing", Step.GOALS, Principle.FLEXIBILITY),
        ({"is_split": False}, "not_split", Step.SPLIT, Principle.WHOLENESS),
        ({"parts_not_given": 2}, "parts_not_given", Step.SPLIT, Principle.WHOLENESS),
        ({"splits_open": 1}, "splits_open", Step.SPLIT, Principle.WHOLENESS),
        ({"has_source": False}, "no_source", Step.MEASURES, Principle.MEASURABILITY),
        ({"without_instruction": 4}, "without_instruction", Step.ACTIONS, Principle.CLARITY),
        ({"without_own_words": 4}, "without_own_words", Step.ACTIONS, Principle.CLARITY),
        ({"reviews_past": 1}, "reviews_past", Step.CONTROL, Principle.FLEXIBILITY),
        ({"has_rhythm": False}, "no_rhythm", Step.CONTROL, Principle.CONTROL),
        ({"has_reporter": False}, "no_reporter", Step.CONTROL, Principle.CONTROL),
    ],
)
def test_each_gap_is_told_in_its_step_and_under_its_principle(changes, key, step, principle):
    (found,) = lacks_of(replace(DONE, **changes))
    assert (found.key, found.step, found.principle) == (key, step, principle)


def test_volume_alone_lacks_what_a_customer_notices_and_what_is_earned():
    assert lacking(natures={Nature.VOLUME}) == {"no_customer_measure", "no_profit_measure"}
    assert lacking(natures={Nature.CUSTOMER}, nature=Nature.CUSTOMER) == set()


def test_a_supporting_plan_need_not_be_split_and_a_contingency_plan_needs_no_number():
    assert lacking(kind=PlanKind.OPERATIONAL, in_sums=False, is_split=False) == set()
    waits = {"kind": PlanKind.CONTINGENCY, "in_sums": False, "is_split": False}
    assert lacking(**waits, target_given=False, has_source=False, natures=()) == set()


def test_only_the_top_of_a_plan_is_asked_what_it_rests_on():
    assert lacking_topics(replace(DONE, topics={Topic.LEAD_PROCESS})) == (
        Topic.MARKET_ANALYSIS,
        Topic.STRATEGY_SESSION,
        Topic.COST_ESTIMATE,
    )
    assert lacking(is_root=False, topics=()) == set()
