"""Who may do what in reviews. The two at the table read it; HR reads what was signed; others see logistics."""

from __future__ import annotations

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line
from appraisal.reviews.domain import ReviewFacts, Side


def may_open_cycle(actor: Actor) -> Objections:
    """HR opens cycles and reviews, and sees where each stands."""
    return Objections.where(only_hr_opens_reviews=not actor.has(Role.HR))


def may_have_reviews(actor: Actor) -> Objections:
    """Reviews are for people who work here."""
    return Objections.where(reviews_for_people_here=actor.employee is None and not actor.has(Role.HR))


def may_work_on(actor: Actor, facts: ReviewFacts) -> Objections:
    """Only the two at the table work on a review."""
    return Objections.where(only_the_two_review=facts.side_of(actor.employee) is None)


def may_write(actor: Actor, facts: ReviewFacts, side: Side) -> Objections:
    """Each side writes its own part, nobody in their place."""
    return Objections.where(not_your_part=facts.side_of(actor.employee) is not side)


def may_sign(actor: Actor, facts: ReviewFacts, side: Side) -> Objections:
    """Each side signs for itself."""
    return Objections.where(not_your_signature=facts.side_of(actor.employee) is not side)


def is_second_person(actor: Actor, facts: ReviewFacts, line: Line) -> bool:
    """Whether the actor may answer for the house: the manager's manager or HR, and neither of the two."""
    at_table = facts.side_of(actor.employee) is not None
    above = actor.is_person(line.managers_manager)
    return not at_table and actor.employee is not None and (above or Role.HR in actor.roles)


def may_answer_contest(actor: Actor, facts: ReviewFacts, line: Line) -> Objections:
    """A contest is answered by a second person, in their own name."""
    return Objections.where(only_second_person_answers=not is_second_person(actor, facts, line))


def may_read_signed(actor: Actor, facts: ReviewFacts, line: Line) -> Objections:
    """The two read what they signed; HR what both signed; the manager's manager only what is contested."""
    if facts.side_of(actor.employee) is not None:
        return Objections()
    both_signed = facts.signed_by.issuperset((Side.EMPLOYEE, Side.MANAGER))
    contested = facts.contested_by is not None
    return Objections.where(
        review_not_yours_to_read=not (
            (both_signed and actor.has(Role.HR)) or (contested and is_second_person(actor, facts, line))
        )
    )
