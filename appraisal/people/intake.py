"""A whole list of people taken in at once: employed, changed and led as one by one, in few statements.

Owns what a list may change: it adds people and units, changes what it says, and dates who leads whom.
It never removes anybody, and an empty cell changes nothing. Each change leaves its line of history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotReady, insist_on_none
from appraisal.people import queries
from appraisal.people.chart import circles
from appraisal.people.domain import JOB_FAMILIES, TakeInPerson, TakenIn, found_by
from appraisal.people.models import Employee, Leadership, Unit
from appraisal.storage.history import record_many

COLUMNS = (
    Employee.id, Employee.external_id, Employee.login, Employee.name, Employee.job_title,
    Employee.job_family, Employee.unit_id, Employee.hired_on, Employee.left_on, Employee.version,
)  # fmt: skip
CHANGEABLE = tuple(column.key for column in COLUMNS if column.key not in ("id", "version"))
OTHER_FAMILY = "office"
ONE_DAY = timedelta(days=1)


def take_in(
    store: Session,
    actor: Actor,
    people: Sequence[TakeInPerson],
    *,
    known: Mapping[str, EmployeeKey],
    today: date,
    at: datetime,
) -> TakenIn:
    """Take in a list for somebody who may; ``operations.take_in_people`` has asked for that."""
    stored = {row.id: row for row in store.execute(select(*COLUMNS).with_for_update())}
    insist_on_none(objections_to_intake(people, stored), NotReady)
    units, made = _ensure_units(store, actor, {person.unit_path for person in people}, at)
    newcomers = [person for person in people if person.employee is None]
    keys = {person.ref: person.employee for person in people if person.employee is not None}
    keys |= _employ(store, actor, newcomers, units, at)
    changed = _change(store, actor, people, stored, units, at)
    wished = {keys[one.ref]: {**known, **keys}[one.manager] for one in people if one.manager}
    hired: dict[int, date] = {row.id: row.hired_on for row in stored.values() if row.hired_on}
    told = {keys[one.ref]: one.hired_on for one in people if one.hired_on and keys[one.ref] not in hired}
    led = _lead(store, actor, wished, told, hired | told, today, at)
    store.expire_all()
    same = len(people) - len(newcomers) - len(changed | {one for one in led if one in stored})
    return TakenIn(keys, len(newcomers), len(changed), same, len(led), made)


def objections_to_intake(people: Sequence[TakeInPerson], stored: Mapping[int, Any]) -> Objections:
    """What stands against a list as a whole: it is taken in one piece or not at all."""
    found = Objections.where(person_without_name=any(not person.name.strip() for person in people))
    for name, key in (("external_id", "number_of_two_people"), ("login", "login_of_two_people")):
        own = {row.id: getattr(row, name) for row in stored.values()}
        own |= {(one.employee or one.ref): getattr(one, name) for one in people if getattr(one, name)}
        shared = sorted(value for value, count in Counter(filter(None, own.values())).items() if count > 1)
        if shared:
            found += Objections.one(key, value=", ".join(shared[:5]))
    return found


def changes_told(person: TakeInPerson, row: Any, unit: int | None) -> dict[str, Any]:
    """What the list says otherwise than it is stored. A job family follows a new title only."""
    told: dict[str, Any] = {
        "external_id": person.external_id,
        "login": person.login,
        "job_title": person.job_title,
        "unit_id": unit,
        "hired_on": person.hired_on,
    }
    if person.names_itself:
        told["name"] = person.name
    says_title = person.job_title and person.job_title != row.job_title
    if person.job_family in JOB_FAMILIES and (says_title or not (person.job_title or row.job_title)):
        told["job_family"] = person.job_family
    changes = {name: value for name, value in told.items() if value and value != getattr(row, name)}
    if row.left_on and person.hired_on and person.hired_on > row.left_on:
        changes["left_on"] = None
    return changes


def _ensure_units(
    store: Session, actor: Actor, paths: Iterable[tuple[str, ...]], at: datetime
) -> tuple[dict[tuple[str, ...], int], int]:
    """The key of every unit on the paths, made where there is none, from the top down."""
    there = {
        (row.parent_id, row.name): row.id for row in store.execute(select(Unit.id, Unit.name, Unit.parent_id))
    }
    keys: dict[tuple[str, ...], int | None] = {(): None}
    made: list[tuple[str, int, dict[str, Any]]] = []
    steps = {path[:depth] for path in paths for depth in range(1, len(path) + 1)}
    for path in sorted(steps, key=lambda path: (len(path), path)):
        place = (keys[path[:-1]], path[-1])
        if place not in there:
            unit = Unit(name=path[-1], parent_id=place[0])
            store.add(unit)
            store.flush()
            there[place] = unit.id
            made.append(("unit_made", unit.id, {"name": path[-1]}))
        keys[path] = there[place]
    record_many(store, actor, "unit", made, at=at)
    return {path: key for path, key in keys.items() if key is not None}, len(made)


def _employ(
    store: Session,
    actor: Actor,
    people: Sequence[TakeInPerson],
    units: Mapping[tuple[str, ...], int],
    at: datetime,
) -> dict[str, EmployeeKey]:
    if not people:
        return {}
    rows = [
        {
            "name": person.name,
            "external_id": person.external_id,
            "login": person.login,
            "job_title": person.job_title or "",
            "found_by": found_by(person.name, person.job_title or ""),
            "job_family": person.job_family if person.job_family in JOB_FAMILIES else OTHER_FAMILY,
            "unit_id": units.get(person.unit_path),
            "hired_on": person.hired_on,
            "version": 1,
        }
        for person in people
    ]
    # Returned in no order: a row is told by all its values, and of two alike either will do.
    columns = [getattr(Employee, name) for name in rows[0]]
    made: dict[tuple[Any, ...], list[int]] = {}
    for key, *values in store.execute(insert(Employee).returning(Employee.id, *columns), rows):
        made.setdefault(tuple(values), []).append(key)
    keys = [made[tuple(row.values())].pop() for row in rows]
    record_many(store, actor, "person", [("person_employed", key, {}) for key in keys], at=at)
    return {person.ref: EmployeeKey(key) for person, key in zip(people, keys, strict=True)}


def _change(
    store: Session,
    actor: Actor,
    people: Sequence[TakeInPerson],
    stored: Mapping[int, Any],
    units: Mapping[tuple[str, ...], int],
    at: datetime,
) -> set[int]:
    rows: dict[int, dict[str, Any]] = {}
    for person in people:
        if person.employee is not None:
            row = stored[person.employee]
            if changes := changes_told(person, row, units.get(person.unit_path)):
                kept = {f"new_{name}": changes.get(name, getattr(row, name)) for name in CHANGEABLE}
                kept["new_found_by"] = found_by(kept["new_name"], kept["new_job_title"])
                rows[row.id] = {**kept, "key": row.id, "new_version": row.version + 1}
    if rows:
        values = {name: bindparam(f"new_{name}") for name in (*CHANGEABLE, "found_by", "version")}
        store.connection().execute(
            update(Employee).where(Employee.id == bindparam("key")).values(values), list(rows.values())
        )
        record_many(store, actor, "person", [("person_changed", key, {}) for key in rows], at=at)
    return set(rows)


def _lead(
    store: Session,
    actor: Actor,
    wished: Mapping[EmployeeKey, EmployeeKey],
    told: Mapping[EmployeeKey, date],
    hired: Mapping[int, date],
    today: date,
    at: datetime,
) -> set[int]:
    """Date who leads whom: from the hire date where nobody led before, else from today.

    A leadership dated when no hire date was known yet is taken back to the day that is told now.
    """
    wished_line = {**queries.manager_of_everyone(store, today), **wished}
    insist_on_none(Objections.where(cyclic_reporting_line=bool(circles(wished_line))), NotReady)
    ordered = select(Leadership).order_by(Leadership.employee_id, Leadership.starts_on)
    before = {key: list(rows) for key, rows in groupby(store.scalars(ordered), lambda row: row.employee_id)}
    new: list[dict[str, Any]] = []
    lines: list[tuple[str, int, dict[str, Any]]] = []
    for employee, manager in wished.items():
        rows = before.get(employee, [])
        first_day = max(hired.get(employee, today), hired.get(manager, date.min))
        last = rows[-1] if rows and (rows[-1].ends_on or today) >= today else None
        since = today if rows else first_day
        if last and last.manager_id == manager:
            if len(rows) > 1 or employee not in told or first_day >= last.starts_on:
                continue
            last.starts_on = since = first_day
        elif last and last.starts_on >= today:
            last.manager_id, since = manager, last.starts_on
        else:
            if last:
                last.ends_on = today - ONE_DAY
            new.append({"employee_id": employee, "manager_id": manager, "starts_on": since, "ends_on": None})
        lines.append(("person_led", employee, {"manager": manager, "since": since.isoformat()}))
    store.flush()
    if new:
        store.execute(insert(Leadership), new)
    record_many(store, actor, "person", lines, at=at)
    return {employee for _, employee, _ in lines}
