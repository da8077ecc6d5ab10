"""Who may see and change what of a plan."""

from __future__ import annotations

from collections.abc import Collection

from appraisal.kernel.actors import Actor, EmployeeKey, Role, Scope
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def may_list_plans(actor: Actor) -> Objections:
    """Plan owners, HR and managers open the plan from their rail; others come to it from a goal."""
    return Objections.where(
        plan_is_for_managers=not (
            actor.has(Role.PLAN_OWNER, Role.HR) or (actor.employee is not None and actor.leads_anyone)
        )
    )


def may_see_node(actor: Actor, owner: int, line: Line | None) -> Objections:
    """A node of the organisation is open to all who work here. A person's share (``line`` is whose) is
    open to that person, to who leads them, and to those who own the plan."""
    if line is None:
        return Objections.where(
            only_for_people_here=actor.employee is None and not actor.roles and not actor.is_service
        )
    return Objections.where(
        not_your_share=not (
            actor.is_person(line.employee)
            or actor.is_person(line.manager)
            or actor.is_person(line.managers_manager)
            or actor.is_person(owner)
            or actor.has(Role.PLAN_OWNER)
        )
    )


def may_make_plan(actor: Actor) -> Objections:
    """Plan owners begin a plan."""
    return Objections.where(only_plan_owners_begin=not actor.has(Role.PLAN_OWNER))


def may_change_node(actor: Actor, owner: EmployeeKey | int) -> Objections:
    """A node is split and changed by its owner, and by those who own the whole plan."""
    return Objections.where(
        only_the_owner_changes_it=not (actor.is_person(owner) or actor.has(Role.PLAN_OWNER))
    )


def may_end_node(actor: Actor, owners: Collection[int]) -> Objections:
    """A part is ended by its owner, by those who own a part above it, and by those who own the whole plan."""
    owns = any(actor.is_person(owner) for owner in owners)
    return Objections.where(only_the_owner_changes_it=not (owns or actor.has(Role.PLAN_OWNER)))


def may_count_for_node(actor: Actor, owner: EmployeeKey | int) -> Objections:
    """What a node brought is counted by its owner, by plan owners, and by a system that brings in readings."""
    if actor.holds(Scope.READINGS):
        return Objections()
    return may_change_node(actor, owner)


def may_restate_node(actor: Actor, owner: int, person: int | None) -> Objections:
    """A node is said in own words by whoever answers for it: its owner, or the person whose share it is."""
    return Objections.where(own_words_are_the_owners=not (actor.is_person(owner) or actor.is_person(person)))


def may_estimate(actor: Actor, owner: EmployeeKey | int, person: int | None) -> Objections:
    """What is possible in a person's share is said by that person alone; of any other node, by its owner."""
    if person is not None:
        return Objections.where(only_the_holder_estimates=not actor.is_person(person))
    return may_change_node(actor, owner)
