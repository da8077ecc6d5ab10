"""Who is acting: the person behind a request, a command line or a job.

Owns the actor and the roles of the service. Leaves to each slice's policy what a role may do,
and to ``accounts`` how a session becomes an actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

EmployeeKey = NewType("EmployeeKey", int)


class Role(StrEnum):
    """What a person does for the service, beside being somebody's employee or manager.

    Being a manager is no role: it follows from who leads whom on a day.
    """

    HR = "hr"
    PLAN_OWNER = "plan_owner"
    ADMINISTRATOR = "administrator"
    CASE_HANDLER = "case_handler"
    AUDITOR = "auditor"


class Scope(StrEnum):
    """What a token of another system may do. A system is no person and holds no role."""

    MEASURES = "measures"
    READINGS = "readings"


@dataclass(frozen=True)
class Actor:
    """The person (or the service itself) in whose name something is read or changed.

    ``employee`` is None for an administrator who is nobody's employee and for the service.
    ``name`` is what history keeps, so that a line still reads when the account is gone. Another system that
    signs in with a token is nobody's employee, and may only what its ``scopes`` name.
    """

    employee: EmployeeKey | None
    name: str
    roles: frozenset[Role] = frozenset()
    leads_anyone: bool = False
    is_service: bool = False
    scopes: frozenset[Scope] = frozenset()

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds at least one of the roles."""
        return self.is_service or not self.roles.isdisjoint(roles)

    def holds(self, scope: Scope) -> bool:
        """Whether another system is acting that was given this scope."""
        return scope in self.scopes

    def is_person(self, employee: int | None) -> bool:
        """Whether the actor is this employee; nobody is never somebody."""
        return employee is not None and self.employee == employee


SERVICE = Actor(employee=None, name="appraisal", is_service=True)
