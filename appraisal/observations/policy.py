"""Who writes, reads and answers observations."""

from __future__ import annotations

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def may_write(actor: Actor, line: Line) -> Objections:
    """Who leads the person, who leads the manager, and the person about their own work."""
    return Objections.where(
        only_the_line_observes=not any(
            actor.is_person(key) for key in (line.employee, line.manager, line.managers_manager)
        )
    )


def may_open(actor: Actor, line: Line) -> Objections:
    """Whoever may write may open the page; what it shows is decided by ``reads_all``."""
    return may_write(actor, line)


def reads_all(actor: Actor, line: Line) -> bool:
    """The person and who leads them read everything; the manager's manager what they wrote themselves."""
    return actor.is_service or actor.is_person(line.employee) or actor.is_person(line.manager)


def may_answer(actor: Actor, employee: int, author: int) -> Objections:
    """The person answers what somebody else wrote about their work."""
    return Objections.where(
        only_the_person_answers=not actor.is_person(employee),
        own_observation=actor.is_person(employee) and author == employee,
    )
