"""A plan for tests of versions: twenty-four deals of Leila, whose part Omid owns, split between Sara and Kian."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.jobs.context import WorkContext
from appraisal.jobs.models import Job
from appraisal.jobs.registry import handler_of
from appraisal.kernel.actors import SERVICE
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import EntrustNode, MakeRoot, SetTarget, SplitChoice, SplitNode
from appraisal.plans.tree import Axis
from appraisal.storage.database import db
from appraisal.versions import operations
from appraisal.versions.domain import AnswerPart, DecideVersion, PutForward, PutPartForward
from appraisal.versions.operations import TELLING
from tests.conftest import DAY, NOW
from tests.factories.company import Company

FIRST, LAST, REVIEW = date(2017, 10, 1), date(2018, 3, 31), date(2018, 4, 10)


@dataclass(frozen=True)
class Planned:
    """The keys: the plan, which Leila owns; its part of two quarters, of which Omid owns the first; and the shares."""

    root: int
    quarter: int
    later: int
    sara: int
    kian: int


def planned(store: Session, company: Company) -> Planned:
    """Leila's plan of 48 deals in two quarters; Omid owns the first one and splits it between Sara and Kian."""
    leila, omid = company.actor("leila"), company.actor("omid")
    root = plans.make_root(
        store, leila, MakeRoot("Deals", "deals_won", Decimal(48), FIRST, LAST, REVIEW, company.leila), at=NOW
    )
    choice = SplitChoice(Axis.PERIOD, MethodName.EVEN, review_on=REVIEW)
    plans.split_node(store, leila, SplitNode(root, choice), at=NOW)
    quarter, later = plan_queries.parts_rows(store, root)
    plans.entrust_node(store, leila, EntrustNode(quarter.key, company.omid, REVIEW), at=NOW)
    choice = SplitChoice(Axis.PERSON, MethodName.EVEN, review_on=REVIEW)
    plans.split_node(store, omid, SplitNode(quarter.key, choice), at=NOW)
    shares = {part.person: part.key for part in plan_queries.parts_rows(store, quarter.key)}
    return Planned(root, quarter.key, later.key, shares[company.sara], shares[company.kian])


def put_forward(
    store: Session, company: Company, plan: Planned, on: date = DAY, why: str = "A new year"
) -> int:
    """Leila puts the plan forward."""
    return operations.put_forward(store, company.actor("leila"), PutForward(plan.root, why, on), at=NOW)


def up_the_line(store: Session, company: Company, plan: Planned, number: int) -> None:
    """Omid puts his quarter forward, and Leila accepts it."""
    omid, leila = company.actor("omid"), company.actor("leila")
    operations.put_part_forward(store, omid, PutPartForward(plan.quarter, number), at=NOW)
    operations.answer_part(store, leila, AnswerPart(plan.quarter, number, is_accepted=True), at=NOW)


def approve(store: Session, company: Company, plan: Planned, number: int) -> None:
    """Leila, whom nobody leads, decides alone."""
    wish = DecideVersion(plan.root, number, is_approved=True)
    operations.approve(store, company.actor("leila"), wish, at=NOW)


def agreed(store: Session, company: Company, plan: Planned, on: date = DAY) -> int:
    """A version put forward, up the line, and approved."""
    number = put_forward(store, company, plan, on)
    up_the_line(store, company, plan, number)
    approve(store, company, plan, number)
    return number


def give_sara(store: Session, company: Company, plan: Planned, deals: int) -> None:
    """Omid gives Sara's share another working number."""
    plans.set_target(store, company.actor("omid"), SetTarget(plan.sara, Decimal(deals)), at=NOW)


def follow(store: Session) -> int:
    """Do the work that waits after a version came into force; how many goals changed."""
    store.commit()
    waiting = store.query(Job).filter_by(name=TELLING, state="queued").order_by(Job.id).all()
    changed = 0
    for job in waiting:
        context = WorkContext(job.id, SERVICE, dict(job.arguments), NOW, store, db.engine, "token")
        changed += handler_of(TELLING)(context)["goals"]
        job.state = "done"
        store.commit()
    return changed
