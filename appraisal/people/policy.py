"""Who may know and change what about people."""

from __future__ import annotations

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def may_change_people(actor: Actor) -> Objections:
    """HR and administrators keep the list of people."""
    return Objections.where(only_hr_keeps_people=not actor.has(Role.HR, Role.ADMINISTRATOR))


def may_see_people(actor: Actor) -> Objections:
    """Everyone who works here may see who works here: names, titles and units are no secret."""
    return Objections.where(
        only_for_people_here=actor.employee is None and not actor.roles and not actor.is_service
    )


def may_open_file(actor: Actor, line: Line) -> Objections:
    """A person's file is open to the person, to who leads them, and to HR. Each slice shows its own part."""
    return Objections.where(
        not_your_file=not (
            actor.is_person(line.employee)
            or actor.is_person(line.manager)
            or actor.is_person(line.managers_manager)
            or actor.has(Role.HR)
        )
    )
