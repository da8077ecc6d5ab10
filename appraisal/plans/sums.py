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
    fresh = _make_rows(store, line)
    for level in _from_below(line):
        below = _added_up(store, level)
        _keep(store, level, below)
    held = [row for row in line.values() if row.id in fresh and row.person_id is not None]
    new = [row.id for row in held if row.is_supporting or _above(line, row) is None]
    if new:
        _count_people(store, line, new)


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
    """These nodes and every node above them, by key."""
    columns = (
        PlanNode.id,
        PlanNode.parent_id,
        PlanNode.root_id,
        PlanNode.person_id,
        PlanNode.is_supporting,
    )
    up = select(*columns).where(PlanNode.id.in_(nodes)).cte("up", recursive=True)
    up = up.union(select(*columns).join(up, PlanNode.id == up.c.parent_id))
    return {row.id: row for row in store.execute(select(up))}


def _make_rows(store: Session, line: Mapping[int, Row[Any]]) -> set[int]:
    """Rows for nodes that have none yet; their keys."""
    have = set(store.scalars(select(NodeSum.node_id).where(NodeSum.node_id.in_(line.keys()))))
    fresh = sorted(line.keys() - have)
    if fresh:
        store.execute(insert(NodeSum), [{"node_id": node} for node in fresh])
    return set(fresh)


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


def _keep(store: Session, nodes: Sequence[int], below: Mapping[int, Below]) -> None:
    """Write the rows of one level."""
    own: dict[int, Decimal | None] = {}
    for first in range(0, len(nodes), AT_ONCE):
        some = nodes[first : first + AT_ONCE]
        rows = store.execute(select(NodeSum.node_id, NodeSum.own).where(NodeSum.node_id.in_(some)))
        own.update((row.node_id, row.own) for row in rows)
    changed = []
    for node in nodes:
        found = below.get(node, NOTHING_BELOW)
        parts = [(found.possible, found.missing)] if found.parts else []
        possible, missing = rolled_up(own[node], parts)
        changed.append(
            {
                "node": node,
                "parts": found.parts,
                "parts_open": found.parts_open,
                "given": found.given,
                "possible": possible,
                "missing": missing,
            }
        )
    store.connection().execute(update(NODE_SUMS).where(NODE_SUMS.c.node_id == bindparam("node")), changed)


def _count_people(store: Session, line: Mapping[int, Row[Any]], new: Sequence[int]) -> None:
    """Count whom new shares bring to the nodes above, and look again at what may be shown."""
    holders = Holders(store, line[new[0]].root_id or new[0])
    people = frozenset(line[node].person_id for node in new)
    before = holders.nodes_of(people, without=new)
    after = holders.nodes_of(people)
    more = {node: len(found - before.get(node, frozenset())) for node, found in after.items()}
    changed = [{"node": node, "more": count} for node, count in more.items() if count]
    if changed:
        raised = update(NODE_SUMS).where(NODE_SUMS.c.node_id == bindparam("node"))
        store.connection().execute(raised.values(people=NODE_SUMS.c.people + bindparam("more")), changed)
    show_anew(store, holders, after.keys())
