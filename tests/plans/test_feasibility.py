from decimal import Decimal

import pytest

from appraisal.kernel.measures import COUNT, EUR, Amount
from appraisal.kernel.objections import Objections
from appraisal.plans.feasibility import Comparison, Pool, compare, people_to_close, with_coverage


def euros(value: int) -> Amount:
    """Whole euros."""
    return Amount.of(value, EUR)


@pytest.mark.parametrize(
    ("estimates", "gap", "is_feasible"),
    [
        ({"a": 60, "b": 40}, 0, True),
        ({"a": 60, "b": 30}, 10, False),
        ({"a": 60, "b": 50}, -10, True),
        ({"a": 60, "b": None}, None, None),
        ({"a": 120, "b": None}, None, True),
        ({"a": None}, None, None),
        ({"a": 0}, 100, False),
    ],
)
def test_needed_possible_and_gap_are_shown_and_missing_estimates_leave_it_open(
    estimates: dict[str, int | None], gap: int | None, is_feasible: bool | None
) -> None:
    compared = compare(
        euros(100), {key: None if one is None else euros(one) for key, one in estimates.items()}
    )
    assert isinstance(compared, Comparison)
    assert compared.gap == (None if gap is None else euros(gap))
    assert compared.is_feasible is is_feasible
    assert compared.not_given == tuple(key for key, one in estimates.items() if one is None)


def test_everything_against_a_comparison_is_said_at_once() -> None:
    refused = compare(euros(1), {"a": euros(-1), "b": Amount.of(1, COUNT)})
    assert isinstance(refused, Objections)
    assert refused.keys() == {"estimate_negative", "estimate_in_another_unit"}
    nothing = compare(None, {})
    assert isinstance(nothing, Objections)
    assert nothing.keys() == {"target_not_given", "no_parts"}


def test_no_gap_needs_nobody() -> None:
    assert people_to_close(euros(-5), euros(10)) == 0
    assert people_to_close(euros(11), euros(10)) == 2


def test_people_without_output_close_no_gap() -> None:
    for per_person, reason in (
        (euros(0), "output_per_person_not_positive"),
        (Amount.of(1, COUNT), "units_differ"),
    ):
        refused = people_to_close(euros(5), per_person)
        assert isinstance(refused, Objections)
        assert refused.keys() == {reason}


def test_a_reserve_is_shown_beside_the_target() -> None:
    pool = with_coverage(euros(100), Decimal("1.15"))
    assert isinstance(pool, Pool)
    assert (pool.pool, pool.reserve) == (euros(115), euros(15))
    assert pool.method.as_plain()["inputs"]["coverage"] == "23/20"


def test_a_coverage_below_one_is_no_reserve() -> None:
    refused = with_coverage(None, Decimal("0.9"))
    assert isinstance(refused, Objections)
    assert refused.keys() == {"target_not_given", "coverage_below_one"}
