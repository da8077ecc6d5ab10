from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.kernel.measures import EUR, USD, Amount
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.half_year import HalfYearPlan, SellerResults, second_half_from_first

FIRST = Period.half(2017, 1)
COMING = Period.half(2017, 2).quarters()
MONTHS = tuple(Period.month(2017, number) for number in (3, 4, 5, 6))
TEAM = ("Central", "Dustin")


def results_of(*by_month: int | None, path: tuple[str, ...] = TEAM) -> SellerResults:
    """Results from March on."""
    given = zip(MONTHS, by_month, strict=False)
    return SellerResults(path, {month: None if one is None else Amount.of(one, EUR) for month, one in given})


def planned(results: dict[str, SellerResults], growth: Decimal | int = 0) -> HalfYearPlan:
    """A plan that must not be refused."""
    plan = second_half_from_first(results, FIRST, COMING, growth=growth, unit=EUR)
    assert isinstance(plan, HalfYearPlan), plan
    return plan


def refused(results: dict[str, SellerResults], **changes: object) -> Objections:
    """What stands against a plan."""
    usual: dict[str, object] = {"first": FIRST, "coming": COMING, "growth": 0, "unit": EUR}
    plan = second_half_from_first(results, **(usual | changes))  # type: ignore[arg-type]  # fields by name
    assert isinstance(plan, Objections)
    return plan


COMPANY = {
    "anna": results_of(100, 200, 300, 400),
    "cecily": results_of(0, 0, 600, None),
    "cassey": results_of(400, 400, 0, 0, path=("East", "Rocco")),
    "new": results_of(None, path=("East", "Rocco")),
    "idle": results_of(0, 0, 0, 0, path=("West", "Summer")),
    "absent": SellerResults(("West", "Celia"), {}),
}


def test_a_quarter_is_the_mean_month_of_months_with_data_times_three_and_growth() -> None:
    plan = planned(COMPANY, growth=Decimal("0.05"))
    assert plan.method.inputs["monthly_mean"] == 600
    assert [plan.targets[()][quarter] for quarter in COMING] == [Amount.of(1890, EUR)] * 2
    assert plan.target() == Amount.of(3780, EUR)


def test_each_part_follows_its_share_of_the_first_half() -> None:
    plan = planned(COMPANY)
    third = COMING[0]
    assert plan.targets[("Central",)][third] == Amount.of(1200, EUR)
    assert plan.targets[("East", "Rocco")][third] == Amount.of(600, EUR)
    assert plan.targets[(*TEAM, "anna")][third] == Amount.of(750, EUR)
    assert plan.targets[(*TEAM, "cecily")][third] == Amount.of(450, EUR)


def test_without_any_result_nothing_is_given_and_with_zeros_zero_is() -> None:
    plan = planned(COMPANY)
    assert plan.target(("East", "Rocco", "new")) is None
    assert plan.target(("West", "Celia")) is None
    assert plan.target(("West", "Summer", "idle")) == Amount.zero(EUR)
    assert plan.method.inputs["not_given"] == ("new", "absent")


def test_the_method_is_stated_as_data() -> None:
    stated = planned(COMPANY, growth=Decimal("0.05")).method.as_plain()
    assert stated["name"] == "second_half_from_first"
    assert stated["inputs"] == {
        "months_with_data": ["2017-03", "2017-04", "2017-05", "2017-06"],
        "first_half_result": "2400",
        "monthly_mean": "600",
        "months_of_quarter": {"2017-Q3": "3", "2017-Q4": "3"},
        "growth": "1/20",
        "not_given": ["new", "absent"],
    }


def test_a_month_without_anybodys_data_does_not_lower_the_mean() -> None:
    assert planned({"anna": results_of(None, 300, 300)}).target() == Amount.of(1800, EUR)
    assert planned({"anna": results_of(0, 300, 300)}).target() == Amount.of(1200, EUR)


def test_a_seller_may_stand_directly_under_the_company() -> None:
    assert planned({"anna": results_of(5, path=())}).target(("anna",)) == Amount.of(30, EUR)


@pytest.mark.parametrize(
    ("results", "changes", "reason"),
    [
        ({}, {}, "no_months_with_data"),
        ({"anna": results_of(None)}, {}, "no_months_with_data"),
        ({"anna": results_of(0, 0)}, {}, "nothing_to_share_by"),
        ({"anna": results_of(-5, 10)}, {}, "result_negative"),
        ({"anna": results_of(5)}, {"unit": USD}, "result_in_another_unit"),
        ({"anna": results_of(5)}, {"first": Period.month(2017, 2)}, "result_outside_first_half"),
        ({"anna": SellerResults(TEAM, {FIRST: Amount.of(5, EUR)})}, {}, "result_not_of_a_month"),
        ({"anna": results_of(5), "Dustin": results_of(5, path=("Central",))}, {}, "seller_named_like_a_unit"),
        ({"anna": results_of(5)}, {"coming": ()}, "no_coming_quarters"),
        ({"anna": results_of(5)}, {"coming": (Period.quarter(2017, 2),)}, "coming_not_after_first_half"),
        ({"anna": results_of(5)}, {"coming": (COMING[0], COMING[0])}, "coming_quarters_overlap"),
        ({"anna": results_of(5)}, {"growth": Decimal("-1.01")}, "growth_below_minus_one"),
    ],
)
def test_what_cannot_be_planned_is_refused(
    results: dict[str, SellerResults], changes: dict[str, object], reason: str
) -> None:
    assert refused(results, **changes).keys() == {reason}


def test_everything_against_a_half_year_is_said_at_once() -> None:
    results = {
        "anna": results_of(-5),
        "omid": SellerResults((), {Period(date(2018, 1, 1), date(2018, 1, 2)): None}),
    }
    assert refused(results, coming=(), growth=-2).keys() == {
        "result_negative",
        "result_outside_first_half",
        "result_not_of_a_month",
        "no_coming_quarters",
        "growth_below_minus_one",
    }


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=2, max_size=3),
        st.tuples(
            st.sampled_from([("C", "x"), ("C", "y"), ("E", "z")]),
            st.lists(st.one_of(st.none(), st.integers(0, 10**6)), max_size=4),
        ),
        min_size=1,
    ),
    st.decimals(-1, 3, places=3),
)
def test_every_level_adds_up_in_every_quarter(sellers: dict, growth: Decimal) -> None:
    results = {name: results_of(*months, path=path) for name, (path, months) in sellers.items()}
    plan = second_half_from_first(results, FIRST, COMING, growth=growth, unit=EUR)
    if isinstance(plan, Objections):
        assert plan.keys() <= {"no_months_with_data", "nothing_to_share_by"}
        return
    for path, by_quarter in plan.targets.items():
        below = [
            other for other in plan.targets if len(other) == len(path) + 1 and other[: len(path)] == path
        ]
        for quarter, amount in by_quarter.items():
            given = [plan.targets[other][quarter] for other in below]
            summed = [one.value for one in given if one is not None]
            assert not below or (sum(summed) if summed else None) == (amount and amount.value)
