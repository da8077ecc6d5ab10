"""Tables of people. Leadership is dated: the row of a past year stays as it was."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.database import Model


class Unit(Model):
    """A part of the organisation, inside another or at the top."""

    __tablename__ = "unit"
    __table_args__ = (Index(None, "parent_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))


class Employee(Model):
    """A person who works, or worked, here. ``found_by`` is what a search looks through; the index alone answers it."""

    __tablename__ = "employee"
    __table_args__ = (Index(None, "name", "left_on", "found_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    external_id: Mapped[str | None] = mapped_column(String(100), unique=True)
    login: Mapped[str | None] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    job_title: Mapped[str] = mapped_column(String(200), default="")
    found_by: Mapped[str] = mapped_column(Text)
    job_family: Mapped[str] = mapped_column(String(40), default="office")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    hired_on: Mapped[date | None]
    left_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Leadership(Model):
    """``manager`` leads ``employee`` from ``starts_on`` up to and including ``ends_on``."""

    __tablename__ = "leadership"
    __table_args__ = (
        Index(None, "employee_id", "starts_on", unique=True),
        Index(None, "manager_id", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    manager_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
