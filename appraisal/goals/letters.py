"""Who is told, by a letter without numbers, that a version of the plan changed a goal: its two people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.kernel.actors import EmployeeKey
from appraisal.mail import outbox
from appraisal.mail.domain import ToEmployee


def tell_of_plan_change(store: Session, goal: int, two: tuple[int | None, ...], at: datetime) -> None:
    """Tell the employee and the manager where they read what changed."""
    details = {"endpoint": "goals.goal", "values": {"goal": goal}}
    for person in two:
        if person is not None:
            outbox.post(store, ToEmployee(EmployeeKey(person)), "goals.plan_changed", details, at)
