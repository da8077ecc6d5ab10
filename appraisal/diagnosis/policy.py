"""Who may do what in a diagnosis. It belongs to two people; a matter for a human belongs to the case handler."""

from __future__ import annotations

from datetime import date

from appraisal.diagnosis.domain import Side
from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def side_of(actor: Actor, line: Line) -> Side | None:
    """Where the actor sits, or None for everyone else."""
    if actor.is_person(line.employee):
        return Side.EMPLOYEE
    return Side.MANAGER if actor.is_person(line.manager) else None


def may_take_part(actor: Actor, line: Line) -> Objections:
    """The employee and who leads them. Not the manager's manager, not HR, not the case handler."""
    return Objections.where(diagnosis_of_two_people=side_of(actor, line) is None)


def may_conclude(actor: Actor, line: Line) -> Objections:
    """The manager writes the conclusion, in own words."""
    return Objections.where(only_the_manager_concludes=side_of(actor, line) is not Side.MANAGER)


def may_reply(actor: Actor, line: Line) -> Objections:
    """The employee answers it."""
    return Objections.where(only_the_employee_replies=side_of(actor, line) is not Side.EMPLOYEE)


def may_contest(actor: Actor, line: Line) -> Objections:
    """Only the employee says that something about them is not right.

    What is contested does not count until the answer, so the stronger side may not do it: a manager who
    sees something otherwise answers, and writes it into the conclusion.
    """
    return Objections.where(only_the_employee_contests=side_of(actor, line) is not Side.EMPLOYEE)


def may_answer_contest(actor: Actor, line: Line, *, led_upto: date | None, talk_began_on: date) -> Objections:
    """A second person answers: whoever leads the manager, or HR; neither of the two, and in their own name.

    Who led the person at any time since the talk began (``led_upto`` is the last day of it) sat at the table,
    whatever they are by now.
    """
    was_manager = led_upto is not None and led_upto >= talk_began_on
    at_table = side_of(actor, line) is not None or was_manager
    above = actor.is_person(line.managers_manager) or Role.HR in actor.roles
    return Objections.where(only_a_second_person_answers=at_table or not above or actor.employee is None)


def may_see_contests(actor: Actor) -> Objections:
    """The list is for those who may be a second person: HR, and whoever leads anyone."""
    called = actor.leads_anyone or Role.HR in actor.roles
    return Objections.where(only_for_second_persons=actor.employee is None or not called)


def may_raise_matter(actor: Actor) -> Objections:
    """Everyone who works here, for themselves."""
    return Objections.where(only_for_people_here=actor.employee is None)


def may_handle_matters(actor: Actor) -> Objections:
    """The case handler, and nobody else: not HR as such, not an administrator, not the service."""
    return Objections.where(only_the_case_handler=Role.CASE_HANDLER not in actor.roles)


def may_handle_matter(actor: Actor, employee: int) -> Objections:
    """A handler does not handle a matter of their own."""
    return may_handle_matters(actor) + Objections.where(matter_of_your_own=actor.is_person(employee))


def may_see_figures(actor: Actor) -> Objections:
    """How the rules did is for whoever keeps them and for whoever looks over the service."""
    return Objections.where(figures_of_keepers=not actor.has(Role.HR, Role.AUDITOR))


def may_ask_for_trials(actor: Actor) -> Objections:
    """Only whoever may change the rules has them tried or compared; the service acts for the command line."""
    return Objections.where(only_hr_tries_rules=not actor.has(Role.HR))
