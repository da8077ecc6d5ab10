"""The split wizard as a pure decision: what was chosen and typed, made parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from appraisal.kernel.measures import EUR, Amount
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.decomposition import MethodName, Split
from appraisal.plans.domain import PartWish, SplitChoice
from appraisal.plans.ratchet import raised_by_surplus_alone
from appraisal.plans.tree import Axis
from appraisal.plans.wizard import methods_for, split_of

FIRST, LAST, REVIEW = date(2018, 1, 1), date(2018, 12, 31), date(2019, 1, 15)
PRODUCTS = tuple(PartWish(f"product:{name}", name, FIRST, LAST, part=name) for name in ("GTX", "MG"))
CHOICE = SplitChoice(Axis.PRODUCT, MethodName.EVEN, source="CRM, 2017", review_on=REVIEW)


def euros(value: int | str) -> Amount:
    return Amount.of(value, EUR)


def typed(column: str, **values: int | None) -> dict[str, dict[str, Decimal | None]]:
    return {
        f"product:{name}": {column: None if value is None else Decimal(value)}
        for name, value in values.items()
    }


def answer(whole: int | None = 1000, parts=PRODUCTS, **changes) -> Split | Objections:
    return split_of(None if whole is None else euros(whole), replace(CHOICE, **changes), parts)


def amounts(split: Split | Objections) -> list[int | None]:
    assert isinstance(split, Split), split
    return [None if part.amount is None else int(part.amount.value) for part in split.parts]


def test_a_reserve_is_given_out_above_the_whole_and_shown_as_the_difference():
    split = answer(coverage=Decimal("1.15"))
    assert amounts(split) == [575, 575]
    assert isinstance(split, Split)
    assert split.difference == euros(150)
    assert split.method.inputs["coverage"] == Decimal("1.15")


def test_a_coverage_below_the_whole_is_refused():
    split = answer(coverage=Decimal("0.9"))
    assert isinstance(split, Objections)
    assert split.keys() == {"coverage_below_one"}


def test_growth_is_added_up_and_the_remainder_shows():
    grown = {"market": Decimal("0.12"), "capacity": Decimal("0.2")}
    split = answer(method=MethodName.GROWTH, typed=typed("result", GTX=500, MG=None), growth=grown)
    assert amounts(split) == [660, None]
    assert isinstance(split, Split)
    assert split.difference == euros(-340)


def test_growth_without_a_word_about_market_and_capacity_is_refused():
    split = answer(method=MethodName.GROWTH, typed=typed("result", GTX=500, MG=1))
    assert isinstance(split, Objections)
    assert split.keys() == {"no_growth"}


def test_zero_and_empty_are_never_mixed_in_any_method_that_asks_for_results():
    for method in (MethodName.HISTORY, MethodName.GROWTH):
        grown = {"market": Decimal(0)}
        assert amounts(answer(method=method, typed=typed("result", GTX=5, MG=0), growth=grown))[1] == 0
        assert amounts(answer(method=method, typed=typed("result", GTX=5, MG=None), growth=grown))[1] is None


def test_the_increase_goes_by_potential_and_each_part_keeps_what_it_had():
    both = {
        "product:GTX": {"result": Decimal(400), "potential": Decimal(3)},
        "product:MG": {"result": Decimal(200), "potential": Decimal(1)},
    }
    assert amounts(answer(method=MethodName.INCREASE_BY_POTENTIAL, typed=both)) == [700, 300]


def test_a_season_is_for_time_and_days_to_work_are_for_people_and_time():
    assert MethodName.SEASONAL_INDEX in methods_for(Axis.PERIOD)
    assert MethodName.SEASONAL_INDEX not in methods_for(Axis.PRODUCT)
    assert MethodName.CAPACITY not in methods_for(Axis.UNIT)
    refused = answer(method=MethodName.CAPACITY)
    assert isinstance(refused, Objections)
    assert refused.keys() == {"method_does_not_fit"}


def test_whoever_joins_on_the_way_is_given_the_days_since_then_and_nothing_for_the_ramp_twice():
    here = PartWish("person:1", "Sara", FIRST, LAST, hired_on=date(2015, 1, 1))
    joined = PartWish("person:2", "Kian", FIRST, LAST, hired_on=date(2018, 7, 2))
    days = [Period(FIRST, LAST).working_days(), Period(date(2018, 7, 2), LAST).working_days()]
    split = answer(sum(days), (here, joined), axis=Axis.PERSON, method=MethodName.CAPACITY)
    assert amounts(split) == days


def test_who_left_before_the_first_day_has_no_days_and_part_time_and_leave_count():
    gone = PartWish("person:1", "Sara", FIRST, LAST, left_on=date(2017, 12, 1))
    half = PartWish("person:2", "Kian", date(2018, 1, 1), date(2018, 1, 31))
    numbers = {"person:2": {"part_time": Decimal(50), "leave_days": Decimal(3), "ramp": Decimal(100)}}
    split = answer(10, (gone, half), axis=Axis.PERSON, method=MethodName.CAPACITY, typed=numbers)
    assert amounts(split) == [0, 10]


def test_a_ramp_above_everything_is_refused_with_the_person():
    one = PartWish("person:2", "Kian", FIRST, LAST)
    numbers = {"person:2": {"ramp": Decimal(130)}}
    split = answer(10, (one,), axis=Axis.PERSON, method=MethodName.CAPACITY, typed=numbers)
    assert isinstance(split, Objections)
    assert split.keys() == {"ramp_not_a_share"}


def test_nothing_given_is_refused_with_every_reason_at_once():
    refused = answer(None, (), method=MethodName.SEASONAL_INDEX, source=" ", review_on=None)
    assert isinstance(refused, Objections)
    assert refused.keys() == {
        "target_not_given",
        "no_parts",
        "no_review_date",
        "no_source_of_numbers",
        "method_does_not_fit",
    }


def test_a_surplus_of_last_year_alone_does_not_raise_the_next_goal_unsaid():
    results = {"product:GTX": Decimal(130), "product:MG": Decimal(100)}
    before = {"product:GTX": Decimal(100), "product:MG": Decimal(100)}
    same_whole = answer(200, method=MethodName.HISTORY, typed=typed("result", GTX=130, MG=100))
    assert isinstance(same_whole, Split)
    assert raised_by_surplus_alone(same_whole, results, before) == ("product:GTX",)


def test_a_goal_that_the_whole_raises_anyway_is_no_ratchet():
    results = {"product:GTX": Decimal(130), "product:MG": Decimal(100)}
    before = {"product:GTX": Decimal(100), "product:MG": Decimal(100)}
    split = answer(400, method=MethodName.HISTORY, typed=typed("result", GTX=130, MG=100))
    assert isinstance(split, Split)
    assert raised_by_surplus_alone(split, results, before) == ()


def test_without_last_years_goal_nobody_can_tell():
    split = answer(200, method=MethodName.HISTORY, typed=typed("result", GTX=130, MG=100))
    assert isinstance(split, Split)
    assert raised_by_surplus_alone(split, {"product:GTX": Decimal(130)}, {}) == ()


@given(
    whole=some.integers(1, 10**9),
    weights=some.lists(some.integers(0, 10**6), min_size=2, max_size=2).filter(any),
    percent=some.integers(100, 200),
)
def test_with_any_reserve_the_parts_come_to_the_pool_to_the_last_unit(whole, weights, percent):
    numbers = typed("weight", GTX=weights[0], MG=weights[1])
    split = answer(whole, method=MethodName.WEIGHTED, typed=numbers, coverage=Decimal(percent) / 100)
    assert isinstance(split, Split)
    assert split.given == euros(whole).times(Decimal(percent) / 100)
