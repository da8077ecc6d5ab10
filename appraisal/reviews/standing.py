"""Where reviews stand: found, counted and listed, without a word of their content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, column, select, table
from sqlalchemy.orm import Session

from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.refusals import NotFound
from appraisal.people import queries as people
from appraisal.people.domain import Line
from appraisal.reviews.domain import ReviewFacts, ReviewKey, Side, Step
from appraisal.reviews.models import Contest, Review, ReviewCycle, ReviewMeeting, ReviewPart, Signature
from appraisal.reviews.pages import ReviewLine

# The names of people for sorting in the database; the table is named as a foreign key names it.
EMPLOYEE = table("employee", column("id"), column("name"))
OWNER = EMPLOYEE.alias("owner")
LEADER = EMPLOYEE.alias("leader")


def find_review(store: Session, review: int, *, for_change: bool = False) -> tuple[Review, ReviewCycle]:
    """A review with its cycle; ``for_change`` lets nobody else change it meanwhile. Raises ``NotFound``."""
    wanted = select(Review, ReviewCycle).join(ReviewCycle, ReviewCycle.id == Review.cycle_id)
    if for_change:
        wanted = wanted.with_for_update(of=Review)
    row = store.execute(wanted.where(Review.id == review)).first()
    if row is None:
        raise NotFound(noun="review", key=review)
    return row[0], row[1]


def find_cycle(store: Session, cycle: int, *, for_change: bool = False) -> ReviewCycle:
    """A cycle; ``for_change`` lets nobody else open reviews in it meanwhile. Raises ``NotFound``."""
    found = store.get(ReviewCycle, cycle, with_for_update=for_change or None)
    if found is None:
        raise NotFound(noun="cycle", key=cycle)
    return found


def facts_of(store: Session, reviews: Sequence[Review]) -> dict[int, ReviewFacts]:
    """What decisions rest on, for each of the reviews, in four statements however many there are; none for none."""
    if not reviews:
        return {}
    keys = [review.id for review in reviews]
    handed_in = _by_review(
        store,
        select(ReviewPart.review_id, ReviewPart.side).where(
            ReviewPart.review_id.in_(keys), ReviewPart.handed_in_at.is_not(None)
        ),
    )
    meetings = _by_review(
        store,
        select(ReviewMeeting.review_id, ReviewMeeting.booked_on, ReviewMeeting.held_on)
        .where(ReviewMeeting.review_id.in_(keys))
        .order_by(ReviewMeeting.id),
    )
    signed = _by_review(
        store, select(Signature.review_id, Signature.side).where(Signature.review_id.in_(keys))
    )
    contests = _by_review(
        store,
        select(Contest.review_id, Contest.by_id, Contest.answered_at).where(Contest.review_id.in_(keys)),
    )
    return {
        review.id: _facts(
            review,
            handed_in.get(review.id, []),
            meetings.get(review.id, []),
            signed.get(review.id, []),
            contests.get(review.id, []),
        )
        for review in reviews
    }


def facts_of_one(store: Session, review: Review) -> ReviewFacts:
    """What decisions about this review rest on."""
    return facts_of(store, [review])[review.id]


def superseded_in(store: Session, facts: ReviewFacts, cycle: ReviewCycle) -> tuple[tuple[int, str], ...]:
    """The goals of a review (key, statement) that a version of the plan has overtaken, until somebody signs."""
    if facts.signed_by:
        return ()
    found = goals.superseded_of(store, facts.employee, cycle.starts_on, cycle.ends_on)
    return tuple((each.goal, each.statement) for each in found)


def line_above(store: Session, facts: ReviewFacts, day: date) -> Line:
    """The employee, the manager of the review, and who leads that manager on the day."""
    return Line(facts.employee, facts.manager, people.line_of(store, facts.manager, day).manager)


def lines(
    store: Session,
    actor: Actor,
    *conditions: ColumnElement[bool],
    newest_first: bool = False,
    limit: int | None = None,
) -> tuple[ReviewLine, ...]:
    """Reviews as lines of a list, by the employee's name (or by period first, the newest before)."""
    order = [ReviewCycle.ends_on.desc()] if newest_first else []
    rows = store.execute(
        select(Review, ReviewCycle.name, ReviewCycle.ends_on, OWNER.c.name, LEADER.c.name)
        .join(ReviewCycle, ReviewCycle.id == Review.cycle_id)
        .join(OWNER, OWNER.c.id == Review.employee_id)
        .join(LEADER, LEADER.c.id == Review.manager_id)
        .where(*conditions)
        .order_by(*order, OWNER.c.name, Review.id)
        .limit(limit)
    ).all()
    facts = facts_of(store, [row[0] for row in rows])
    return tuple(_line(actor, facts[row[0].id], *row[1:]) for row in rows)


def _line(
    actor: Actor, facts: ReviewFacts, cycle: str, ends_on: date, employee: str, manager: str
) -> ReviewLine:
    side = facts.side_of(actor.employee)
    answers = facts.step is Step.CONTESTED and side is None
    return ReviewLine(
        key=facts.key,
        cycle=cycle,
        ends_on=ends_on,
        employee_key=facts.employee,
        employee=employee,
        manager=manager,
        step=facts.step,
        waits_for=facts.waits_for,
        booked_on=None if facts.held_on else facts.booked_on,
        moves=facts.moves,
        is_my_turn=answers or side in facts.waits_for,
    )


def _facts(
    review: Review, handed_in: list[Any], meetings: list[Any], signed: list[Any], contests: list[Any]
) -> ReviewFacts:
    _booked, booked_on, held_on = meetings[-1] if meetings else (None, None, None)
    _contested, by, answered_at = contests[-1] if contests else (None, None, None)
    return ReviewFacts(
        key=ReviewKey(review.id),
        employee=EmployeeKey(review.employee_id),
        manager=EmployeeKey(review.manager_id),
        handed_in=frozenset(Side(row.side) for row in handed_in),
        booked_on=booked_on,
        moves=max(0, len(meetings) - 1),
        held_on=held_on,
        signed_by=frozenset(Side(row.side) for row in signed),
        contested_by=by,
        contest_answered=answered_at is not None,
    )


def _by_review(store: Session, statement: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in store.execute(statement):
        found.setdefault(row[0], []).append(row)
    return found
