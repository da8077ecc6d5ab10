"""Who leads whom on a day, read for one, for some, for all; nothing of anybody but the keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from appraisal.kernel.refusals import NotFound
from appraisal.people.chart import everyone_below
from appraisal.people.domain import Line
from appraisal.people.models import Employee, Leadership
from appraisal.people.workplaces import leads_on


def line_of(store: Session, employee: int, day: date) -> Line:
    """Who stands above the employee on that day, in one statement. Raises ``NotFound``."""
    found = lines_of(store, [employee], day).get(employee)
    if found is None:
        raise NotFound(noun="person", key=employee)
    return found


def lines_of(store: Session, employees: Iterable[int], day: date) -> Mapping[int, Line]:
    """Who stands above each of them on that day, in one statement; whom nobody knows is left out."""
    upper = aliased(Leadership)
    rows = store.execute(
        select(Employee.id, Leadership.manager_id, upper.manager_id)
        .outerjoin(Leadership, and_(Leadership.employee_id == Employee.id, leads_on(day)))
        .outerjoin(upper, and_(upper.employee_id == Leadership.manager_id, leads_on(day, upper)))
        .where(Employee.id.in_(set(employees)))
    )
    return {row[0]: Line(*row) for row in rows}


def led_through_managers(store: Session, leader: int, day: date) -> frozenset[int]:
    """Those whose manager this person leads on a day, in one statement."""
    upper = aliased(Leadership)
    rows = store.scalars(
        select(Leadership.employee_id)
        .join(upper, upper.employee_id == Leadership.manager_id)
        .where(upper.manager_id == leader, leads_on(day), leads_on(day, upper))
    )
    return frozenset(rows)


def manager_of_everyone(store: Session, day: date) -> dict[int, int]:
    """Employee to manager, for all, on a day."""
    rows = store.execute(select(Leadership.employee_id, Leadership.manager_id).where(leads_on(day)))
    return {row.employee_id: row.manager_id for row in rows}


def everyone_led_by(store: Session, leader: int, day: date) -> frozenset[int]:
    """All whom this person leads on a day, at any depth, in one statement. For sums only."""
    return frozenset(everyone_below(leader, manager_of_everyone(store, day).items()))


def leads_anyone(store: Session, manager: int, day: date) -> bool:
    """Whether the person leads somebody on that day."""
    return any_leads(store, [manager], day)


def any_leads(store: Session, managers: Iterable[int], day: date) -> bool:
    """Whether one of these people leads somebody on that day."""
    led = select(Leadership.id).where(Leadership.manager_id.in_(set(managers)), leads_on(day))
    return store.scalar(led.limit(1)) is not None
