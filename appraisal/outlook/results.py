"""The page of results and forecast of a node: one sum of everyone below, never one person's.

A group of one to three people is hidden, and so is a group that leaves one to three people beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotFound
from appraisal.outlook.domain import Outlook, SaidBefore
from appraisal.outlook.pictures import CoursePicture, course_picture
from appraisal.outlook.queries import said_before
from appraisal.outlook.sources import heard_of_node, look_ahead
from appraisal.plans import queries as plans
from appraisal.plans.domain import FEWEST_TO_SHOW
from appraisal.plans.queries import NodeFacts, PlanStep


@dataclass(frozen=True)
class SaidLine:
    """What was forecast in an earlier month, and once the period is over how far off it was."""

    said: SaidBefore
    missed_by: Decimal | None


@dataclass(frozen=True)
class NodeResultsPage:
    """Results and forecasts of a node beside its target; ``outlook`` is None where the group is too small to show.

    ``ratio`` and ``missing`` hold the result against the target; None: cannot tell. ``needed`` is the target.
    """

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    people: int
    fewest: int
    is_own: bool
    needed: Decimal | None
    outlook: Outlook | None
    ratio: Decimal | None
    missing: Decimal | None
    picture: CoursePicture | None
    said: tuple[SaidLine, ...]


def results_page(store: Session, actor: Actor, node_id: int, day: date) -> NodeResultsPage:
    """The results of everyone below a node, together. A person's share has no such page (``NotFound``)."""
    node = plans.seen_node(store, actor, node_id, day)
    if node.person is not None:
        raise NotFound(noun="plan_node", key=node_id)
    found = heard_of_node(store, node, day)
    outlook, picture = None, None
    needed = node.in_force
    if found.heard is not None:
        period = Period(node.counts_from, node.ends_on)
        outlook = look_ahead(found.heard, node.measure, node.unit, period, day)
        picture = course_picture(needed, None, outlook, found.heard.readings)
    result = outlook.so_far if outlook else None
    return NodeResultsPage(
        node=node,
        crumbs=plans.line_to_strategy(store, node.key),
        people=len(found.below.people),
        fewest=FEWEST_TO_SHOW,
        is_own=found.is_own,
        needed=needed,
        outlook=outlook,
        ratio=round(result / needed, 4) if result is not None and needed else None,
        missing=needed - result if needed is not None and result is not None else None,
        picture=picture,
        said=_said(said_before(store, [node.key]).get(node.key, ()), outlook),
    )


def _said(said: tuple[SaidBefore, ...], outlook: Outlook | None) -> tuple[SaidLine, ...]:
    if outlook is None:
        return ()
    result = outlook.so_far if outlook.is_over else None
    return tuple(SaidLine(each, None if result is None else each.missed_by(result)) for each in said)
