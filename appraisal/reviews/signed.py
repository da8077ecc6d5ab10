"""What was signed, read back: the newest signature's text is the review for ever after.

HR reads what both signed, with only those answers that were announced to be read by HR.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from appraisal.formbook import Reader
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.reviews import policy
from appraisal.reviews.domain import ReviewFacts, ReviewKey, Side
from appraisal.reviews.models import Review, Signature
from appraisal.reviews.schemas import Plain, digest, for_reader, plain, text_of
from appraisal.reviews.standing import OWNER, facts_of_one, find_cycle, find_review, line_above
from appraisal.reviews.text import ReviewText


@dataclass(frozen=True)
class SignedReview:
    """A review that both signed, as HR lists it: logistics alone."""

    review: ReviewKey
    employee: str


def newest_text(store: Session, review: int) -> Plain | None:
    """The text under the newest signature, or None where nobody has signed."""
    return store.scalar(
        select(Signature.signed_text)
        .where(Signature.review_id == review)
        .order_by(Signature.id.desc())
        .limit(1)
    )


def signed_text(store: Session, actor: Actor, review: int, day: date | None = None) -> Plain:
    """The text under the newest signature, cut to what this reader was announced to read.

    Raises ``NotFound``, ``NotAllowed``, or ``NotReady`` where nobody has signed yet.
    """
    row, _cycle = find_review(store, review)
    facts = facts_of_one(store, row)
    line = line_above(store, facts, day or row.changed_at.date())
    insist_on_none(policy.may_read_signed(actor, facts, line), NotAllowed)
    data = newest_text(store, review)
    insist_on_none(Objections.where(review_not_signed=data is None), NotReady)
    return readable(data or {}, actor, facts)


def readable(data: Plain, actor: Actor, facts: ReviewFacts) -> Plain:
    """The whole text for the two at the table; for everyone else what HR may read."""
    return data if facts.side_of(actor.employee) is not None else for_reader(data, Reader.HR)


def text_as_signed(store: Session, actor: Actor, facts: ReviewFacts) -> ReviewText | None:
    """The review as it was signed and as this reader may see it, or None where nobody has signed."""
    data = newest_text(store, facts.key) if facts.signed_by else None
    return None if data is None else text_of(readable(data, actor, facts))


def digest_of(text: ReviewText) -> str:
    """The digest of a text, to know later whether it is still the same."""
    return digest(plain(text))


def signed_review_list(store: Session, actor: Actor, cycle: int) -> tuple[SignedReview, ...]:
    """The reviews of a cycle that both signed, by the employee's name, without their texts."""
    insist_on_none(policy.may_open_cycle(actor), NotAllowed)
    find_cycle(store, cycle)
    rows = store.execute(
        select(Review.id, OWNER.c.name)
        .join(OWNER, OWNER.c.id == Review.employee_id)
        .where(Review.cycle_id == cycle, _signed_by_both())
        .order_by(OWNER.c.name, Review.id)
    )
    return tuple(SignedReview(ReviewKey(key), name) for key, name in rows)


def signed_review_count(store: Session, actor: Actor, cycle: int) -> int:
    """How many reviews of a cycle both signed."""
    insist_on_none(policy.may_open_cycle(actor), NotAllowed)
    find_cycle(store, cycle)
    return store.scalar(select(func.count(Review.id)).where(Review.cycle_id == cycle, _signed_by_both())) or 0


def _signed_by_both() -> ColumnElement[bool]:
    """The employee signs last."""
    return exists().where(and_(Signature.review_id == Review.id, Signature.side == Side.EMPLOYEE))


def signed_reviews(store: Session, actor: Actor, cycle: int) -> tuple[tuple[ReviewKey, str, Plain], ...]:
    """Every review of a cycle that both signed: key, employee's name, text as HR may read it.

    One statement for the texts; for thousands of them take ``signed_review_list`` and read one at a time.
    """
    listed = signed_review_list(store, actor, cycle)
    newest = aliased(Signature)
    texts = dict(
        store.execute(
            select(Signature.review_id, Signature.signed_text)
            .join(Review, Review.id == Signature.review_id)
            .where(
                Review.cycle_id == cycle,
                Signature.id
                == select(func.max(newest.id)).where(newest.review_id == Review.id).scalar_subquery(),
            )
        ).all()
    )
    return tuple((one.review, one.employee, for_reader(texts[one.review], Reader.HR)) for one in listed)
