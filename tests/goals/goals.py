"""Goals for tests: Sara's share of a plan, and goals proposed by one of the two."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.goals import operations
from appraisal.goals.domain import GoalKey, GoalKind, ProposeGoal
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import MakeRoot, NodeKey, SplitChoice, SplitNode
from appraisal.plans.tree import Axis
from tests.conftest import NOW
from tests.factories.company import Company

QUARTER = (date(2017, 10, 1), date(2017, 12, 31))
OCTOBER = (date(2017, 10, 1), date(2017, 10, 31))
REVIEW = date(2018, 1, 15)


def share_of_sara(store: Session, company: Company) -> NodeKey:
    """A plan of 24 deals in the last quarter, split evenly between Sara and Kian; Sara's node."""
    leila = company.actor("leila")
    wish = MakeRoot("Deals 2017 Q4", "deals_won", Decimal(24), *QUARTER, REVIEW, company.omid)
    root = plans.make_root(store, leila, wish, at=NOW)
    choice = SplitChoice(Axis.PERSON, MethodName.EVEN, review_on=REVIEW)
    plans.split_node(store, leila, SplitNode(root, choice), at=NOW)
    return next(part.key for part in plan_queries.parts_rows(store, root) if part.person == company.sara)


def propose(
    store: Session,
    company: Company,
    by: str,
    *,
    node: NodeKey | None = None,
    own: bool = False,
    measure: str = "",
    target: int = 12,
    direction: str = "higher",
    employee=None,
) -> GoalKey:
    """Propose Sara's goal: from her share of the plan, or (``own``) an improvement of her own."""
    wish = ProposeGoal(
        employee=employee or company.sara,
        statement="Win twelve deals",
        measure=measure or ("practice_done" if own else "deals_won"),
        target=Decimal(target),
        starts_on=QUARTER[0],
        ends_on=QUARTER[1],
        kind=GoalKind.IMPROVEMENT if own else GoalKind.PLAN_SHARE,
        plan_node=None if own else node or share_of_sara(store, company),
        direction=direction,
        why_it_matters="Twelve customers get their answer before the year ends.",
    )
    return operations.propose_goal(store, company.actor(by), wish, at=NOW)
