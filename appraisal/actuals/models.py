"""Tables of what was measured."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import Model


class Reading(Model):
    """A measured result of one person over some days, from a business system or counted by hand.

    A correction is a new row; the corrected one keeps its value and gets ``superseded_at``.
    """

    __tablename__ = "reading"
    __table_args__ = (Index(None, "employee_id", "measure", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    measure: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Exact)
    source: Mapped[str] = mapped_column(String(40))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
