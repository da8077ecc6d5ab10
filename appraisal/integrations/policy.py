"""Who may bring in lists."""

from __future__ import annotations

from appraisal.integrations.domain import PEOPLE_KINDS, Subject
from appraisal.integrations.fields import Kind
from appraisal.kernel.actors import Actor, Role, Scope
from appraisal.kernel.objections import Objections

KEEPERS = (Role.HR, Role.ADMINISTRATOR)
BRINGERS = (*KEEPERS, Role.PLAN_OWNER)


def may_import(actor: Actor) -> Objections:
    """HR, administrators and plan owners bring in lists."""
    return Objections.where(only_some_import=not actor.has(*BRINGERS))


def may_carry_out(actor: Actor, kinds: frozenset[Kind]) -> Objections:
    """Lists that make or change people are carried out by those who keep the list of people."""
    return may_import(actor) + Objections.where(
        people_lists_need_hr=bool(kinds & PEOPLE_KINDS) and not actor.has(*KEEPERS)
    )


def may_open_import(actor: Actor, subject: Subject, brought_by: int | None) -> Objections:
    """Rows stand on the pages of an import as they came, and a list of people holds what others keep to
    themselves: it opens for those who keep the list of people, and for whoever brought it."""
    return may_import(actor) + Objections.where(
        people_lists_need_hr=subject is Subject.PEOPLE
        and not (actor.has(*KEEPERS) or actor.is_person(brought_by))
    )


def may_tell_readings(actor: Actor) -> Objections:
    """A system tells results by itself only with a token that was made for it."""
    return Objections.where(token_may_not_bring_in=not actor.holds(Scope.READINGS))
