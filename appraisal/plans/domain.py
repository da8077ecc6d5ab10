"""Plans as wishes: what a plan is made of, how a person asks for one, and what stands against it.

Owns the measures a plan can count in, the commands, and the decisions that need no arithmetic. Leaves
sums to ``reconciliation`` and the ways to split to ``wizard``. The pure arithmetic that other slices lean
on (the funnel, the days of a person, the season, the market) is offered here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NewType

from appraisal.actuals.domain import UNITS
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.measures import Amount
from appraisal.people.domain import UnitKey
from appraisal.plans.capacity import PersonDays
from appraisal.plans.decomposition import Method, MethodName
from appraisal.plans.feasibility import Basis, Way
from appraisal.plans.funnel import (
    Funnel,
    Pace,
    Stage,
    Step,
    budget,
    funnel_from_deals,
    funnel_from_revenue,
    objections_to_steps,
    pace,
)
from appraisal.plans.lists import BringNode, Brought, Difference, EarlierTarget, NodeRow, PartsSum, Weighed
from appraisal.plans.market import (
    ExistingCustomers,
    NewAndExisting,
    customers_of,
    new_and_existing,
    penetration,
)
from appraisal.plans.seasonality import MONTHS, SeasonalIndex, seasonal_index
from appraisal.plans.tree import Axis, PlanKind

__all__ = [
    "FEWEST_TO_SHOW",
    "MONTHS",
    "AddContingency",
    "Basis",
    "BringNode",
    "Brought",
    "DecideGap",
    "Difference",
    "EarlierTarget",
    "EntrustNode",
    "ExistingCustomers",
    "Funnel",
    "GiveEstimate",
    "KeepNode",
    "MakeRoot",
    "NewAndExisting",
    "NodeKey",
    "NodeRow",
    "Pace",
    "PartWish",
    "PartsSum",
    "PersonDays",
    "PlanSecondHalf",
    "SeasonalIndex",
    "SetTarget",
    "SplitChoice",
    "SplitNode",
    "Stage",
    "StateBasis",
    "Step",
    "Way",
    "Weighed",
    "amount_of",
    "budget",
    "customers_of",
    "funnel_from_deals",
    "funnel_from_revenue",
    "kind_below",
    "new_and_existing",
    "objections_to_steps",
    "pace",
    "penetration",
    "seasonal_index",
]

NodeKey = NewType("NodeKey", int)

FEWEST_TO_SHOW = 4


@dataclass(frozen=True)
class MakeRoot:
    """Command: a plan begins. ``target`` is None while it is not given, which is not zero."""

    title: str
    measure: str
    target: Decimal | None
    starts_on: date | None
    ends_on: date | None
    review_on: date | None
    owner: EmployeeKey | None


@dataclass(frozen=True)
class SetTarget:
    """Command: a node's own number changes; its parts stay, and the difference shows.

    ``because`` is needed once the node has a number: an override without a reason helps nobody.
    """

    node: NodeKey
    target: Decimal | None
    because: str = ""


@dataclass(frozen=True)
class GiveEstimate:
    """Command: what somebody holds possible in a node, and on what basis; None takes it back."""

    node: NodeKey
    value: Decimal | None
    basis: Basis
    said: str = ""


@dataclass(frozen=True)
class DecideGap:
    """Command: how the gap of a node is closed, why, and until when that holds."""

    node: NodeKey
    way: Way
    because: str
    until: date | None


@dataclass(frozen=True)
class StateBasis:
    """Command: say by what method a node's number was found, without changing it.

    ``number`` is the number that the method leads to or starts from; it must be the node's own.
    """

    node: NodeKey
    number: Decimal | None
    method: Method


@dataclass(frozen=True)
class EntrustNode:
    """Command: somebody looks after a node, and it is looked at together on a day."""

    node: NodeKey
    owner: EmployeeKey | None
    review_on: date | None


@dataclass(frozen=True)
class KeepNode:
    """Command: what a rule warns of in a node stays, for a reason that everyone who sees the node reads."""

    node: NodeKey
    rule: str
    because: str


@dataclass(frozen=True)
class AddContingency:
    """Command: a plan for what may go wrong hangs under a node; somebody watches over it."""

    node: NodeKey
    title: str
    owner: EmployeeKey


@dataclass(frozen=True)
class PartWish:
    """One part as a person sees it in the split: ``key`` is ``unit:3``, ``person:12``, ``2017-Q3``, ``product:GTX``.

    ``part`` is what a named part is called, such as the product. ``hired_on`` and ``left_on`` are the
    person's; None where nobody knows, or where no end is in sight.
    """

    key: str
    title: str
    starts_on: date
    ends_on: date
    org_unit: UnitKey | None = None
    person: EmployeeKey | None = None
    part: str = ""
    hired_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True)
class SplitChoice:
    """How a person wants a node split. ``typed`` holds, by part, the numbers of the method's columns.

    ``source`` says where the typed numbers come from; ``owners`` names who owns a part. ``names`` are the
    parts of an axis that the owner names, each with its title. ``coverage`` of 1.15 gives out 15 % more
    than the whole, as a reserve. ``growth`` holds what is added to an earlier result, by reason.
    """

    axis: Axis
    method: MethodName
    typed: Mapping[str, Mapping[str, Decimal | None]] = field(default_factory=dict)
    source: str = ""
    history_weight: Decimal | None = None
    review_on: date | None = None
    owners: Mapping[str, EmployeeKey] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    coverage: Decimal | None = None
    growth: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class SplitNode:
    """Command: split a node into its parts along one axis by a stated method."""

    node: NodeKey
    choice: SplitChoice


@dataclass(frozen=True)
class PlanSecondHalf:
    """Command: a year's plan whose third and fourth quarter come from the first half's results.

    ``results`` are by seller and by first day of a month; a month that is absent has no data, and a
    seller without any month stays not given. ``sellers`` in ``results`` are placed by their unit and
    their leader on ``day``.
    """

    title: str
    year: int
    measure: str
    owner: EmployeeKey
    results: Mapping[EmployeeKey, Mapping[date, Decimal]]
    growth: Decimal
    day: date


def amount_of(value: Decimal | None, unit: str) -> Amount | None:
    """A stored number as an exact amount; not given stays not given."""
    return None if value is None else Amount.of(value, UNITS[unit])


def kind_below(kind: PlanKind, axis: Axis) -> PlanKind:
    """The kind of a part: units of the strategy are tactical, people's shares and below operational."""
    if kind is PlanKind.CONTINGENCY:
        return kind
    if axis is Axis.PERSON or kind is PlanKind.OPERATIONAL:
        return PlanKind.OPERATIONAL
    return kind if axis is Axis.PERIOD else PlanKind.TACTICAL
