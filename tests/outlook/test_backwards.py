"""The way back as the page uses it: the published examples, and everything that is refused."""

from decimal import Decimal

import pytest

from appraisal.kernel.objections import Objections
from appraisal.outlook.backwards import Backwards, FunnelWish, TypedMarket, TypedStep, work_back
from appraisal.plans.domain import PersonDays
from tests.plans.test_sales_examples import example


def wish(**changed) -> FunnelWish:
    """A goal of a million in deals of 50,000, one meeting in two leading on, ten people, a year of 240 days."""
    given = {
        "goal": Decimal(1_000_000),
        "unit": "USD",
        "average_check": Decimal(50_000),
        "steps": (TypedStep("meetings", Decimal("0.5")),),
        "people": 10,
        "days": PersonDays(Decimal(240)),
        "months": 12,
    }
    return FunnelWish(**(given | changed))


def needs(found: Backwards) -> dict[str, int]:
    return {line.name: line.need for line in found.lines}


def keys(**changed) -> list[str]:
    refused = work_back(wish(**changed))
    assert isinstance(refused, Objections)
    return [each.key for each in refused]


def test_se1_year_to_day_deals_leads_and_budget():
    inputs, expected = example("SE1")
    found = work_back(
        wish(
            goal=Decimal(inputs["year_revenue"]),
            average_check=Decimal(inputs["average_check"]),
            steps=(TypedStep("leads", inputs["lead_to_deal"], Decimal(inputs["cost_per_lead"])),),
            days=PersonDays(12 * inputs["weeks_per_month"] * inputs["days_per_week"]),
        )
    )
    assert (found.money.month, found.money.week, found.money.day) == (
        expected["month_revenue"],
        expected["week_revenue"],
        expected["day_revenue"],
    )
    assert {line.name: line.a_month for line in found.lines} == {
        "deals_won": expected["deals_per_month"],
        "leads": expected["leads_per_month"],
    }
    assert found.budget == 12 * expected["marketing_budget_per_month"]


def test_se2_the_way_back_to_eight_discovery_calls_a_week():
    inputs, expected = example("SE2")
    steps = (
        TypedStep("quotations", inputs["quotation_to_customer"]),
        TypedStep("meetings", inputs["meeting_to_quotation"]),
        TypedStep("discovery_calls", inputs["discovery_to_meeting"]),
    )
    found = work_back(
        wish(
            goal=Decimal(inputs["goal_revenue"]),
            average_check=Decimal(inputs["customer_value"]),
            steps=steps,
            people=1,
            days=PersonDays(5 * inputs["work_weeks"]),
        )
    )
    assert list(needs(found).values()) == [
        expected[name] for name in ("customers", "quotations", "meetings", "discovery_calls")
    ]
    calls = found.lines[-1]
    assert calls.each_a_week == expected["discovery_calls_per_week_displayed"]
    assert calls.each_a_day == Decimal("1.5")


def test_se3_deals_to_cold_calls_where_the_goal_counts_deals():
    inputs, expected = example("SE3")
    steps = (
        TypedStep("proposals", inputs["proposal_to_deal"]),
        TypedStep("second_meetings", inputs["second_meeting_to_proposal"]),
        TypedStep("first_meetings", inputs["first_to_second_meeting"]),
        TypedStep("cold_calls", inputs["call_to_first_meeting"]),
    )
    found = work_back(wish(goal=Decimal(inputs["deals"]), unit="count", average_check=None, steps=steps))
    assert {name: need for name, need in needs(found).items() if name != "deals_won"} == expected
    assert [bar.name for bar in found.bars] == [*reversed([step.name for step in steps]), "deals_won"]


def test_se7_meetings_from_a_monthly_goal():
    inputs, expected = example("SE7")
    found = work_back(
        wish(
            goal=Decimal(inputs["goal"]),
            average_check=Decimal(inputs["average_check"]),
            steps=(TypedStep("meetings", inputs["meeting_to_sale"]),),
            months=1,
        )
    )
    assert list(needs(found).values()) == [expected["sales"], expected["meetings"]]
    assert found.lines[0].a_month is None


def test_se10_how_many_customers_the_quota_means():
    inputs, expected = example("SE10")
    market = TypedMarket(last_sales=Decimal(inputs["last_year_sales"]), accounts=Decimal(inputs["accounts"]))
    found = work_back(
        wish(
            goal=Decimal(inputs["quota"]),
            average_check=Decimal(inputs["average_order"]),
            steps=(),
            market=market,
        )
    )
    assert found.customers.last_year == expected["customers_last_year"]
    assert found.customers.share * 100 == expected["penetration_percent"]
    assert found.customers.needed == expected["customers_needed"]


def test_existing_customers_leave_the_rest_to_new_ones():
    market = TypedMarket(
        active=Decimal(100),
        reorder=Decimal("0.5"),
        average_order=Decimal(4_000),
        orders_each=Decimal(2),
        first_year_value=Decimal(90_000),
    )
    found = work_back(wish(market=market))
    assert found.new_and_existing.existing == 400_000
    assert (found.new_and_existing.new, found.new_and_existing.acquisitions) == (600_000, 7)


def test_one_person_has_an_even_share_over_own_days_after_leave_and_part_time():
    days = PersonDays(Decimal(21), leave_days=Decimal(10), part_time=Decimal("0.5"))
    found = work_back(wish(steps=(TypedStep("calls", Decimal("0.01")),), people=2, days=days, months=1))
    calls = found.lines[-1]
    assert (calls.need, calls.each) == (2_000, 1_000)
    assert found.days_each == Decimal("5.5")
    assert calls.each_a_day == round(Decimal(1_000) / Decimal("5.5"), 1)


@pytest.mark.parametrize(
    ("conversion", "reason"),
    [
        (None, "conversion_not_given"),
        (Decimal(0), "conversion_zero"),
        (Decimal("-0.1"), "conversion_negative"),
        (Decimal("1.01"), "conversion_above_one"),
    ],
)
def test_an_impossible_conversion_is_refused(conversion, reason):
    assert keys(steps=(TypedStep("meetings", conversion),)) == [reason]


def test_an_average_deal_of_zero_is_refused_and_nothing_is_divided():
    market = TypedMarket(last_sales=Decimal(100), accounts=Decimal(10))
    assert keys(average_check=Decimal(0), market=market) == ["average_check_not_positive"]


@pytest.mark.parametrize("days", [PersonDays(Decimal(0)), PersonDays(Decimal(5), Decimal(5))])
def test_without_a_day_to_work_it_is_refused(days):
    assert keys(days=days) == ["no_days_to_work"]


def test_everything_against_it_is_said_at_once():
    refused = keys(
        goal=None,
        average_check=None,
        steps=(TypedStep("", Decimal(2)), TypedStep("calls", None, Decimal(-1))),
        people=0,
        days=PersonDays(Decimal(5), leave_days=Decimal(6)),
        market=TypedMarket(active=Decimal(1), accounts=Decimal(1)),
    )
    assert refused == [
        "goal_not_given",
        "step_without_name",
        "cost_negative",
        "nobody_to_share_with",
        "existing_incomplete",
        "accounts_incomplete",
        "leave_longer_than_period",
        "conversion_above_one",
        "conversion_not_given",
    ]


def test_the_average_deal_is_asked_for_beside_everything_else():
    assert keys(average_check=None, people=0) == ["nobody_to_share_with", "average_check_not_given"]


def test_days_that_are_not_given_are_asked_for():
    assert "working_days_not_given" in keys(days=PersonDays(None))


def test_conversions_close_to_zero_lead_to_more_than_can_be_counted():
    steps = tuple(TypedStep(f"step {number}", Decimal("0.0001")) for number in range(5))
    assert keys(steps=steps) == ["way_back_too_large"]
    dear = (TypedStep("fairs", Decimal("0.0001"), Decimal(10) ** 13),)
    assert keys(steps=dear) == ["way_back_too_large"]
