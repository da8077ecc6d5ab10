"""Who may see, propose, confirm and close what of a person's goals."""

from __future__ import annotations

from appraisal.goals.domain import Side
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def may_see_goals(actor: Actor, line: Line) -> Objections:
    """Goals and their readings belong to two people: the employee and the manager. HR reads signed reviews."""
    return Objections.where(
        goals_of_two_people=not (
            actor.is_person(line.employee) or actor.is_person(line.manager) or actor.is_service
        )
    )


def side_of(actor: Actor, line: Line) -> Side | None:
    """On which side of a person's goals the actor stands, if on one."""
    if actor.is_person(line.employee):
        return Side.EMPLOYEE
    return Side.MANAGER if actor.is_person(line.manager) else None


def may_take_part(actor: Actor, line: Line) -> Objections:
    """Only the two people propose, confirm, change and withdraw."""
    return Objections.where(goals_of_two_people=side_of(actor, line) is None)


def may_disagree(actor: Actor, employee: int) -> Objections:
    """The person whose goal it is says in words what speaks against a number that the plan changed."""
    return Objections.where(only_the_employee_disagrees=not actor.is_person(employee))


def may_rebase(actor: Actor) -> Objections:
    """The service itself leaves days out, on behalf of a person whom the goal's history does not name."""
    return Objections.where(only_the_service_rebases=not actor.is_service)


def may_close_item(actor: Actor, line: Line, owner: int) -> Objections:
    """Whoever owns an action item closes it, or one of the two people it is between."""
    return Objections.where(
        not_your_item=not (actor.is_person(owner) or side_of(actor, line) is not None or actor.is_service)
    )
