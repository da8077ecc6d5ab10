"""Parts of the plan that somebody answers for: where the owner is another than the owner above; and idle plans.

For the reviews of the quarter, which are held part by part, and for the list of plans that nobody touches.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from appraisal.plans.models import PlanNode
from appraisal.plans.tree import PlanKind
from appraisal.storage.history import HistoryLine


def heads_near(store: Session, owner: int, day: date) -> Mapping[int, tuple[int, int | None]]:
    """The parts that this person answers for and those directly below theirs that others answer for, begun by a day.

    By node, its owner and the owner of the node above; one statement.
    """
    above = aliased(PlanNode)
    rows = store.execute(
        select(PlanNode.id, PlanNode.owner_id, above.owner_id)
        .outerjoin(above, above.id == PlanNode.parent_id)
        .where(
            or_(PlanNode.owner_id == owner, above.owner_id == owner),
            or_(above.id.is_(None), above.owner_id != PlanNode.owner_id),
            PlanNode.person_id.is_(None),
            PlanNode.kind != PlanKind.CONTINGENCY,
            PlanNode.is_supporting.is_(False),
            PlanNode.starts_on <= day,
        )
        .order_by(PlanNode.id)
    )
    return {key: (own, other) for key, own, other in rows}


def last_touched(store: Session) -> Mapping[int, datetime]:
    """By plan (its top node), when any part of it was last changed, split, counted or spoken about; one statement."""
    rows = store.execute(
        select(PlanNode.root_id, func.max(HistoryLine.at))
        .join(HistoryLine, HistoryLine.noun_key == PlanNode.id)
        .where(HistoryLine.noun == "plan_node")
        .group_by(PlanNode.root_id)
    )
    return {root: at for root, at in rows if root is not None}
