"""Who may bring in and count what was measured."""

from __future__ import annotations

from appraisal.kernel.actors import Actor, Role, Scope
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def may_record_readings(actor: Actor) -> Objections:
    """Readings come from a business system, brought in by the service, HR, an administrator or a plan owner,
    or told by that system itself."""
    return Objections.where(
        readings_come_from_systems=not (
            actor.has(Role.HR, Role.ADMINISTRATOR, Role.PLAN_OWNER) or actor.holds(Scope.READINGS)
        )
    )


def may_count_by_hand(actor: Actor, line: Line) -> Objections:
    """What is counted by hand is counted by one of the two."""
    return Objections.where(
        counted_by_the_two=not (actor.is_person(line.employee) or actor.is_person(line.manager))
    )
