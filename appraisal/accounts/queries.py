"""From a session to an actor, and how that person reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from appraisal.accounts.models import Account
from appraisal.kernel.actors import Actor, EmployeeKey, Role
from appraisal.people import queries as people


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, and how they read."""

    actor: Actor
    language: str
    calendar: str | None
    time_zone: str


def signed_in(store: Session, account_id: int | None, day: date) -> SignedIn | None:
    """The actor of an account on a day; None when there is no such active account."""
    account = store.get(Account, account_id) if account_id is not None else None
    if account is None or not account.active:
        return None
    employee = account.employee_id
    name = people.names_of(store, [employee]).get(employee, account.email) if employee else account.email
    return SignedIn(
        Actor(
            employee=EmployeeKey(employee) if employee else None,
            name=name,
            roles=frozenset(Role(grant.role) for grant in account.grants),
            leads_anyone=bool(employee) and people.leads_anyone(store, employee, day),
        ),
        account.language,
        account.calendar,
        account.time_zone,
    )
