"""Tables of action plans. What was said of a delay and what was decided about a load are never changed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import Model
from appraisal.storage.guards import never_changed


class ActionPlan(Model):
    """A plan of action under a part of the plan or under a goal: an objective with a count and a day.

    ``start`` is what it began from. ``reached`` is how much of the count was reached, by hand.
    """

    __tablename__ = "action_plan"
    __table_args__ = (CheckConstraint("(plan_node_id IS NULL) <> (goal_id IS NULL)", name="under_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_node_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.id"), index=True)
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"), index=True)
    objective: Mapped[str] = mapped_column(String(300))
    count: Mapped[Decimal] = mapped_column(Exact)
    due_on: Mapped[date]
    start: Mapped[str] = mapped_column(String(20), default="")
    reached: Mapped[Decimal | None] = mapped_column(Exact)
    reached_on: Mapped[date | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ActionStep(Model):
    """A step: what, who (one person, one unit or one supplier), when (a day, a recurrence or a promise of service).

    ``hours`` are all of a step with a day, those of one time of a repeated one, those of a week of a promise.
    It lies between ``starts_on`` and ``ends_on``. ``closed_as`` is done or dropped.
    """

    __tablename__ = "action_step"
    __table_args__ = (Index(None, "owner_id", "closed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("action_plan.id"), index=True)
    what: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    supplier: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None]
    recurrence: Mapped[str | None] = mapped_column(String(20))
    service: Mapped[str | None] = mapped_column(String(20))
    within_hours: Mapped[int | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    hours: Mapped[Decimal | None] = mapped_column(Exact)
    task: Mapped[str] = mapped_column(String(80), default="")
    suggestion: Mapped[str] = mapped_column(String(40), default="")
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    closed_as: Mapped[str | None] = mapped_column(String(10))
    closed_because: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class StepOccurrence(Model):
    """One time of a repeated step: done or missed."""

    __tablename__ = "step_occurrence"
    __table_args__ = (Index(None, "step_id", "due_on", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("action_step.id"))
    due_on: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(10))
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ServiceCount(Model):
    """How often a promise of service was kept in a month, of how many times; counted by hand."""

    __tablename__ = "service_count"
    __table_args__ = (Index(None, "step_id", "month", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("action_step.id"))
    month: Mapped[date]
    kept: Mapped[int]
    total: Mapped[int]
    counted_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    counted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StepDelay(Model):
    """What came first when a step was late, and what follows from it. ``late_on`` is the day that was missed."""

    __tablename__ = "step_delay"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("action_step.id"), index=True)
    late_on: Mapped[date]
    cause: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="")
    waiting_since: Mapped[date | None]
    way: Mapped[str] = mapped_column(String(20), default="")
    way_words: Mapped[str] = mapped_column(Text, default="")
    owner_before_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), index=True)
    owner_after_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    moved_to: Mapped[date | None]
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LoadDecision(Model):
    """Somebody decided that a step goes to a person although it does not fit into their hours, and why."""

    __tablename__ = "load_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("action_step.id"), index=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    planned: Mapped[Decimal] = mapped_column(Exact)
    available: Mapped[Decimal] = mapped_column(Exact)
    because: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TimeShare(Model):
    """From a day on, how much of a full working day a person works; 0 is away. Why, stands nowhere."""

    __tablename__ = "time_share"
    __table_args__ = (Index(None, "employee_id", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    share: Mapped[Decimal] = mapped_column(Exact)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    struck_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


never_changed(StepDelay.__table__)
never_changed(LoadDecision.__table__)
