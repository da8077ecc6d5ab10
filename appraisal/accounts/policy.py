"""Who may keep accounts and give roles."""

from __future__ import annotations

from collections.abc import Collection

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections

GIVEN_BY_HR = frozenset({Role.PLAN_OWNER})


def may_keep_accounts(actor: Actor) -> Objections:
    """HR and administrators make accounts and hand over invitations."""
    return Objections.where(only_hr_keeps_accounts=not actor.has(Role.HR, Role.ADMINISTRATOR))


def may_keep_tokens(actor: Actor) -> Objections:
    """Administrators let other systems in."""
    return Objections.where(only_administrators_keep_tokens=not actor.has(Role.ADMINISTRATOR))


def may_give_role(actor: Actor, role: Role, *, is_own_account: bool) -> Objections:
    """Administrators give every role, HR that of a plan owner; nobody gives a role to themselves."""
    return may_keep_accounts(actor) + Objections.where(
        only_administrators_give_role=not _gives(actor, role),
        nobody_gives_roles_to_themselves=is_own_account and not actor.is_service,
    )


def may_handle_account(actor: Actor, roles: Collection[Role], *, is_own_account: bool) -> Objections:
    """Invite, close or open an account: only somebody who could have given every role it holds.

    Otherwise an invitation would be a way into a role that its maker may not give.
    """
    return may_keep_accounts(actor) + Objections.where(
        account_is_above_you=not all(_gives(actor, role) for role in roles),
        not_with_your_own_account=is_own_account,
    )


def _gives(actor: Actor, role: Role) -> bool:
    return actor.has(Role.ADMINISTRATOR) or role in GIVEN_BY_HR
