"""Who is told, by a letter without content, that something of a diagnosis waits for them.

A letter to case handlers says neither about whom nor about what. Nobody is told of a matter about themself.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from appraisal.diagnosis.models import Diagnosis
from appraisal.kernel.actors import EmployeeKey, Role
from appraisal.mail import outbox
from appraisal.mail.domain import ToEmployee, ToRole
from appraisal.people.domain import Line

MORNING = time(6, tzinfo=UTC)


def tell_handlers(store: Session, employee: int, at: datetime) -> None:
    """Tell every case handler that something waits, but not the person whom it is about."""
    to = ToRole(Role.CASE_HANDLER, but_not=(employee,))
    outbox.post(store, to, "diagnosis.matter_waits", {"endpoint": "diagnosis.matters"}, at)


def tell_second_person(store: Session, line: Line, at: datetime) -> None:
    """Tell whoever leads the manager that a contest waits; HR where nobody does, but never one of the two."""
    above = line.managers_manager
    two = tuple(key for key in (line.employee, line.manager) if key is not None)
    to = ToEmployee(above) if above is not None else ToRole(Role.HR, but_not=two)
    outbox.post(store, to, "diagnosis.contest_waits", {"endpoint": "diagnosis.contests"}, at)


def tell_of_answer(store: Session, diagnosis: Diagnosis, at: datetime) -> None:
    """Tell the employee that a second person has answered their contest."""
    where = {"endpoint": "diagnosis.conversation", "values": {"key": diagnosis.id}}
    outbox.post(
        store, ToEmployee(EmployeeKey(diagnosis.employee_id)), "diagnosis.contest_answered", where, at
    )


def tell_of_conclusion(
    store: Session, diagnosis: Diagnosis, line: Line, follow_up_on: date | None, at: datetime
) -> None:
    """Tell the employee that their words are missing; and both, when the day has come, that a line is due."""
    where = {"endpoint": "diagnosis.conversation", "values": {"key": diagnosis.id}}
    employee = ToEmployee(line.employee)
    outbox.post(store, employee, "diagnosis.reply_waits", where, at, courtesy=True)
    if follow_up_on is None:
        return
    due = where | {"on": follow_up_on.isoformat()}
    for person in (line.employee, line.manager):
        if person is not None:
            outbox.post(
                store, ToEmployee(person), "diagnosis.follow_up_waits", due, at,
                courtesy=True, not_before=datetime.combine(follow_up_on, MORNING),
            )  # fmt: skip
