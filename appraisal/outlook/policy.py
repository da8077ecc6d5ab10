"""Who may look at what of an outlook beside the plan's own rules."""

from __future__ import annotations

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def may_see_own_deals(actor: Actor, line: Line) -> Objections:
    """What one person's deals teach is for that person and for who leads them, as the results of a goal are."""
    return Objections.where(
        counted_by_the_two=not (actor.is_person(line.employee) or actor.is_person(line.manager))
    )
