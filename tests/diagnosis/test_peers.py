"""Who worked in the same conditions, and what share of them is behind."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.diagnosis.peers import (
    NOBODY,
    Conditions,
    GroupSum,
    PeerLimits,
    Stretch,
    in_ramp,
    in_same_conditions,
    one_beside,
    same_days,
    share_beside,
)

LIMITS = PeerLimits(overlap_from=0.8, ramp_upto=60, needed=4)
QUARTER = Stretch("revenue_won", date(2017, 10, 1), date(2017, 12, 31))
DAY = date(2017, 12, 29)
SARA = Conditions("sales_seller", 7, QUARTER, date(2015, 3, 1))
MET = Decimal("0.95")
Others = list[tuple[int, Conditions, Decimal]]


def share_behind(own: Conditions, others: Others) -> float | None:
    return share_beside(NOBODY, together(own, others), LIMITS.needed)


def together(own: Conditions, others: Others) -> GroupSum:
    """Each person with all goals of theirs, one after the other."""
    goals: dict[int, list[tuple[Conditions, Decimal]]] = {}
    for person, conditions, pace in others:
        goals.setdefault(person, []).append((conditions, pace))
    return sum((one_beside(own, each, MET, LIMITS, DAY) for each in goals.values()), NOBODY)


def begun(days_later: int) -> Stretch:
    return replace(QUARTER, starts_on=QUARTER.starts_on + timedelta(days=days_later))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (SARA, True),
        (replace(SARA, family="sales_manager"), False),
        (replace(SARA, part=8), False),
        (replace(SARA, agreed=replace(QUARTER, measure="deals_won")), False),
        (replace(SARA, hired_on=date(2017, 10, 1)), True),
        (replace(SARA, hired_on=date(2017, 10, 2)), False),
        (replace(SARA, left_on=date(2017, 12, 29)), True),
        (replace(SARA, left_on=date(2017, 12, 28)), False),
        (replace(SARA, hired_on=None), False),
    ],
)
def test_one_difference_sets_two_people_apart(other: Conditions, same: bool) -> None:
    assert in_same_conditions(SARA, other, LIMITS, DAY) is same


@pytest.mark.parametrize(("days_later", "same"), [(0, True), (18, True), (19, False)])
def test_goals_share_their_days_up_to_the_edge_of_the_share(days_later: int, same: bool) -> None:
    assert QUARTER.days == 92
    assert same_days(QUARTER, begun(days_later), LIMITS) is same  # 74 of 92 days are four fifths, 73 are not


def test_a_quarter_beside_a_year_is_not_the_same_although_every_day_of_it_is_shared() -> None:
    year = Stretch("revenue_won", date(2017, 1, 1), date(2017, 12, 31))
    assert not same_days(QUARTER, year, LIMITS)


def test_where_nobody_knows_since_when_either_is_here_nothing_tells_them_apart() -> None:
    unknown = replace(SARA, hired_on=None)
    assert in_same_conditions(unknown, unknown, LIMITS, DAY)


@pytest.mark.parametrize(("days_ago", "ramp"), [(60, True), (61, False)])
def test_the_ramp_ends_with_its_last_day(days_ago: int, ramp: bool) -> None:
    assert in_ramp(DAY - timedelta(days=days_ago), DAY, LIMITS) is ramp


def test_somebody_new_stands_beside_new_people_and_not_beside_proven_ones() -> None:
    late = Stretch("revenue_won", date(2017, 11, 15), date(2018, 2, 14))
    new = Conditions("sales_seller", 7, late, date(2017, 11, 10))
    proven = replace(new, hired_on=date(2015, 3, 1))
    assert in_same_conditions(new, new, LIMITS, DAY)
    assert not in_same_conditions(new, proven, LIMITS, DAY)
    assert not in_same_conditions(proven, new, LIMITS, DAY)


def paces(*values: str) -> Others:
    return [(person, SARA, Decimal(value)) for person, value in enumerate(values, 1)]


def test_the_share_is_of_the_others_who_are_behind_and_the_edge_is_met() -> None:
    assert share_behind(SARA, paces("0.5", "0.9499", "0.95", "1.2")) == 0.5


def test_a_group_of_three_is_too_small_to_speak_of() -> None:
    assert share_behind(SARA, paces("0.5", "0.5", "0.5")) is None


def test_people_in_other_conditions_do_not_make_a_group_large_enough() -> None:
    elsewhere = [(9, replace(SARA, part=8), Decimal("0.5"))]
    assert share_behind(SARA, [*paces("0.5", "0.5", "0.5"), *elsewhere]) is None


def test_somebody_with_two_such_goals_is_one_person_and_behind_with_either() -> None:
    twice = [*paces("1", "1", "1", "1"), (4, SARA, Decimal("0.5"))]
    assert share_behind(SARA, twice) == 0.25
    assert share_behind(SARA, [*paces("1", "1", "1"), (3, SARA, Decimal("0.5"))]) is None


def test_the_one_who_is_looked_at_is_left_out_of_the_group_and_of_those_behind() -> None:
    everybody = together(SARA, paces("0.5", "0.5", "1", "1", "1"))
    sara = together(SARA, paces("0.5"))
    assert (everybody, share_beside(sara, everybody, LIMITS.needed)) == (GroupSum(5, 2), 0.25)
    assert share_beside(sara, GroupSum(4, 2), LIMITS.needed) is None


PEOPLE = st.builds(
    Conditions,
    st.sampled_from(["sales_seller", "support"]),
    st.sampled_from([7, 8]),
    st.builds(
        lambda first, length: Stretch("revenue_won", first, first + timedelta(days=length)),
        st.dates(date(2017, 9, 1), date(2017, 12, 1)),
        st.integers(0, 120),
    ),
    st.none() | st.dates(date(2017, 8, 1), date(2017, 12, 1)),
    st.none() | st.dates(date(2017, 12, 1), date(2018, 2, 1)),
)


@given(
    own=PEOPLE, others=st.lists(st.tuples(st.integers(1, 9), PEOPLE, st.just(Decimal("0.5"))), max_size=12)
)
def test_nobody_of_another_kind_of_work_or_day_ever_counts(own: Conditions, others: Others) -> None:
    same = {key for key, each, _ in others if in_same_conditions(own, each, LIMITS, DAY)}
    for _key, each, _pace in others:
        if in_same_conditions(own, each, LIMITS, DAY):
            assert (each.family, each.part) == (own.family, own.part)
            assert in_same_conditions(replace(own, left_on=None), each, LIMITS, DAY)
    share = share_behind(own, others)
    assert share == (1.0 if len(same) >= LIMITS.needed else None)


@given(one=PEOPLE, other=PEOPLE)
def test_days_are_shared_both_ways_or_not_at_all(one: Conditions, other: Conditions) -> None:
    assert same_days(one.agreed, other.agreed, LIMITS) == same_days(other.agreed, one.agreed, LIMITS)
