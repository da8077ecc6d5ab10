from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.kernel.measures import EUR, USD, Amount, Rounding
from appraisal.kernel.objections import Objections
from appraisal.plans.bottom_up import keep_and_spread
from appraisal.plans.decomposition import MethodName, Split
from appraisal.plans.methods import (
    Grown,
    annualised,
    by_history,
    even,
    fair_share,
    growth,
    increase_by_potential,
    weighted,
)


def euros(value: int | None) -> Amount | None:
    """Whole euros, or not given."""
    return None if value is None else Amount.of(value, EUR)


def steps_of(split: Split | Objections) -> dict[str, int | None]:
    """The parts as whole numbers; the split must not be refused."""
    assert isinstance(split, Split), split
    return {part.key: None if part.amount is None else part.amount.steps for part in split.parts}


def reasons_of(split: object) -> frozenset[str]:
    """Why it was refused."""
    assert isinstance(split, Objections), split
    return split.keys()


def test_even_parts_differ_by_one_unit_at_most() -> None:
    assert steps_of(even(euros(100), ["q1", "q2", "q3"])) == {"q1": 34, "q2": 33, "q3": 33}


def test_a_part_named_twice_is_refused() -> None:
    assert reasons_of(even(None, ["q1", "q1"])) == {"target_not_given", "part_given_twice"}


def test_no_parts_are_refused() -> None:
    assert reasons_of(even(euros(1), [])) == {"no_parts"}


def test_history_shares_the_plan_and_says_nothing_of_a_newcomer() -> None:
    split = by_history(euros(900), {"sara": 200, "omid": 100, "new": None}, source="crm")
    assert steps_of(split) == {"sara": 600, "omid": 300, "new": None}
    assert isinstance(split, Split)
    assert split.method.as_plain() == {"name": "history", "inputs": {"source": "crm"}}


def test_chosen_weights_are_stated_as_such() -> None:
    split = weighted(euros(10), {"a": 1, "b": 4})
    assert steps_of(split) == {"a": 2, "b": 8}
    assert isinstance(split, Split)
    assert split.method.name is MethodName.WEIGHTED


def test_fair_share_mixes_history_with_potential() -> None:
    split = fair_share(euros(1000), {"a": 300, "b": 100}, {"a": 50, "b": 50}, history_weight=Decimal("0.4"))
    assert steps_of(split) == {"a": 600, "b": 400}


@pytest.mark.parametrize(("weight", "parts"), [(0, {"a": 500, "b": 500}), (1, {"a": 750, "b": 250})])
def test_fair_share_at_its_ends_is_potential_or_history_alone(weight: int, parts: dict[str, int]) -> None:
    assert (
        steps_of(fair_share(euros(1000), {"a": 3, "b": 1}, {"a": 5, "b": 5}, history_weight=weight)) == parts
    )


def test_a_newcomer_is_shared_by_potential_alone_and_named() -> None:
    split = fair_share(
        euros(900), {"a": 100, "new": None}, {"a": 50, "new": 50}, history_weight=Fraction(1, 2)
    )
    assert steps_of(split) == {"a": 540, "new": 360}
    assert isinstance(split, Split)
    assert split.method.inputs["shared_by_potential_alone"] == ("new",)


def test_without_any_history_potential_speaks_alone() -> None:
    assert steps_of(fair_share(euros(90), {"a": 0}, {"a": 1, "b": 2, "c": None}, history_weight=1)) == {
        "a": 30,
        "b": 60,
        "c": None,
    }


def test_everything_against_a_fair_share_is_said_at_once() -> None:
    refused = fair_share(None, {"a": -1, "x": 1}, {"a": 0}, history_weight=2)
    assert reasons_of(refused) == {
        "target_not_given",
        "history_weight_not_a_share",
        "nothing_to_share_by",
        "history_negative",
        "history_of_no_part",
    }


def test_what_is_to_be_gained_follows_potential_and_not_the_past() -> None:
    split = increase_by_potential(euros(1000), {"a": 600, "b": 200, "c": None}, {"a": 1, "b": 3, "c": 5})
    assert steps_of(split) == {"a": 650, "b": 350, "c": None}
    assert isinstance(split, Split)
    assert split.method.inputs["increase"] == 200


def test_a_fall_greater_than_a_part_had_is_refused() -> None:
    assert reasons_of(increase_by_potential(euros(100), {"a": 600, "b": 10}, {"a": 1, "b": 3})) == {
        "weight_negative"
    }
    assert reasons_of(increase_by_potential(euros(100), {"a": None}, {"a": 1})) == {"nothing_to_share_by"}


def test_growth_is_refused_below_losing_everything() -> None:
    assert reasons_of(growth(None, {"market": Decimal("-1.1")})) == {
        "base_not_given",
        "growth_below_minus_one",
    }
    assert reasons_of(growth(euros(-1), {})) == {"base_negative"}


def test_growth_states_its_base_and_factor() -> None:
    grown = growth(euros(100), {"market": Decimal("0.125")}, rule=Rounding.DOWN)
    assert isinstance(grown, Grown)
    assert (grown.amount, grown.factor) == (euros(112), Fraction(9, 8))
    assert grown.method.as_plain()["inputs"]["growth"] == {"market": "0.125"}


@pytest.mark.parametrize("months", [0, 13, -1])
def test_a_year_has_one_to_twelve_months_with_data(months: int) -> None:
    assert reasons_of(annualised(Amount.of(1, EUR), months_with_data=months)) == {
        "months_with_data_out_of_bounds"
    }


def test_estimates_from_below_are_kept_and_the_rest_is_spread() -> None:
    split = keep_and_spread(euros(100), {"sara": euros(45), "omid": None, "leila": None})
    assert steps_of(split) == {"sara": 45, "leila": 28, "omid": 27}
    assert isinstance(split, Split)
    assert not split.difference.value
    assert split.method.inputs["rest"] == euros(55)


def test_the_rest_may_be_spread_by_weights() -> None:
    split = keep_and_spread(
        euros(100),
        {"sara": euros(40), "omid": None, "leila": None, "x": None},
        weights={"omid": 1, "leila": 2},
    )
    assert steps_of(split) == {"sara": 40, "omid": 20, "leila": 40, "x": None}


def test_an_estimate_of_zero_is_kept() -> None:
    assert steps_of(keep_and_spread(euros(100), {"sara": euros(0), "omid": None})) == {"sara": 0, "omid": 100}


def test_estimates_above_the_whole_stay_and_show_as_reserve() -> None:
    split = keep_and_spread(euros(100), {"sara": euros(120), "omid": None})
    assert steps_of(split) == {"sara": 120, "omid": None}
    assert isinstance(split, Split)
    assert split.difference == euros(20)


def test_estimates_that_reach_the_whole_leave_the_others_without_a_target() -> None:
    assert steps_of(keep_and_spread(euros(100), {"sara": euros(100), "omid": None})) == {
        "sara": 100,
        "omid": None,
    }


def test_estimates_below_the_whole_leave_a_remainder() -> None:
    split = keep_and_spread(euros(100), {"sara": euros(70)})
    assert isinstance(split, Split)
    assert split.difference == euros(-30)


def test_everything_against_estimates_is_said_at_once() -> None:
    refused = keep_and_spread(
        euros(100), {"a": euros(-1), "b": Amount.of("0.5", EUR), "c": Amount.of(1, USD), "d": None}
    )
    assert reasons_of(refused) == {"estimate_negative", "estimate_not_whole", "estimate_in_another_unit"}
    assert reasons_of(keep_and_spread(None, {})) == {"target_not_given", "no_parts"}


def test_a_rest_without_weights_is_refused() -> None:
    assert reasons_of(keep_and_spread(euros(10), {"a": None}, weights={})) == {"no_part_has_a_weight"}


@given(
    st.integers(0, 10**9),
    st.dictionaries(st.text("abc", min_size=1), st.integers(0, 10**6), min_size=1),
    st.fractions(0, 1),
)
def test_fair_shares_add_up_whatever_the_mixture(
    whole: int, potential: dict[str, int], weight: Fraction
) -> None:
    history = {key: number // 2 for key, number in potential.items()}
    split = fair_share(euros(whole), history, potential, history_weight=weight)
    assert isinstance(split, Objections) == (whole > 0 and not any(potential.values()))
    assert isinstance(split, Objections) or split.given == split.whole


@given(
    st.integers(0, 1000),
    st.dictionaries(st.text("abc", min_size=1), st.one_of(st.none(), st.integers(0, 500)), min_size=1),
)
def test_kept_and_spread_add_up_unless_the_difference_says_so(whole: int, estimates: dict) -> None:
    split = keep_and_spread(euros(whole), {key: euros(one) for key, one in estimates.items()})
    assert isinstance(split, Split)
    kept = sum(one for one in estimates.values() if one is not None)
    is_spread = None in estimates.values() and kept < whole
    assert split.difference == euros(0 if is_spread else kept - whole)
    assert all(split.amounts()[key] == euros(one) for key, one in estimates.items() if one is not None)
