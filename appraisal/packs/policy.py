"""Who may read and change packs. Everyone may read the rules that speak about their work; only HR changes them."""

from __future__ import annotations

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections


def may_read_packs(actor: Actor) -> Objections:
    """Everyone who works here, and whoever looks over the service: an auditor, the works council."""
    return Objections.where(
        only_for_people_here=actor.employee is None and not actor.roles and not actor.is_service
    )


def may_change_packs(actor: Actor) -> Objections:
    """HR keeps the rules; the service itself acts for whoever has the command line."""
    return Objections.where(only_hr_keeps_rules=not actor.has(Role.HR))


def may_read_drafts(actor: Actor) -> Objections:
    """A draft is HR's working paper; whoever looks over the service may look at it too."""
    return Objections.where(draft_is_of_hr=not actor.has(Role.HR, Role.AUDITOR))
