"""Who may hold, help with and read a quarter review."""

from __future__ import annotations

from collections.abc import Collection

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections


def may_hold(actor: Actor, owner: int) -> Objections:
    """A review is opened, decided and closed by whoever owns the part, and by those who own the whole plan."""
    return Objections.where(only_the_owner_reviews=not (actor.is_person(owner) or actor.has(Role.PLAN_OWNER)))


def may_name_causes(actor: Actor, owners: Collection[int]) -> Objections:
    """Causes are named by the owners of the parts in it."""
    helps = any(actor.is_person(owner) for owner in owners)
    return Objections.where(only_owners_name_causes=not (helps or actor.has(Role.PLAN_OWNER)))


def may_read(actor: Actor, owners: Collection[int], above: int | None) -> Objections:
    """A review is read by the owners of the parts in it, by the owner above, and by those who own the plan."""
    inside = any(actor.is_person(owner) for owner in owners) or actor.is_person(above)
    return Objections.where(quarter_review_not_yours=not (inside or actor.has(Role.PLAN_OWNER)))


def may_receive(actor: Actor, above: int | None) -> Objections:
    """That it was read is said, and questions are asked, by the owner above."""
    return Objections.where(only_the_owner_above_reads=not actor.is_person(above))
