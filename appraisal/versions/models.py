"""Tables of versions: what was put forward, each part's way up and down the line, and the figures that differ."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import Model
from appraisal.storage.guards import never_changed


class PlanVersion(Model):
    """A version of a plan. ``root_id`` is the top of the plan, ``number`` counts from one within it.

    It counts from ``in_force_on`` until the day before the next one does (``until_on``); both are None before.
    ``decided_as`` says in which quality somebody decided: as leader, as another plan owner, or alone;
    ``elsewhere`` is a version agreed before the plan was brought in, whose ``reason`` names the source.
    """

    __tablename__ = "plan_version"
    __table_args__ = (Index(None, "root_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"))
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    counts_from: Mapped[date]
    put_forward_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    put_forward_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_as: Mapped[str] = mapped_column(String(20), default="")
    is_approved: Mapped[bool | None]
    decided_because: Mapped[str] = mapped_column(Text, default="")
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_because: Mapped[str] = mapped_column(Text, default="")
    in_force_on: Mapped[date | None]
    until_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PlanVersionFigure(Model):
    """One node's number in a version, where it differs from the version before. The newest row of a node holds:

    a part that was sent back and put forward again adds rows, and never changes one.
    """

    __tablename__ = "plan_version_figure"
    __table_args__ = (Index(None, "node_id", "version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), index=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"))
    is_new: Mapped[bool]
    was: Mapped[Decimal | None] = mapped_column(Exact)
    target: Mapped[Decimal | None] = mapped_column(Exact)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    because: Mapped[str] = mapped_column(Text, default="")


class PlanVersionPart(Model):
    """A part of the plan that one person owns and another stands above; the top of the plan has nobody above."""

    __tablename__ = "plan_version_part"
    __table_args__ = (Index(None, "version_id", "node_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"))
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    above_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.id"), index=True)


class PlanVersionStep(Model):
    """What somebody did with a part: put it forward, accepted it, sent it back, or confirmed it in own words."""

    __tablename__ = "plan_version_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("plan_version_part.id"), index=True)
    act: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(Text, default="")


never_changed(PlanVersionFigure.__table__)
never_changed(PlanVersionPart.__table__)
never_changed(PlanVersionStep.__table__)
