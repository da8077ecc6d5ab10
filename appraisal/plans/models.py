"""Tables of plans."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import Model
from appraisal.storage.guards import never_changed


class PlanNode(Model):
    """A part of the plan. ``target`` is in whole units of ``unit``; None means not given, which is not zero.

    ``axis`` says along what this node is split into its parts; ``method`` and ``method_inputs`` say how
    its own number came about. ``person_id`` is whose share this is, at the level of persons and below.
    Results count against the target from ``counts_from`` on, or from ``starts_on`` when that is None:
    a plan of a year that was only given out for its second half must not be held against all of it.

    ``part_axis`` and ``part`` say along what its parent is split and which part this is: a unit's or a
    person's key, ``2017-Q3``, a product's name. A node that ``is_supporting`` hangs under its parent with a
    measure of its own and is no part of the parent's sum; a contingency plan is none either. ``reserve`` is
    what the parts are agreed to hold above the target.
    """

    __tablename__ = "plan_node"

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    measure: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(20))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    review_on: Mapped[date]
    counts_from: Mapped[date | None]
    owner_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), index=True)
    org_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    axis: Mapped[str | None] = mapped_column(String(20))
    part_axis: Mapped[str | None] = mapped_column(String(20))
    part: Mapped[str] = mapped_column(String(120), default="", server_default="")
    is_supporting: Mapped[bool] = mapped_column(default=False, server_default=false())
    reserve: Mapped[Decimal | None] = mapped_column(Exact)
    target: Mapped[Decimal | None] = mapped_column(Exact)
    method: Mapped[str | None] = mapped_column(String(40))
    method_inputs: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PlanGuidance(Model):
    """What people need to work on a node: its purpose, the instruction, where results come from, the rhythm.

    Beside the node, so that a plan of very many nodes is read without its texts.
    """

    __tablename__ = "plan_guidance"

    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), primary_key=True)
    statement: Mapped[str] = mapped_column(Text, default="")
    why_it_matters: Mapped[str] = mapped_column(Text, default="")
    measured_by: Mapped[str] = mapped_column(String(200), default="")
    instruction: Mapped[str] = mapped_column(Text, default="")
    rhythm: Mapped[str | None] = mapped_column(String(20))
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PlanAssumption(Model):
    """What a plan rests on, as it was known on a day, with its source. Never changed; the newest of a topic counts."""

    __tablename__ = "plan_assumption"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    topic: Mapped[str] = mapped_column(String(40))
    said: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(300))
    as_of: Mapped[date]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class NodeRestated(Model):
    """A node in the own words of whoever answers for it, with the number it had then. Never changed; the newest counts."""

    __tablename__ = "node_restated"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    target: Mapped[Decimal | None] = mapped_column(Exact)
    said_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


never_changed(PlanAssumption.__table__)
never_changed(NodeRestated.__table__)
