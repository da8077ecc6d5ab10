"""Who holds a share under a node, for many nodes at once, and whether their total gives nobody away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.plans.models import NodeSum, PlanNode


@dataclass(frozen=True)
class PeopleBelow:
    """The people who hold a share under a node, and whether a total of theirs may be shown."""

    people: frozenset[int]
    may_show_total: bool


NOBODY = PeopleBelow(frozenset(), may_show_total=False)


def people_below_nodes(store: Session, nodes: Iterable[int]) -> Mapping[int, PeopleBelow]:
    """By node, the people below it; two statements, which read these parts of the plan down to people's shares.

    A supporting plan is a whole of its own: who works on it is no part of the group above.
    """
    wanted = set(nodes)
    if not wanted:
        return {}
    start = select(PlanNode.id.label("top"), PlanNode.id.label("id"), PlanNode.person_id.label("person"))
    down = start.where(PlanNode.id.in_(wanted)).cte("down", recursive=True)
    below = select(down.c.top, PlanNode.id, PlanNode.person_id).join(down, PlanNode.parent_id == down.c.id)
    down = down.union_all(below.where(down.c.person.is_(None), PlanNode.is_supporting.is_(False)))
    held: dict[int, set[int]] = {}
    for top, person in store.execute(
        select(down.c.top, down.c.person).where(down.c.person.is_not(None)).distinct()
    ):
        held.setdefault(top, set()).add(person)
    may_show = set(store.scalars(select(NodeSum.node_id).where(NodeSum.node_id.in_(wanted), NodeSum.shown)))
    return {node: PeopleBelow(frozenset(held.get(node, ())), node in may_show) for node in wanted}
