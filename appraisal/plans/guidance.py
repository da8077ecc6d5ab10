"""Guidance: what stands around a plan's numbers, as wishes, and what stands against them.

Owns the purpose of a node, its instruction and own words, what a plan rests on, the rhythm of control, and
plans that hang beside the sums. Pure. Leaves the numbers to ``domain``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from appraisal.actuals.domain import MEASURES
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period, objections_to_days
from appraisal.plans.domain import NodeKey
from appraisal.plans.objections import objections_to_target
from appraisal.plans.tree import HEIGHT, PlanKind


class Topic(StrEnum):
    """What must be known before a sales department is planned (source document 002, FAQ)."""

    MARKET_ANALYSIS = "market_analysis"
    STRATEGY_SESSION = "strategy_session"
    LEAD_PROCESS = "lead_process"
    COST_ESTIMATE = "cost_estimate"


class Rhythm(StrEnum):
    """How often the owner and the people on a plan look at it together."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


@dataclass(frozen=True)
class HangBeside:
    """Command: a plan with a measure of its own, or a contingency plan, hangs under a node beside its sum."""

    under: NodeKey
    kind: PlanKind
    title: str
    measure: str
    target: Decimal | None
    starts_on: date | None
    ends_on: date | None
    review_on: date | None
    owner: EmployeeKey | None
    instruction: str = ""


@dataclass(frozen=True)
class GuideNode:
    """Command: say what a node is for, why it matters, how results are measured, and how it is kept on course."""

    node: NodeKey
    statement: str
    why_it_matters: str
    measured_by: str
    rhythm: Rhythm | None
    reporter: EmployeeKey | None


@dataclass(frozen=True)
class InstructNode:
    """Command: say what whoever answers for a node is to do."""

    node: NodeKey
    instruction: str


@dataclass(frozen=True)
class RestateNode:
    """Command: whoever answers for a node says it in own words."""

    node: NodeKey
    words: str


@dataclass(frozen=True)
class NoteAssumption:
    """Command: note what a plan rests on, as it was known on a day, with its source."""

    node: NodeKey
    topic: Topic
    said: str
    source: str
    as_of: date | None


def objections_to_hanging(
    wish: HangBeside, above: PlanKind, days: Period, may_own: Collection[int], *, under_a_share: bool
) -> Objections:
    """What stands against hanging this plan under a node of this kind and these days."""
    is_contingency = wish.kind is PlanKind.CONTINGENCY
    given = wish.starts_on and wish.ends_on and wish.starts_on <= wish.ends_on
    found = Objections.where(
        plan_without_title=not wish.title.strip(),
        no_measure=wish.measure not in MEASURES,
        no_owner=wish.owner is None or wish.owner not in may_own,
        no_review_date=wish.review_on is None,
        reviewed_before_it_starts=bool(wish.review_on and wish.starts_on and wish.review_on < wish.starts_on),
        under_one_persons_share=under_a_share,
        part_of_a_contingency=above is PlanKind.CONTINGENCY,
        kind_above_parents=not is_contingency and HEIGHT[wish.kind] > HEIGHT.get(above, 0),
        contingency_has_no_target=is_contingency and wish.target is not None,
        period_outside_parents=bool(given)
        and not days.covers(Period(wish.starts_on or days.starts_on, wish.ends_on or days.ends_on)),
    )
    return (
        found
        + objections_to_days(wish.starts_on, wish.ends_on)
        + objections_to_target(wish.target, wish.measure)
    )


def objections_to_guidance(wish: GuideNode, may_report: Collection[int]) -> Objections:
    """What stands against this guidance; every text may still be missing, and is then said to be."""
    return Objections.where(
        reporter_not_offered=wish.reporter is not None and wish.reporter not in may_report
    )


def objections_to_words(words: str) -> Objections:
    """What stands against these own words."""
    return Objections.where(no_own_words=not words.strip())


def objections_to_assumption(wish: NoteAssumption, day: date, *, is_root: bool) -> Objections:
    """What stands against this note. An assumption has a source and a day that is not to come."""
    return Objections.where(
        assumption_without_words=not wish.said.strip(),
        assumption_without_source=not wish.source.strip(),
        assumption_without_day=wish.as_of is None,
        assumption_to_come=wish.as_of is not None and wish.as_of > day,
        assumptions_stand_at_the_top=not is_root,
    )
