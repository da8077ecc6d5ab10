"""Who holds a share under a node, for many nodes at once, and whether their total gives nobody away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from appraisal.plans.domain import NodeKey
from appraisal.plans.groups import Groups, Holding, groups_of
from appraisal.plans.models import PlanNode


@dataclass(frozen=True)
class PeopleBelow:
    """The people who hold a share under a node, and whether a total of theirs may be shown."""

    people: frozenset[int]
    may_show_total: bool


NOBODY = PeopleBelow(frozenset(), may_show_total=False)


def people_below_nodes(store: Session, nodes: Iterable[int]) -> Mapping[int, PeopleBelow]:
    """By node, the people below it. One statement, which reads each plan of theirs down to people's shares."""
    wanted = set(nodes)
    above = aliased(PlanNode)
    roots = select(PlanNode.root_id).where(PlanNode.id.in_(wanted))
    rows = store.execute(
        select(PlanNode.root_id, PlanNode.id, PlanNode.parent_id, PlanNode.person_id, PlanNode.is_supporting)
        .outerjoin(above, above.id == PlanNode.parent_id)
        .where(PlanNode.root_id.in_(roots), above.person_id.is_(None))
    )
    plans: dict[int | None, list[Holding]] = {}
    for root, key, parent, person, is_supporting in rows:
        # A supporting plan is a whole of its own: who works on it is no part of the group above.
        above_it = None if is_supporting or parent is None else NodeKey(parent)
        plans.setdefault(root, []).append(Holding(NodeKey(key), above_it, person))
    groups = [groups_of(plan) for plan in plans.values()]
    return {key: found for each in groups for key, found in _of(each, wanted).items()}


def _of(groups: Groups, wanted: set[int]) -> dict[int, PeopleBelow]:
    return {
        key: PeopleBelow(people, key in groups.shown)
        for key, people in groups.people.items()
        if key in wanted
    }
