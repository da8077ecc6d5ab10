"""Reads of one review: its part for its writer, its page for the two, its signed text for the paper.

The other side's words are not read from the database before both parts are in.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.formbook import Formbook, freeze
from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.packs import queries as packs
from appraisal.packs.queries import KeptLine
from appraisal.people import queries as people
from appraisal.people.queries import PersonFacts, PersonName
from appraisal.reviews import agenda, policy, remarks
from appraisal.reviews.cycles import cycle_page, cycles_page, reviewed_in, reviews_of
from appraisal.reviews.domain import BOTH, KIND_OF_SIDE, ReviewFacts, Side, Step, objections_to_sign_off
from appraisal.reviews.material import material_of
from appraisal.reviews.models import Contest, Review, ReviewCycle, ReviewMeeting, ReviewPart
from appraisal.reviews.pages import ContestLine, CyclePage, PartPage, PartState, ReviewPage, ReviewsPage
from appraisal.reviews.signed import (
    SignedReview,
    digest_of,
    signed_review_count,
    signed_review_list,
    signed_reviews,
    signed_text,
    text_as_signed,
)
from appraisal.reviews.standing import facts_of_one, find_review, line_above, superseded_in
from appraisal.reviews.text import MeetingText, MoveText, PartText, PersonText, ReviewText

__all__ = [
    "CyclePage",
    "PartPage",
    "ReviewPage",
    "ReviewsPage",
    "SignedReview",
    "cycle_page",
    "cycles_page",
    "employee_of",
    "part_page",
    "review_page",
    "reviewed_in",
    "reviews_of",
    "signed_review_count",
    "signed_review_list",
    "signed_reviews",
    "signed_text",
    "unsigned_text",
]


def part_page(
    store: Session, actor: Actor, book: Formbook, review: int, side: str, now: datetime
) -> PartPage:
    """A side's part for the one who writes it. Raises ``NotFound`` or ``NotAllowed``."""
    if side not in KIND_OF_SIDE:
        raise NotFound(noun="part", key=side)
    row, cycle = find_review(store, review)
    facts, side = facts_of_one(store, row), Side(side)
    insist_on_none(policy.may_write(actor, facts, side), NotAllowed)
    part = store.scalars(
        select(ReviewPart).where(ReviewPart.review_id == review, ReviewPart.side == side)
    ).first()
    person = people.person_facts(store, actor, row.employee_id, now.date())
    form = book.form_for(KIND_OF_SIDE[side], person.job_family)
    material = material_of(store, review, row.employee_id, cycle.starts_on, cycle.ends_on, now.date())
    answers = dict(part.answers) if part else {}
    frozen = freeze(form, answers, "en", goals=material.statements)
    is_judged = side is Side.MANAGER
    found = agenda.unmentioned(frozen, material.mentions, now, material.numbers) if is_judged else ()
    return PartPage(
        key=review,
        version=part.version if part else None,
        side=side,
        cycle=cycle.name,
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on,
        employee=person.name,
        employee_key=person.key,
        other=next(state for state in _states(store, row, facts) if state.side is not side),
        form=form,
        answers=answers,
        saved_at=part.saved_at if part else None,
        saved_from=part.saved_from if part else "",
        written=_written(part, actor.name) if part and part.handed_in_at else None,
        goals=material.goals,
        checkins=material.checkins,
        unmentioned=found,
        kept=_kept(store, review, {side.value}),
        remarks=remarks.about_part(store, facts, cycle, side, frozen, len(found), now.date()),
    )


def review_page(store: Session, actor: Actor, review: int, now: datetime) -> ReviewPage:
    """A review as this reader may see it. Raises ``NotFound`` or ``NotAllowed``."""
    row, cycle = find_review(store, review)
    facts = facts_of_one(store, row)
    line = line_above(store, facts, now.date())
    insist_on_none(policy.may_read_signed(actor, facts, line), NotAllowed)
    text = text_as_signed(store, actor, facts) or unsigned_text(store, actor, row, cycle, facts, now)
    side = facts.side_of(actor.employee)
    states = _states(store, row, facts)
    return ReviewPage(
        key=review,
        version=row.version,
        text=text,
        digest=digest_of(text),
        step=facts.step,
        waits_for=facts.waits_for,
        side=side,
        states=states,
        agenda=_agenda(text),
        missing=tuple(objections_to_sign_off(facts, side, superseded_in(store, facts, cycle)))
        if side
        else (),
        at_table=(
            PersonName(facts.employee, states[0].name, text.employee.job_title),
            PersonName(facts.manager, states[1].name, text.manager.job_title),
        ),
        is_locked=bool(facts.signed_by),
        contest=_contest(store, review) if facts.contested_by else None,
        may_answer=facts.step is Step.CONTESTED and not policy.may_answer_contest(actor, facts, line),
        kept=_kept(store, review, {part.side.value for part in text.parts} | {"signature"}, text.meeting),
        remarks=remarks.about_review(store, facts, cycle, now.date()) if side else (),
    )


def employee_of(store: Session, review: int) -> int:
    """Whose review it is. Raises ``NotFound``."""
    return find_review(store, review)[0].employee_id


def _kept(
    store: Session, review: int, readable: Collection[str], meeting: MeetingText | None = None
) -> dict[str, tuple[KeptLine, ...]]:
    """Why words of a review stayed, for the parts of it that the reader may read and as they stand now."""
    fields = packs.kept_words(store, "review", [review]).get(review, {})
    found = {name: lines for name, lines in fields.items() if name.partition(".")[0] in readable}
    agreed = meeting.agreed if meeting else ""
    return {**found, "agreed": packs.still_said(fields.get("agreed", ()), agreed) if agreed else ()}


def unsigned_text(
    store: Session, actor: Actor, row: Review, cycle: ReviewCycle, facts: ReviewFacts, now: datetime
) -> ReviewText:
    """The review as it stands before anybody signed. Its reader has been let in already.

    Holds no part before both are in.
    """
    day = now.date()
    employee = people.person_facts(store, actor, row.employee_id, day)
    manager = people.person_facts(store, actor, row.manager_id, day)
    names = {employee.key: employee.name, manager.key: manager.name}
    material = material_of(store, row.id, row.employee_id, cycle.starts_on, cycle.ends_on, day)
    parts = _parts(store, row.id) if facts.is_open_to_both else []
    return ReviewText(
        review=row.id,
        cycle=cycle.name,
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on,
        opened_on=row.opened_at.date(),
        employee=_person(employee),
        manager=_person(manager),
        goals=material.goals,
        checkins=material.checkins,
        findings=material.findings,
        parts=tuple(_written(part, names[EmployeeKey(part.author_id)]) for part in parts),
        unmentioned=tuple(name for part in parts for name in part.unmentioned),
        meeting=_meeting(store, row.id, names),
        actions=material.actions,
    )


def _parts(store: Session, review: int) -> list[ReviewPart]:
    found = store.scalars(select(ReviewPart).where(ReviewPart.review_id == review))
    return sorted(found, key=lambda part: BOTH.index(Side(part.side)))


def _written(part: ReviewPart, author: str) -> PartText:
    return PartText(Side(part.side), author, part.handed_in_at or part.saved_at, part.frozen or {})


def _person(facts: PersonFacts) -> PersonText:
    return PersonText(facts.name, facts.job_title, facts.unit_name)


def _meeting(store: Session, review: int, names: dict[EmployeeKey, str]) -> MeetingText | None:
    rows = store.scalars(
        select(ReviewMeeting).where(ReviewMeeting.review_id == review).order_by(ReviewMeeting.id)
    ).all()
    if not rows:
        return None
    moves = [
        MoveText(
            before.booked_on, row.booked_on, names.get(EmployeeKey(row.booked_by_id), ""), row.move_reason
        )
        for before, row in pairwise(rows)
    ]
    last = rows[-1]
    return MeetingText(last.booked_on, tuple(moves), last.held_on, last.agreed_words)


def _states(store: Session, row: Review, facts: ReviewFacts) -> tuple[PartState, ...]:
    """How far both sides are; the columns with words are not asked for."""
    names = people.names_of(store, [row.employee_id, row.manager_id])
    saved = {
        side: (saved_at, handed_in_at)
        for side, saved_at, handed_in_at in store.execute(
            select(ReviewPart.side, ReviewPart.saved_at, ReviewPart.handed_in_at).where(
                ReviewPart.review_id == row.id
            )
        )
    }
    keys = {Side.EMPLOYEE: facts.employee, Side.MANAGER: facts.manager}
    return tuple(PartState(side, names[keys[side]], *saved.get(side, (None, None))) for side in BOTH)


def _agenda(text: ReviewText) -> tuple[agenda.Point, ...]:
    own, theirs = text.part(Side.EMPLOYEE), text.part(Side.MANAGER)
    return agenda.points(own.form, theirs.form, text.unmentioned) if own and theirs else ()


def _contest(store: Session, review: int) -> ContestLine | None:
    row = store.scalars(
        select(Contest).where(Contest.review_id == review).order_by(Contest.id.desc()).limit(1)
    ).first()
    if row is None:
        return None
    names = people.names_of(store, [row.answered_by_id])
    return ContestLine(
        reason=row.reason,
        due_on=row.answer_due_on,
        answered_by=names.get(row.answered_by_id or 0, ""),
        answered_at=row.answered_at,
        answer=row.answer,
    )
