"""The page of the funnel worked back: of a node, and of one person's own share.

Owns what a page offers to begin with: the goal, what the CRM teaches, how many people there are and their
working days. Leaves reading what was typed to ``inputs`` and the arithmetic to ``backwards``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.actuals.domain import UNITS
from appraisal.kernel.actors import Actor
from appraisal.kernel.measures import UnitKind
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.outlook import policy
from appraisal.outlook.backwards import Backwards, FunnelWish, work_back
from appraisal.outlook.learned import NOTHING_LEARNED, Learned, learned_from
from appraisal.outlook.sources import Heard, heard_of_node, heard_of_people
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts, PlanStep

NO_OBJECTIONS = Objections()


@dataclass(frozen=True)
class Offer:
    """What stands in the fields before anything is typed. ``people`` is None where nobody holds a share.

    ``is_share`` says that it is one person's own share, so that there is nothing to share out.
    """

    goal: Decimal | None
    unit: str
    measure: str
    period: Period
    learned: Learned
    people: int | None
    is_share: bool = False

    @property
    def in_money(self) -> bool:
        """Whether the goal is money."""
        return UNITS[self.unit].kind is UnitKind.MONEY

    @property
    def working_days(self) -> int:
        """The working days of the period; public holidays are not known here."""
        return self.period.working_days()

    @property
    def months(self) -> int:
        """How many months the period touches."""
        return len(self.period.months())


@dataclass(frozen=True)
class Shown:
    """A funnel on a page: what was offered, what came out, or what stands against it."""

    offer: Offer
    found: Backwards | None = None
    objections: Objections = NO_OBJECTIONS


@dataclass(frozen=True)
class NodeFunnelPage:
    """The funnel of a node, or of one person's share.

    ``hides_people`` says that the deals of the people below may not be looked at.
    """

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    shown: Shown
    may_state: bool
    hides_people: bool


def funnel_page(store: Session, actor: Actor, node_id: int, day: date) -> NodeFunnelPage:
    """The page of a node, or of a person's own share. Raises ``NotFound`` or ``NotAllowed``."""
    node = plans.seen_node(store, actor, node_id, day)
    if node.person is not None:
        return _of_share(store, actor, node, node.person, day)
    found = heard_of_node(store, node, day)
    return NodeFunnelPage(
        node=node,
        crumbs=plans.line_to_strategy(store, node.key),
        shown=Shown(_offer(node, found.heard, len(found.below.people) or None, day)),
        may_state=plans.may_change(actor, node),
        hides_people=found.heard is None and bool(found.below.people),
    )


def _of_share(store: Session, actor: Actor, node: NodeFacts, person: int, day: date) -> NodeFunnelPage:
    """The funnel of one person's share, from this person's own deals: for the two alone."""
    insist_on_none(policy.may_see_own_deals(actor, people.line_of(store, person, day)), NotAllowed)
    pair = (person, node.measure)
    heard = heard_of_people(store, [pair], day, node.ends_on)[pair]
    return NodeFunnelPage(
        node=node,
        crumbs=plans.line_to_strategy(store, node.key),
        shown=Shown(_offer(node, heard, None, day)),
        may_state=plans.may_change(actor, node),
        hides_people=False,
    )


def _offer(node: NodeFacts, heard: Heard | None, count: int | None, day: date) -> Offer:
    return Offer(
        goal=node.target,
        unit=node.unit,
        measure=node.measure,
        period=Period(node.counts_from, node.ends_on),
        learned=_learned(heard, node.unit, day),
        people=count,
        is_share=node.person is not None,
    )


def shown(before: Shown, wish: FunnelWish | None) -> Shown:
    """The same with what comes out of what was typed; as it was while nothing was."""
    if wish is None:
        return before
    answer = work_back(wish)
    if isinstance(answer, Objections):
        return replace(before, objections=answer)
    return replace(before, found=answer)


def _learned(heard: Heard | None, unit: str, day: date) -> Learned:
    if heard is None or not heard.deals:
        return NOTHING_LEARNED
    money = UNITS[unit] if UNITS[unit].kind is UnitKind.MONEY else UNITS["USD"]
    return learned_from(heard.deals, day, money)
