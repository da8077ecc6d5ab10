"""Tables of contingency plans: what is watched, what is done, what it does to goals, and what happened.

A plan itself is a node of the plan tree. What was signalled, what fired and how it ended is never changed.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import Model
from appraisal.storage.guards import never_changed


class ContingencyTrigger(Model):
    """What is watched for a contingency plan, until it is taken out; ``source`` says where its numbers come from."""

    __tablename__ = "contingency_trigger"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    watch: Mapped[str] = mapped_column(String(20))
    comparison: Mapped[str] = mapped_column(String(10))
    threshold: Mapped[Decimal] = mapped_column(Exact)
    span: Mapped[str] = mapped_column(String(10))
    periods: Mapped[int]
    near: Mapped[Decimal] = mapped_column(Exact)
    measure: Mapped[str] = mapped_column(String(60), default="")
    baseline: Mapped[Decimal | None] = mapped_column(Exact)
    meaning: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(Text, default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ContingencyStep(Model):
    """What is done first, in the order it was written, and who does it."""

    __tablename__ = "contingency_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ContingencyEffect(Model):
    """How much is taken off which goals while an event runs; an empty measure means all, a share of 1 suspends."""

    __tablename__ = "contingency_effect"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    measure: Mapped[str] = mapped_column(String(60))
    share: Mapped[Decimal] = mapped_column(Exact)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ContingencySignal(Model):
    """A value that somebody wrote down for a trigger."""

    __tablename__ = "contingency_signal"

    id: Mapped[int] = mapped_column(primary_key=True)
    trigger_id: Mapped[int] = mapped_column(ForeignKey("contingency_trigger.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Exact)
    words: Mapped[str] = mapped_column(Text, default="")
    said_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ContingencyEvent(Model):
    """It happened: by the numbers (``declared_by_id`` is None) or because the owner said so, from ``began_on`` on."""

    __tablename__ = "contingency_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    trigger_id: Mapped[int] = mapped_column(ForeignKey("contingency_trigger.id"), index=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    meaning: Mapped[str] = mapped_column(String(10))
    began_on: Mapped[date]
    value: Mapped[Decimal | None] = mapped_column(Exact)
    effects: Mapped[list[Any]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(Text, default="")
    declared_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    fired_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ContingencyEnding(Model):
    """An event is over; ``was_none`` says that it never was one, and then nothing of it counts."""

    __tablename__ = "contingency_ending"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("contingency_event.id"), unique=True)
    ended_on: Mapped[date]
    was_none: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)
    ended_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ContingencyTouch(Model):
    """A goal that an event touches, and how much is taken off it; nothing may be (``share`` 0), and it is still touched."""

    __tablename__ = "contingency_touch"
    __table_args__ = (Index(None, "event_id", "goal_id", unique=True), Index(None, "goal_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("contingency_event.id"))
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    share: Mapped[Decimal] = mapped_column(Exact)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime)


for _kept in (ContingencySignal, ContingencyEvent, ContingencyEnding, ContingencyTouch):
    never_changed(_kept.__table__)
