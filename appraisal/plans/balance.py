"""Whether volume stands alone: on the line of a manager's part, and in the results of the newest months.

Owns the facts behind that. Which of them is worth a remark is for the rules to say. Sums are over people whose
group gives nobody away; where it would, nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import MEASURES, Nature, ReadingFacts
from appraisal.plans import queries
from appraisal.plans.models import PlanNode
from appraisal.plans.queries import NodeFacts, PlanStep

GIVEN = frozenset({"has_own_owner", "customer_on_line", "profit_on_line", "volume_trend", "customer_trend"})
"""Every fact that this room can give the pack of plans."""
UNKNOWN: dict[str, Any] = {"volume_trend": None, "customer_trend": None}
NATURES = {code: measure.nature for code, measure in MEASURES.items()}
BESIDE = tuple(code for code, nature in NATURES.items() if nature in (Nature.CUSTOMER, Nature.PROFIT))
LESS_IS_BETTER = tuple(
    code for code, one in MEASURES.items() if one.nature is Nature.CUSTOMER and one.direction == "lower"
)
RETURNING = "customers_returning"
MONTHS = 3  # a quarter beside the quarter before it
LOOKED_BACK = timedelta(days=366)


def lines_of(store: Session, nodes: Sequence[NodeFacts]) -> dict[int, dict[str, Any]]:
    """By node, what stands beside its volume on the way up to the strategy; two statements.

    Counted are the nodes of the line, what hangs directly under one of them, and whole plans of the same days.
    """
    lines = queries.lines_to_strategy(store, [node.key for node in nodes])
    keys = {step.key for line in lines.values() for step in line}
    rows = store.execute(
        select(
            PlanNode.id,
            PlanNode.parent_id,
            PlanNode.owner_id,
            PlanNode.measure,
            PlanNode.starts_on,
            PlanNode.ends_on,
        ).where(
            or_(
                PlanNode.id.in_(keys),
                and_(
                    PlanNode.measure.in_(BESIDE),
                    or_(PlanNode.parent_id.in_(keys), PlanNode.parent_id.is_(None)),
                ),
            )
        )
    ).all()
    owners = {row.id: row.owner_id for row in rows}
    found = {}
    for node in nodes:
        natures = _natures_on(node, lines.get(node.key, ()), rows)
        found[int(node.key)] = {
            "has_own_owner": _has_own_owner(node, owners),
            "customer_on_line": natures.count(Nature.CUSTOMER),
            "profit_on_line": natures.count(Nature.PROFIT),
        }
    return found


def trends_of(store: Session, node: NodeFacts, day: date) -> dict[str, Any]:
    """The newest quarter of months over the one before, for volume and for customers; three statements at most.

    Above 1 is more volume, and better for customers. Unknown without six months, and for a small group.
    """
    if node.person is not None or NATURES.get(node.measure) is not Nature.VOLUME:
        return {}
    below = queries.people_below(store, node)
    if not below.may_show_total:
        return {}
    measures = (node.measure, RETURNING)
    totals = actuals.month_totals(store, below.people, measures, day - LOOKED_BACK, day)
    told = totals.get(node.measure, ())
    if len(told) < 2 * MONTHS:
        return {}
    before, newest = told[-2 * MONTHS : -MONTHS], told[-MONTHS:]
    trends = [trend_of(totals.get(RETURNING, ()), before, newest)]
    if node.org_unit is not None:
        counted = actuals.unit_readings(store, [node.org_unit], LESS_IS_BETTER, day - LOOKED_BACK, day)
        trends += [trend_of(readings, before, newest, less=True) for readings in counted.values()]
    known = [trend for trend in trends if trend is not None]
    return {
        "volume_trend": trend_of(told, before, newest),
        "customer_trend": min(known, default=None),
    }


def trend_of(
    readings: Sequence[ReadingFacts],
    before: Sequence[ReadingFacts],
    newest: Sequence[ReadingFacts],
    *,
    less: bool = False,
) -> float | None:
    """What was read in the newest stretch over what was read in the one before; turned over where less is better."""
    first, last = (
        _sum_in(readings, stretch[0].starts_on, stretch[-1].ends_on) for stretch in (before, newest)
    )
    top, bottom = (first, last) if less else (last, first)
    return round(float(top / bottom), 4) if top is not None and bottom else None


def _sum_in(readings: Sequence[ReadingFacts], starts_on: date, ends_on: date) -> Decimal | None:
    inside = [one.value for one in readings if starts_on <= one.starts_on and one.ends_on <= ends_on]
    return sum(inside, Decimal(0)) if inside else None


def _has_own_owner(node: NodeFacts, owners: Mapping[int, int]) -> bool | None:
    """Whether somebody else than above answers for it; a person's share is owned by who leads that person."""
    if node.parent is None:
        return None
    return node.person is None and owners.get(node.parent) != node.owner


def _natures_on(node: NodeFacts, line: Sequence[PlanStep], rows: Sequence[Any]) -> list[Nature]:
    keys = {step.key for step in line}
    return [
        NATURES[row.measure]
        for row in rows
        if row.measure in NATURES and (row.id in keys or row.parent_id in keys or _is_plan_beside(row, node))
    ]


def _is_plan_beside(row: Any, node: NodeFacts) -> bool:
    """Whether this is a whole plan of the same days."""
    return row.parent_id is None and row.starts_on <= node.ends_on and row.ends_on >= node.starts_on
