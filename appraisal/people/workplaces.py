"""Where people stand at work on a day: who leads them, since when they are here, who does the same work beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from appraisal.people.models import Employee, Leadership, Unit

AT_ONCE = 500


class SameWork(NamedTuple):
    """A group in the same work: one job family under one part of the organisation."""

    part: int
    family: str


class InPost(NamedTuple):
    """Since when somebody is here, and until when; None where nobody knows, or where no end is in sight."""

    hired_on: date | None
    left_on: date | None


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


def led_upto(store: Session, manager: int, employees: Iterable[int] | None = None) -> dict[int, date]:
    """The last day on which this person led each of them, or everybody they ever led; ``date.max`` without an end."""
    wanted = select(Leadership.employee_id, Leadership.ends_on).where(Leadership.manager_id == manager)
    if employees is not None:
        wanted = wanted.where(Leadership.employee_id.in_(set(employees)))
    rows = store.execute(wanted)
    found: dict[int, date] = {}
    for employee, ends_on in rows:
        found[employee] = max(found.get(employee, date.min), ends_on or date.max)
    return found


def members_of_groups(
    store: Session, wanted: Iterable[SameWork], day: date
) -> Iterator[Sequence[tuple[SameWork, int, InPost]]]:
    """Everybody in each of these groups on a day and since when they are here, some hundreds at a time; one statement. For sums only.

    The part of the organisation is taken with everything inside it, so that a person may be in several groups.
    """
    groups = set(wanted)
    if not groups:
        return
    inside = select(Unit.id.label("part"), Unit.id.label("unit"))
    inside = inside.where(Unit.id.in_({each.part for each in groups})).cte("inside", recursive=True)
    inside = inside.union(select(inside.c.part, Unit.id).join(inside, Unit.parent_id == inside.c.unit))
    rows = store.execute(
        select(inside.c.part, Employee.job_family, Employee.id, Employee.hired_on, Employee.left_on)
        .join(Employee, Employee.unit_id == inside.c.unit)
        .where(
            Employee.job_family.in_({each.family for each in groups}),
            or_(Employee.left_on.is_(None), Employee.left_on >= day),
        )
        .execution_options(yield_per=AT_ONCE)
    )
    for some in rows.partitions():
        named = ((SameWork(part, family), key, InPost(*days)) for part, family, key, *days in some)
        yield [each for each in named if each[0] in groups]


def people_in_units(store: Session, units: Iterable[int], day: date) -> Mapping[int, frozenset[int]]:
    """By unit, everybody in it or in a unit inside it who has not left by that day; one statement. For sums only."""
    inside = select(Unit.id.label("part"), Unit.id.label("unit"))
    inside = inside.where(Unit.id.in_(set(units))).cte("inside", recursive=True)
    inside = inside.union(select(inside.c.part, Unit.id).join(inside, Unit.parent_id == inside.c.unit))
    rows = store.execute(
        select(inside.c.part, Employee.id)
        .join(Employee, Employee.unit_id == inside.c.unit)
        .where(or_(Employee.left_on.is_(None), Employee.left_on >= day))
    )
    found: dict[int, set[int]] = {unit: set() for unit in units}
    for unit, employee in rows:
        found[unit].add(employee)
    return {unit: frozenset(there) for unit, there in found.items()}
