"""Reads about people: names, lines, lists in alphabetical order. Never a result beside a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import policy
from appraisal.people.domain import UnitKey
from appraisal.people.lines import (
    any_leads,
    everyone_led_by,
    leads_anyone,
    led_through_managers,
    line_of,
    lines_of,
    manager_of_everyone,
)
from appraisal.people.models import Employee, Leadership, Unit
from appraisal.people.workplaces import (
    InPost,
    PlaceAtWork,
    SameWork,
    leads_on,
    led_upto,
    members_of_groups,
    people_in_units,
    places_at_work,
)

__all__ = [
    "InPost",
    "ListedPerson",
    "PeoplePage",
    "PersonFacts",
    "PersonLine",
    "PersonName",
    "PlaceAtWork",
    "SameWork",
    "any_leads",
    "everybody",
    "everyone_led_by",
    "find_employee",
    "leads_anyone",
    "leads_on",
    "led_through_managers",
    "led_upto",
    "line_of",
    "lines_of",
    "list_people",
    "manager_of_everyone",
    "members_of_groups",
    "names_of",
    "people_in_units",
    "person_facts",
    "places_at_work",
    "places_of",
    "reports_of",
    "unit_tree",
    "units",
]

PEOPLE_ON_A_PAGE = 50


@dataclass(frozen=True)
class PersonName:
    """A person as other pages mention them."""

    key: EmployeeKey
    name: str
    job_title: str


@dataclass(frozen=True)
class PersonLine:
    """One line of the list of people: logistics only."""

    key: EmployeeKey
    name: str
    job_title: str
    unit: str
    manager: str


@dataclass(frozen=True)
class PeoplePage:
    """The list of people in alphabetical order, ``number`` counted from 1."""

    people: tuple[PersonLine, ...]
    search: str
    number: int
    pages: int
    total: int
    may_change: bool


@dataclass(frozen=True)
class PersonFacts:
    """What the service knows about who a person is; for other slices and for the person's file."""

    key: EmployeeKey
    name: str
    job_title: str
    job_family: str
    unit: UnitKey | None
    unit_name: str
    hired_on: date | None
    left_on: date | None
    version: int
    manager: PersonName | None


def reports_of(store: Session, manager: int, day: date) -> tuple[PersonName, ...]:
    """The people a manager leads on a day, in alphabetical order."""
    rows = store.execute(
        select(Employee.id, Employee.name, Employee.job_title)
        .join(Leadership, Leadership.employee_id == Employee.id)
        .where(Leadership.manager_id == manager, leads_on(day))
        .order_by(Employee.name, Employee.id)
    )
    return tuple(PersonName(*row) for row in rows)


def names_of(store: Session, employees: Iterable[int | None]) -> Mapping[int, str]:
    """Names by key, in one statement; for pages that mention several people."""
    keys = {key for key in employees if key is not None}
    if not keys:
        return {}
    rows = store.execute(select(Employee.id, Employee.name).where(Employee.id.in_(keys)))
    return {row.id: row.name for row in rows}


def person_facts(store: Session, actor: Actor, employee: int, day: date) -> PersonFacts:
    """Who a person is and who leads them. Raises ``NotFound`` or ``NotAllowed``."""
    insist_on_none(policy.may_see_people(actor), NotAllowed)
    manager = aliased(Employee)
    row = store.execute(
        select(Employee, Unit.name, manager.id, manager.name, manager.job_title)
        .outerjoin(Unit, Unit.id == Employee.unit_id)
        .outerjoin(Leadership, and_(Leadership.employee_id == Employee.id, leads_on(day)))
        .outerjoin(manager, manager.id == Leadership.manager_id)
        .where(Employee.id == employee)
    ).first()
    if row is None:
        raise NotFound(noun="person", key=employee)
    person, unit_name, manager_key, manager_name, manager_title = row
    return PersonFacts(
        key=EmployeeKey(person.id),
        name=person.name,
        job_title=person.job_title,
        job_family=person.job_family,
        unit=None if person.unit_id is None else UnitKey(person.unit_id),
        unit_name=unit_name or "",
        hired_on=person.hired_on,
        left_on=person.left_on,
        version=person.version,
        manager=PersonName(EmployeeKey(manager_key), manager_name, manager_title) if manager_key else None,
    )


def list_people(store: Session, actor: Actor, day: date, *, search: str = "", number: int = 1) -> PeoplePage:
    """One page of the people who work here on that day, alphabetical, found by a part of name or title."""
    insist_on_none(policy.may_see_people(actor), NotAllowed)
    manager = aliased(Employee)
    chosen = [or_(Employee.left_on.is_(None), Employee.left_on >= day)]
    if search:
        chosen.append(Employee.found_by.contains(search.casefold(), autoescape=True))
    total = store.scalar(select(func.count(Employee.id)).where(*chosen)) or 0
    pages = max(1, -(-total // PEOPLE_ON_A_PAGE))
    number = min(max(1, number), pages)
    rows = store.execute(
        select(
            Employee.id,
            Employee.name,
            Employee.job_title,
            func.coalesce(Unit.name, ""),
            func.coalesce(manager.name, ""),
        )
        .outerjoin(Unit, Unit.id == Employee.unit_id)
        .outerjoin(Leadership, and_(Leadership.employee_id == Employee.id, leads_on(day)))
        .outerjoin(manager, manager.id == Leadership.manager_id)
        .where(*chosen)
        .order_by(Employee.name, Employee.id)
        .limit(PEOPLE_ON_A_PAGE)
        .offset((number - 1) * PEOPLE_ON_A_PAGE)
    )
    return PeoplePage(
        people=tuple(PersonLine(*row) for row in rows),
        search=search,
        number=number,
        pages=pages,
        total=total,
        may_change=not policy.may_change_people(actor),
    )


def units(store: Session) -> tuple[tuple[UnitKey, str], ...]:
    """Every unit, by name, for choosing one."""
    return tuple(
        (UnitKey(key), name) for key, name in store.execute(select(Unit.id, Unit.name).order_by(Unit.name))
    )


def unit_tree(store: Session) -> Mapping[UnitKey, tuple[str, UnitKey | None]]:
    """Every unit's name and the unit it lies in."""
    rows = store.execute(select(Unit.id, Unit.name, Unit.parent_id))
    return {UnitKey(key): (name, None if parent is None else UnitKey(parent)) for key, name, parent in rows}


def places_of(
    store: Session, employees: Iterable[int], day: date
) -> Mapping[int, tuple[str, UnitKey | None, EmployeeKey | None]]:
    """Name, unit and manager of several people on a day, in one statement."""
    rows = store.execute(
        select(Employee.id, Employee.name, Employee.unit_id, Leadership.manager_id)
        .outerjoin(Leadership, and_(Leadership.employee_id == Employee.id, leads_on(day)))
        .where(Employee.id.in_(set(employees)))
    )
    return {
        key: (
            name,
            None if unit is None else UnitKey(unit),
            None if manager is None else EmployeeKey(manager),
        )
        for key, name, unit, manager in rows
    }


def find_employee(
    store: Session, *, external_id: str | None = None, login: str | None = None, name: str | None = None
) -> EmployeeKey | None:
    """The person with this id, else with this login, else the only one with this name."""
    for column, value in (
        (Employee.external_id, external_id),
        (Employee.login, login),
        (Employee.name, name),
    ):
        if value:
            found = store.scalars(select(Employee.id).where(column == value).limit(2)).all()
            if len(found) == 1:
                return EmployeeKey(found[0])
    return None


@dataclass(frozen=True)
class ListedPerson:
    """A person as lists from outside are compared with: every sign by which a list may mean them."""

    key: EmployeeKey
    name: str
    external_id: str | None
    login: str | None
    left_on: date | None
    manager: EmployeeKey | None


def everybody(store: Session, day: date) -> tuple[ListedPerson, ...]:
    """All people ever employed, by name, with who leads them on that day; in one statement."""
    rows = store.execute(
        select(
            Employee.id, Employee.name, Employee.external_id, Employee.login, Employee.left_on, Leadership.manager_id
        )
        .outerjoin(Leadership, and_(Leadership.employee_id == Employee.id, leads_on(day)))
        .order_by(Employee.name, Employee.id)
    )  # fmt: skip
    return tuple(ListedPerson(*row) for row in rows)
