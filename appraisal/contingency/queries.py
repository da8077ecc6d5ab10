"""Pages of contingency plans: those of a node, one plan with its triggers, one event with what it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.contingency import policy
from appraisal.contingency.domain import ALL, EventKey, State, Watch
from appraisal.contingency.event_pages import StepLine, steps_of
from appraisal.contingency.events import (
    EventFacts,
    TouchingEvent,
    events_of_nodes,
    events_running,
    events_touching,
)
from appraisal.contingency.models import (
    ContingencyEffect,
    ContingencyEnding,
    ContingencyEvent,
    ContingencyTrigger,
)
from appraisal.contingency.numbers import Start, start_of
from appraisal.contingency.verdicts import Terms, Value
from appraisal.contingency.watching import Seen, seen_by, terms_of
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.domain import PlanKind
from appraisal.plans.queries import NodeFacts, PlanStep

__all__ = ["EventFacts", "PlanLine", "TouchingEvent", "events_of_nodes", "events_running", "events_touching"]
SHOWN_VALUES = 6
MOST_FURTHER = 30


@dataclass(frozen=True)
class EffectLine:
    """What an event does to goals with a measure (empty: to all)."""

    key: int
    measure: str
    share: Decimal

    @property
    def suspends(self) -> bool:
        """Whether the goals wait."""
        return self.share == ALL


@dataclass(frozen=True)
class TriggerLine:
    """What is watched, its numbers, and what it says today; ``event`` is the one that runs."""

    key: int
    terms: Terms
    source: str
    seen: Seen
    event: EventKey | None

    @property
    def last_values(self) -> tuple[Value, ...]:
        """The newest values, newest first."""
        return tuple(reversed(self.seen.values))[:SHOWN_VALUES]


@dataclass(frozen=True)
class EventLine:
    """One event in a list."""

    key: EventKey
    title: str
    began_on: date
    ended_on: date | None
    was_none: bool


@dataclass(frozen=True)
class PlanLine:
    """A contingency plan in the list of a node, with the loudest thing that any of its triggers says."""

    key: int
    title: str
    owner: str
    state: State | None
    watched: tuple[Watch, ...]


@dataclass(frozen=True)
class FurtherLine:
    """A contingency plan of a part further down, by name alone: what it watches stands on its own page."""

    key: int
    title: str
    owner: str


@dataclass(frozen=True)
class PlansPage:
    """The contingency plans that hang under a node, those of the parts ``further`` down, and what happened."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    plans: tuple[PlanLine, ...]
    further: tuple[FurtherLine, ...]
    events: tuple[EventLine, ...]
    may_add: bool
    owners: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class PlanPage:
    """One contingency plan. ``start`` holds the numbers of a trigger about to be added."""

    plan: NodeFacts
    protects: NodeFacts
    crumbs: tuple[PlanStep, ...]
    owner: str
    triggers: tuple[TriggerLine, ...]
    steps: tuple[StepLine, ...]
    effects: tuple[EffectLine, ...]
    events: tuple[EventLine, ...]
    may_tend: bool
    owners: tuple[tuple[int, str], ...]
    start: Start | None
    day: date

    def watch_of(self, trigger: int) -> Watch:
        """What a trigger of this plan looks at."""
        return next(line.terms.watch for line in self.triggers if line.key == trigger)


def plans_page(store: Session, actor: Actor, node_id: int, day: date) -> PlansPage:
    """The contingency plans of a node. Raises ``NotFound`` or ``NotAllowed``."""
    node = plans.seen_node(store, actor, node_id, day)
    is_one = node.kind == PlanKind.CONTINGENCY and node.parent is not None
    below = plans.contingencies_under(store, [node.parent if is_one and node.parent else node.key])
    found = [one for one in below.values() if not is_one or one.key == node.key]
    further = () if is_one else tuple(plans.contingencies_below(store, node.key).values())[:MOST_FURTHER]
    names = people.names_of(store, [one.owner for one in (*found, *further)])
    triggers = _triggers(store, [one.key for one in found])
    protected = plans.node_facts(store, node.parent) if is_one and node.parent else node
    seen = seen_by(store, triggers, protected, day)
    by_plan: dict[int, list[ContingencyTrigger]] = {}
    for row in triggers:
        by_plan.setdefault(row.node_id, []).append(row)
    may_add = not policy.may_tend(actor, node.owner) and not is_one
    return PlansPage(
        node=node,
        crumbs=plans.line_to_strategy(store, node.key),
        plans=tuple(
            PlanLine(
                one.key,
                one.title,
                names.get(one.owner, ""),
                loudest(seen[row.id].verdict.state for row in by_plan.get(one.key, ())),
                tuple(dict.fromkeys(Watch(row.watch) for row in by_plan.get(one.key, ()))),
            )
            for one in found
        ),
        further=tuple(FurtherLine(one.key, one.title, names.get(one.owner, "")) for one in further),
        events=_event_lines(store, [one.key for one in found]),
        may_add=may_add and node.person is None,
        owners=_helpers(store, actor, node.owner, day) if may_add else (),
    )


def plan_page(
    store: Session, actor: Actor, plan_id: int, day: date, *, watch: Watch | None = None
) -> PlanPage:
    """One contingency plan. Raises ``NotFound`` or ``NotAllowed``."""
    plan = plans.seen_node(store, actor, plan_id, day)
    if plan.kind != PlanKind.CONTINGENCY or plan.parent is None:
        raise NotFound(noun="contingency_plan", key=plan_id)
    protects = plans.node_facts(store, plan.parent)
    rows = _triggers(store, [plan.key])
    seen = seen_by(store, rows, protects, day)
    running = _running(store, [plan.key])
    may_tend = not policy.may_tend(actor, plan.owner)
    return PlanPage(
        plan=plan,
        protects=protects,
        crumbs=plans.line_to_strategy(store, plan.key),
        owner=people.names_of(store, [plan.owner]).get(plan.owner, ""),
        triggers=tuple(
            TriggerLine(row.id, terms_of(row), row.source, seen[row.id], running.get(row.id)) for row in rows
        ),
        steps=steps_of(store, plan.key),
        effects=_effects(store, plan.key),
        events=_event_lines(store, [plan.key]),
        may_tend=may_tend,
        owners=_helpers(store, actor, plan.owner, day) if may_tend else (),
        start=start_of(store, watch, day) if watch and may_tend else None,
        day=day,
    )


def plan_to_tend(
    store: Session, actor: Actor, plan_id: int, day: date, *, watch: Watch | None = None
) -> PlanPage:
    """The same for those alone who may change it. Raises ``NotFound`` or ``NotAllowed``."""
    page = plan_page(store, actor, plan_id, day, watch=watch)
    insist_on_none(policy.may_tend(actor, page.plan.owner), NotAllowed)
    return page


def plans_to_add(store: Session, actor: Actor, node_id: int, day: date) -> PlansPage:
    """The list of a node for those alone who may add to it. Raises ``NotFound`` or ``NotAllowed``."""
    page = plans_page(store, actor, node_id, day)
    insist_on_none(policy.may_tend(actor, page.node.owner), NotAllowed)
    return page


def plan_of_trigger(store: Session, trigger: int) -> int:
    """The plan for which something is watched. Raises ``NotFound``."""
    row = store.get(ContingencyTrigger, trigger)
    if row is None or row.removed_at is not None:
        raise NotFound(noun="contingency_trigger", key=trigger)
    return row.node_id


def loudest(states: Iterable[State]) -> State | None:
    """What several triggers say together: fired before near, near before cannot tell, quiet only when all are."""
    found = set(states)
    return next(
        (each for each in (State.FIRED, State.NEAR, State.UNKNOWN, State.QUIET) if each in found), None
    )


def _triggers(store: Session, nodes: Iterable[int]) -> Sequence[ContingencyTrigger]:
    return store.scalars(
        select(ContingencyTrigger)
        .where(ContingencyTrigger.node_id.in_(set(nodes)), ContingencyTrigger.removed_at.is_(None))
        .order_by(ContingencyTrigger.id)
    ).all()


def _running(store: Session, nodes: Iterable[int]) -> Mapping[int, EventKey]:
    rows = store.execute(
        select(ContingencyEvent.trigger_id, ContingencyEvent.id)
        .outerjoin(ContingencyEnding, ContingencyEnding.event_id == ContingencyEvent.id)
        .where(ContingencyEvent.node_id.in_(set(nodes)), ContingencyEnding.id.is_(None))
    )
    return {trigger: EventKey(event) for trigger, event in rows}


def _effects(store: Session, plan: int) -> tuple[EffectLine, ...]:
    rows = store.scalars(
        select(ContingencyEffect)
        .where(ContingencyEffect.node_id == plan, ContingencyEffect.removed_at.is_(None))
        .order_by(ContingencyEffect.id)
    )
    return tuple(EffectLine(row.id, row.measure, row.share) for row in rows)


def _event_lines(store: Session, nodes: Iterable[int]) -> tuple[EventLine, ...]:
    rows = store.execute(
        select(ContingencyEvent, ContingencyEnding)
        .outerjoin(ContingencyEnding, ContingencyEnding.event_id == ContingencyEvent.id)
        .where(ContingencyEvent.node_id.in_(set(nodes)))
        .order_by(ContingencyEvent.began_on.desc(), ContingencyEvent.id.desc())
    )
    return tuple(
        EventLine(
            EventKey(event.id), event.title, event.began_on,
            ending.ended_on if ending else None, bool(ending and ending.was_none),
        )
        for event, ending in rows
    )  # fmt: skip


def _helpers(store: Session, actor: Actor, owner: int, day: date) -> tuple[tuple[int, str], ...]:
    """Who may be named: the owner, the one who names, and the people they lead."""
    own = [key for key in (actor.employee, owner) if key is not None]
    names = dict(people.names_of(store, own))
    for leader in dict.fromkeys(own):
        names.update((person.key, person.name) for person in people.reports_of(store, leader, day))
    here = people.places_at_work(store, names, day)
    return tuple(
        (key, name)
        for key, name in sorted(names.items(), key=lambda each: (each[1], each[0]))
        if here[key].is_here_on(day)
    )
