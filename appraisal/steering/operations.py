"""Changes to quarter reviews: open, decide, name causes, answer, close, and what is said about the report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.plans import operations as plans_in
from appraisal.plans import queries as plans
from appraisal.steering import domain, policy
from appraisal.steering.domain import (
    AnswerChange,
    Decide,
    Decision,
    NameCause,
    OpenReview,
    SayOfReport,
    Word,
)
from appraisal.steering.letters import tell_of_report
from appraisal.steering.material import gather, parts_under_review
from appraisal.steering.models import (
    QuarterAnswer,
    QuarterCause,
    QuarterDecision,
    QuarterReport,
    QuarterReview,
    ReportWord,
)
from appraisal.steering.naming import without_names
from appraisal.steering.quarters import due_on, quarters_of
from appraisal.steering.records import Found, find_review, owner_above, said_in, what_is_missing
from appraisal.steering.standing import fairness_below
from appraisal.steering.telling import Said, tell
from appraisal.storage.history import record


def open_review(store: Session, actor: Actor, wish: OpenReview, *, at: datetime) -> int:
    """Open the review of a quarter; its key. Raises ``NotFound``, ``NotAllowed`` or ``NotReady``."""
    node = plans.node_facts(store, wish.node)
    quarter = next(
        (each for each in quarters_of(node.starts_on, node.ends_on) if each.starts_on == wish.starts_on), None
    )
    if node.person is not None or quarter is None:
        raise NotFound(noun="quarter", key=wish.node)
    insist_on_none(policy.may_hold(actor, node.owner), NotAllowed)
    there = select(QuarterReview.id).where(
        QuarterReview.node_id == wish.node, QuarterReview.starts_on == wish.starts_on
    )
    is_there = store.scalars(there).first() is not None
    is_due = due_on(quarter, node.review_on) <= at.date()
    insist_on_none(domain.objections_to_opening(is_due=is_due, is_there=is_there), NotReady)
    row = QuarterReview(
        node_id=wish.node,
        starts_on=quarter.starts_on,
        ends_on=quarter.ends_on,
        opened_by_id=actor.employee,
        opened_at=at,
    )
    try:
        with store.begin_nested():
            store.add(row)
    except IntegrityError as error:  # somebody else opened it at the same moment
        raise Outdated(noun="plan_node", key=wish.node) from error
    record(store, actor, "quarter_review_opened", "quarter_review", row.id, at=at, node=wish.node)
    return row.id


def decide(store: Session, actor: Actor, wish: Decide, *, at: datetime) -> None:
    """Keep, change or stop a part; what was decided before stays in the record, the newest holds."""
    found = find_review(store, wish.review, for_change=True)
    insist_on_none(policy.may_hold(actor, found.node.owner), NotAllowed)
    nodes = {part.key for part, _depth in parts_under_review(store, found.node, found.quarter)}
    closed = found.report is not None
    insist_on_none(domain.objections_to_deciding(wish, nodes, at.date(), is_closed=closed), NotReady)
    row = QuarterDecision(
        node_id=wish.node,
        decision=wish.decision.value,
        reason=wish.reason.strip() if wish.decision is not Decision.KEEP else "",
        stops_on=wish.stops_on if wish.decision is Decision.STOP else None,
    )
    _add(store, actor, found, row, "quarter_decided", at)


def name_cause(store: Session, actor: Actor, wish: NameCause, *, at: datetime) -> None:
    """Name a cause in words; the owners of the parts do."""
    found = find_review(store, wish.review, for_change=True)
    parts = {part.key: part for part, _depth in parts_under_review(store, found.node, found.quarter)}
    insist_on_none(policy.may_name_causes(actor, [part.owner for part in parts.values()]), NotAllowed)
    is_known = wish.node in parts
    closed = found.report is not None
    insist_on_none(domain.objections_to_words(wish.words, is_closed=closed, is_known=is_known), NotReady)
    row = QuarterCause(node_id=wish.node, cause=wish.cause.value, words=wish.words.strip())
    _add(store, actor, found, row, "quarter_cause_named", at)


def answer_change(store: Session, actor: Actor, wish: AnswerChange, *, at: datetime) -> None:
    """Say whether a change of the last review worked."""
    found = find_review(store, wish.review, for_change=True)
    insist_on_none(policy.may_hold(actor, found.node.owner), NotAllowed)
    changes = {each.key for each in said_in(store, found.row, {}).changes}
    is_known = wish.change in changes
    closed = found.report is not None
    insist_on_none(domain.objections_to_words(wish.words, is_closed=closed, is_known=is_known), NotReady)
    row = QuarterAnswer(change_id=wish.change, worked=wish.worked.value, words=wish.words.strip())
    _add(store, actor, found, row, "quarter_change_answered", at)


def close_review(store: Session, actor: Actor, review: int, *, at: datetime) -> None:
    """Close a review: it is kept as plain data, what stops is ended, and its report goes to the owner above."""
    found = find_review(store, review, for_change=True)
    insist_on_none(policy.may_hold(actor, found.node.owner), NotAllowed)
    material = gather(store, found.node, found.quarter, at.date())
    titles = {int(line.node.key): line.node.title for line in material.lines}
    said = said_in(store, found.row, titles)
    missing = what_is_missing(material.lines, said)
    insist_on_none(domain.objections_to_closing(missing, is_closed=found.report is not None), NotReady)
    fairness = fairness_below(store, found.node, found.quarter, at.date())
    above = owner_above(store, found.node, at.date())
    told = tell(review, found.node, found.quarter, material, said, fairness, at)
    parts = [line.node for line in (*material.lines, *material.supply)]
    report = QuarterReport(
        review_id=review,
        told=without_names(store, told, parts, at.date()),
        to_id=above,
        closed_by_id=actor.employee,
        closed_at=at,
    )
    store.add(report)
    store.flush()
    _end_what_stops(store, actor, said, at)
    record(store, actor, "quarter_review_closed", "quarter_review", review, at=at, node=int(found.node.key))
    tell_of_report(store, above, review, at)


def _end_what_stops(store: Session, actor: Actor, said: Said, at: datetime) -> None:
    """What was stopped ends in the working plan, so that its next version carries the end with its reason."""
    for each in said.decisions.values():
        if each.stops_on is not None:
            wish = plans_in.EndNode(each.node, each.stops_on, each.reason)
            plans_in.end_node(store, actor, wish, at=at)


def say_of_report(store: Session, actor: Actor, wish: SayOfReport, *, at: datetime) -> None:
    """The owner above says that it was read, or asks; whoever holds the review answers."""
    found = find_review(store, wish.review)
    if wish.kind is Word.ANSWER:
        insist_on_none(policy.may_hold(actor, found.node.owner), NotAllowed)
    else:
        insist_on_none(policy.may_receive(actor, found.report.to_id if found.report else None), NotAllowed)
    insist_on_none(domain.objections_to_saying(wish, is_closed=found.report is not None), NotReady)
    row = ReportWord(kind=wish.kind.value, words=wish.words.strip())
    _add(store, actor, found, row, f"report_{wish.kind.value}", at)


def _add(store: Session, actor: Actor, found: Found, row: Any, verb: str, at: datetime) -> None:
    row.review_id, row.by_id, row.at = found.row.id, actor.employee, at
    store.add(row)
    store.flush()
    record(store, actor, verb, "quarter_review", found.row.id, at=at)
