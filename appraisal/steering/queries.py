"""Pages of quarter reviews: those of a part of the plan, one review or its report, and its data for the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.plans import queries as plans
from appraisal.plans.queries import Icicle, NodeFacts, PlanStep
from appraisal.steering import domain, policy
from appraisal.steering.domain import Missing
from appraisal.steering.material import gather, parts_under_review
from appraisal.steering.models import QuarterReport, QuarterReview, ReportWord
from appraisal.steering.pictures import bars_of_causes, bars_of_line, split_of
from appraisal.steering.records import Found, find_review, owner_above, said_in, what_is_missing
from appraisal.steering.standing import (
    DueReview,
    IdlePlan,
    WaitingReport,
    due_of_node,
    due_reviews,
    fairness_below,
    idle_plans,
    waiting_reports,
)
from appraisal.steering.telling import Plain, revived, tell

__all__ = [
    "DueReview",
    "IdlePlan",
    "WaitingReport",
    "bars_of_causes",
    "bars_of_line",
    "due_reviews",
    "idle_plans",
    "report_data",
    "review_page",
    "reviews_page",
    "revived",
    "split_of",
    "waiting_reports",
]


@dataclass(frozen=True)
class ReviewLine:
    """A review of a part in a list."""

    key: int
    starts_on: date
    ends_on: date
    closed_at: datetime | None


@dataclass(frozen=True)
class ReviewsPage:
    """The quarter reviews of a part of the plan: those due, and those held; ``idle`` for whoever owns the plan."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    due: tuple[DueReview, ...]
    late_below: tuple[DueReview, ...]
    reviews: tuple[ReviewLine, ...]
    idle: tuple[IdlePlan, ...]
    may_hold: bool


@dataclass(frozen=True)
class ReviewPage:
    """One review: ``told`` as plain data with days and numbers as such; what is missing; what this reader may do."""

    key: int
    node: NodeFacts
    root: int
    crumbs: tuple[PlanStep, ...]
    told: Plain
    picture: Icicle | None
    missing: tuple[Missing, ...]
    words: tuple[tuple[str, str, datetime], ...]
    is_closed: bool
    may_hold: bool
    may_name_causes: bool
    may_receive: bool
    has_receiver: bool

    @property
    def was_read(self) -> bool:
        """Whether the owner above said that it was read."""
        return any(kind == domain.Word.READ.value for kind, _words, _at in self.words)


def reviews_page(store: Session, actor: Actor, node_id: int, day: date) -> ReviewsPage:
    """The reviews of a part of the plan; a person's share has none (``NotFound``)."""
    node = plans.seen_node(store, actor, node_id, day)
    if node.person is not None:
        raise NotFound(noun="plan_node", key=node_id)
    rows = store.execute(
        select(QuarterReview.id, QuarterReview.starts_on, QuarterReview.ends_on, QuarterReport.closed_at)
        .outerjoin(QuarterReport, QuarterReport.review_id == QuarterReview.id)
        .where(QuarterReview.node_id == node_id)
        .order_by(QuarterReview.starts_on.desc())
    )
    owes = [each for each in due_reviews(store, actor, day) if not each.mine]
    is_sponsor = actor.has(Role.PLAN_OWNER) and node.parent is None
    return ReviewsPage(
        node=node,
        crumbs=plans.line_to_strategy(store, node.key),
        due=due_of_node(store, node, day),
        late_below=tuple(owes) if actor.is_person(node.owner) else (),
        reviews=tuple(ReviewLine(*row) for row in rows),
        idle=idle_plans(store, actor, day) if is_sponsor else (),
        may_hold=not policy.may_hold(actor, node.owner),
    )


def review_page(store: Session, actor: Actor, key: int, day: date) -> ReviewPage:
    """One review, filled as it stands today, or as it was closed."""
    found = find_review(store, key)
    owners = _insist_on_reader(store, actor, found, day)
    told, missing = _told(store, found, day)
    shown = revived(told)
    rows = store.scalars(select(ReportWord).where(ReportWord.review_id == key).order_by(ReportWord.id))
    closed = found.report is not None
    return ReviewPage(
        key=key,
        node=found.node,
        root=plans.root_of(store, found.node.key),
        crumbs=plans.line_to_strategy(store, found.node.key),
        told=shown,
        picture=split_of(shown["lines"]),
        missing=missing,
        words=tuple((row.kind, row.words, row.at) for row in rows),
        is_closed=closed,
        may_hold=not policy.may_hold(actor, found.node.owner),
        may_name_causes=not closed and not policy.may_name_causes(actor, owners),
        may_receive=found.report is not None and not policy.may_receive(actor, found.report.to_id),
        has_receiver=found.report is not None and found.report.to_id is not None,
    )


def report_data(store: Session, actor: Actor, key: int, day: date) -> Plain:
    """A closed review as it was closed, for JSON and paper. Raises ``NotReady`` while it is open."""
    found = find_review(store, key)
    _insist_on_reader(store, actor, found, day)
    insist_on_none(
        domain.objections_to_saying(
            domain.SayOfReport(key, domain.Word.READ), is_closed=found.report is not None
        ),
        NotReady,
    )
    return dict(found.report.told) if found.report else {}


def _insist_on_reader(store: Session, actor: Actor, found: Found, day: date) -> set[int]:
    """The owners of the parts in a review, once it is clear that the actor may read it."""
    owners = {part.owner for part, _depth in parts_under_review(store, found.node, found.quarter)}
    above = found.report.to_id if found.report else owner_above(store, found.node, day)
    insist_on_none(policy.may_read(actor, owners, above), NotAllowed)
    return owners


def _told(store: Session, found: Found, day: date) -> tuple[dict[str, Any], tuple[Missing, ...]]:
    if found.report is not None:
        return dict(found.report.told), ()
    material = gather(store, found.node, found.quarter, day)
    titles = {int(line.node.key): line.node.title for line in material.lines}
    said = said_in(store, found.row, titles)
    fairness = fairness_below(store, found.node, found.quarter, day)
    told = tell(found.row.id, found.node, found.quarter, material, said, fairness)
    return told, what_is_missing(material.lines, said)
