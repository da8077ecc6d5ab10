"""Versions that were agreed elsewhere before: taken in once, dated, never for a day to come, and no goal moves."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.jobs.models import Job
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady
from appraisal.plans import queries as plan_queries
from appraisal.versions import operations, queries
from appraisal.versions.domain import AgreedVersion, DecidedAs, Stage, TakeInVersions
from appraisal.versions.operations import TELLING
from appraisal.versions.standing import versions_of
from tests.conftest import DAY, NOW
from tests.versions.plans import agreed, give_sara, planned

OCTOBER, DECEMBER = date(2017, 10, 1), date(2017, 12, 1)


@pytest.fixture
def plan(store, company):
    return planned(store, company)


def wish_of(plan, *days, **changes):
    """Sara ten from October, twelve from December; Kian twelve all the while."""
    first, second = days or (OCTOBER, DECEMBER)
    versions = (
        AgreedVersion(first, {plan.sara: Decimal(10), plan.kian: Decimal(12), plan.quarter: Decimal(22)}),
        AgreedVersion(second, {plan.sara: Decimal(12), plan.kian: Decimal(12), plan.quarter: Decimal(24)}),
    )
    return TakeInVersions(
        changes.get("root", plan.root), changes.get("source", "quotas.xlsx"),
        changes.get("versions", versions),
    )  # fmt: skip


def take_in(store, company, plan, *days, who="leila", **changes):
    return operations.take_in_versions(store, company.actor(who), wish_of(plan, *days, **changes), at=NOW)


def refused(kind, act):
    with pytest.raises(kind) as refusal:
        act()
    return refusal.value.objections.keys()


def test_each_version_counts_from_its_day_until_the_next(store, company, plan):
    assert take_in(store, company, plan) == (1, 2)
    found = [facts for facts, _parts in versions_of(store, plan.root)]
    assert [(one.number, one.in_force_on, one.until_on, one.stage) for one in found] == [
        (2, DECEMBER, None, Stage.IN_FORCE), (1, OCTOBER, DECEMBER - timedelta(days=1), Stage.SUPERSEDED),
    ]  # fmt: skip
    assert {(one.put_forward_by, one.decided_by, one.decided_as, one.reason) for one in found} == {
        (company.leila, None, DecidedAs.ELSEWHERE, "quotas.xlsx")
    }
    on = {day: queries.figures_on(store, [plan.sara], day)[plan.sara] for day in (OCTOBER, DAY)}
    assert {day: (one.target, one.version) for day, one in on.items()} == {OCTOBER: (10, 1), DAY: (12, 2)}
    kian = plan_queries.node_facts(store, plan.kian)
    assert (kian.agreed_target, kian.agreed_version, kian.agreed_on) == (12, 1, OCTOBER)


def test_no_goal_follows_and_nobody_is_asked_to_confirm(store, company, plan):
    take_in(store, company, plan)
    assert store.query(Job).filter_by(name=TELLING).count() == 0
    assert [parts for _facts, parts in versions_of(store, plan.root)] == [(), ()]
    assert queries.waiting_for(store, company.actor("omid"), DAY) == ()


def test_two_of_them_are_compared(store, company, plan):
    take_in(store, company, plan)
    page = queries.version_page(store, company.actor("leila"), plan.root, 2, None, DAY)
    changed = {(one.node, one.was, one.now, one.changed_by, one.because) for one in page.comparison.lines}
    name = company.actor("leila").name
    assert changed == {
        (plan.quarter, 22, 24, name, "quotas.xlsx"), (plan.sara, 10, 12, name, "quotas.xlsx"),
    }  # fmt: skip
    assert (page.older.number, page.decided_as, page.deciders) == (1, DecidedAs.ELSEWHERE, ())


def test_the_next_version_is_put_forward_as_any_other(store, company, plan):
    take_in(store, company, plan)
    give_sara(store, company, plan, 15)
    assert agreed(store, company, plan) == 3
    found = [facts for facts, _parts in versions_of(store, plan.root)]
    assert [(one.in_force_on, one.until_on) for one in found[:2]] == [
        (DAY, None),
        (DECEMBER, DAY - timedelta(days=1)),
    ]


def test_a_plan_with_a_version_takes_none_in(store, company, plan):
    agreed(store, company, plan)
    assert refused(NotReady, lambda: take_in(store, company, plan)) == {"plan_has_versions"}


def test_a_day_to_come_days_out_of_order_and_nothing_are_refused(store, company, plan):
    tomorrow = DAY + timedelta(days=1)
    assert refused(NotReady, lambda: take_in(store, company, plan, OCTOBER, tomorrow)) == {
        "version_not_agreed_yet"
    }
    assert refused(NotReady, lambda: take_in(store, company, plan, OCTOBER, OCTOBER)) == {
        "version_days_overlap"
    }
    assert refused(NotReady, lambda: take_in(store, company, plan, source=" ", versions=())) == {
        "versions_without_source", "nothing_was_agreed",
    }  # fmt: skip
    other = planned(store, company)
    strange = (AgreedVersion(OCTOBER, {other.sara: Decimal(1)}),)
    assert refused(NotReady, lambda: take_in(store, company, plan, versions=strange)) == {
        "figures_of_another_plan"
    }
    assert versions_of(store, plan.root) == ()


def test_only_owners_of_plans_take_versions_in_and_only_for_a_whole_plan(store, company, plan):
    for who in ("omid", "sara", "nasrin"):
        found = refused(NotAllowed, lambda who=who: take_in(store, company, plan, who=who))
        assert found == {"only_plan_owners_take_versions_in"}
    with pytest.raises(NotFound):
        take_in(store, company, plan, root=plan.quarter)
