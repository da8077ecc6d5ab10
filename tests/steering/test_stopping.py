"""What a closed quarter review stops ends in the working plan, and the next version carries it with its reason."""

from datetime import date
from decimal import Decimal

import pytest

from appraisal.kernel.refusals import NotAllowed
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.steering import operations
from appraisal.steering.domain import Decide, Decision, OpenReview
from appraisal.versions import queries as versions
from appraisal.versions.comparison import What
from tests.conftest import DAY, NOW
from tests.versions.plans import FIRST, agreed, planned, put_forward

WHY = "Nobody buys it any more"


def close(store, company, plan, last_on):
    leila = company.actor("leila")
    review = operations.open_review(store, leila, OpenReview(plan.root, FIRST), at=NOW)
    operations.decide(store, leila, Decide(review, plan.root, Decision.KEEP), at=NOW)
    stop = Decide(review, plan.quarter, Decision.STOP, WHY, last_on)
    operations.decide(store, leila, stop, at=NOW)
    assert plan_queries.node_facts(store, plan.quarter).target == 24
    operations.close_review(store, leila, review, at=NOW)


@pytest.fixture
def due(monkeypatch):
    monkeypatch.setattr(operations, "due_on", lambda quarter, _review_on: quarter.starts_on)


def test_a_stop_ends_the_part_and_its_shares_until_the_next_version(store, company, due):
    plan = planned(store, company)
    agreed(store, company, plan)
    close(store, company, plan, DAY)
    for node in (plan.quarter, plan.sara, plan.kian):
        facts = plan_queries.node_facts(store, node)
        assert (facts.target, facts.ends_on) == (None, DAY)
        assert facts.in_force is not None
    assert plan_queries.node_facts(store, plan.later).target == Decimal(24)


def test_the_next_version_says_that_it_ended_and_why(store, company, due):
    plan = planned(store, company)
    agreed(store, company, plan)
    close(store, company, plan, DAY)
    number = put_forward(store, company, plan, date(2018, 1, 31), WHY)
    page = versions.version_page(store, company.actor("leila"), plan.root, number, None, DAY)
    found = {line.node: (line.what, line.because) for line in page.comparison.lines}
    assert found[plan.quarter] == (What.ENDED, WHY)


def test_a_part_is_ended_by_owners_of_it_or_above_alone(store, company):
    plan = planned(store, company)
    with pytest.raises(NotAllowed):
        plans.end_node(store, company.actor("sara"), plans.EndNode(plan.quarter, DAY, WHY), at=NOW)
