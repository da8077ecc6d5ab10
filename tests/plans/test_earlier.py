"""What was measured earlier, offered to whoever splits, and to nobody else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from appraisal.actuals import operations as actuals
from appraisal.actuals.domain import RecordReading
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.periods import Period
from appraisal.people import operations as people
from appraisal.people import queries as people_facts
from appraisal.people.domain import EmployPerson, LeadPerson
from appraisal.plans import earlier, operations, queries, splits
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import MakeRoot, SplitChoice, SplitNode
from appraisal.plans.tree import Axis
from tests.conftest import DAY, NOW
from tests.factories.company import HIRED
from tests.factories.sales import Sales

REVIEW = date(2019, 1, 15)
YEAR = {"starts_on": date(2018, 1, 1), "ends_on": date(2018, 12, 31), "review_on": REVIEW}


def year_plan(store, company, owner, target=1200):
    wish = MakeRoot("Plan 2018", "revenue_won", Decimal(target), **YEAR, owner=owner)
    return operations.make_root(store, company.actor("leila"), wish, at=NOW)


def measure(store, person, months, value, year=2017):
    wishes = [
        RecordReading(person, "revenue_won", *_month(year, month), Decimal(value * month), "crm")
        for month in months
    ]
    actuals.record_readings(store, SERVICE, wishes, at=NOW)


def _month(year, number):
    month = Period.month_of(date(year, number, 1))
    return month.starts_on, month.ends_on


def offered(store, company, node, axis, method, name="omid", names=None):
    return splits.split_page(store, company.actor(name), node, None, axis, method, DAY, names=names)


def test_results_of_people_are_offered_to_whoever_leads_them_with_their_days(store, company):
    root = year_plan(store, company, company.omid)
    measure(store, company.sara, (1, 9), 10)
    page = offered(store, company, root, "person", "history")
    numbers = {part.key: part.offered for part in page.parts}
    assert numbers == {f"person:{company.sara}": {"result": Decimal(100)}, f"person:{company.kian}": {}}
    assert (page.earlier.first, page.earlier.last) == (date(2017, 1, 1), date(2017, 9, 30))


def test_results_of_people_stay_closed_to_a_plan_owner_who_does_not_lead_them(store, company):
    root = year_plan(store, company, company.omid)
    measure(store, company.sara, (1, 9), 10)
    page = offered(store, company, root, "person", "history", name="leila")
    assert page.earlier.note == "hidden"
    assert all(not part.offered for part in page.parts)


def test_totals_of_offices_are_offered_and_those_of_small_ones_are_not(store, company):
    Sales.found(store, company, NOW, in_a_team=3, offices=2)
    lone = people.ensure_unit(store, SERVICE, "Lone office", None, at=NOW)
    one = people.employ_person(
        store, SERVICE, EmployPerson("Reza", job_family="sales_seller", unit=lone, hired_on=HIRED), at=NOW
    )
    people.lead_person(store, SERVICE, LeadPerson(one, company.leila, HIRED), at=NOW)
    root = year_plan(store, company, company.leila)
    page = offered(store, company, root, "unit", "history", "leila")
    assert page.earlier.note == "hidden"
    for person in everybody(store):
        measure(store, person, (3,), 1)
    page = offered(store, company, root, "unit", "history", "leila")
    numbers = {part.title: part.offered.get("result") for part in page.parts}
    assert numbers["Lone office"] is None
    assert page.earlier.note == "partly_hidden"
    shown = [value for title, value in numbers.items() if title != "Lone office"]
    assert shown.count(None) == 1  # from the whole, one person could be told otherwise


def everybody(store):
    return [each.key for each in people_facts.everybody(store, DAY)]


def test_a_season_is_the_middle_of_the_years_and_says_when_it_rests_on_one(store, company):
    Sales.found(store, company, NOW)
    root = year_plan(store, company, company.leila)
    sellers = everybody(store)
    for person in sellers:
        measure(store, person, range(1, 13), 10)
    page = offered(store, company, root, "period", "seasonal_index", "leila")
    assert page.earlier.years == (2017,)
    assert page.earlier.is_thin
    assert ["index" in part.offered for part in page.parts] == [
        True,
        True,
        True,
        False,
    ]  # December is not over
    for person in sellers:
        measure(store, person, range(1, 13), 40, year=2016)
    page = offered(store, company, root, "period", "seasonal_index", "leila")
    assert not page.earlier.is_thin
    typed = {part.key: {"index": part.offered["index"]} for part in page.parts}
    choice = SplitChoice(Axis.PERIOD, MethodName.SEASONAL_INDEX, typed, "2016 and 2017", review_on=REVIEW)
    operations.split_node(store, company.actor("leila"), SplitNode(root, choice), at=NOW)
    given = [part.target for part in queries.parts_rows(store, root)]
    assert sum(given) == 1200
    assert given == sorted(given)


def test_what_nobody_measured_is_said_to_be_unmeasured(store, company):
    Sales.found(store, company, NOW)
    root = year_plan(store, company, company.leila)
    for method in ("seasonal_index", "history"):
        page = offered(store, company, root, "period", method, "leila")
        assert page.earlier.note == "nothing_measured"


def test_a_newcomers_ramp_is_filled_in_from_the_first_day_at_work(store, company):
    root = year_plan(store, company, company.omid)
    new = people.employ_person(
        store, SERVICE, EmployPerson("Dara", job_family="sales_seller", hired_on=date(2018, 1, 1)), at=NOW
    )
    people.lead_person(store, SERVICE, LeadPerson(new, company.omid, HIRED), at=NOW)
    page = offered(store, company, root, "person", "capacity")
    ramps = {part.key: part.offered["ramp"] for part in page.parts}
    assert ramps[f"person:{company.sara}"] == 100
    assert ramps[f"person:{new}"] == Decimal("87.7")


def test_products_are_named_by_the_owner_and_kept_with_their_part(store, company):
    root = year_plan(store, company, company.omid)
    names = {"GTX Pro": "GTX Pro", "MG Special": "MG Special"}
    choice = SplitChoice(Axis.PRODUCT, MethodName.EVEN, review_on=REVIEW, names=names)
    operations.split_node(store, company.actor("omid"), SplitNode(root, choice), at=NOW)
    parts = queries.parts_rows(store, root)
    assert [(part.part_axis, part.part, part.target) for part in parts] == [
        ("product", "GTX Pro", 600),
        ("product", "MG Special", 600),
    ]
    more = SplitChoice(Axis.PRODUCT, MethodName.EVEN, review_on=REVIEW, names={"New one": "New one"})
    operations.split_node(store, company.actor("omid"), SplitNode(root, more), at=NOW)
    again = queries.parts_rows(store, root)
    assert {part.part for part in again} == {"GTX Pro", "MG Special", "New one"}
    assert {part.key for part in parts} < {part.key for part in again}


def test_a_product_is_split_among_people_and_a_share_among_products(store, company):
    root = year_plan(store, company, company.omid)
    omid = company.actor("omid")
    names = {"GTX": "GTX", "MG": "MG"}
    by_product = SplitChoice(Axis.PRODUCT, MethodName.EVEN, review_on=REVIEW, names=names)
    operations.split_node(store, omid, SplitNode(root, by_product), at=NOW)
    product = queries.parts_rows(store, root)[0]
    by_person = SplitChoice(Axis.PERSON, MethodName.EVEN, review_on=REVIEW)
    operations.split_node(store, omid, SplitNode(product.key, by_person), at=NOW)
    share = queries.parts_rows(store, product.key)[0]
    assert splits.axes_left(share) == (
        Axis.PERIOD, Axis.TERRITORY, Axis.CHANNEL, Axis.PRODUCT, Axis.SEGMENT, Axis.NEW_OR_EXISTING,
    )  # fmt: skip
    operations.split_node(store, omid, SplitNode(share.key, by_product), at=NOW)
    assert {part.person for part in queries.parts_rows(store, share.key)} == {share.person}


def test_whoever_passed_last_years_goal_is_named_when_that_alone_raises_the_next(store, company):
    before = operations.make_root(
        store,
        company.actor("leila"),
        MakeRoot(
            "2017", "revenue_won", Decimal(200), date(2017, 1, 1), date(2017, 12, 31), REVIEW, company.omid
        ),
        at=NOW,
    )
    even = SplitChoice(Axis.PERSON, MethodName.EVEN, review_on=REVIEW)
    operations.split_node(store, company.actor("omid"), SplitNode(before, even), at=NOW)
    root = year_plan(store, company, company.omid, target=200)
    typed = {
        f"person:{company.sara}": {"result": Decimal(130)},
        f"person:{company.kian}": {"result": Decimal(100)},
    }
    choice = SplitChoice(Axis.PERSON, MethodName.HISTORY, typed, "CRM 2017", review_on=REVIEW)
    page = splits.split_page(store, company.actor("omid"), root, choice, "person", "history", DAY)
    assert page.ratchet == ("Sara Ahmadi",)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), Period.year(2017)),
        (date(2016, 2, 29), date(2016, 12, 31), Period(date(2015, 2, 28), date(2015, 12, 31))),
        (date(2017, 2, 1), date(2017, 2, 28), Period(date(2016, 2, 1), date(2016, 2, 29))),
        (date(2016, 2, 1), date(2016, 2, 29), Period(date(2015, 2, 1), date(2015, 2, 28))),
    ],
)
def test_a_year_earlier_is_whole_in_leap_years_too(store, company, first, last, expected):
    wish = MakeRoot("Plan", "revenue_won", Decimal(1), first, last, REVIEW, company.omid)
    node = queries.node_facts(store, operations.make_root(store, company.actor("leila"), wish, at=NOW))
    assert earlier.a_year_earlier(node) == expected
