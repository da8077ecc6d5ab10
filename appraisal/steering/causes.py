"""Causes that people concluded, counted for a part of the plan so that no reader of all reports can tell of a few.

A count is told where it is nought or rests on four people, of four at least who concluded anything. That holds for
what is left of the whole when its parts are taken away, too: the counts are looked at from the top of the plan down,
whichever part is asked about, so that every report keeps to the same answer. Nothing is told while the quarter still
runs, when a count would grow by one, nor of days that the wholes above do not review as a quarter themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy.orm import Session

from appraisal.diagnosis import queries as diagnosis
from appraisal.kernel.periods import Period
from appraisal.plans import queries as plans
from appraisal.plans.domain import FEWEST_TO_SHOW
from appraisal.plans.queries import NodeFacts
from appraisal.steering.domain import CAUSE_OF_FACTOR, PlanCause
from appraisal.steering.quarters import quarters_of


@dataclass(frozen=True)
class Concluded:
    """Of whom something was concluded under a part of the plan, and of whom each class of causes."""

    people: frozenset[int]
    by_cause: Mapping[PlanCause, frozenset[int]]

    def within(self, people: Collection[int]) -> Concluded:
        """The same for these people alone."""
        wanted = frozenset(people)
        return Concluded(
            self.people & wanted, {cause: held & wanted for cause, held in self.by_cause.items()}
        )


def concluded_of(found: Iterable[tuple[int, tuple[str, ...]]]) -> Concluded:
    """What was concluded, as (person, factors), by class of causes. Pure."""
    by_cause: dict[PlanCause, set[int]] = {cause: set() for cause in PlanCause}
    for person, factors in found:
        for cause in {CAUSE_OF_FACTOR.get(each, PlanCause.UNKNOWN) for each in factors} or {
            PlanCause.UNKNOWN
        }:
            by_cause[cause].add(person)
    everybody = frozenset[int]().union(*by_cause.values())
    return Concluded(everybody, {cause: frozenset(held) for cause, held in by_cause.items()})


def told_of_whole(whole: Concluded) -> frozenset[PlanCause]:
    """The classes whose count a whole may tell: nought or four people, of four at least. Pure."""
    if _few(whole.people) or not whole.people:
        return frozenset()
    return frozenset(cause for cause, held in whole.by_cause.items() if not _few(held))


def told_of_parts(
    told: Collection[PlanCause], whole: Concluded, parts: Mapping[int, Concluded]
) -> Mapping[int, frozenset[PlanCause]]:
    """By part, the classes whose count it may tell beside its whole and the parts beside it. Pure.

    ``told`` is what the whole tells; ``parts`` are those large enough to show a total at all.
    """
    found: dict[int, set[PlanCause]] = {key: set() for key in parts}
    for cause in told:
        for key in _beside(cause, whole, parts):
            found[key].add(cause)
    return {key: frozenset(causes) for key, causes in found.items()}


def causes_of_people(
    store: Session, node: NodeFacts, quarter: Period, day: date
) -> Mapping[PlanCause, int | None]:
    """Of how many people below each class of causes was concluded in a quarter; None where it may not be told."""
    line = _wholes_down_to(store, node)
    alike = all(quarter in quarters_of(each.starts_on, each.ends_on) for each in line)
    if day <= quarter.ends_on or not alike:
        return dict.fromkeys(PlanCause)
    top = plans.people_below(store, line[0])
    whole = concluded_of(diagnosis.conclusions_among(store, top.people, quarter.starts_on, quarter.ends_on))
    told = told_of_whole(whole) if top.may_show_total else frozenset[PlanCause]()
    for above, below in pairwise(line):
        parts = _parts(store, above, whole, quarter)
        told = told_of_parts(told, whole, parts).get(int(below.key), frozenset())
        whole = parts.get(int(below.key), whole.within(()))
    return {cause: len(whole.by_cause[cause]) if cause in told else None for cause in PlanCause}


def _wholes_down_to(store: Session, node: NodeFacts) -> tuple[NodeFacts, ...]:
    """The wholes that a part belongs to, the largest first, and itself; what hangs beside sums is its own whole."""
    steps = [step.key for step in plans.line_to_strategy(store, node.key)]
    nodes = plans.nodes_of(store, steps)
    line: list[NodeFacts] = []
    for key in steps:
        line = [*line, nodes[key]] if nodes[key].in_sums else [nodes[key]]
    return tuple(line)


def _parts(store: Session, above: NodeFacts, whole: Concluded, quarter: Period) -> Mapping[int, Concluded]:
    rows = [
        int(part.key)
        for part in plans.parts_rows(store, above.key)
        if part.person is None and part.starts_on <= quarter.ends_on and part.ends_on >= quarter.starts_on
    ]
    below = plans.people_below_nodes(store, rows)
    return {key: whole.within(group.people) for key, group in below.items() if group.may_show_total}


def _beside(cause: PlanCause, whole: Concluded, parts: Mapping[int, Concluded]) -> frozenset[int]:
    """The parts that may tell the count of one class."""
    groups = {key: (part.people, part.by_cause[cause]) for key, part in parts.items()}
    of_whole = (whole.people, whole.by_cause[cause])
    large = {
        key: group for key, group in groups.items() if len(group[0]) >= FEWEST_TO_SHOW and not _few(group[1])
    }
    kept = {
        key: group
        for key, group in large.items()
        if not any(_lacks_few(group, other) for other in (of_whole, *large.values()))
    }
    while kept and any(
        _few(of_whole[at].difference(*(group[at] for group in kept.values()))) for at in (0, 1)
    ):
        del kept[min(kept, key=lambda key: (len(kept[key][0]), key))]
    return frozenset(kept)


def _lacks_few(
    group: tuple[frozenset[int], frozenset[int]], other: tuple[frozenset[int], frozenset[int]]
) -> bool:
    """Whether a group lacks one to three people of another that has everybody else of it."""
    return any(mine <= theirs and _few(theirs - mine) for mine, theirs in zip(group, other, strict=True))


def _few(people: Collection[int]) -> bool:
    return 0 < len(people) < FEWEST_TO_SHOW
