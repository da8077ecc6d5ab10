"""Tables of quarter reviews. No row is ever changed: the newest of a kind holds, and a closed review is its report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model
from appraisal.storage.guards import never_changed


class QuarterReview(Model):
    """A quarter of a part of the plan under review; it is closed once there is a report of it."""

    __tablename__ = "quarter_review"
    __table_args__ = (Index(None, "node_id", "starts_on", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class QuarterDecision(Model):
    """What becomes of one part of the plan; the newest row of a part holds."""

    __tablename__ = "quarter_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("quarter_review.id"), index=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"))
    decision: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    stops_on: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class QuarterCause(Model):
    """A cause that an owner names, in words."""

    __tablename__ = "quarter_cause"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("quarter_review.id"), index=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"))
    cause: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class QuarterAnswer(Model):
    """Whether a change of the last review worked; the newest row of a change holds."""

    __tablename__ = "quarter_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("quarter_review.id"), index=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("quarter_decision.id"))
    worked: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class QuarterReport(Model):
    """A closed review as plain data, and to whom it went: the owner above on that day."""

    __tablename__ = "quarter_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("quarter_review.id"), unique=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), index=True)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReportWord(Model):
    """What is said about a report: that it was read, a question, an answer."""

    __tablename__ = "report_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("quarter_review.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


for _model in (QuarterReview, QuarterDecision, QuarterCause, QuarterAnswer, QuarterReport, ReportWord):
    never_changed(_model.__table__)
