"""What is stored of a review, found and read together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotFound
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts
from appraisal.steering.domain import Decision, Missing
from appraisal.steering.material import Line
from appraisal.steering.models import (
    QuarterAnswer,
    QuarterCause,
    QuarterDecision,
    QuarterReport,
    QuarterReview,
)
from appraisal.steering.telling import ChangeFacts, DecisionFacts, Said


@dataclass(frozen=True)
class Found:
    """A stored review: its part of the plan, its quarter, and its report once it is closed."""

    row: QuarterReview
    node: NodeFacts
    report: QuarterReport | None

    @property
    def quarter(self) -> Period:
        """The days under review."""
        return Period(self.row.starts_on, self.row.ends_on)


def find_review(store: Session, key: int, *, for_change: bool = False) -> Found:
    """One review; held against others where it is about to be changed. Raises ``NotFound``."""
    row = store.get(QuarterReview, key, with_for_update=for_change or None, populate_existing=for_change)
    if row is None:
        raise NotFound(noun="quarter_review", key=key)
    report = store.scalars(select(QuarterReport).where(QuarterReport.review_id == key)).one_or_none()
    return Found(row, plans.node_facts(store, row.node_id), report)


def owner_above(store: Session, node: NodeFacts, day: date) -> int | None:
    """Who owns the nearest part above that somebody else owns; above the top, whoever leads its owner."""
    line = plans.line_to_strategy(store, node.key)
    owners = plans.owners_of(store, (step.key for step in line))
    for step in reversed(line):
        if owners[step.key] != node.owner:
            return owners[step.key]
    return people.line_of(store, node.owner, day).manager


def said_in(store: Session, review: QuarterReview, titles: Mapping[int, str]) -> Said:
    """What people put into a review so far; the newest decision of a part holds."""
    causes = store.scalars(
        select(QuarterCause).where(QuarterCause.review_id == review.id).order_by(QuarterCause.id)
    )
    return Said(
        decisions=_decisions(store, review.id),
        causes=[(titles.get(row.node_id, ""), row.cause, row.words) for row in causes],
        changes=_changes(store, review),
    )


def what_is_missing(lines: tuple[Line, ...], said: Said) -> tuple[Missing, ...]:
    """Everything that is missing before the review may be closed."""
    undecided = [
        Missing("decision", line.node.title, node=int(line.node.key))
        for line in lines
        if line.node.key not in said.decisions
    ]
    unanswered = [Missing("answer", each.title, change=each.key) for each in said.changes if not each.worked]
    return (*undecided, *unanswered)


def _decisions(store: Session, review: int) -> dict[int, DecisionFacts]:
    rows = store.scalars(
        select(QuarterDecision).where(QuarterDecision.review_id == review).order_by(QuarterDecision.id)
    )
    return {
        row.node_id: DecisionFacts(row.id, row.node_id, row.decision, row.reason, row.stops_on)
        for row in rows
    }


def _changes(store: Session, review: QuarterReview) -> list[ChangeFacts]:
    """What the last closed review of the same part changed or stopped, with the answer of this one."""
    last = store.scalars(
        select(QuarterReport)
        .join(QuarterReview, QuarterReview.id == QuarterReport.review_id)
        .where(QuarterReview.node_id == review.node_id, QuarterReview.starts_on < review.starts_on)
        .order_by(QuarterReview.starts_on.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return []
    changed = {
        key: each
        for key, each in _decisions(store, last.review_id).items()
        if each.decision != Decision.KEEP.value
    }
    nodes = plans.nodes_of(store, changed)
    before = {line["node"]: line for line in last.told["lines"]}
    answers = {
        row.change_id: row
        for row in store.scalars(
            select(QuarterAnswer).where(QuarterAnswer.review_id == review.id).order_by(QuarterAnswer.id)
        )
    }
    found = []
    for key, each in changed.items():
        node, answer = nodes[key], answers.get(each.key)
        found.append(
            ChangeFacts(
                key=each.key,
                title=node.title,
                reason=each.reason,
                unit=node.unit,
                then=_number(before.get(key, {}).get("needed")),
                now=node.in_force,
                worked=answer.worked if answer else "",
                words=answer.words if answer else "",
            )
        )
    return found


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
