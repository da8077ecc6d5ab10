"""Plans of action for tests: one under the plan of Omid's team, one under Sara's goal, and steps of Sara."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from appraisal.actions import operations
from appraisal.actions.domain import ActionPlanKey, AddStep, MakePlan, StepKey, Who
from appraisal.actions.rhythm import When
from appraisal.plans import queries as plans
from tests.conftest import NOW
from tests.factories.company import Company
from tests.goals.goals import share_of_sara

LATEST = date(2018, 6, 29)


def node_of_team(store: Session, company: Company) -> int:
    """The node of the plan that Omid owns."""
    return int(plans.node_facts(store, share_of_sara(store, company)).parent or 0)


def under_node(store: Session, company: Company, node: int | None = None) -> ActionPlanKey:
    """Two news stories by the end of June, under Omid's node."""
    at = node_of_team(store, company) if node is None else node
    wish = MakePlan("News stories about us appear", Decimal(2), LATEST, node=at)
    return operations.make_plan(store, company.actor("omid"), wish, at=NOW)


def add(
    store: Session, company: Company, plan: ActionPlanKey, when: When, *, at: Any = NOW, **kw: Any
) -> StepKey:
    """Omid gives Sara a step, unless said otherwise."""
    given = {"what": "sends six press releases", "who": Who(company.sara), **kw}
    return operations.add_step(store, company.actor("omid"), AddStep(plan=plan, when=when, **given), at=at)
