"""Who may see and change what of plans of action, and whose time is open to whom."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


@dataclass(frozen=True)
class Place:
    """Where a plan of action hangs: ``owner`` of the part of the plan, or None; ``line`` of the person, if one's."""

    owner: int | None
    line: Line | None


def may_see_goal(actor: Actor, line: Line) -> Objections:
    """What is under a goal belongs to the two whose goal it is."""
    return Objections.where(actions_of_two_people=not _is_one_of_two(actor, line))


def may_change(actor: Actor, place: Place) -> Objections:
    """The owner of the part of the plan and the plan owners; of a share or a goal also the two whose it is."""
    return Objections.where(
        only_the_owner_plans_actions=not (
            (place.owner is not None and (actor.is_person(place.owner) or actor.has(Role.PLAN_OWNER)))
            or (place.line is not None and _is_one_of_two(actor, place.line))
        )
    )


def may_work_on_step(actor: Actor, place: Place, owner: Line | None) -> Objections:
    """Whoever does the step, who leads them, and whoever may change the plan of action."""
    return Objections.where(
        step_not_yours=not (
            (owner is not None and _is_one_of_two(actor, owner)) or not may_change(actor, place)
        )
    )


def may_rearrange(actor: Actor, place: Place, owner: Line | None) -> Objections:
    """Moving a day and giving a step to somebody else: who leads the person, and who may change the plan of action."""
    return Objections.where(
        only_who_leads_rearranges=not (
            (owner is not None and actor.is_person(owner.manager)) or not may_change(actor, place)
        )
    )


def may_see_time(actor: Actor, line: Line) -> Objections:
    """What fills a person's time: the person and who leads them."""
    return Objections.where(time_of_two_people=not _is_one_of_two(actor, line))


def _is_one_of_two(actor: Actor, line: Line) -> bool:
    return actor.is_person(line.employee) or actor.is_person(line.manager)
