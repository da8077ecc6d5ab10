"""Signatures: the manager's, the employee's, and the second person's answer to a contest.

Each keeps the text as it was seen, with a digest. The employee signs the very text the manager signed;
nothing in it changes any more.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated, insist_on_none
from appraisal.packs import operations as packs
from appraisal.packs.queries import Place
from appraisal.reviews import domain, policy, queries
from appraisal.reviews.domain import (
    AnswerContest,
    ContestReview,
    ReviewFacts,
    ReviewKey,
    Side,
    SignOff,
    Stance,
)
from appraisal.reviews.models import Contest, Review, ReviewCycle, Signature
from appraisal.reviews.schemas import digest, plain, sealed, text_of
from appraisal.reviews.signed import newest_text
from appraisal.reviews.standing import facts_of_one, find_review, line_above, superseded_in
from appraisal.reviews.text import ReviewText, SignatureText
from appraisal.storage.history import record


def sign_off(
    store: Session, actor: Actor, wish: SignOff, *, seen_version: int | None = None, at: datetime
) -> ReviewKey:
    """Sign a review as the actor saw it, and keep the text they signed.

    Raises ``Outdated`` if the review changed meanwhile, ``NotAllowed`` or ``NotReady`` with every objection.
    """
    row, cycle, facts = _found(store, wish.review, seen_version)
    side = facts.side_of(actor.employee) or Side.SECOND
    insist_on_none(policy.may_work_on(actor, facts), NotAllowed)
    overtaken = superseded_in(store, facts, cycle)
    insist_on_none(domain.objections_to_sign_off(facts, side, overtaken), NotReady)
    text = _seen(store, actor, row, cycle, facts, wish.seen_digest, at)
    _sign(store, actor, text, side, Stance.SIGNED, wish.comment, at)
    _weigh(store, actor, row, side, wish.comment, wish.because, at)
    touch(store, row, at)
    record(store, actor, "review_signed", "review", row.id, at=at, side=side.value)
    return facts.key


def contest(
    store: Session, actor: Actor, wish: ContestReview, *, seen_version: int | None = None, at: datetime
) -> ReviewKey:
    """The employee signs that they do not agree, and says why; a second person answers in ten working days."""
    row, cycle, facts = _found(store, wish.review, seen_version)
    insist_on_none(policy.may_sign(actor, facts, Side.EMPLOYEE), NotAllowed)
    insist_on_none(domain.objections_to_contest(wish, facts), NotReady)
    text = _seen(store, actor, row, cycle, facts, wish.seen_digest, at)
    _sign(store, actor, text, Side.EMPLOYEE, Stance.CONTESTED, wish.reason, at)
    store.add(
        Contest(
            review_id=row.id,
            by_id=facts.employee,
            reason=wish.reason.strip(),
            contested_at=at,
            answer_due_on=domain.answer_due(at),
        )
    )
    touch(store, row, at)
    record(store, actor, "review_contested", "review", row.id, at=at)
    return facts.key


def answer_contest(
    store: Session, actor: Actor, wish: AnswerContest, *, seen_version: int | None = None, at: datetime
) -> ReviewKey:
    """A second person answers in writing, under the text that was contested."""
    row, cycle, facts = _found(store, wish.review, seen_version)
    line = line_above(store, facts, at.date())
    insist_on_none(policy.may_answer_contest(actor, facts, line), NotAllowed)
    insist_on_none(domain.objections_to_answer(wish, facts), NotReady)
    text = _seen(store, actor, row, cycle, facts, None, at)
    _sign(store, actor, text, Side.SECOND, Stance.ANSWERED, wish.answer, at)
    _weigh(store, actor, row, Side.SECOND, wish.answer, wish.because, at)
    contested = store.scalars(
        select(Contest).where(Contest.review_id == row.id, Contest.answered_at.is_(None))
    ).one()
    contested.answered_by_id, contested.answered_at = actor.employee, at
    contested.answer = wish.answer.strip()
    touch(store, row, at)
    record(store, actor, "contest_answered", "review", row.id, at=at)
    return facts.key


def touch(store: Session, row: Review, at: datetime) -> None:
    """Something about the review changed: its version moves on, whatever table the change stands in."""
    row.changed_at = at
    row.changes += 1
    store.flush()


def _weigh(
    store: Session, actor: Actor, row: Review, side: Side, text: str, because: str, at: datetime
) -> None:
    said = packs.Worded("review", row.id, f"signature.{side.value}", text, Place.COMMENT, because)
    packs.weigh_words(store, actor, [said], about=row.employee_id, at=at)


def _found(store: Session, review: int, seen_version: int | None) -> tuple[Review, ReviewCycle, ReviewFacts]:
    row, cycle = find_review(store, review, for_change=True)
    if seen_version is not None and seen_version != row.version:
        raise Outdated(noun="review", key=review)
    return row, cycle, facts_of_one(store, row)


def _seen(
    store: Session,
    actor: Actor,
    row: Review,
    cycle: ReviewCycle,
    facts: ReviewFacts,
    seen_digest: str | None,
    at: datetime,
) -> ReviewText:
    """The text that is signed: the one signed before, or the review as it stands now."""
    before = newest_text(store, row.id) if facts.signed_by else None
    text = text_of(before) if before else queries.unsigned_text(store, actor, row, cycle, facts, at)
    if seen_digest and seen_digest != digest(plain(text)):
        raise Outdated(noun="review", key=row.id)
    return text


def _sign(
    store: Session, actor: Actor, text: ReviewText, side: Side, stance: Stance, comment: str, at: datetime
) -> None:
    names = {Side.EMPLOYEE: text.employee.name, Side.MANAGER: text.manager.name}
    signature = SignatureText(side, names.get(side, actor.name), at, stance, comment.strip())
    data = sealed(text, signature)
    who: EmployeeKey | None = actor.employee
    store.add(
        Signature(
            review_id=text.review,
            side=side.value,
            employee_id=who,
            signed_at=at,
            stance=stance.value,
            comment=signature.comment,
            signed_text=data,
            sha256=data["signatures"][-1]["sha256"],
        )
    )
    store.flush()
