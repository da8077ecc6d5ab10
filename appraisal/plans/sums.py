"""The stored sums of a plan: one row a node, kept right in the transaction that changes the plan.

Whoever makes or changes nodes calls ``reroll`` with their keys afterwards: the line up to the root is added up
anew and nothing beside it. A whole plan, made at once, is rolled on arrays by ``reroll_plan``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, case, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from appraisal.plans.feasibility import rolled_up
from appraisal.plans.holders import Holders
from appraisal.plans.models import NODE_SUMS, NodeSum, PlanNode
from appraisal.plans.showing import show_anew
from appraisal.plans.tree import PlanKind
from appraisal.plans.whole_sums import reroll_plan

MOST_ALONE = 2_000
AT_ONCE = 500
ADDED_UP = ("parts", "parts_open", "given", "possible", "missing")


@dataclass(frozen=True)
class Below:
    """What the parts of a node add up to."""

    parts: int
    parts_open: int
    given: Decimal
    possible: Decimal | None
    missing: int


NOTHING_BELOW = Below(0, 0, Decimal(0), None, 0)


def reroll(store: Session, nodes: Iterable[int]) -> None:
    """Bring the sums of these nodes and of all above them right, after they were made or changed.

    Very many nodes at once are rolled with the whole of their plan.
    """
    store.flush()
    wanted = set(nodes)
    if len(wanted) > MOST_ALONE:
        for root in _roots(store, sorted(wanted)):
            reroll_plan(store, root)
        return
    line = _line(store, wanted)
    fresh = sorted(node for node, row in line.items() if row.stored is None)
    if fresh:
        store.execute(insert(NodeSum), [{"node_id": node} for node in fresh])
    again = wanted | set(fresh)
    again |= {line[node].parent_id for node in again}
    for level in _from_below(line):
        nodes = [node for node in level if node in again]
        changed = _keep(store, [line[node] for node in nodes], _added_up(store, nodes))
        again |= {line[node].parent_id for node in changed}
    held = [line[node] for node in fresh if line[node].person_id is not None]
    new = [row for row in held if row.is_supporting or _above(line, row) is None]
    for root in {row.root_id or row.id for row in new}:
        _count_people(store, root, [row for row in new if (row.root_id or row.id) == root])


def _roots(store: Session, nodes: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for first in range(0, len(nodes), AT_ONCE):
        wanted = select(PlanNode.root_id).where(PlanNode.id.in_(nodes[first : first + AT_ONCE])).distinct()
        found.update(root for root in store.scalars(wanted) if root is not None)
    return found


def _above(line: Mapping[int, Row[Any]], row: Row[Any]) -> int | None:
    """Whose node it hangs under, if it is somebody's."""
    return None if row.parent_id is None else line[row.parent_id].person_id


def _line(store: Session, nodes: Collection[int]) -> dict[int, Row[Any]]:
    """These nodes and every node above them with the sums they have, by key."""
    columns = (
        PlanNode.id,
        PlanNode.parent_id,
        PlanNode.root_id,
        PlanNode.person_id,
        PlanNode.is_supporting,
    )
    up = select(*columns).where(PlanNode.id.in_(nodes)).cte("up", recursive=True)
    up = up.union(select(*columns).join(up, PlanNode.id == up.c.parent_id))
    stored = (NodeSum.node_id.label("stored"), *(getattr(NodeSum, name) for name in ("own", *ADDED_UP)))
    wanted = select(up, *stored).outerjoin(NodeSum, NodeSum.node_id == up.c.id)
    return {row.id: row for row in store.execute(wanted)}


def _from_below(line: Mapping[int, Row[Any]]) -> list[list[int]]:
    """The nodes of a line level by level, the lowest first."""
    depths: dict[int, int] = {}
    for start in line:
        steps = []
        node: int | None = start
        while node is not None and node not in depths:
            steps.append(node)
            node = line[node].parent_id
        reached = -1 if node is None else depths[node]
        for place, step in enumerate(reversed(steps), 1):
            depths[step] = reached + place
    levels: dict[int, list[int]] = {}
    for node, depth in depths.items():
        levels.setdefault(depth, []).append(node)
    return [levels[depth] for depth in sorted(levels, reverse=True)]


def takes_part(part: Any) -> Any:
    """Whether a node counts in the sum of its whole: a contingency or a supporting plan stands beside it."""
    return and_(part.kind != PlanKind.CONTINGENCY, part.is_supporting.is_(False))


def added_up() -> Select[*tuple[Any, ...]]:
    """What the parts of nodes add up to, from their targets and their own rows; a ``where`` chooses the nodes."""
    part, whole = aliased(PlanNode), aliased(PlanNode)
    unknown = case((part.target.is_(None), 1), else_=0)
    found: Select[*tuple[Any, ...]] = (
        select(
            whole.id,
            func.count(part.id).label("parts"),
            func.sum(unknown).label("parts_open"),
            func.sum(part.target).label("given"),
            func.sum(NodeSum.possible).label("possible"),
            func.sum(func.coalesce(NodeSum.missing, 1)).label("missing"),
        )
        .join(part, part.parent_id == whole.id)
        .outerjoin(NodeSum, NodeSum.node_id == part.id)
        .where(takes_part(part))
        .group_by(whole.id)
    )
    return found


def _added_up(store: Session, nodes: Sequence[int]) -> dict[int, Below]:
    found: dict[int, Below] = {}
    statement = added_up()
    whole = statement.selected_columns.id
    for first in range(0, len(nodes), AT_ONCE):
        for row in store.execute(statement.where(whole.in_(nodes[first : first + AT_ONCE]))):
            given = Decimal(0) if row.given is None else row.given
            found[row.id] = Below(row.parts, int(row.parts_open), given, row.possible, int(row.missing))
    return found


def _keep(store: Session, line: Sequence[Row[Any]], below: Mapping[int, Below]) -> list[int]:
    """Write the rows of one level that are not what they were; their nodes."""
    changed = []
    for row in line:
        found = below.get(row.id, NOTHING_BELOW)
        parts = [(found.possible, found.missing)] if found.parts else []
        possible, missing = rolled_up(row.own, parts)
        values = (found.parts, found.parts_open, found.given, possible, missing)
        if values != tuple(getattr(row, name) for name in ADDED_UP):
            changed.append({"node": row.id, **dict(zip(ADDED_UP, values, strict=True))})
    if changed:
        store.connection().execute(update(NODE_SUMS).where(NODE_SUMS.c.node_id == bindparam("node")), changed)
    return [one["node"] for one in changed]


def _count_people(store: Session, root: int, new: Sequence[Row[Any]]) -> None:
    """Count whom new shares bring to the nodes above, and look again at what may be shown."""
    holders = Holders(store, root)
    people = frozenset(row.person_id for row in new)
    before = holders.nodes_of(people, without=[row.id for row in new])
    after = holders.nodes_of(people)
    more = {node: len(found - before.get(node, frozenset())) for node, found in after.items()}
    changed = [{"node": node, "more": count} for node, count in more.items() if count]
    if changed:
        raised = update(NODE_SUMS).where(NODE_SUMS.c.node_id == bindparam("node"))
        store.connection().execute(raised.values(people=NODE_SUMS.c.people + bindparam("more")), changed)
    show_anew(store, holders, after.keys())
