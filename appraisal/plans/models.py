"""Tables of plans."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Table, Text, false, text
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
    ``target`` is the number that is worked on. What was agreed, by which version of the plan and since which
    day, stands in ``agreed_target``, ``agreed_version`` and ``agreed_on``, and only that is in force.

    ``part_axis`` and ``part`` say along what its parent is split and which part this is: a unit's or a
    person's key, ``2017-Q3``, a product's name. A node that ``is_supporting`` hangs under its parent with a
    measure of its own and is no part of the parent's sum; a contingency plan is none either. ``reserve`` is
    what the parts are agreed to hold above the target.
    """

    __tablename__ = "plan_node"
    # The first brings parts in their order; the second holds the few supporting nodes alone, so that finding
    # them beside the roots reads no whole plan.
    __table_args__ = (
        Index(None, "parent_id", "position", "id"),
        Index(
            "ix_plan_node_supporting",
            "starts_on",
            sqlite_where=text("is_supporting IS 1"),
            postgresql_where=text("is_supporting IS true"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.id"))
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
    agreed_target: Mapped[Decimal | None] = mapped_column(Exact)
    agreed_version: Mapped[int | None]
    agreed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class NodeSum(Model):
    """What stands below a node, added up once and kept right with every change; ``sums`` owns each row.

    ``given`` adds the targets of the parts, ``parts_open`` counts those without one. ``own`` is the newest
    estimate given for the node itself, ``possible`` what follows from it and from those below, ``missing`` how
    many estimates below are not given. ``people`` hold a share here or below, and ``shown`` says whether a
    total of theirs gives nobody away.
    """

    __tablename__ = "node_sum"

    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), primary_key=True, autoincrement=False)
    parts: Mapped[int] = mapped_column(default=0)
    parts_open: Mapped[int] = mapped_column(default=0)
    given: Mapped[Decimal] = mapped_column(Exact, default=Decimal(0))
    own: Mapped[Decimal | None] = mapped_column(Exact)
    possible: Mapped[Decimal | None] = mapped_column(Exact)
    missing: Mapped[int] = mapped_column(default=1)
    people: Mapped[int] = mapped_column(default=0)
    shown: Mapped[bool] = mapped_column(default=False)


NODE_SUMS: Table = NodeSum.metadata.tables["node_sum"]
"""The same for many rows at once."""


class NodeEstimate(Model):
    """What somebody holds possible in a node, and on what basis; never changed, the newest stands.

    ``value`` None takes the estimate back.
    """

    __tablename__ = "node_estimate"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    value: Mapped[Decimal | None] = mapped_column(Exact)
    basis: Mapped[str] = mapped_column(String(20))
    said: Mapped[str] = mapped_column(Text)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    given_by: Mapped[str] = mapped_column(String(200))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GapDecision(Model):
    """How a gap was closed, by whom, why and until when, with the numbers of that day; never changed."""

    __tablename__ = "gap_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    way: Mapped[str] = mapped_column(String(20))
    because: Mapped[str] = mapped_column(Text)
    until: Mapped[date]
    needed: Mapped[Decimal] = mapped_column(Exact)
    possible: Mapped[Decimal] = mapped_column(Exact)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    decided_by: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TargetChange(Model):
    """A number that a person changed by hand: what it was, what it is, who, when and why; never changed.

    ``because`` is empty for a number that came with a list.
    """

    __tablename__ = "target_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"), index=True)
    was: Mapped[Decimal | None] = mapped_column(Exact)
    now: Mapped[Decimal | None] = mapped_column(Exact)
    because: Mapped[str] = mapped_column(Text)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


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


for _kept in (NodeEstimate, GapDecision, TargetChange, PlanAssumption, NodeRestated):
    never_changed(_kept.__table__)
