"""Which nodes may show a total, kept beside the sums: looked at again only where people were counted anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from appraisal.plans.domain import FEWEST_TO_SHOW
from appraisal.plans.groups import parts_to_show_of
from appraisal.plans.holders import Holders
from appraisal.plans.models import NodeSum, PlanNode


def show_anew(store: Session, holders: Holders, counted: Collection[int]) -> None:
    """Look again from the top at the parts beside every node whose people were counted anew.

    A part elsewhere is followed only when what may be shown of it has changed, so that the rules of
    ``groups`` hold for the whole plan although most of it is not read.
    """
    again = set(counted)
    tops = store.execute(
        select(NodeSum.node_id, NodeSum.people)
        .join(PlanNode, PlanNode.id == NodeSum.node_id)
        .where(NodeSum.node_id.in_(again))
        .where(or_(PlanNode.parent_id.is_(None), PlanNode.is_supporting.is_(True)))
    )
    reached = {top.node_id: top.people >= FEWEST_TO_SHOW for top in tops}
    _keep(store, reached)
    wholes = list(reached)
    while wholes:
        whole = wholes.pop()
        above = store.execute(select(NodeSum.shown, NodeSum.people).where(NodeSum.node_id == whole)).one()
        rows = store.execute(
            select(NodeSum.node_id, NodeSum.people, NodeSum.shown)
            .join(PlanNode, PlanNode.id == NodeSum.node_id)
            .where(PlanNode.parent_id == whole, PlanNode.is_supporting.is_(False), NodeSum.people > 0)
        ).all()
        counts = {row.node_id: row.people for row in rows}
        found = parts_to_show_of(counts, above.people, holders) if above.shown else frozenset[int]()
        changed = {row.node_id: row.node_id in found for row in rows if row.shown != (row.node_id in found)}
        _keep(store, changed)
        wholes += [node for node in counts if node in changed or node in again]


def _keep(store: Session, shown: dict[int, bool]) -> None:
    for answer in (True, False):
        nodes: Iterable[int] = [node for node, found in shown.items() if found is answer]
        if nodes:
            store.execute(
                update(NodeSum)
                .where(NodeSum.node_id.in_(nodes))
                .values(shown=answer)
                .execution_options(synchronize_session=False)
            )
