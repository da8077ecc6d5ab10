"""Table of observations."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model


class Observation(Model):
    """A result or behaviour, seen on a day, in a situation, with a next step. Shared with the person when written."""

    __tablename__ = "observation"
    __table_args__ = (Index(None, "employee_id", "seen_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"))
    kind: Mapped[str] = mapped_column(String(20))
    seen_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    situation: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
