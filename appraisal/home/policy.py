"""Who opens the file of a person."""

from __future__ import annotations

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def may_open_file(actor: Actor, line: Line) -> Objections:
    """The two people whose words stand in it: the person, and who leads them. HR reads signed reviews."""
    return Objections.where(
        file_of_two_people=not (actor.is_person(line.employee) or actor.is_person(line.manager))
    )
