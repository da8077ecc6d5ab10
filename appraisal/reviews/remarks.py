"""What the pack of process remarks about a review, about a part while it is written, and about a manager's own duties.

Owns the reads behind those facts, a fixed number of statements each. Whoever asks has been let in already.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.goals import queries as goals
from appraisal.observations import queries as observations
from appraisal.packs import queries as packs
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people
from appraisal.reviews import sense
from appraisal.reviews.domain import ORIGIN, Side
from appraisal.reviews.facts import ReviewFacts
from appraisal.reviews.models import Review, ReviewCycle, ReviewMeeting, ReviewPart
from appraisal.rulebook import Pack, Remark

KIND = "process"
ABOUT, ABOUT_PART, ABOUT_MANAGER = "review", "review_part", "reviews_led"
"""What remarks of this slice are about."""
A_QUARTER = timedelta(days=92)


def about_review(
    store: Session, review: ReviewFacts, cycle: ReviewCycle, day: date
) -> tuple[ShownRemark, ...]:
    """What is remarked about the review of two people, with the reasons given; five statements."""
    facts = _facts(store, review, cycle, day)
    return packs.remarks_about(store, KIND, {review.key: facts}, day, noun=ABOUT)[review.key]


def found_about(
    store: Session, review: ReviewFacts, cycle: ReviewCycle, day: date
) -> tuple[Pack | None, tuple[Remark, ...]]:
    """The same, and by which pack, for keeping one of them."""
    pack = packs.in_force(store, KIND, day)
    return pack, packs.remarks_in(pack, _facts(store, review, cycle, day), day)


def about_part(
    store: Session,
    review: ReviewFacts,
    cycle: ReviewCycle,
    side: Side,
    frozen: Mapping[str, Any],
    surprises: int,
    day: date,
) -> tuple[ShownRemark, ...]:
    """What is remarked about a part for the one who writes it; the manager reads what the year left too."""
    if side is Side.EMPLOYEE:
        facts = sense.part_facts(frozen, (), None)
    else:
        facts = {
            **_of_the_year(store, review, cycle, day),
            "review_closed": False,
            **sense.part_facts(frozen, _elsewhere(store, review, cycle), surprises),
        }
    if not facts["part_words"]:
        facts["part_words"] = None  # nothing is written yet
    return packs.remarks_about(store, KIND, {review.key: facts}, day, noun=ABOUT_PART)[review.key]


def about_manager(store: Session, manager: int, day: date) -> tuple[ShownRemark, ...]:
    """What is remarked about a manager's own duties, for that manager alone; six statements."""
    led = [person.key for person in people.reports_of(store, manager, day)]
    if not led:
        return ()
    notes = observations.notes_about(store, led, day - A_QUARTER, day)
    seen = [person for person, each in notes.items() if any(author == manager for author, _on in each)]
    facts = sense.team_facts(_talk_days(store, manager), led, seen)
    return packs.remarks_about(store, KIND, {manager: facts}, day, noun=ABOUT_MANAGER)[manager]


def _facts(store: Session, review: ReviewFacts, cycle: ReviewCycle, day: date) -> sense.Facts:
    owners = goals.owners_of_items(store, ORIGIN, [review.key]).get(review.key, ())
    return {
        **sense.standing_facts(review, cycle.ends_on, day),
        **_of_the_year(store, review, cycle, day),
        **sense.steps_facts(owners, review.manager),
    }


def _of_the_year(store: Session, review: ReviewFacts, cycle: ReviewCycle, day: date) -> sense.Facts:
    first, last = cycle.starts_on, min(day, cycle.ends_on)
    held = checkins.days_held(store, [review.employee], first, last).get(review.employee, ())
    notes = observations.notes_about(store, [review.employee], first, last).get(review.employee, ())
    return sense.year_facts(held, notes, review.manager, first, last)


def _elsewhere(store: Session, review: ReviewFacts, cycle: ReviewCycle) -> list[Any]:
    """What the manager wrote in the reviews of others in the same cycle."""
    return list(
        store.scalars(
            select(ReviewPart.answers)
            .join(Review, Review.id == ReviewPart.review_id)
            .where(
                Review.cycle_id == cycle.id,
                Review.id != review.key,
                ReviewPart.side == Side.MANAGER.value,
                ReviewPart.author_id == review.manager,
            )
        )
    )


def _talk_days(store: Session, manager: int) -> list[date]:
    """The days of the manager's review talks in the newest cycle in which they have any review."""
    newest = select(func.max(Review.cycle_id)).where(Review.manager_id == manager).scalar_subquery()
    rows = store.execute(
        select(ReviewMeeting.review_id, ReviewMeeting.booked_on, ReviewMeeting.held_on)
        .join(Review, Review.id == ReviewMeeting.review_id)
        .where(Review.manager_id == manager, Review.cycle_id == newest)
        .order_by(ReviewMeeting.id)
    )
    return list({review: held_on or booked_on for review, booked_on, held_on in rows}.values())
