from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from appraisal.kernel.measures import EUR, Amount
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.capacity import (
    DayRates,
    PersonDays,
    Possible,
    by_capacity,
    effective_sellers,
    possible_in_days,
    ramp_share,
)
from appraisal.plans.decomposition import Split

HALF = Decimal("0.5")


def test_leave_of_10_of_21_days_leaves_11() -> None:
    assert PersonDays(21, leave_days=10).effective_days == 11


def test_part_time_of_half_halves_the_days() -> None:
    assert PersonDays(21, part_time=HALF).effective_days == Fraction(21, 2)
    assert PersonDays(21, leave_days=10, part_time=HALF).effective_days == Fraction(11, 2)


def test_a_ramp_lowers_what_is_expected_and_not_the_days() -> None:
    days = PersonDays(20, ramp=HALF)
    assert (days.days_to_work, days.effective_days) == (20, 10)


@pytest.mark.parametrize("unknown", ["working_days", "leave_days", "part_time", "ramp"])
def test_one_unknown_fact_makes_the_capacity_unknown(unknown: str) -> None:
    assert PersonDays(**({"working_days": 21} | {unknown: None})).effective_days is None


def test_a_goal_follows_the_days_and_stays_open_where_they_are_not_known() -> None:
    split = by_capacity(
        Amount.of(4300, EUR),
        {
            "sara": PersonDays(21),
            "omid": PersonDays(21, leave_days=10),
            "leila": PersonDays(22, part_time=HALF),
            "away": PersonDays(21, leave_days=21),
            "unknown": PersonDays(None),
        },
    )
    assert isinstance(split, Split)
    assert {key: one and one.steps for key, one in split.amounts().items()} == {
        "sara": 2100,
        "omid": 1100,
        "leila": 1100,
        "away": 0,
        "unknown": None,
    }


def test_everything_against_the_days_of_all_is_said_at_once() -> None:
    refused = by_capacity(
        None,
        {
            "sara": PersonDays(20, leave_days=21, part_time=2),
            "omid": PersonDays(-1, leave_days=-2, ramp=Decimal("1.1")),
        },
    )
    assert isinstance(refused, Objections)
    assert [(one.key, one.details.get("person")) for one in refused] == [
        ("target_not_given", None),
        ("leave_longer_than_period", "sara"),
        ("part_time_not_a_share", "sara"),
        ("working_days_negative", "omid"),
        ("leave_negative", "omid"),
        ("ramp_not_a_share", "omid"),
    ]


def test_when_all_are_away_there_is_nothing_to_share_by() -> None:
    refused = by_capacity(Amount.of(1, EUR), {"sara": PersonDays(5, leave_days=5)})
    assert isinstance(refused, Objections)
    assert refused.keys() == {"nothing_to_share_by"}


def test_a_newcomer_ramps_month_by_month() -> None:
    quarter = Period.quarter(2018, 2)
    steps = (Decimal("0.25"), HALF)
    assert (
        ramp_share(date(2018, 4, 1), quarter, steps) == (30 * Fraction(1, 4) + 31 * Fraction(1, 2) + 30) / 91
    )
    assert ramp_share(date(2017, 1, 1), quarter, steps) == 1
    assert ramp_share(date(2018, 7, 1), quarter, steps) == 0


def test_the_month_of_hiring_counts_from_the_day() -> None:
    assert ramp_share(date(2018, 4, 16), Period.month(2018, 4), (HALF,)) == Fraction(1, 4)


def test_two_ramping_sellers_at_half_are_one() -> None:
    assert effective_sellers(8, 2, HALF) == 9


def test_what_is_possible_comes_from_days_and_rates() -> None:
    rates = DayRates(3, HALF, Decimal("0.2"), 10_000, lumpiness=Decimal("0.2"))
    possible = possible_in_days(PersonDays(21, leave_days=1), rates, EUR)
    assert isinstance(possible, Possible)
    assert possible.amount == Amount.of(48_000, EUR)
    unknown = possible_in_days(PersonDays(None), rates, EUR)
    assert isinstance(unknown, Possible)
    assert unknown.amount is None


def test_everything_against_the_rates_is_said_at_once() -> None:
    refused = possible_in_days(PersonDays(1, leave_days=2), DayRates(-1, 2, -1, -1, lumpiness=2), EUR)
    assert isinstance(refused, Objections)
    assert len(refused.keys()) == 6
