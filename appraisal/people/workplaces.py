"""Where people stand at work on a day: who leads them, since when they are here, who does the same work beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from appraisal.people.models import Employee, Leadership, Unit


class SameWork(NamedTuple):
    """A group in the same work: one job family under one part of the organisation."""

    part: int
    family: str


class PlaceAtWork(NamedTuple):
    """Where a person stands on a day; ``same_work`` is None for somebody in no unit."""

    manager: int | None
    hired_on: date | None
    left_on: date | None
    same_work: SameWork | None

    def is_here_on(self, day: date) -> bool:
        """Whether the person has not left by that day."""
        return self.left_on is None or self.left_on >= day


def leads_on(day: date, leadership: type[Leadership] = Leadership) -> ColumnElement[bool]:
    """The condition that a leadership holds on a day."""
    return and_(leadership.starts_on <= day, or_(leadership.ends_on.is_(None), leadership.ends_on >= day))


def places_at_work(store: Session, employees: Iterable[int], day: date) -> Mapping[int, PlaceAtWork]:
    """Who leads these people on a day, since when each one is here, and beside whom; one statement."""
    rows = store.execute(
        select(
            Employee.id,
            Leadership.manager_id,
            Employee.hired_on,
            Employee.left_on,
            Employee.job_family,
            func.coalesce(Unit.parent_id, Unit.id),
        )
        .outerjoin(Leadership, and_(Leadership.employee_id == Employee.id, leads_on(day)))
        .outerjoin(Unit, Unit.id == Employee.unit_id)
        .where(Employee.id.in_(set(employees)))
    )
    return {
        key: PlaceAtWork(manager, hired_on, left_on, None if part is None else SameWork(part, family))
        for key, manager, hired_on, left_on, family, part in rows
    }


def groups_in_same_work(
    store: Session, wanted: Iterable[SameWork], day: date
) -> Mapping[SameWork, frozenset[int]]:
    """Keys of everybody in each group on a day, in one statement. For sums over a group only.

    The part of the organisation is taken with everything inside it.
    """
    groups: dict[SameWork, set[int]] = {each: set() for each in wanted}
    if not groups:
        return {}
    inside = select(Unit.id.label("part"), Unit.id.label("unit"))
    inside = inside.where(Unit.id.in_({each.part for each in groups})).cte("inside", recursive=True)
    inside = inside.union(select(inside.c.part, Unit.id).join(inside, Unit.parent_id == inside.c.unit))
    rows = store.execute(
        select(inside.c.part, Employee.job_family, Employee.id)
        .join(Employee, Employee.unit_id == inside.c.unit)
        .where(
            Employee.job_family.in_({each.family for each in groups}),
            or_(Employee.left_on.is_(None), Employee.left_on >= day),
        )
    )
    for part, family, employee in rows:
        group = groups.get(SameWork(part, family))
        if group is not None:
            group.add(employee)
    return {each: frozenset(people) for each, people in groups.items()}
