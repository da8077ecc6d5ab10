"""Who may put forward, answer, approve, withdraw and confirm what of a version."""

from __future__ import annotations

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections
from appraisal.versions.domain import Deciders


def may_put_forward(actor: Actor, owner: int) -> Objections:
    """A plan, or a part of one, is put forward, withdrawn and confirmed by the person who owns it."""
    return Objections.where(only_its_owner_puts_forward=not actor.is_person(owner))


def may_answer(actor: Actor, owner_above: int | None) -> Objections:
    """A part is answered by the owner of the part above."""
    return Objections.where(only_the_owner_above_answers=not actor.is_person(owner_above))


def may_decide(actor: Actor, deciders: Deciders) -> Objections:
    """About the whole decides whoever leads its owner; failing that, another plan owner; failing that, the owner."""
    return Objections.where(
        only_the_line_decides=actor.employee is None or actor.employee not in deciders.people
    )


def may_take_in(actor: Actor, owner: int) -> Objections:
    """What was agreed elsewhere is taken in by whoever owns the plan, and by those who own all plans."""
    return Objections.where(
        only_plan_owners_take_versions_in=not (actor.is_person(owner) or actor.has(Role.PLAN_OWNER))
    )


def may_bring_into_force(actor: Actor) -> Objections:
    """The service looks every night which version's day has come."""
    return Objections.where(only_the_service_brings_into_force=not actor.is_service)
