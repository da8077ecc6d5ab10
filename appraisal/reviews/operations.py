"""Changes to reviews: open, write, hand in, book, hold, agree. Signatures stand in ``signing``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.formbook import check_answers, freeze
from appraisal.goals import operations as goals
from appraisal.goals.domain import AddActionItem
from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated, insist_on_none
from appraisal.packs import operations as packs
from appraisal.packs.queries import Place
from appraisal.people import queries as people
from appraisal.reviews import agenda, domain, policy, queries, remarks
from appraisal.reviews.domain import (
    AgreeStep,
    BookMeeting,
    CycleKey,
    HandInPart,
    KeepReview,
    MarkMeetingHeld,
    OpenCycle,
    OpenReview,
    ReviewFacts,
    ReviewKey,
    SavePart,
    Side,
)
from appraisal.reviews.material import material_of
from appraisal.reviews.models import Review, ReviewCycle, ReviewMeeting, ReviewPart
from appraisal.reviews.said import texts_in
from appraisal.reviews.signing import answer_contest, contest, sign_off, touch
from appraisal.reviews.standing import facts_of_one, find_cycle, find_review
from appraisal.storage.history import record

__all__ = [
    "agree_step",
    "answer_contest",
    "book_meeting",
    "contest",
    "hand_in_part",
    "keep_review",
    "mark_meeting_held",
    "open_cycle",
    "open_review",
    "save_part",
    "sign_off",
]


def open_cycle(store: Session, actor: Actor, wish: OpenCycle, *, at: datetime) -> CycleKey:
    """Open a cycle and the reviews of those named, or of everyone who has a manager on that day.

    Raises ``NotAllowed``, or ``NotReady`` with every objection.
    """
    insist_on_none(policy.may_open_cycle(actor), NotAllowed)
    insist_on_none(domain.objections_to_cycle(wish), NotReady)
    managers = people.manager_of_everyone(store, at.date())
    named = tuple(managers) if wish.employees is None else wish.employees
    objections = Objections.where(nobody_to_review_with=any(each not in managers for each in named))
    insist_on_none(objections, NotReady)
    cycle = ReviewCycle(
        name=wish.name.strip(),
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        opened_by_id=actor.employee,
        opened_at=at,
    )
    store.add(cycle)
    store.flush()
    _open_reviews(store, cycle.id, {each: managers[each] for each in named}, at)
    record(store, actor, "cycle_opened", "review_cycle", cycle.id, at=at, reviews=len(named))
    return CycleKey(cycle.id)


def open_review(store: Session, actor: Actor, wish: OpenReview, *, at: datetime) -> ReviewKey:
    """Open the review of one more person. Raises ``NotReady`` when nobody leads them or one is open already."""
    insist_on_none(policy.may_open_cycle(actor), NotAllowed)
    find_cycle(store, wish.cycle, for_change=True)
    manager = people.line_of(store, wish.employee, at.date()).manager
    has_review = bool(queries.reviewed_in(store, wish.cycle, [wish.employee]))
    insist_on_none(
        domain.objections_to_opening(has_manager=manager is not None, has_review=has_review), NotReady
    )
    (review,) = _open_reviews(store, wish.cycle, {wish.employee: manager or 0}, at)
    record(store, actor, "review_opened", "review", review.id, at=at, employee=wish.employee)
    return ReviewKey(review.id)


def save_part(
    store: Session, actor: Actor, wish: SavePart, *, seen_version: int | None = None, at: datetime
) -> ReviewKey:
    """Keep a draft, as unfinished as it is. Raises ``Outdated`` when another page saved it meanwhile."""
    part, _row, _cycle = _open_part(store, actor, wish, seen_version)
    _keep(store, part, wish, at)
    store.flush()
    return wish.review


def hand_in_part(
    store: Session, actor: Actor, wish: HandInPart, *, seen_version: int | None = None, at: datetime
) -> ReviewKey:
    """Hand a part in. It is frozen with its form; the other side reads it once theirs is in as well.

    Raises ``NotReady`` with every problem of the answers.
    """
    part, row, cycle = _open_part(store, actor, wish, seen_version)
    material = material_of(store, row.id, row.employee_id, cycle.starts_on, cycle.ends_on, at.date())
    answers = known_answers(wish.answers, [question.id for question in wish.form.questions()])
    problems = check_answers(wish.form, answers, goals=material.statements, today=at.date())
    insist_on_none(domain.objections_to_handing_in(problems), NotReady)
    _keep(store, part, wish, at)
    part.handed_in_at = at
    frozen = freeze(wish.form, answers, wish.language, goals=material.statements)
    part.frozen = frozen
    if wish.side is Side.MANAGER:
        part.unmentioned = list(agenda.unmentioned(frozen, material.mentions, at, material.numbers))
    said = packs.worded("review", row.id, Place.REVIEW_PART, texts_in(wish.form, answers), wish.because)
    own = [replace(each, field=f"{wish.side.value}.{each.field}") for each in said]
    packs.weigh_words(store, actor, own, about=row.employee_id, at=at)
    touch(store, row, at)
    record(store, actor, "part_handed_in", "review", row.id, at=at, side=wish.side.value)
    return wish.review


def known_answers(answers: Mapping[str, Any], questions: Collection[str]) -> dict[str, Any]:
    """The answers to questions the form still asks; what an older form asked stays in the draft alone."""
    return {key: answer for key, answer in answers.items() if key in questions}


def book_meeting(
    store: Session, actor: Actor, wish: BookMeeting, *, seen_version: int | None = None, at: datetime
) -> ReviewKey:
    """Book the conversation, or move it with a reason that both read."""
    row, facts = _at_table(store, actor, wish.review, seen_version)
    insist_on_none(
        domain.objections_to_booking(wish, facts, at.date(), checkins.numbers(store, at.date())), NotReady
    )
    store.add(_meeting(row, actor, wish.day, at, reason=wish.reason.strip() if facts.booked_on else ""))
    touch(store, row, at)
    verb = "meeting_moved" if facts.booked_on else "meeting_booked"
    record(store, actor, verb, "review", row.id, at=at, day=wish.day.isoformat())
    return facts.key


def mark_meeting_held(
    store: Session, actor: Actor, wish: MarkMeetingHeld, *, seen_version: int | None = None, at: datetime
) -> ReviewKey:
    """Say that the conversation took place and what was agreed. Can be corrected until somebody signs."""
    row, facts = _at_table(store, actor, wish.review, seen_version)
    insist_on_none(domain.objections_to_holding(wish, facts, at.date()), NotReady)
    meeting = store.scalars(
        select(ReviewMeeting)
        .where(ReviewMeeting.review_id == row.id)
        .order_by(ReviewMeeting.id.desc())
        .limit(1)
    ).first()
    if meeting is None:
        meeting = _meeting(row, actor, wish.held_on, at)
        store.add(meeting)
    meeting.held_on, meeting.held_marked_by_id = wish.held_on, actor.employee
    meeting.agreed_words = wish.agreed.strip()
    said = packs.Worded("review", row.id, "agreed", wish.agreed, Place.OUTCOME, wish.because)
    packs.weigh_words(store, actor, [said], about=row.employee_id, at=at)
    touch(store, row, at)
    record(store, actor, "meeting_held", "review", row.id, at=at, day=wish.held_on.isoformat())
    return facts.key


def agree_step(
    store: Session, actor: Actor, wish: AgreeStep, *, seen_version: int | None = None, at: datetime
) -> ReviewKey:
    """Note who does what by when; it stands among the employee's action items until it is closed."""
    row, facts = _at_table(store, actor, wish.review, seen_version)
    insist_on_none(domain.objections_to_step(wish, facts, at.date()), NotReady)
    item = AddActionItem(
        about=facts.employee,
        owner=wish.owner,
        text=wish.text.strip(),
        due_on=wish.due_on,
        origin=domain.ORIGIN,
        origin_key=row.id,
    )
    key = goals.add_action_item(store, actor, item, at=at)
    said = packs.Worded("action_item", key, "text", wish.text, Place.OUTCOME, wish.because)
    packs.weigh_words(store, actor, [said], about=row.employee_id, at=at)
    touch(store, row, at)
    record(store, actor, "review_step_agreed", "review", row.id, at=at, owner=wish.owner)
    return facts.key


def keep_review(store: Session, actor: Actor, wish: KeepReview, *, at: datetime) -> ReviewKey:
    """Let a review stand as it does although a rule warns, for a reason that both sides read.

    Raises ``NotReady`` without a reason, or when the rule has nothing to say any more.
    """
    row, cycle = find_review(store, wish.review)
    facts = facts_of_one(store, row)
    insist_on_none(policy.may_work_on(actor, facts), NotAllowed)
    pack, found = remarks.found_about(store, facts, cycle, at.date())
    meant = [each for each in found if each.rule == wish.rule and each.level == "warn"]
    objections = Objections.where(remark_is_gone=not meant or pack is None)
    insist_on_none(objections + packs.objections_to_keeping(meant, wish.because), NotReady)
    if pack is not None:
        packs.keep_remarks(store, actor, (remarks.ABOUT, row.id), meant, wish.because, pack=pack, at=at)
    record(store, actor, "remark_kept", "review", row.id, at=at, rule=wish.rule)
    return facts.key


def _open_reviews(store: Session, cycle: int, managers: Mapping[Any, int], at: datetime) -> list[Review]:
    reviews = [
        Review(cycle_id=cycle, employee_id=employee, manager_id=manager, opened_at=at, changed_at=at)
        for employee, manager in managers.items()
    ]
    store.add_all(reviews)
    store.flush()
    return reviews


def _at_table(
    store: Session, actor: Actor, review: int, seen_version: int | None
) -> tuple[Review, ReviewFacts]:
    row, _cycle = find_review(store, review, for_change=True)
    facts = facts_of_one(store, row)
    insist_on_none(policy.may_work_on(actor, facts), NotAllowed)
    if seen_version is not None and seen_version != row.version:
        raise Outdated(noun="review", key=review)
    return row, facts


def _open_part(
    store: Session, actor: Actor, wish: SavePart | HandInPart, seen_version: int | None
) -> tuple[ReviewPart, Review, ReviewCycle]:
    row, cycle = find_review(store, wish.review, for_change=True)
    facts = facts_of_one(store, row)
    insist_on_none(policy.may_write(actor, facts, wish.side), NotAllowed)
    insist_on_none(domain.objections_to_writing(facts, wish.side), NotReady)
    part = store.scalars(
        select(ReviewPart).where(ReviewPart.review_id == row.id, ReviewPart.side == wish.side)
    ).first()
    if part is None:
        part = ReviewPart(review_id=row.id, side=wish.side.value, author_id=actor.employee)
    elif domain.is_outdated(part.version, seen_version, part.saved_from, wish.page):
        raise Outdated(noun="part", key=wish.review)
    return part, row, cycle


def _keep(store: Session, part: ReviewPart, wish: SavePart | HandInPart, at: datetime) -> None:
    form = wish.form
    part.form_id, part.form_version, part.form_sha256 = form.id, str(form.version), form.sha256
    part.answers, part.saved_at, part.saved_from = dict(wish.answers), at, wish.page
    store.add(part)


def _meeting(row: Review, actor: Actor, day: Any, at: datetime, reason: str = "") -> ReviewMeeting:
    who: EmployeeKey = actor.employee or EmployeeKey(row.manager_id)
    return ReviewMeeting(review_id=row.id, booked_on=day, booked_by_id=who, booked_at=at, move_reason=reason)
