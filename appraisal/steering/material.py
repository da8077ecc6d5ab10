"""What a quarter review is filled with before anybody types: results, causes in counts, events, triggers, supply.

Everything is read of parts of the plan, never of persons; a sum or count of people stands where the group is large
enough to give nobody away, and is None elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.actuals.domain import ReadingFacts
from appraisal.checkins import queries as checkins
from appraisal.contingency import queries as contingency
from appraisal.contingency.queries import EventFacts
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.periods import Period
from appraisal.outlook import queries as outlook
from appraisal.outlook.domain import SaidBefore
from appraisal.plans import queries as plans
from appraisal.plans.domain import PlanKind
from appraisal.plans.queries import NodeFacts
from appraisal.steering.causes import causes_of_people
from appraisal.steering.domain import CAUSE_OF_EVENT, CAUSE_OF_OBSTACLE, PlanCause
from appraisal.versions import queries as versions

SUPPLY = "leads_qualified"
DEPTH = 2


@dataclass(frozen=True)
class Line:
    """One part under review; numbers that may not be shown, or are not known, are None."""

    node: NodeFacts
    depth: int
    needed: Decimal | None
    possible: Decimal | None
    result: Decimal | None
    so_far: Decimal | None
    said: SaidBefore | None


@dataclass(frozen=True)
class CauseCount:
    """How often a class of causes was found; ``people`` None: it may not be told of them."""

    cause: PlanCause
    people: int | None
    plan: int


@dataclass(frozen=True)
class Material:
    """All that a review is filled with. ``people_shown``: every count of people may be told."""

    lines: tuple[Line, ...]
    causes: tuple[CauseCount, ...]
    people_shown: bool
    events: tuple[tuple[NodeFacts, EventFacts], ...]
    triggers: tuple[tuple[NodeFacts, contingency.PlanLine], ...]
    supply: tuple[Line, ...]


def parts_under_review(store: Session, node: NodeFacts, quarter: Period) -> tuple[tuple[NodeFacts, int], ...]:
    """The node and its parts two levels down that have a day in the quarter, each with its depth; no person's share."""
    found: list[tuple[NodeFacts, int]] = [(node, 0)]

    def descend(above: NodeFacts, depth: int) -> None:
        for part in plans.parts_rows(store, above.key):
            if (
                part.person is None
                and part.starts_on <= quarter.ends_on
                and part.ends_on >= quarter.starts_on
            ):
                found.append((part, depth))
                if depth < DEPTH:
                    descend(part, depth + 1)

    descend(node, 1)
    return tuple(found)


def gather(store: Session, node: NodeFacts, quarter: Period, day: date) -> Material:
    """Fill a review of a quarter, as it is known on a day."""
    parts = parts_under_review(store, node, quarter)
    inside = [part for part, _depth in parts]
    by_key: dict[int, NodeFacts] = {part.key: part for part in inside}
    events = contingency.events_of_nodes(store, by_key, quarter.starts_on, quarter.ends_on)
    befell = tuple((by_key[key], event) for key in sorted(events) for event in events[key])
    causes = _causes(store, node, by_key, befell, quarter, day)
    return Material(
        lines=lines_of(store, parts, quarter, day),
        causes=causes,
        people_shown=all(each.people is not None for each in causes),
        events=befell,
        triggers=tuple(
            (part, plan)
            for part in inside
            for plan in contingency.plans_page(store, SERVICE, part.key, day).plans
        ),
        supply=_supply(store, node, quarter, day),
    )


def lines_of(
    store: Session, parts: Sequence[tuple[NodeFacts, int]], quarter: Period, day: date
) -> tuple[Line, ...]:
    """Needed, possible, result and forecast of each part, as they were known at the end of the quarter."""
    nodes = {part.key: part for part, _depth in parts}
    upto = min(day, quarter.ends_on)
    needed = versions.figures_on(store, nodes, upto)
    possible = plans.possible_for_all(store, nodes)
    readings = outlook.readings_of_nodes(store, nodes.values(), day)
    said = outlook.said_before(store, nodes)
    found = []
    for part, depth in parts:
        own = readings.get(part.key)
        figure = needed.get(part.key)
        whole = Period(part.counts_from, quarter.ends_on) if part.counts_from <= quarter.ends_on else quarter
        found.append(
            Line(
                node=part,
                depth=depth,
                needed=figure.target if figure else part.in_force,
                possible=possible.get(part.key),
                result=None if own is None else _sum(own, quarter),
                so_far=None if own is None else _sum(own, whole),
                said=_last_said(said.get(part.key, ()), quarter.ends_on) if own is not None else None,
            )
        )
    return tuple(found)


def _sum(readings: Iterable[ReadingFacts], days: Period) -> Decimal | None:
    """What was measured within the days; None: nothing was."""
    inside = [
        each.value for each in readings if each.starts_on >= days.starts_on and each.ends_on <= days.ends_on
    ]
    return sum(inside, Decimal(0)) if inside else None


def _last_said(said: Iterable[SaidBefore], upto: date) -> SaidBefore | None:
    return max((each for each in said if each.kept_on <= upto), key=lambda each: each.kept_on, default=None)


def _causes(
    store: Session,
    node: NodeFacts,
    inside: Mapping[int, NodeFacts],
    events: Sequence[tuple[NodeFacts, EventFacts]],
    quarter: Period,
    day: date,
) -> tuple[CauseCount, ...]:
    """Causes by class: what people concluded below, where a count gives nobody away, and what befell the plan."""
    of_people = causes_of_people(store, node, quarter, day)
    of_plan = dict.fromkeys(PlanCause, 0)
    for _part, event in events:
        of_plan[CAUSE_OF_EVENT.get(event.meaning, PlanCause.UNKNOWN)] += 1
    for found in checkins.obstacles_of_nodes(store, inside, day).values():
        for obstacle in found.own:
            of_plan[CAUSE_OF_OBSTACLE.get(obstacle.kind, PlanCause.UNKNOWN)] += 1
    return tuple(CauseCount(cause, of_people[cause], of_plan[cause]) for cause in PlanCause)


def _supply(store: Session, node: NodeFacts, quarter: Period, day: date) -> tuple[Line, ...]:
    """Marketing's own nodes: the planned leads of the plan, whether they stand in it or beside it."""
    root = plans.root_of(store, node.key)
    near = {
        part.key: part
        for at in {root, node.key}
        for part in (*plans.parts_rows(store, at), *plans.beside_rows(store, at))
        if part.measure == SUPPLY and part.person is None and part.kind != PlanKind.CONTINGENCY
    }
    wanted = [
        part
        for part in near.values()
        if part.starts_on <= quarter.ends_on and part.ends_on >= quarter.starts_on
    ]
    return lines_of(store, [(part, 0) for part in wanted], quarter, day)
