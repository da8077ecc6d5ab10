"""People as values: what a person is called, where they work, who leads them, and what may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NewType

from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.people.chart import circles

UnitKey = NewType("UnitKey", int)

JOB_FAMILIES = ("sales_seller", "sales_manager", "office")


@dataclass(frozen=True)
class EmployPerson:
    """Command: a person works here. ``external_id`` is the id in the HR system, if it has one."""

    name: str
    external_id: str | None = None
    login: str | None = None
    job_title: str = ""
    job_family: str = "office"
    unit: UnitKey | None = None
    hired_on: date | None = None


@dataclass(frozen=True)
class ChangePerson:
    """Command: what is known of a person changes."""

    employee: EmployeeKey
    name: str
    job_title: str
    job_family: str
    unit: UnitKey | None
    hired_on: date | None
    left_on: date | None = None


@dataclass(frozen=True)
class LeadPerson:
    """Command: from a day on, ``manager`` leads ``employee``; None ends the leadership."""

    employee: EmployeeKey
    manager: EmployeeKey | None
    starts_on: date


@dataclass(frozen=True)
class TakeInPerson:
    """Command: a person as a list from outside has them. None and empty: the list does not say, nothing changes.

    ``ref`` names the person within this list, ``employee`` is set for somebody known already, and
    ``manager`` is the ref of the manager. ``unit_path`` goes from the top down. ``names_itself`` is true
    when the list tells people apart by more than their names, so that it may mend a name's spelling.
    """

    ref: str
    name: str
    employee: EmployeeKey | None = None
    external_id: str | None = None
    login: str | None = None
    job_title: str | None = None
    job_family: str | None = None
    unit_path: tuple[str, ...] = ()
    hired_on: date | None = None
    manager: str | None = None
    names_itself: bool = False


@dataclass(frozen=True)
class TakenIn:
    """What came of a list: keys by ref, and how many were new, changed, the same, put under a manager."""

    keys: Mapping[str, EmployeeKey]
    new: int = 0
    changed: int = 0
    same: int = 0
    led: int = 0
    units: int = 0


@dataclass(frozen=True)
class Line:
    """Who stands above an employee on a day. The policies of all slices decide on this."""

    employee: EmployeeKey
    manager: EmployeeKey | None = None
    managers_manager: EmployeeKey | None = None


def found_by(name: str, job_title: str) -> str:
    """What a search looks through, without regard to capitals in any language; part by part on lines of its own."""
    return f"{name}\n{job_title}".casefold()


def objections_to_person(
    name: str, job_family: str, hired_on: date | None, left_on: date | None
) -> Objections:
    """What stands against keeping a person like this."""
    return Objections.where(
        person_without_name=not name.strip(),
        unknown_job_family=job_family not in JOB_FAMILIES,
        left_before_hired=bool(hired_on and left_on and left_on < hired_on),
    )


def objections_to_leading(wish: LeadPerson, manager_of: Mapping[int, int]) -> Objections:
    """What stands against this leadership, given who leads whom today."""
    if wish.manager is None:
        return Objections()
    if wish.manager == wish.employee:
        return Objections.one("leads_oneself")
    wished = {**manager_of, wish.employee: wish.manager}
    return Objections.where(cyclic_reporting_line=any(wish.employee in circle for circle in circles(wished)))
