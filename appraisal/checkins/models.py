"""Tables of check-ins, of the obstacles reported in them, and of the answers given."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model


class CheckIn(Model):
    """A talk of an employee and their manager. ``held_at`` is set once it took place.

    It is never cancelled, only moved, and the two have one open talk at a time.
    """

    __tablename__ = "checkin"
    __table_args__ = (
        Index(None, "employee_id", "starts_at"),
        Index(None, "manager_id", "starts_at"),
        Index(
            None,
            "employee_id",
            "manager_id",
            unique=True,
            sqlite_where=text("held_at IS NULL"),
            postgresql_where=text("held_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    manager_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    booked_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CheckInMove(Model):
    """A check-in was moved: by whom, from when to when, and why."""

    __tablename__ = "checkin_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    checkin_id: Mapped[int] = mapped_column(ForeignKey("checkin.id"), index=True)
    moved_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)
    to_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)


class Preparation(Model):
    """What the employee wrote before the talk, on a form; a draft until it is handed in.

    ``asked`` keeps the form's words beside the answers from the moment it is handed in, so that it reads
    the same whatever becomes of the form. ``saved_from`` names the opened page that saved last.
    """

    __tablename__ = "preparation"
    __table_args__ = (Index(None, "checkin_id", "author_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    checkin_id: Mapped[int] = mapped_column(ForeignKey("checkin.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    form_id: Mapped[str] = mapped_column(String(100))
    form_sha256: Mapped[str] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    asked: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    saved_from: Mapped[str] = mapped_column(String(40), default="")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    handed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class AgendaItem(Model):
    """One thing to talk about; what was not talked about is carried to the next talk."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    checkin_id: Mapped[int] = mapped_column(ForeignKey("checkin.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    text: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    talked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Note(Model):
    """A note of a talk: shared by both, or private to its author for ever."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    checkin_id: Mapped[int] = mapped_column(ForeignKey("checkin.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    text: Mapped[str] = mapped_column(Text)
    is_private: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CheckInUse(Model):
    """What one of the two said to 'was this useful?'. Only counts of many talks are ever shown."""

    __tablename__ = "checkin_use"
    __table_args__ = (Index(None, "checkin_id", "employee_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    checkin_id: Mapped[int] = mapped_column(ForeignKey("checkin.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    useful: Mapped[str] = mapped_column(String(10))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Obstacle(Model):
    """Something that stands in the way of a person, or of a part of the plan and all who work on it.

    It stays until it is removed. Confirmed when a second person saw it.
    """

    __tablename__ = "obstacle"
    __table_args__ = (CheckConstraint("(employee_id IS NULL) <> (plan_node_id IS NULL)", name="of_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), index=True)
    plan_node_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(Text)
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    reported_on: Mapped[date]
    checkin_id: Mapped[int | None] = mapped_column(ForeignKey("checkin.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), index=True)
    due_on: Mapped[date | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    confirmed_on: Mapped[date | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    removed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Answer(Model):
    """One answer to the question behind a fact, given by the person who can know it.

    ``value`` is the fact's value, or None with ``stance`` ``dont_know`` or ``rather_not``; ``said`` is the
    free text beside it, ``since_on`` the day from which it holds, where the person gave one. The newest
    answer of a fact and side counts; older ones stay.
    """

    __tablename__ = "answer"
    __table_args__ = (Index(None, "employee_id", "fact", "answered_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    fact: Mapped[str] = mapped_column(String(60))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    stance: Mapped[str] = mapped_column(String(12), default="answered")
    said: Mapped[str] = mapped_column(Text, default="")
    since_on: Mapped[date | None]
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    checkin_id: Mapped[int | None] = mapped_column(ForeignKey("checkin.id"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"))
