"""The register of obstacles at a part of the plan: its own, and those of the people below as counts alone.

An obstacle that a second person saw at a part of the plan stands in the way of everybody below it. Of people's own
obstacles only themes and ages are counted, and only where the group is large enough to give nobody away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_
from sqlalchemy.orm import Session

from appraisal.checkins import policy
from appraisal.checkins.domain import (
    ObstacleKey,
    ObstacleKind,
    ReportNodeObstacle,
    TakeOnObstacle,
    objections_to_confirming,
    objections_to_taking_on,
    objections_to_words,
)
from appraisal.checkins.models import Obstacle
from appraisal.checkins.obstacles import ObstacleFacts, facts_where, find_obstacle, open_obstacles_of_people
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.domain import FEWEST_TO_SHOW
from appraisal.plans.queries import NodeFacts, PlanStep
from appraisal.storage.history import record

AGES = (30, 90)
"""The borders between young, older and old obstacles, in days; they sort a table and judge nothing."""


@dataclass(frozen=True)
class ThemeCount:
    """How many open obstacles of one kind the people below have, from the youngest ages to the oldest."""

    kind: ObstacleKind
    by_age: tuple[int, ...]

    @property
    def all(self) -> int:
        """All of them."""
        return sum(self.by_age)


@dataclass(frozen=True)
class NodeObstacles:
    """Open obstacles of a part of the plan; ``below`` is None where the group is too small to show."""

    own: tuple[ObstacleFacts, ...]
    below: tuple[ThemeCount, ...] | None


@dataclass(frozen=True)
class NodeObstacleLine:
    """One obstacle of a part of the plan as a page shows it; ``at`` is the part, if it is one further below."""

    facts: ObstacleFacts
    at: PlanStep | None
    reporter: str
    confirmer: str
    owner: str
    days: int
    is_overdue: bool
    may_confirm: bool
    may_work: bool


@dataclass(frozen=True)
class NodeObstaclesPage:
    """The obstacles of a part of the plan and of the parts below it, the oldest first; people's as counts."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    open: tuple[NodeObstacleLine, ...]
    removed: tuple[NodeObstacleLine, ...]
    below: tuple[ThemeCount, ...] | None
    ages: tuple[int, ...]
    people: int
    fewest: int
    may_report: bool
    owners: tuple[tuple[int, str], ...]


def obstacles_of_nodes(store: Session, nodes: Iterable[int], day: date) -> Mapping[int, NodeObstacles]:
    """By part of the plan, its open obstacles and the counts of those below it. Reads no policy."""
    wanted = set(nodes)
    standing = and_(
        Obstacle.plan_node_id.in_(wanted), Obstacle.removed_on.is_(None), Obstacle.reported_on <= day
    )
    own: dict[int, list[ObstacleFacts]] = defaultdict(list)
    for each in facts_where(store, standing):
        own[each.node or 0].append(each)
    found = {}
    for node in wanted:
        _people, below = _below(store, plans.node_facts(store, node), day)
        found[node] = NodeObstacles(tuple(own[node]), below)
    return found


def confirmed_above(
    store: Session, nodes: Iterable[int], day: date
) -> Mapping[int, tuple[ObstacleFacts, ...]]:
    """By part of the plan, the open obstacles that a second person saw at it or anywhere above; two statements."""
    lines = plans.lines_to_strategy(store, nodes)
    steps = {step.key for line in lines.values() for step in line}
    standing = and_(
        Obstacle.plan_node_id.in_(steps),
        Obstacle.removed_on.is_(None),
        Obstacle.confirmed_on <= day,
    )
    at: dict[int, list[ObstacleFacts]] = defaultdict(list)
    for each in facts_where(store, standing):
        at[each.node or 0].append(each)
    return {
        node: tuple(each for step in line for each in at.get(step.key, ())) for node, line in lines.items()
    }


def obstacles_owned_by(store: Session, owner: int) -> tuple[ObstacleFacts, ...]:
    """The open obstacles that somebody has taken on, of people and of parts of the plan."""
    return facts_where(store, and_(Obstacle.owner_id == owner, Obstacle.removed_on.is_(None)))


def node_obstacles_page(store: Session, actor: Actor, node_id: int, day: date) -> NodeObstaclesPage:
    """The obstacles of a part of the plan. A person's share has no such page (``NotFound``)."""
    node = _node_seen(store, actor, node_id, day)
    everywhere = facts_where(store, Obstacle.plan_node_id.is_not(None))
    lines = plans.lines_to_strategy(store, {each.node for each in everywhere if each.node is not None})
    inside = [each for each in everywhere if any(step.key == node.key for step in lines[each.node or 0])]
    found = _lines(store, actor, node, inside, lines, day)
    people_there, below = _below(store, node, day)
    may_give = not policy.may_work_on_node(actor, node.owner, None)
    return NodeObstaclesPage(
        node=node,
        crumbs=plans.line_to_strategy(store, node.key),
        open=tuple(each for each in found if each.facts.is_open),
        removed=tuple(each for each in reversed(found) if not each.facts.is_open),
        below=below,
        ages=AGES,
        people=people_there,
        fewest=FEWEST_TO_SHOW,
        may_report=not policy.may_report_on_node(actor),
        owners=_owners(store, actor, node, day) if may_give else (),
    )


def report_node_obstacle(
    store: Session, actor: Actor, wish: ReportNodeObstacle, *, at: datetime
) -> ObstacleKey:
    """Put an obstacle of a part of the plan on the register."""
    node = _node_seen(store, actor, wish.node, at.date())
    insist_on_none(policy.may_report_on_node(actor), NotAllowed)
    insist_on_none(objections_to_words(wish.text), NotReady)
    obstacle = Obstacle(
        plan_node_id=node.key,
        kind=wish.kind.value,
        text=wish.text.strip(),
        reported_by_id=actor.employee,
        reported_on=at.date(),
    )
    store.add(obstacle)
    store.flush()
    record(store, actor, "obstacle_reported", "obstacle", obstacle.id, at=at, node=node.key)
    return ObstacleKey(obstacle.id)


def confirm_node_obstacle(
    store: Session, actor: Actor, key: int, *, seen_version: int | None = None, at: datetime
) -> ObstacleKey:
    """A second person saw it too: not the one who reported it."""
    obstacle, _node = _find(store, actor, key, seen_version, at.date())
    insist_on_none(policy.may_report_on_node(actor), NotAllowed)
    insist_on_none(
        objections_to_confirming(obstacle.reported_by_id, obstacle.confirmed_by_id, actor.employee)
        + Objections.where(obstacle_removed_already=obstacle.removed_on is not None),
        NotReady,
    )
    obstacle.confirmed_by_id, obstacle.confirmed_on = actor.employee, at.date()
    store.flush()
    record(store, actor, "obstacle_confirmed", "obstacle", key, at=at)
    return ObstacleKey(key)


def take_on_node_obstacle(
    store: Session, actor: Actor, wish: TakeOnObstacle, *, seen_version: int | None = None, at: datetime
) -> ObstacleKey:
    """Say who removes it by when: the owner of the part of the plan, or somebody they lead."""
    obstacle, node = _find(store, actor, wish.obstacle, seen_version, at.date())
    insist_on_none(policy.may_work_on_node(actor, node.owner, obstacle.owner_id), NotAllowed)
    possible = {key for key, _name in _owners(store, actor, node, at.date())}
    is_removed = obstacle.removed_on is not None
    insist_on_none(objections_to_taking_on(wish, possible, is_removed, at.date()), NotReady)
    obstacle.owner_id, obstacle.due_on = wish.owner, wish.due_on
    store.flush()
    due_on = wish.due_on.isoformat()
    record(store, actor, "obstacle_taken_on", "obstacle", obstacle.id, at=at, owner=wish.owner, due_on=due_on)
    return wish.obstacle


def remove_node_obstacle(
    store: Session, actor: Actor, key: int, *, seen_version: int | None = None, at: datetime
) -> ObstacleKey:
    """It no longer stands in the way."""
    obstacle, node = _find(store, actor, key, seen_version, at.date())
    insist_on_none(policy.may_work_on_node(actor, node.owner, obstacle.owner_id), NotAllowed)
    insist_on_none(Objections.where(obstacle_removed_already=obstacle.removed_on is not None), NotReady)
    obstacle.removed_by_id, obstacle.removed_on = actor.employee, at.date()
    store.flush()
    record(store, actor, "obstacle_removed", "obstacle", key, at=at)
    return ObstacleKey(key)


def _node_seen(store: Session, actor: Actor, node: int, day: date) -> NodeFacts:
    found = plans.seen_node(store, actor, node, day)
    if found.person is not None:
        raise NotFound(noun="plan_node", key=node)
    return found


def _find(
    store: Session, actor: Actor, key: int, seen_version: int | None, day: date
) -> tuple[Obstacle, NodeFacts]:
    obstacle = find_obstacle(store, key, seen_version)
    if obstacle.plan_node_id is None:
        raise NotFound(noun="obstacle", key=key)
    return obstacle, _node_seen(store, actor, obstacle.plan_node_id, day)


def _owners(store: Session, actor: Actor, node: NodeFacts, day: date) -> tuple[tuple[int, str], ...]:
    names = dict(people.names_of(store, [actor.employee, node.owner]))
    for leader in {key for key in (actor.employee, node.owner) if key is not None}:
        names.update((each.key, each.name) for each in people.reports_of(store, leader, day))
    return tuple(sorted(names.items(), key=lambda each: (each[1], each[0])))


def _below(store: Session, node: NodeFacts, day: date) -> tuple[int, tuple[ThemeCount, ...] | None]:
    """How many people are below, and their open obstacles by theme and age where the group may be shown."""
    below = plans.people_below(store, node)
    if not below.may_show_total:
        return len(below.people), None
    standing = open_obstacles_of_people(store, below.people, day)
    counts = Counter(
        (each.kind, sum(each.age_days(day) > border for border in AGES))
        for found in standing.values()
        for each in found
    )
    themes = tuple(
        ThemeCount(kind, tuple(counts[kind, age] for age in range(len(AGES) + 1))) for kind in ObstacleKind
    )
    return len(below.people), tuple(each for each in themes if each.all)


def _lines(
    store: Session,
    actor: Actor,
    node: NodeFacts,
    found: list[ObstacleFacts],
    lines: Mapping[int, tuple[PlanStep, ...]],
    day: date,
) -> tuple[NodeObstacleLine, ...]:
    names = people.names_of(
        store, {key for each in found for key in (each.reported_by, each.confirmed_by, each.owner)}
    )
    owners = plans.owners_of(store, {each.node for each in found if each.node is not None})
    return tuple(
        NodeObstacleLine(
            facts=each,
            at=None if each.node == node.key else lines[each.node or 0][-1],
            reporter=names.get(each.reported_by, ""),
            confirmer=names.get(each.confirmed_by or 0, ""),
            owner=names.get(each.owner or 0, ""),
            days=each.age_days(day),
            is_overdue=each.is_open and each.due_on is not None and each.due_on < day,
            may_confirm=each.is_open
            and actor.employee is not None
            and not objections_to_confirming(each.reported_by, each.confirmed_by, actor.employee),
            may_work=each.is_open
            and not policy.may_work_on_node(actor, owners.get(each.node or 0, 0), each.owner),
        )
        for each in found
    )
