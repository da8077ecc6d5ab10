"""Tables of accounts: who may sign in, and with which roles."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model


class Account(Model):
    """A way into the service, usually of an employee; its language, calendar and zone."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), unique=True)
    language: Mapped[str] = mapped_column(String(5), default="en")
    calendar: Mapped[str | None] = mapped_column(String(10))
    time_zone: Mapped[str] = mapped_column(String(60), default="UTC")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    grants: Mapped[list[AccountRole]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class AccountRole(Model):
    """One role that an account holds."""

    __tablename__ = "account_role"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
