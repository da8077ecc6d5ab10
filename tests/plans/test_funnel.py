from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.kernel.measures import EUR, Amount
from appraisal.kernel.objections import Objections
from appraisal.plans.capacity import PersonDays
from appraisal.plans.funnel import (
    Funnel,
    Stage,
    Step,
    budget,
    funnel_from_deals,
    funnel_from_revenue,
    pace,
    revenue_of,
)

STEPS = (Step("meetings", Decimal("0.2")), Step("leads", Decimal("0.1")))
RATES = st.fractions(Fraction(1, 50), 1, max_denominator=50)


def test_the_funnel_runs_from_revenue_back_to_leads() -> None:
    funnel = funnel_from_revenue(Amount.of(1_000_000, EUR), 100_000, STEPS)
    assert isinstance(funnel, Funnel)
    assert [(stage.name, stage.whole) for stage in funnel.stages] == [
        ("deals", 10),
        ("meetings", 50),
        ("leads", 500),
    ]
    assert funnel.first_activity.name == "leads"
    assert funnel.method.as_plain()["inputs"]["conversions"] == {"meetings": "1/5", "leads": "1/10"}


def test_fractions_are_kept_inside_and_whole_units_rounded_up() -> None:
    funnel = funnel_from_deals(
        Decimal("1.5"), (Step("meetings", Decimal("0.5")), Step("calls", Decimal("0.4")))
    )
    assert isinstance(funnel, Funnel)
    assert (funnel.stages[0].whole, funnel.stage("meetings").whole) == (2, 3)
    assert (funnel.stage("calls").exact, funnel.stage("calls").whole) == (Fraction(15, 2), 8)


@pytest.mark.parametrize(
    ("conversion", "reason"),
    [
        (None, "conversion_not_given"),
        (0, "conversion_zero"),
        (Decimal("-0.1"), "conversion_negative"),
        (Decimal("1.01"), "conversion_above_one"),
    ],
)
def test_an_impossible_conversion_is_refused_and_never_divided_by(
    conversion: Decimal | None, reason: str
) -> None:
    refused = funnel_from_deals(10, (Step("meetings", conversion),))
    assert isinstance(refused, Objections)
    assert [(one.key, one.details["step"]) for one in refused] == [(reason, "meetings")]


def test_a_conversion_of_exactly_one_is_possible() -> None:
    funnel = funnel_from_deals(10, (Step("offers", 1),))
    assert isinstance(funnel, Funnel)
    assert funnel.stage("offers").whole == 10


@pytest.mark.parametrize("target", [0, -5])
def test_a_target_of_zero_or_less_is_refused(target: int) -> None:
    for refused in (
        funnel_from_deals(target, STEPS),
        funnel_from_revenue(Amount.of(target, EUR), 100, STEPS),
    ):
        assert isinstance(refused, Objections)
        assert refused.keys() == {"target_not_positive"}


def test_everything_against_a_funnel_is_said_at_once() -> None:
    steps = (Step("meetings", 0), Step("meetings", 2), Step("deals", None))
    refused = funnel_from_revenue(None, 0, steps)
    assert isinstance(refused, Objections)
    assert [one.key for one in refused] == [
        "target_not_given",
        "average_check_not_positive",
        "conversion_zero",
        "conversion_above_one",
        "step_given_twice",
        "conversion_not_given",
        "step_given_twice",
    ]
    without_check = funnel_from_revenue(Amount.of(1, EUR), None, ())
    assert isinstance(without_check, Objections)
    assert without_check.keys() == {"average_check_not_given"}


def test_the_need_is_shared_by_effective_days_and_paced_by_own_days() -> None:
    people = {
        "sara": PersonDays(20),
        "omid": PersonDays(20, part_time=Decimal("0.5")),
        "new": PersonDays(20, ramp=Decimal("0.5")),
        "unknown": PersonDays(None),
        "away": PersonDays(20, leave_days=20),
    }
    paces = pace(Stage("calls", Fraction(400)), people)
    assert not isinstance(paces, Objections)
    assert [(one.whole, one.whole_per_day) for one in paces.values()] == [
        (200, 10),
        (100, 10),
        (100, 5),
        (None, None),
        (0, None),
    ]


def test_a_need_without_anybody_to_meet_it_is_refused() -> None:
    for people in ({}, {"away": PersonDays(5, leave_days=5)}, {"unknown": PersonDays(None)}):
        refused = pace(Stage("calls", Fraction(1)), people)
        assert isinstance(refused, Objections)
        assert refused.keys() == {"no_days_to_work"}
    broken = pace(Stage("calls", Fraction(1)), {"sara": PersonDays(5, leave_days=6)})
    assert isinstance(broken, Objections)
    assert broken.keys() == {"leave_longer_than_period"}


def test_nothing_is_shared_among_nobody() -> None:
    assert Stage("calls", Fraction(10)).per(0) is None


def test_leads_cost_by_whole_leads() -> None:
    assert budget(Stage("leads", Fraction(1, 2)), Amount.of(2000, EUR)) == Amount.of(2000, EUR)


@given(st.integers(1, 10**9), st.integers(1, 10**6), st.lists(RATES, max_size=6))
def test_forwards_again_the_funnel_brings_the_revenue_it_came_from(
    revenue: int, check: int, rates: list[Fraction]
) -> None:
    steps = [Step(f"s{number}", rate) for number, rate in enumerate(rates)]
    funnel = funnel_from_revenue(Amount.of(revenue, EUR), check, steps)
    assert isinstance(funnel, Funnel)
    assert revenue_of(funnel.first_activity.exact, rates, check) == revenue
    needs = [stage.exact for stage in funnel.stages]
    assert needs == sorted(needs)
