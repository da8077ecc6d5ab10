"""Reads for lists of reviews: a person's own, those below a manager, and HR's cycles. Logistics only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.people.queries import PersonName
from appraisal.reviews import policy, remarks
from appraisal.reviews.models import Contest, Review, ReviewCycle
from appraisal.reviews.pages import CycleLine, CyclePage, CyclesPage, ReviewsPage
from appraisal.reviews.standing import OWNER, find_cycle, lines

REVIEWS_ON_A_PAGE = 50
MOST_FOUND = 20


def reviews_of(store: Session, actor: Actor, day: date) -> ReviewsPage:
    """The reviews this person takes part in, and how those of the managers they lead stand."""
    insist_on_none(policy.may_have_reviews(actor), NotAllowed)
    below = [person.key for person in people.reports_of(store, actor.employee, day)] if actor.employee else []
    waits = Review.id.in_(select(Contest.review_id).where(Contest.answered_at.is_(None)))
    others = and_(Review.employee_id != actor.employee, Review.manager_id != actor.employee)
    may_answer = (
        [waits, others]
        if actor.employee and Role.HR in actor.roles
        else [waits, Review.manager_id.in_(below)]
    )
    return ReviewsPage(
        own=lines(store, actor, Review.employee_id == actor.employee, newest_first=True),
        led=lines(store, actor, Review.manager_id == actor.employee, newest_first=True),
        beneath=lines(store, actor, Review.manager_id.in_(below), newest_first=True, limit=REVIEWS_ON_A_PAGE),
        contested=lines(store, actor, *may_answer, limit=REVIEWS_ON_A_PAGE),
        opens_cycles=not policy.may_open_cycle(actor),
        remarks=remarks.about_manager(store, actor.employee, day) if below and actor.employee else (),
    )


def cycles_page(store: Session, actor: Actor) -> CyclesPage:
    """HR's list of cycles, newest first."""
    insist_on_none(policy.may_open_cycle(actor), NotAllowed)
    rows = store.execute(
        select(ReviewCycle, func.count(Review.id))
        .outerjoin(Review, Review.cycle_id == ReviewCycle.id)
        .group_by(ReviewCycle.id)
        .order_by(ReviewCycle.ends_on.desc(), ReviewCycle.id.desc())
    )
    return CyclesPage(
        tuple(CycleLine(row.id, row.name, row.starts_on, row.ends_on, count) for row, count in rows)
    )


def cycle_page(
    store: Session, actor: Actor, cycle: int, day: date, *, search: str = "", number: int = 1
) -> CyclePage:
    """Where each review of a cycle stands; with ``search``, those found by a part of the name."""
    insist_on_none(policy.may_open_cycle(actor), NotAllowed)
    row = find_cycle(store, cycle)
    # People in their order first: the reviews of a large cycle are never sorted for the sake of one page.
    reviewed = exists().where(Review.cycle_id == cycle, Review.employee_id == OWNER.c.id).correlate(OWNER)
    owners = select(OWNER.c.id).where(reviewed).order_by(OWNER.c.name, OWNER.c.id)
    counted = select(func.count(Review.id)).where(Review.cycle_id == cycle)
    if search:
        is_meant = OWNER.c.name.icontains(search, autoescape=True)
        owners = owners.where(is_meant)
        counted = counted.join(OWNER, OWNER.c.id == Review.employee_id).where(is_meant)
    total = store.scalar(counted) or 0
    pages = max(1, -(-total // REVIEWS_ON_A_PAGE))
    number = min(max(1, number), pages)
    on_page = owners.limit(REVIEWS_ON_A_PAGE).offset((number - 1) * REVIEWS_ON_A_PAGE)
    return CyclePage(
        key=cycle,
        name=row.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        reviews=lines(store, actor, Review.cycle_id == cycle, Review.employee_id.in_(on_page)),
        number=number,
        pages=pages,
        total=total,
        search=search,
        found=_found(store, actor, cycle, day, search) if search else (),
    )


def reviewed_in(store: Session, cycle: int, employees: Iterable[int]) -> frozenset[int]:
    """Who of these has a review in the cycle already."""
    wanted = set(employees)
    here = select(Review.employee_id).where(Review.cycle_id == cycle, Review.employee_id.in_(wanted))
    return frozenset(store.scalars(here))


def _found(store: Session, actor: Actor, cycle: int, day: date, search: str) -> tuple[PersonName, ...]:
    listed = people.list_people(store, actor, day, search=search).people
    here = reviewed_in(store, cycle, [person.key for person in listed])
    free = [person for person in listed if person.manager and person.key not in here]
    return tuple(PersonName(person.key, person.name, person.job_title) for person in free[:MOST_FOUND])
