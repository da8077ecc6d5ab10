"""Tables of training. A struck entry stays with who struck it out, and counts no more."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import Model


class Training(Model):
    """Something that is taught to one person; completed from ``completed_on`` on."""

    __tablename__ = "training"
    __table_args__ = (Index(None, "employee_id", "task"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    task: Mapped[str] = mapped_column(String(80), default="")
    title: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(20))
    ends_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    check_result: Mapped[str] = mapped_column(String(10), default="none")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    completed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    struck_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    struck_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Practice(Model):
    """One attempt at a task, alone or with a coach, and what broke or helped."""

    __tablename__ = "practice"
    __table_args__ = (Index(None, "employee_id", "task", "practised_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    task: Mapped[str] = mapped_column(String(80))
    practised_on: Mapped[date]
    with_coach: Mapped[bool]
    coach: Mapped[str] = mapped_column(String(120), default="")
    result: Mapped[str] = mapped_column(String(10))
    share: Mapped[Decimal | None] = mapped_column(Exact)
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    struck_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    struck_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class JobAid(Model):
    """A checklist, template or guide for a task, and where it lies; gone from ``removed_on`` on."""

    __tablename__ = "job_aid"

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    task: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(300))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    removed_on: Mapped[date | None]
