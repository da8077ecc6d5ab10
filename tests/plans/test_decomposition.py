import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.kernel.measures import EUR, Amount
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.decomposition import (
    Method,
    MethodName,
    Split,
    allocate,
    allocate_nested,
    as_whole_numbers,
    plain,
    split_by,
    stated,
)

WEIGHTED = stated(MethodName.WEIGHTED)
NUMBERS = st.one_of(
    st.integers(0, 10**9),
    st.decimals(0, 10**6, places=3),
    st.fractions(0, 1000, max_denominator=97),
)
WEIGHTS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4), st.one_of(st.none(), NUMBERS), max_size=30
)


def split_of(amount: int, weights: dict) -> Split:
    """A split that must not be refused."""
    split = split_by(Amount.of(amount, EUR), weights, WEIGHTED)
    assert isinstance(split, Split), split
    return split


def test_a_unit_that_does_not_divide_goes_to_the_largest_remainder() -> None:
    assert allocate(100, {"a": 1, "b": 2, "c": 3}) == {"a": 17, "b": 33, "c": 50}


def test_equal_remainders_go_to_the_earlier_key() -> None:
    assert allocate(10, {"c": 1, "b": 1, "a": 1}) == {"c": 3, "b": 3, "a": 4}


def test_zero_differs_from_not_given() -> None:
    assert split_of(10, {"sara": 1, "omid": 0, "leila": None}).amounts() == {
        "sara": Amount.of(10, EUR),
        "omid": Amount.zero(EUR),
        "leila": None,
    }


def test_a_target_of_zero_is_shared_as_zeros() -> None:
    assert allocate(0, {"a": 0, "b": None}) == {"a": 0, "b": None}
    assert split_of(0, {"a": 0, "b": None}).difference == Amount.zero(EUR)


@pytest.mark.parametrize(
    ("whole", "weights", "reasons"),
    [
        (None, {}, {"target_not_given", "no_parts"}),
        (
            Amount.of("-1.5", EUR),
            {"a": None},
            {"target_negative", "target_not_whole", "no_part_has_a_weight"},
        ),
        (Amount.of(5, EUR), {"a": 0, "b": None}, {"nothing_to_share_by"}),
        (Amount.of(5, EUR), {"a": -1, "b": 2}, {"weight_negative"}),
    ],
)
def test_everything_against_a_split_is_said_at_once(
    whole: Amount | None, weights: dict, reasons: set[str]
) -> None:
    refused = split_by(whole, weights, WEIGHTED)
    assert isinstance(refused, Objections)
    assert refused.keys() == reasons


def test_a_float_weight_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="not exact"):
        split_by(Amount.of(5, EUR), {"a": 0.5}, WEIGHTED)  # type: ignore[dict-item]  # the mistake under test


def test_nothing_can_be_shared_by_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to share by"):
        allocate(1, {"a": 0})


def test_a_negative_whole_mirrors_the_positive_one() -> None:
    assert allocate(-100, {"a": 1, "b": 2, "c": 0}) == {"a": -33, "b": -67, "c": 0}


def test_a_split_says_how_each_part_came_about() -> None:
    split = split_of(100, {"a": Decimal("0.5"), "b": Decimal("1.5"), "c": None})
    assert split.share_of("a") == Fraction(1, 4)
    assert split.share_of("c") is None
    assert split.method.name is MethodName.WEIGHTED
    assert [part.weight for part in split.parts] == [Decimal("0.5"), Decimal("1.5"), None]


def test_a_stated_method_is_kept_as_plain_data() -> None:
    method = Method(
        MethodName.GROWTH,
        {
            "on": date(2017, 7, 1),
            "third": Fraction(1, 3),
            "of": Amount.of(5, EUR),
            "over": Period.quarter(2017, 3),
        },
    )
    kept = json.loads(json.dumps(method.as_plain()))
    assert kept["name"] == "growth"
    assert kept["inputs"]["third"] == "1/3"
    assert kept["inputs"]["of"]["value"] == "5"
    assert kept["inputs"]["of"]["unit"]["kind"] == "money"
    assert kept["inputs"]["over"] == {"starts_on": "2017-07-01", "ends_on": "2017-09-30"}
    assert plain({"a": (1, None, True)}) == {"a": [1, None, True]}


def test_offices_teams_and_sellers_each_add_up() -> None:
    shared = allocate_nested(
        1000,
        {
            ("Central", "Dustin", "Anna"): 3,
            ("Central", "Dustin", "Cecily"): 4,
            ("Central", "Melvin", "Darcel"): 6,
            ("East", "Rocco", "Cassey"): None,
            ("West", "Summer", "Vicki"): 0,
            ("West", "Summer", "Elease"): 1,
        },
    )
    assert shared[()] == 1000
    assert (shared[("Central",)], shared[("West",)], shared[("East",)]) == (929, 71, None)
    assert (shared[("Central", "Dustin")], shared[("Central", "Melvin")]) == (500, 429)
    assert (shared[("Central", "Dustin", "Anna")], shared[("Central", "Dustin", "Cecily")]) == (214, 286)
    assert shared[("East", "Rocco", "Cassey")] is None
    assert shared[("West", "Summer", "Vicki")] == 0


def test_denominators_without_a_common_multiple_stay_affordable() -> None:
    weights = [Fraction(1, number) for number in range(1, 2000)]
    numbers = as_whole_numbers(weights)
    assert max(number.bit_length() for number in numbers) < 200
    assert all(
        abs(Fraction(one, numbers[0]) - weight) < Fraction(1, 10**30)
        for one, weight in zip(numbers, weights, strict=True)
    )


@given(st.integers(0, 10**12), WEIGHTS)
def test_the_parts_always_add_up_and_each_is_within_one_unit_of_its_share(steps: int, weights: dict) -> None:
    split = split_by(Amount.of(steps, EUR), weights, WEIGHTED)
    given = [Fraction(one) for one in weights.values() if one is not None]
    if isinstance(split, Objections):
        assert not given or (steps and not any(given))
        return
    assert split.given == split.whole
    for part in split.parts:
        assert (part.amount is None) == (weights[part.key] is None)
        if part.amount is not None and any(given):
            share = steps * Fraction(weights[part.key]) / sum(given)
            assert floor(share) <= part.amount.steps <= floor(share) + (share != floor(share))


@given(st.integers(0, 10**9), WEIGHTS, st.randoms())
def test_the_order_of_the_parts_does_not_matter(steps: int, weights: dict, chance) -> None:
    if not any(weights.values()):
        return
    shuffled = list(weights.items())
    chance.shuffle(shuffled)
    assert allocate(steps, weights) == allocate(steps, dict(shuffled))


@given(
    st.integers(0, 10**9),
    st.dictionaries(
        st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"), st.sampled_from("1234")),
        st.one_of(st.none(), NUMBERS),
        min_size=1,
    ),
)
def test_every_group_of_a_nested_split_adds_up(steps: int, leaves: dict) -> None:
    if not any(leaves.values()):
        return
    shared = allocate_nested(steps, leaves)
    for path, amount in shared.items():
        below = [
            one for other, one in shared.items() if len(other) == len(path) + 1 and other[: len(path)] == path
        ]
        given = [one for one in below if one is not None]
        assert not below or (sum(given) == amount if given else amount is None)
