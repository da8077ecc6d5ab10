"""Who watches over a contingency plan, and who reads it."""

from __future__ import annotations

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections


def may_tend(actor: Actor, owner: int) -> Objections:
    """Triggers, steps, effects and events are the owner's, and of those who own the whole plan."""
    return Objections.where(
        only_the_owner_tends_it=not (actor.is_person(owner) or actor.has(Role.PLAN_OWNER) or actor.is_service)
    )
