"""Principles: the five steps of a plan and the six principles of one that holds, told from facts.

Owns what a plan lacks, in which step it is mended and which principle it offends (source document 002;
domain 1.3, D1 to D11). Pure: nothing here is a flag that somebody sets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from appraisal.actuals.domain import Nature
from appraisal.plans.guidance import Topic
from appraisal.plans.tree import PlanKind


class Step(StrEnum):
    """The five steps in which a plan is made."""

    GOALS = "goals"
    SPLIT = "split"
    MEASURES = "measures"
    ACTIONS = "actions"
    CONTROL = "control"


class Principle(StrEnum):
    """The six principles of a plan that holds."""

    WHOLENESS = "wholeness"
    CLARITY = "clarity"
    MEASURABILITY = "measurability"
    FLEXIBILITY = "flexibility"
    MOTIVATION = "motivation"
    CONTROL = "control"


@dataclass(frozen=True)
class Standing:
    """What is known of a node and of everything under it.

    ``splits_open`` are splits whose given parts do not come to the whole and its agreed reserve; ``natures``
    is what the plans of these days speak about. ``leaves`` are the lowest parts that somebody answers for:
    a person's share, or a part without parts.
    """

    kind: PlanKind
    in_sums: bool
    is_root: bool
    target_given: bool
    has_statement: bool
    has_why: bool
    has_source: bool
    has_rhythm: bool
    has_reporter: bool
    topics: Collection[Topic]
    nature: Nature | None
    natures: Collection[Nature]
    is_split: bool
    splits_open: int
    parts_not_given: int
    reserve: Decimal | None
    leaves: int
    without_instruction: int
    without_own_words: int
    reviews_past: int


@dataclass(frozen=True)
class Lack:
    """Something that a plan lacks: its key, how often, where it is mended, and which principle it offends."""

    key: str
    count: int
    step: Step
    principle: Principle


def lacks_of(standing: Standing) -> tuple[Lack, ...]:
    """Everything that is missing, in the order of the steps."""
    return tuple(
        Lack(key, int(count), step, principle)
        for key, count, step, principle in _looked_at(standing)
        if count
    )


def lacking_topics(standing: Standing) -> tuple[Topic, ...]:
    """What a whole plan should rest on and does not yet; asked of the top alone."""
    return tuple(topic for topic in Topic if topic not in standing.topics) if standing.is_root else ()


def _looked_at(it: Standing) -> Iterator[tuple[str, int, Step, Principle]]:
    waits = it.kind is PlanKind.CONTINGENCY
    counts = not waits
    alone = counts and it.nature is Nature.VOLUME
    must_be_split = it.in_sums and it.kind in (PlanKind.STRATEGIC, PlanKind.TACTICAL)
    yield "no_statement", not it.has_statement, Step.GOALS, Principle.CLARITY
    yield "no_target", counts and not it.target_given, Step.GOALS, Principle.WHOLENESS
    yield "no_why", not it.has_why, Step.GOALS, Principle.MOTIVATION
    yield "assumptions_missing", len(lacking_topics(it)), Step.GOALS, Principle.FLEXIBILITY
    yield "not_split", must_be_split and not it.is_split, Step.SPLIT, Principle.WHOLENESS
    yield "parts_not_given", it.parts_not_given, Step.SPLIT, Principle.WHOLENESS
    yield "splits_open", it.splits_open, Step.SPLIT, Principle.WHOLENESS
    yield "no_source", counts and not it.has_source, Step.MEASURES, Principle.MEASURABILITY
    yield (
        "no_customer_measure",
        alone and Nature.CUSTOMER not in it.natures,
        Step.MEASURES,
        Principle.MEASURABILITY,
    )
    yield (
        "no_profit_measure",
        alone and Nature.PROFIT not in it.natures,
        Step.MEASURES,
        Principle.MEASURABILITY,
    )
    yield "without_instruction", it.without_instruction, Step.ACTIONS, Principle.CLARITY
    yield "without_own_words", it.without_own_words, Step.ACTIONS, Principle.CLARITY
    yield "reviews_past", it.reviews_past, Step.CONTROL, Principle.FLEXIBILITY
    yield "no_rhythm", not it.has_rhythm, Step.CONTROL, Principle.CONTROL
    yield "no_reporter", not it.has_reporter, Step.CONTROL, Principle.CONTROL
