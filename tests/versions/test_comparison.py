<<<<<<< HEAD
"""Two versions side by side: what differs, in whose unit, and for whom a share stands in it."""
=======
"""Two versions side by side: what differs, and what a comparison may tell whom."""
>>>>>>> b_attack3

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.kernel.actors import SERVICE
from appraisal.people import operations as people
from appraisal.people.domain import EmployPerson, LeadPerson
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.plans.domain import NodeKey, SetTarget
from appraisal.plans.guidance import HangBeside
from appraisal.plans.tree import PlanKind
from appraisal.versions import operations, queries
from tests.conftest import DAY, NOW
from tests.factories.company import HIRED
<<<<<<< HEAD
from tests.versions.plans import (
    FIRST,
    LAST,
    REVIEW,
    agreed,
    give_sara,
    planned,
    put_forward,
)

SOON = DAY + timedelta(days=10)
=======
from tests.versions.plans import FIRST, LAST, REVIEW, agreed, give_sara, planned, put_forward
>>>>>>> b_attack3


@pytest.fixture
def plan(store, company):
    return planned(store, company)


<<<<<<< HEAD
def _refused(kind, act):
    with pytest.raises(kind) as refusal:
        act()
    return refusal.value.objections.keys()


=======
>>>>>>> b_attack3
def test_a_comparison_says_old_new_difference_who_and_why(store, company, plan):
    agreed(store, company, plan)
    give_sara(store, company, plan, 15)
    number = put_forward(store, company, plan, DAY + timedelta(days=1), "The market grew")
    (line,) = queries.version_page(
        store, company.actor("leila"), plan.root, number, None, DAY
    ).comparison.lines
    assert (line.node, line.what, line.was, line.now, line.difference) == (plan.sara, "changed", 12, 15, 3)
    assert (line.changed_by, line.because) == ("Omid", "An account moved")


def test_what_hangs_beside_the_sums_is_never_added_to_them_and_keeps_its_unit(store, company, plan):
    beside = HangBeside(
        NodeKey(plan.root), PlanKind.OPERATIONAL, "Discount given", "discount_given", Decimal(95), FIRST, LAST,
        REVIEW, company.leila,
    )  # fmt: skip
    hung = plans.hang_beside(store, company.actor("leila"), beside, at=NOW)
    number = agreed(store, company, plan)
    compared = queries.version_page(store, company.actor("leila"), plan.root, number, None, DAY).comparison
    levels = {(level.depth, level.axis): (level.count, level.now) for level in compared.levels}
    assert levels == {(0, None): (1, 48), (1, "period"): (2, 48), (2, "person"): (2, 24)}
    units = {line.node: line.unit for line in compared.lines}
    assert (units[plan.root], units[hung]) == ("count", "USD")


def test_an_ended_share_and_a_new_one_are_told_apart(store, company, plan):
    plans.set_target(store, company.actor("omid"), SetTarget(plan.kian, None, "Accounts moved"), at=NOW)
    agreed(store, company, plan)
    plans.set_target(store, company.actor("omid"), SetTarget(plan.sara, None, "Accounts moved"), at=NOW)
    plans.set_target(
        store, company.actor("omid"), SetTarget(plan.kian, Decimal(24), "Accounts moved"), at=NOW
    )
    number = put_forward(store, company, plan, DAY + timedelta(days=1))
    page = queries.version_page(store, company.actor("leila"), plan.root, number, None, DAY)
    assert {line.node: line.what for line in page.comparison.lines} == {
        plan.sara: "ended",
        plan.kian: "added",
    }


def test_a_persons_share_stands_in_a_comparison_only_for_those_who_may_see_it(store, company, plan):
    agreed(store, company, plan)
    give_sara(store, company, plan, 15)
    number = put_forward(store, company, plan, DAY + timedelta(days=1))

    def seen(name):
        page = queries.version_page(store, company.actor(name), plan.root, number, None, DAY)
        return (
            [line.node for line in page.comparison.lines],
            page.comparison.hidden,
            page.comparison.levels[-1].was,
        )

    assert seen("sara") == ([plan.sara], 0, 12)
    assert seen("omid") == ([plan.sara], 0, 12)
    assert seen("kian") == ([], 1, None)


def test_no_two_comparisons_tell_the_share_of_the_person_in_whom_they_differ(store, company):
    sellers = [company.sara, company.kian, *(_employed(store, company, f"Seller {n}") for n in range(4))]
    plan = planned(store, company)
    shares = {part.person: part.key for part in plan_queries.parts_rows(store, plan.quarter)}
    agreed(store, company, plan)
    for step, changed in enumerate((sellers[:5], sellers), start=1):
        for person in changed:
            wish = SetTarget(shares[person], Decimal(10 * step + person), "The market grew")
            plans.set_target(store, company.actor("omid"), wish, at=NOW)
        agreed(store, company, plan, DAY + timedelta(days=step))
        operations.bring_into_force(store, SERVICE, DAY + timedelta(days=step), at=NOW)
    for number, against, people_behind in ((2, 1, 5), (3, 2, 6), (3, 1, 6)):
        page = queries.version_page(store, company.actor("nasrin"), plan.root, number, against, DAY)
        level = page.comparison.levels[-1]
        assert (level.count, page.comparison.hidden, level.was, level.now) == (
            people_behind, people_behind, None, None,
        )  # fmt: skip


def _employed(store, company, name):
    key = people.employ_person(
        store, SERVICE, EmployPerson(name, job_family="sales_seller", hired_on=HIRED), at=NOW
    )
    people.lead_person(store, SERVICE, LeadPerson(key, company.omid, HIRED), at=NOW)
    return key


def test_versions_can_be_compared_over_more_than_one_step(store, company, plan):
    agreed(store, company, plan)
    for step, deals in enumerate((15, 18), start=1):
        give_sara(store, company, plan, deals)
        agreed(store, company, plan, DAY + timedelta(days=step))
        operations.bring_into_force(store, SERVICE, DAY + timedelta(days=step), at=NOW)
    page = queries.version_page(store, company.actor("leila"), plan.root, 3, 1, DAY)
    assert [(line.was, line.now) for line in page.comparison.lines] == [(12, 18)]
    assert date(2017, 12, 31) in {each.in_force_on for each in (page.version, *page.others)}
