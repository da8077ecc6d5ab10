"""Who may bring in lists."""

from __future__ import annotations

from appraisal.integrations.domain import PEOPLE_KINDS
from appraisal.integrations.fields import Kind
from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections

BRINGERS = (Role.HR, Role.ADMINISTRATOR, Role.PLAN_OWNER)


def may_import(actor: Actor) -> Objections:
    """HR, administrators and plan owners bring in lists."""
    return Objections.where(only_some_import=not actor.has(*BRINGERS))


def may_carry_out(actor: Actor, kinds: frozenset[Kind]) -> Objections:
    """Lists that make or change people are carried out by those who keep the list of people."""
    return may_import(actor) + Objections.where(
        people_lists_need_hr=bool(kinds & PEOPLE_KINDS) and not actor.has(Role.HR, Role.ADMINISTRATOR)
    )
