"""Tables of goals, readings and action items."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import Model


class Goal(Model):
    """A goal of one person for one period. It is agreed when both sides have confirmed it.

    ``share_target`` and ``share_version`` are the number in force of its share of the plan, and the version of
    the plan that agreed that number, when the goal was last set; None: no version was agreed, or no share.
    """

    __tablename__ = "goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    plan_node_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    statement: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(20))
    target: Mapped[Decimal] = mapped_column(Exact)
    direction: Mapped[str] = mapped_column(String(10), default="higher")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    why_it_matters: Mapped[str] = mapped_column(Text, default="")
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    withdrawn_because: Mapped[str] = mapped_column(Text, default="")
    share_target: Mapped[Decimal | None] = mapped_column(Exact)
    share_version: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class GoalConfirmation(Model):
    """One side's yes to a goal, in own words where the employee gave them. A change of the goal needs new ones."""

    __tablename__ = "goal_confirmation"
    __table_args__ = (Index(None, "goal_id", "side", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    side: Mapped[str] = mapped_column(String(10))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    own_words: Mapped[str] = mapped_column(Text, default="")


class GoalPause(Model):
    """Days of a goal that do not count, and the target as it was before them. Why, stands nowhere."""

    __tablename__ = "goal_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    days: Mapped[int]
    target_before: Mapped[Decimal] = mapped_column(Exact)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GoalNotice(Model):
    """A version of the plan changed the share of a goal: what both were told, and what became of it.

    ``now`` is None where the share was ended; then the goal stays as it was, until the two decide.
    """

    __tablename__ = "goal_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"), index=True)
    plan_version: Mapped[int]
    since_on: Mapped[date]
    was: Mapped[Decimal] = mapped_column(Exact)
    now: Mapped[Decimal | None] = mapped_column(Exact)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_by_employee_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_by_manager_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    restated_by_employee_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    restated_by_manager_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disagreement: Mapped[str] = mapped_column(Text, default="")
    disagreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GoalRelief(Model):
    """What an event that everybody may know of takes off a goal: its days, or a share of its target.

    ``origin`` and ``origin_key`` say which event, ``reason`` what it is called; without ``ends_on`` it still
    runs. ``base`` is the target without any event and ``held_to`` what the events make of it, both of the
    whole goal; where they no longer agree with the goal, somebody changed it meanwhile.
    """

    __tablename__ = "goal_relief"
    __table_args__ = (Index(None, "goal_id", "origin", "origin_key", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    origin: Mapped[str] = mapped_column(String(20))
    origin_key: Mapped[int] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(String(300))
    share: Mapped[Decimal] = mapped_column(Exact)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    target_before: Mapped[Decimal] = mapped_column(Exact)
    base: Mapped[Decimal] = mapped_column(Exact)
    held_to: Mapped[Decimal] = mapped_column(Exact)
    taken_back: Mapped[bool] = mapped_column(default=False)


class ActionItem(Model):
    """Who will do what by when. Carried over from talk to talk until it is closed.

    ``about_id`` is the employee in whose file it stands; ``owner_id`` is who does it: often the manager.
    """

    __tablename__ = "action_item"
    __table_args__ = (Index(None, "owner_id", "closed_at"), Index(None, "origin", "origin_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    about_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    origin: Mapped[str] = mapped_column(String(20))
    origin_key: Mapped[int]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
