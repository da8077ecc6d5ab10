"""Who may do what in talks. What was said stays with the two; others see that they talked, and when."""

from __future__ import annotations

from appraisal.checkins.domain import TalkFacts
from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def may_see_year(actor: Actor, line: Line) -> Objections:
    """When people talked, moved and missed: the two, the manager's manager and HR."""
    return Objections.where(
        year_not_yours=not (
            actor.is_service
            or actor.is_person(line.employee)
            or actor.is_person(line.manager)
            or actor.is_person(line.managers_manager)
            or Role.HR in actor.roles
        )
    )


def may_book(actor: Actor, line: Line) -> Objections:
    """Both sides may ask for a talk."""
    return Objections.where(
        only_the_two_book=not (actor.is_person(line.employee) or actor.is_person(line.manager))
    )


def may_read_talk(actor: Actor, talk: TalkFacts) -> Objections:
    """Only the two who talk read what is said, and write there."""
    return Objections.where(only_the_two_read=talk.side_of(actor.employee) is None)


def may_prepare(actor: Actor, talk: TalkFacts) -> Objections:
    """The employee prepares, nobody in their place."""
    return Objections.where(only_the_employee_prepares=not actor.is_person(talk.employee))


def may_see_obstacles(actor: Actor, line: Line) -> Objections:
    """What stands in a person's way: the person and who leads them."""
    return Objections.where(
        obstacles_not_yours=not (actor.is_person(line.employee) or actor.is_person(line.manager))
    )


def may_work_on_obstacle(actor: Actor, line: Line, owner: int | None) -> Objections:
    """The person, who leads them, and whoever has taken the obstacle on."""
    return Objections.where(
        obstacles_not_yours=not (
            actor.is_person(line.employee) or actor.is_person(line.manager) or actor.is_person(owner)
        )
    )


def may_report_on_node(actor: Actor) -> Objections:
    """Whoever may open a part of the plan says what stands in its way, with their name."""
    return Objections.where(only_people_report=actor.employee is None)


def may_work_on_node(actor: Actor, node_owner: int, owner: int | None) -> Objections:
    """The owner of the part of the plan, those who own plans, and whoever has taken the obstacle on."""
    return Objections.where(
        node_obstacle_not_yours=not (
            actor.is_person(node_owner) or actor.is_person(owner) or actor.has(Role.PLAN_OWNER)
        )
    )


def may_answer(actor: Actor, line: Line) -> Objections:
    """A question about a person's work is answered by the person or by who leads them."""
    return Objections.where(
        only_the_two_answer=not (actor.is_person(line.employee) or actor.is_person(line.manager))
    )


def may_see_team(actor: Actor) -> Objections:
    """The team page is for people who lead somebody."""
    return Objections.where(leads_nobody=actor.employee is None or not actor.leads_anyone)
