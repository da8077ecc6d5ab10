"""The worked examples of published pages, SE1 to SE11, calculated from their own inputs."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from appraisal.kernel.measures import EUR, Amount, Rounding, whole_number
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.decomposition import MethodName, Split
from appraisal.plans.domain import PartWish, SplitChoice
from appraisal.plans.feasibility import Comparison, Pool, compare, people_to_close, with_coverage
from appraisal.plans.funnel import Funnel, Step, budget, funnel_from_deals, funnel_from_revenue
from appraisal.plans.market import customers_of, penetration, sales_potential
from appraisal.plans.methods import Grown, annualised, even, growth, weighted
from appraisal.plans.rhythm import Beat, Rhythm
from appraisal.plans.seasonality import MonthIndex, SeasonalIndex, seasonal, seasonal_index
from appraisal.plans.tree import Axis
from appraisal.plans.wizard import split_of

FILE = Path(__file__).with_name("sales_examples.json")
EXAMPLES: dict[str, Any] = {
    example["id"]: example for example in json.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
}


def example(key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The inputs of an example and everything expected of it, published or derived."""
    found = EXAMPLES[key]
    return found["inputs"], found.get("expected_published", {}) | found.get("expected_derived", {})


def euros(value: int | Decimal) -> Amount:
    """Whole euros; the pages name no common currency."""
    return Amount.of(value, EUR)


def million(amount: Amount | None) -> Decimal:
    """An amount as a page shows it: millions with one digit."""
    assert amount is not None
    return (amount.value / 1_000_000).quantize(Decimal("0.1"))


def test_every_example_of_the_file_is_tested_here() -> None:
    assert set(EXAMPLES) == {f"SE{number}" for number in range(1, 12)}


def test_se1_year_to_day_deals_leads_and_budget() -> None:
    inputs, expected = example("SE1")
    rhythm = Rhythm(weeks_in_month=inputs["weeks_per_month"], days_in_week=inputs["days_per_week"])
    beat = rhythm.of_year(inputs["year_revenue"])
    assert beat == Beat(expected["month_revenue"], expected["week_revenue"], expected["day_revenue"])
    month = Amount.of(expected["month_revenue"], EUR)
    funnel = funnel_from_revenue(month, inputs["average_check"], [Step("leads", inputs["lead_to_deal"])])
    assert isinstance(funnel, Funnel)
    assert funnel.stage("deals").exact == expected["deals_per_month"]
    assert funnel.stage("leads").exact == expected["leads_per_month"]
    assert budget(funnel.stage("leads"), euros(inputs["cost_per_lead"])) == euros(
        expected["marketing_budget_per_month"]
    )


def test_se2_reverse_funnel_with_thirds_typed_as_decimals() -> None:
    inputs, expected = example("SE2")
    steps = [
        Step("quotations", inputs["quotation_to_customer"]),
        Step("meetings", inputs["meeting_to_quotation"]),
        Step("discovery_calls", inputs["discovery_to_meeting"]),
    ]
    funnel = funnel_from_revenue(
        euros(inputs["goal_revenue"]), inputs["customer_value"], steps, deal_name="customers"
    )
    assert isinstance(funnel, Funnel)
    for name in ("customers", "quotations", "meetings", "discovery_calls"):
        assert funnel.stage(name).whole == expected[name]
    per_week = funnel.stage("discovery_calls").per(inputs["work_weeks"])
    assert per_week is not None
    assert round(float(per_week), 9) == 7.5
    assert whole_number(per_week, Rounding.UP) == expected["discovery_calls_per_week_displayed"]


def test_se3_deals_to_cold_calls() -> None:
    inputs, expected = example("SE3")
    steps = [
        Step("proposals", inputs["proposal_to_deal"]),
        Step("second_meetings", inputs["second_meeting_to_proposal"]),
        Step("first_meetings", inputs["first_to_second_meeting"]),
        Step("cold_calls", inputs["call_to_first_meeting"]),
    ]
    funnel = funnel_from_deals(inputs["deals"], steps)
    assert isinstance(funnel, Funnel)
    assert {stage.name: stage.exact for stage in funnel.stages[1:]} == expected


def test_se4_seasonal_index_and_monthly_split() -> None:
    inputs, expected = example("SE4")
    assert sum(inputs["last_year"]) == expected["sum_last_year"]
    index = seasonal_index({2017: inputs["last_year"]})
    assert isinstance(index, SeasonalIndex)
    assert list(index.points()) == expected["trend_100"]
    assert sum(point or 0 for point in index.points()) == expected["sum_trend"]
    split = seasonal(euros(inputs["new_year_goal"]), index, Period.year(2018))
    assert isinstance(split, Split)
    assert [part.amount for part in split.parts] == [euros(goal) for goal in expected["month_goals"]]


def test_se4_july_looks_far_behind_when_the_season_is_forgotten() -> None:
    inputs, expected = example("SE4")
    flat = even(euros(sum(inputs["last_year"])), [month.key for month in Period.year(2018).months()])
    assert isinstance(flat, Split)
    share_of_year = flat.share_of("2018-07")
    assert share_of_year is not None
    exact_goal = sum(inputs["last_year"]) * share_of_year  # 1037.5; whole months show 1037 or 1038
    share = inputs["last_year"][6] / exact_goal
    percent = Decimal(whole_number(share * 1000, Rounding.NEAREST)) / 10
    assert percent == expected["july_against_flat_split_percent_of_goal_when_600_sold_of_12450"]


def test_se5_quota_pool_coverage_and_quotas_by_opportunity() -> None:
    inputs, expected = example("SE5")
    pool = with_coverage(euros(inputs["company_target"]), inputs["coverage"])
    assert isinstance(pool, Pool)
    assert pool.pool == euros(expected["quota_pool"])
    average = even(pool.pool, [f"seller-{number:02}" for number in range(inputs["sellers"])])
    assert isinstance(average, Split)
    assert {part.amount for part in average.parts} == {euros(862_500)}
    thousands = whole_number(Decimal(862_500) / 1000, Rounding.NEAREST)
    assert thousands * 1000 == expected["average_quota_displayed"]
    pipelines = inputs["pipelines"]
    quota_sum = euros(sum(pipelines.values())).times(inputs["quota_share_of_pipeline"])
    quotas = weighted(quota_sum, pipelines)
    assert isinstance(quotas, Split)
    assert quotas.amounts() == {key: euros(quota) for key, quota in expected["quotas"].items()}


def test_se6_growth_is_additive() -> None:
    inputs, expected = example("SE6")
    parts = {"market": inputs["market_growth"], "capacity": inputs["capacity_growth"]}
    grown = growth(euros(inputs["last_year"]), parts)
    assert isinstance(grown, Grown)
    assert grown.factor == expected["factor"]
    assert grown.amount == euros(expected["plan"])
    assert million(grown.amount) == expected["plan_displayed_million"]


def test_se7_meetings_from_a_monthly_goal() -> None:
    inputs, expected = example("SE7")
    steps = [Step("meetings", inputs["meeting_to_sale"])]
    funnel = funnel_from_revenue(euros(inputs["goal"]), inputs["average_check"], steps, deal_name="sales")
    assert isinstance(funnel, Funnel)
    assert {stage.name: stage.whole for stage in funnel.stages} == expected


def test_se8_the_median_is_not_bent_by_one_promotion() -> None:
    inputs, expected = example("SE8")
    index = MonthIndex(tuple(map(Fraction, inputs["march_index"])))
    assert index.median == expected["median"]
    assert index.mean is not None
    assert Decimal(whole_number(index.mean * 100, Rounding.NEAREST)) / 100 == expected["mean"]


def test_se9_sales_potential_of_a_territory() -> None:
    inputs, expected = example("SE9")
    assert sales_potential(inputs["accounts"]) == expected["potential"]


def test_se10_how_many_customers_a_quota_means() -> None:
    inputs, expected = example("SE10")
    last_year = customers_of(inputs["last_year_sales"], inputs["average_order"])
    assert last_year == expected["customers_last_year"]
    assert not isinstance(last_year, Objections)
    reached = penetration(last_year, inputs["accounts"])
    assert not isinstance(reached, Objections)
    assert reached * 100 == expected["penetration_percent"]
    needed = customers_of(inputs["quota"], inputs["average_order"])
    assert not isinstance(needed, Objections)
    assert whole_number(needed, Rounding.UP) == expected["customers_needed"]
    assert annualised(euros(inputs["last_year_sales"]), months_with_data=7) == euros(891_429)


def test_se11_top_down_against_bottom_up() -> None:
    inputs, expected = example("SE11")
    goal, per_seller = euros(inputs["board_goal"]), euros(inputs["historic_per_seller"])
    sellers = [f"seller-{number:02}" for number in range(inputs["sellers"])]
    top_down = even(goal, sellers)
    assert isinstance(top_down, Split)
    assert {million(part.amount) for part in top_down.parts} == {
        expected["top_down_per_seller_displayed_million"]
    }
    compared = compare(goal, dict.fromkeys(sellers, per_seller))
    assert isinstance(compared, Comparison)
    assert compared.possible == euros(expected["bottom_up_total"])
    assert compared.gap == euros(expected["gap"])
    assert compared.is_feasible is False
    assert people_to_close(euros(expected["gap"]), per_seller) == expected["extra_sellers_at_same_output"]


def test_four_hires_alone_do_not_close_the_gap() -> None:
    inputs, expected = example("SE11")
    four = euros(4 * inputs["historic_per_seller"])
    assert people_to_close(euros(expected["gap"]) - four, euros(inputs["historic_per_seller"])) == 2


def in_the_wizard(whole: int, axis: Axis, method: MethodName, **choice: Any) -> Split:
    """What the page of the split shows and keeps for these choices."""
    typed = choice.pop("typed", {})
    parts = choice.pop("parts")
    wish = SplitChoice(axis, method, typed, source="a published page", review_on=date(2019, 1, 15), **choice)
    split = split_of(euros(whole), wish, parts)
    assert isinstance(split, Split), split
    return split


def part(key: str, period: Period) -> PartWish:
    """One part of the year 2018 as the wizard offers it."""
    return PartWish(key, key, period.starts_on, period.ends_on)


def test_se4_in_the_wizard_with_the_strengths_that_its_fields_hold() -> None:
    inputs, expected = example("SE4")
    index = seasonal_index({2017: inputs["last_year"]})
    assert isinstance(index, SeasonalIndex)
    months = Period.year(2018).months()
    strengths = [round(Decimal(float(index.of_month(month.starts_on.month) or 0)), 4) for month in months]
    split = in_the_wizard(
        inputs["new_year_goal"],
        Axis.PERIOD,
        MethodName.SEASONAL_INDEX,
        parts=[part(month.key, month) for month in months],
        typed={month.key: {"index": one} for month, one in zip(months, strengths, strict=True)},
    )
    assert [each.amount for each in split.parts] == [euros(goal) for goal in expected["month_goals"]]


def test_se5_in_the_wizard_gives_out_the_pool_and_shows_the_reserve() -> None:
    inputs, expected = example("SE5")
    sellers = [part(f"person:{number}", Period.year(2018)) for number in range(inputs["sellers"])]
    split = in_the_wizard(
        inputs["company_target"],
        Axis.PERSON,
        MethodName.EVEN,
        parts=sellers,
        coverage=Decimal(str(inputs["coverage"])),
    )
    assert split.given == euros(expected["quota_pool"])
    assert split.difference == euros(expected["quota_pool"] - inputs["company_target"])
    assert {each.amount for each in split.parts} == {euros(862_500)}


def test_se6_in_the_wizard_grows_the_earlier_result_additively() -> None:
    inputs, expected = example("SE6")
    year = part("unit:1", Period.year(2018))
    split = in_the_wizard(
        inputs["last_year"],
        Axis.UNIT,
        MethodName.GROWTH,
        parts=[year],
        typed={"unit:1": {"result": Decimal(inputs["last_year"])}},
        growth={"market": inputs["market_growth"], "capacity": inputs["capacity_growth"]},
    )
    assert split.amounts() == {"unit:1": euros(expected["plan"])}
