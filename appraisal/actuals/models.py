"""Tables of what was measured: of a person, of a part of a person's result, of a group, and what is still open."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
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


class PartReading(Model):
    """What part of a person's result falls to one product, segment, territory, or to new or existing customers.

    ``part`` is empty where the business system does not tell it, so that the parts of an axis add up to the
    whole. A part without a row in a month that was measured has brought nothing. Corrected like a reading.
    """

    __tablename__ = "part_reading"
    __table_args__ = (Index(None, "employee_id", "axis", "measure", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    axis: Mapped[str] = mapped_column(String(20))
    part: Mapped[str] = mapped_column(String(300))
    measure: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Exact)
    source: Mapped[str] = mapped_column(String(40))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GroupReading(Model):
    """A measured result of a node of the plan, or of a unit: nobody's own number, counted by hand or by a system.

    A correction is a new row that names the one it ``corrects``. The corrected row keeps its value, and says
    when, by whom and why it stopped counting; one that was taken back has no row after it.
    """

    __tablename__ = "group_reading"
    __table_args__ = (
        Index(None, "node_id", "starts_on"),
        Index(None, "unit_id", "measure", "starts_on"),
        CheckConstraint("(node_id IS NULL) <> (unit_id IS NULL)", name="of_one_group"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    measure: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Exact)
    source: Mapped[str] = mapped_column(String(120))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(200))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("group_reading.id"))
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    superseded_by: Mapped[str] = mapped_column(String(200), default="")
    superseded_because: Mapped[str] = mapped_column(Text, default="")


class PipelineCount(Model):
    """How many deals of a seller stood open at a stage on a day, and what they are worth at list price.

    ``unpriced`` of the deals are of a product without a list price and add nothing to the value.
    """

    __tablename__ = "pipeline_count"
    __table_args__ = (Index(None, "as_of", "employee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    stage: Mapped[str] = mapped_column(String(20))
    deals: Mapped[int]
    value: Mapped[Decimal] = mapped_column(Exact)
    unpriced: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
