from dataclasses import replace

import pytest

from appraisal.kernel.measures import COUNT, EUR, Amount
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.decomposition import MethodName, split_by, stated
from appraisal.plans.reconciliation import (
    Sum,
    check_split,
    leaf_totals_by_period,
    objections_to_sums,
    reconcile,
)
from appraisal.plans.tree import Axis, PlanKind, PlanNode, PlanTree

WHOLE = PlanNode(key="whole", kind=PlanKind.STRATEGIC, period=Period.year(2017), target=Amount.of(100, EUR))


def parts(*targets: int | None, axis: Axis = Axis.UNIT) -> tuple[PlanNode, ...]:
    """Parts of the whole with these targets."""
    return tuple(
        PlanNode(
            key=f"p{number}",
            kind=PlanKind.TACTICAL,
            period=Period.year(2017),
            parent_key="whole",
            axis=axis,
            part=f"p{number}",
            target=None if target is None else Amount.of(target, EUR),
        )
        for number, target in enumerate(targets)
    )


@pytest.mark.parametrize(
    ("targets", "reserve", "answer", "difference"),
    [
        ((60, 40), None, Sum.EXACT, 0),
        ((60, 40), 0, Sum.EXACT, 0),
        ((60, 39), None, Sum.REMAINDER, -1),
        ((60, 41), None, Sum.SURPLUS, 1),
        ((70, 45), 15, Sum.RESERVE, 15),
        ((70, 44), 15, Sum.REMAINDER, 14),
        ((70, 46), 15, Sum.SURPLUS, 16),
        ((60, 30), -10, Sum.RESERVE, -10),
        ((60, 40), 15, Sum.REMAINDER, 0),
        ((60, None), None, Sum.CANNOT_TELL, -40),
        ((None, None), None, Sum.CANNOT_TELL, None),
        ((100, 0), None, Sum.EXACT, 0),
    ],
)
def test_a_split_has_one_of_five_answers_and_shows_its_difference(
    targets: tuple[int | None, ...], reserve: int | None, answer: Sum, difference: int | None
) -> None:
    whole = replace(WHOLE, agreed_reserve=None if reserve is None else Amount.of(reserve, EUR))
    check = check_split(whole, parts(*targets))
    assert check.answer is answer
    assert check.difference == (None if difference is None else Amount.of(difference, EUR))


def test_a_whole_without_a_target_cannot_be_told() -> None:
    assert check_split(replace(WHOLE, target=None), parts(60, 40)).adds_up is None


def test_different_units_cannot_be_added() -> None:
    first, second = parts(60, 40)
    check = check_split(WHOLE, (first, replace(second, target=Amount.of(40, COUNT))))
    assert (check.answer, check.parts, check.difference) == (Sum.CANNOT_TELL, None, None)
    counted = replace(WHOLE, agreed_reserve=Amount.of(1, COUNT))
    assert check_split(counted, parts(60, 40)).answer is Sum.CANNOT_TELL


def test_every_split_that_does_not_add_up_is_named_with_what_is_missing() -> None:
    tree = PlanTree.of([WHOLE, *parts(60, None)])
    (found,) = objections_to_sums(tree)
    assert found.key == "parts_cannot_be_added"
    assert found.details["not_given"] == ("p1",)
    assert objections_to_sums(PlanTree.of([WHOLE, *parts(60, 39)])).keys() == {"parts_do_not_add_up"}
    assert not objections_to_sums(PlanTree.of([WHOLE, *parts(60, 40)]))


def test_a_contingency_plan_is_no_part_of_the_sum() -> None:
    outage = replace(parts(7)[0], key="outage", kind=PlanKind.CONTINGENCY)
    (check,) = reconcile(PlanTree.of([WHOLE, *parts(60, 40), outage]))
    assert check.answer is Sum.EXACT
    assert check.axis is Axis.UNIT


def test_the_companys_quarters_are_the_sum_of_its_sellers_quarters() -> None:
    third, fourth = Period.quarter(2017, 3), Period.quarter(2017, 4)
    sellers = parts(60, 40, axis=Axis.PERSON)
    quarters = [
        replace(
            seller, key=f"{seller.key}-{quarter.key}", parent_key=seller.key, period=quarter, target=target
        )
        for seller, targets in zip(sellers, ((35, 25), (30, None)), strict=True)
        for quarter, number in zip((third, fourth), targets, strict=True)
        for target in [None if number is None else Amount.of(number, EUR)]
    ]
    totals = leaf_totals_by_period(PlanTree.of([WHOLE, *sellers, *quarters]), "whole")
    assert totals == {third: Amount.of(65, EUR), fourth: None}


def test_a_hundred_thousand_leaves_add_up_to_the_last_unit() -> None:
    weights = {f"seller-{number:06}": number % 997 + 1 for number in range(100_000)}
    whole = Amount.of(1_234_567_891, EUR)
    split = split_by(whole, weights, stated(MethodName.WEIGHTED))
    assert not isinstance(split, Objections)
    root = replace(WHOLE, target=whole)
    leaves = [
        PlanNode(
            part.key, PlanKind.OPERATIONAL, root.period, root.key, Axis.PERSON, part.key, target=part.amount
        )
        for part in split.parts
    ]
    (check,) = reconcile(PlanTree.of([root, *leaves]))
    assert check.answer is Sum.EXACT
