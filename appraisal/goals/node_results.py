"""What a part of the plan brought so far: one sum of everyone below, never one person's.

Lives here and not in ``plans`` because readings are the goals' own. A group of one to three people is
hidden, and so is a group that leaves one to three people beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.goals.domain import Progress, progress_of
from appraisal.goals.goal_pages import A_YEAR
from appraisal.goals.pictures import LinePicture, line_picture
from appraisal.kernel.actors import Actor
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotFound
from appraisal.plans import queries as plans
from appraisal.plans.domain import FEWEST_TO_SHOW
from appraisal.plans.queries import NodeFacts, PlanStep


@dataclass(frozen=True)
class NodeResultsPage:
    """Results of a node against its target; ``progress`` is None where the group is too small to show."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    people: int
    fewest: int
    progress: Progress | None
    missing: Decimal | None
    picture: LinePicture | None


def results_page(store: Session, actor: Actor, node_id: int, day: date) -> NodeResultsPage:
    """The results of everyone below a node, together. A person's share has no such page (``NotFound``)."""
    node = plans.seen_node(store, actor, node_id, day)
    if node.person is not None:
        raise NotFound(noun="plan_node", key=node_id)
    below = plans.people_below(store, node)
    progress, picture = None, None
    if below.may_show_total:
        counted = Period(node.counts_from, node.ends_on)
        totals = actuals.totals_by_month(
            store, below.people, node.measure, counted.starts_on - A_YEAR, counted.ends_on
        )
        progress = progress_of(node.in_force or Decimal(0), counted, totals, day)
        picture = line_picture(node.in_force, counted, totals)
    result = progress.result if progress else None
    return NodeResultsPage(
        node=node,
        crumbs=plans.line_to_strategy(store, node.key),
        people=len(below.people),
        fewest=FEWEST_TO_SHOW,
        progress=progress,
        missing=node.in_force - result if node.in_force is not None and result is not None else None,
        picture=picture,
    )
