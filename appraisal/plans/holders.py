"""Who holds a share where in one plan, asked of the tables only as far as an answer needs it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Row, case, or_, select
from sqlalchemy.orm import Session, aliased

from appraisal.plans.models import PlanNode

AT_ONCE = 500


class Holders:
    """The shares of one plan. A share is a person's node under a node of nobody's; what is below is the same.

    A supporting plan is a whole of its own: who works on it is no part of the group above.
    """

    def __init__(self, store: Session, root: int) -> None:
        self._store = store
        self.root = root

    def people_in(self, parts: Collection[int]) -> frozenset[int]:
        """Everybody who holds one of these nodes or a share below them."""
        found: set[int] = set()
        wanted = sorted(parts)
        for first in range(0, len(wanted), AT_ONCE):
            start = select(PlanNode.id, PlanNode.person_id).where(
                PlanNode.id.in_(wanted[first : first + AT_ONCE])
            )
            down = start.cte("down", recursive=True)
            below = select(PlanNode.id, PlanNode.person_id).join(down, PlanNode.parent_id == down.c.id)
            down = down.union_all(below.where(down.c.person_id.is_(None), PlanNode.is_supporting.is_(False)))
            held = select(down.c.person_id).where(down.c.person_id.is_not(None)).distinct()
            found.update(self._store.scalars(held))
        return frozenset(found)

    def parts_with(self, people: frozenset[int], parts: Collection[int]) -> Mapping[int, frozenset[int]]:
        """By part, those of these people who hold it or a share below it."""
        wanted = set(parts)
        return {node: found for node, found in self.nodes_of(people).items() if node in wanted}

    def nodes_of(
        self, people: Collection[int], without: Collection[int] = ()
    ) -> Mapping[int, frozenset[int]]:
        """By node of the plan, those of these people who hold it or a share below it; ``without`` some shares."""
        left_out, found = set(without), dict[int, set[int]]()
        everybody = sorted(people)
        for first in range(0, len(everybody), AT_ONCE):
            for row in self._lines(everybody[first : first + AT_ONCE]):
                if row.share not in left_out:
                    found.setdefault(row.id, set()).add(row.person)
        return {node: frozenset(held) for node, held in found.items()}

    def _lines(self, people: Collection[int]) -> list[Row[tuple[int, int, int, int | None]]]:
        above = aliased(PlanNode)
        start = (
            select(
                PlanNode.id.label("share"),
                PlanNode.person_id.label("person"),
                PlanNode.id.label("id"),
                _above(PlanNode).label("parent"),
            )
            .outerjoin(above, above.id == PlanNode.parent_id)
            .where(
                PlanNode.person_id.in_(people),
                PlanNode.root_id == self.root,
                or_(above.person_id.is_(None), PlanNode.is_supporting.is_(True)),
            )
        )
        up = start.cte("up", recursive=True)
        higher = select(up.c.share, up.c.person, PlanNode.id, _above(PlanNode))
        up = up.union_all(higher.join(up, PlanNode.id == up.c.parent))
        return list(self._store.execute(select(up)))


def _above(node: type[PlanNode]) -> Any:
    """The node that a group is a part of: none above a supporting plan."""
    return case((node.is_supporting.is_(True), None), else_=node.parent_id)
