"""Tables of plans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import Exact
from appraisal.storage.database import Model


class PlanNode(Model):
    """A part of the plan. ``target`` is in whole units of ``unit``; None means not given, which is not zero.

    ``axis`` says along what this node is split into its parts; ``method`` and ``method_inputs`` say how
    its own number came about. ``person_id`` is whose share this is, at the level of persons and below.
    Results count against the target from ``counts_from`` on, or from ``starts_on`` when that is None:
    a plan of a year that was only given out for its second half must not be held against all of it.
    ``target`` is the number that is worked on. What was agreed, by which version of the plan and since which
    day, stands in ``agreed_target``, ``agreed_version`` and ``agreed_on``, and only that is in force.
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
    target: Mapped[Decimal | None] = mapped_column(Exact)
    method: Mapped[str | None] = mapped_column(String(40))
    method_inputs: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    agreed_target: Mapped[Decimal | None] = mapped_column(Exact)
    agreed_version: Mapped[int | None]
    agreed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
