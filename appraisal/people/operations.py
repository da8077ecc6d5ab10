"""Changes to people: employ, change, lead. Each leaves one line of history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.people import intake, policy, queries
from appraisal.people.domain import (
    ChangePerson,
    EmployPerson,
    LeadPerson,
    TakeInPerson,
    TakenIn,
    UnitKey,
    found_by,
    objections_to_leading,
    objections_to_person,
)
from appraisal.people.models import Employee, Leadership, Unit
from appraisal.storage.history import record


def ensure_unit(store: Session, actor: Actor, name: str, parent: UnitKey | None, *, at: datetime) -> UnitKey:
    """The unit of this name inside ``parent``; made when there is none yet."""
    insist_on_none(policy.may_change_people(actor), NotAllowed)
    found = store.scalar(select(Unit.id).where(Unit.name == name, Unit.parent_id == parent))
    if found is None:
        unit = Unit(name=name, parent_id=parent)
        store.add(unit)
        store.flush()
        record(store, actor, "unit_made", "unit", unit.id, at=at, name=name)
        found = unit.id
    return UnitKey(found)


def employ_person(store: Session, actor: Actor, wish: EmployPerson, *, at: datetime) -> EmployeeKey:
    """Add a person. Raises ``NotAllowed`` or ``NotReady`` with every objection."""
    insist_on_none(policy.may_change_people(actor), NotAllowed)
    insist_on_none(objections_to_person(wish.name, wish.job_family, wish.hired_on, None), NotReady)
    person = Employee(
        name=wish.name.strip(),
        external_id=wish.external_id,
        login=wish.login,
        job_title=wish.job_title,
        found_by=found_by(wish.name.strip(), wish.job_title),
        job_family=wish.job_family,
        unit_id=wish.unit,
        hired_on=wish.hired_on,
    )
    store.add(person)
    store.flush()
    record(store, actor, "person_employed", "person", person.id, at=at)
    return EmployeeKey(person.id)


def change_person(
    store: Session, actor: Actor, wish: ChangePerson, *, seen_version: int | None, at: datetime
) -> EmployeeKey:
    """Change what is known of a person. Raises ``Outdated`` if it changed since it was seen."""
    insist_on_none(policy.may_change_people(actor), NotAllowed)
    person = store.get(Employee, wish.employee)
    if person is None:
        raise NotFound(noun="person", key=wish.employee)
    if seen_version is not None and seen_version != person.version:
        raise Outdated(noun="person", key=wish.employee)
    insist_on_none(objections_to_person(wish.name, wish.job_family, wish.hired_on, wish.left_on), NotReady)
    person.name, person.job_title, person.job_family = wish.name.strip(), wish.job_title, wish.job_family
    person.found_by = found_by(person.name, person.job_title)
    person.unit_id, person.hired_on, person.left_on = wish.unit, wish.hired_on, wish.left_on
    store.flush()
    record(store, actor, "person_changed", "person", person.id, at=at)
    return wish.employee


def lead_person(store: Session, actor: Actor, wish: LeadPerson, *, at: datetime) -> EmployeeKey:
    """Put a person under a manager from a day on; the leadership before ends the day before.

    Raises ``NotReady`` when the reporting line would close a circle.
    """
    insist_on_none(policy.may_change_people(actor), NotAllowed)
    insist_on_none(objections_to_leading(wish, queries.manager_of_everyone(store, wish.starts_on)), NotReady)
    current = store.scalars(
        select(Leadership).where(Leadership.employee_id == wish.employee, queries.leads_on(wish.starts_on))
    ).first()
    if current is not None and current.manager_id == wish.manager:
        return wish.employee
    if current is not None and current.starts_on == wish.starts_on:
        store.delete(current)
    elif current is not None:
        current.ends_on = wish.starts_on - timedelta(days=1)
    store.flush()
    if wish.manager is not None:
        store.add(Leadership(employee_id=wish.employee, manager_id=wish.manager, starts_on=wish.starts_on))
        store.flush()
    record(
        store,
        actor,
        "person_led",
        "person",
        wish.employee,
        at=at,
        manager=wish.manager,
        since=wish.starts_on.isoformat(),
    )
    return wish.employee


def take_in_people(
    store: Session,
    actor: Actor,
    wishes: Sequence[TakeInPerson],
    *,
    known: Mapping[str, EmployeeKey],
    today: date,
    at: datetime,
) -> TakenIn:
    """Take in a whole list at once. ``known`` has the keys behind refs that it only names as managers.

    Raises ``NotAllowed``, or ``NotReady`` for a circle, a nameless person, or one number or login for two.
    """
    insist_on_none(policy.may_change_people(actor), NotAllowed)
    return intake.take_in(store, actor, wishes, known=known, today=today, at=at)
