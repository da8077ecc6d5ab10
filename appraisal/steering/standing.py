"""Which reviews are due, which are overdue below, which reports wait to be read, and which plans nobody touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.periods import Period
from appraisal.plans import queries as plans
from appraisal.plans.domain import FEWEST_TO_SHOW
from appraisal.plans.queries import NodeFacts
from appraisal.steering.domain import Word
from appraisal.steering.fairness import Fairness, fairness_of
from appraisal.steering.material import DEPTH, lines_of, parts_under_review
from appraisal.steering.models import QuarterReport, QuarterReview, ReportWord
from appraisal.steering.numbers import numbers_on
from appraisal.steering.quarters import due_on, due_quarters


@dataclass(frozen=True)
class DueReview:
    """A review that is due and not closed. ``review`` is its key once it is open; ``mine``: whoever asks owes it."""

    node: int
    title: str
    quarter: Period
    due_on: date
    review: int | None
    mine: bool
    is_overdue: bool


@dataclass(frozen=True)
class WaitingReport:
    """A report that waits to be read, or a question about one that waits to be answered."""

    what: str
    review: int
    title: str


@dataclass(frozen=True)
class IdlePlan:
    """A plan that nobody touched for a while."""

    root: int
    title: str
    days: int


def due_reviews(store: Session, actor: Actor, day: date) -> tuple[DueReview, ...]:
    """What this person owes, and what is overdue directly below; the longest due first. Three statements."""
    near = plans.heads_near(store, actor.employee or 0, day)
    nodes = plans.nodes_of(store, near)
    opened = _opened(store, near)
    above = numbers_on(store, day).overdue_above if near else None
    found = [
        each
        for key, (owner, _above) in near.items()
        for each in _due(nodes[key], opened, day, above, mine=owner == actor.employee)
        if each.mine or each.is_overdue
    ]
    return tuple(sorted(found, key=lambda each: (not each.mine, each.due_on, each.node)))


def due_of_node(store: Session, node: NodeFacts, day: date) -> tuple[DueReview, ...]:
    """The quarters of one part that are due and not closed, the oldest first."""
    return tuple(
        _due(node, _opened(store, [int(node.key)]), day, numbers_on(store, day).overdue_above, mine=True)
    )


def waiting_reports(store: Session, employee: int) -> tuple[WaitingReport, ...]:
    """Reports that came to this person and were not read yet, and questions to them without an answer."""
    rows = store.execute(
        select(QuarterReport.review_id, QuarterReport.to_id, QuarterReview.node_id)
        .join(QuarterReview, QuarterReview.id == QuarterReport.review_id)
        .where(or_(QuarterReport.to_id == employee, QuarterReview.opened_by_id == employee))
        .order_by(QuarterReport.id)
    ).all()
    kinds: dict[int, list[str]] = {}
    for review, kind in store.execute(
        select(ReportWord.review_id, ReportWord.kind)
        .where(ReportWord.review_id.in_({row.review_id for row in rows}))
        .order_by(ReportWord.id)
    ):
        kinds.setdefault(review, []).append(kind)
    nodes = plans.nodes_of(store, {row.node_id for row in rows})
    found = []
    for review, to, node in rows:
        said = kinds.get(review, [])
        if to == employee and Word.READ.value not in said:
            found.append(WaitingReport("read", review, nodes[node].title))
        talk = [kind for kind in said if kind != Word.READ.value]
        if to != employee and talk[-1:] == [Word.QUESTION.value]:
            found.append(WaitingReport("answer", review, nodes[node].title))
    return tuple(found)


def idle_plans(store: Session, actor: Actor, day: date) -> tuple[IdlePlan, ...]:
    """Running plans that were not touched for longer than the pack says, for whoever answers for the plan as a whole."""
    touched, above = plans.last_touched(store), numbers_on(store, day).idle_above
    found = []
    for plan in plans.plans_page(store, actor, day).plans:
        at = touched.get(plan.key)
        days = (day - at.date()).days if at else 0
        if above is not None and days > above and plan.ends_on >= day:
            found.append(IdlePlan(int(plan.key), plan.title, days))
    return tuple(found)


def fairness_below(store: Session, node: NodeFacts, quarter: Period, day: date) -> Fairness | None:
    """Over the lowest parts of a whole plan, whether attainment follows potential; None below the top of a plan."""
    if node.parent is not None:
        return None
    parts = parts_under_review(store, node, quarter)
    deepest = max(depth for _part, depth in parts)
    lowest = [part for part in parts if part[1] == min(deepest, DEPTH)]
    below = plans.people_below_nodes(store, (part.key for part, _depth in lowest))
    large = [part for part in lowest if len(below[part[0].key].people) >= FEWEST_TO_SHOW]
    pairs = [
        (float(line.so_far / line.needed), float(line.possible))
        for line in lines_of(store, large, quarter, day)
        if line.so_far is not None and line.needed and line.possible is not None
    ]
    return fairness_of(pairs, numbers_on(store, day).near_zero)


def _opened(store: Session, nodes: Iterable[int]) -> dict[tuple[int, date], tuple[int, bool]]:
    """By node and first day of a quarter, the review's key and whether it is closed."""
    rows = store.execute(
        select(QuarterReview.node_id, QuarterReview.starts_on, QuarterReview.id, QuarterReport.id)
        .outerjoin(QuarterReport, QuarterReport.review_id == QuarterReview.id)
        .where(QuarterReview.node_id.in_(set(nodes)))
    )
    return {(node, first): (key, report is not None) for node, first, key, report in rows}


def _due(
    node: NodeFacts,
    opened: dict[tuple[int, date], tuple[int, bool]],
    day: date,
    above: float | None,
    *,
    mine: bool,
) -> list[DueReview]:
    found = []
    for quarter in due_quarters(node.starts_on, node.ends_on, node.review_on, day):
        review, closed = opened.get((int(node.key), quarter.starts_on), (None, False))
        if not closed and quarter.ends_on >= node.counts_from:  # before that the plan was not made yet
            on = due_on(quarter, node.review_on)
            late = above is not None and (day - on).days > above
            found.append(DueReview(int(node.key), node.title, quarter, on, review, mine, late))
    return found
