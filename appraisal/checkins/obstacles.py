"""The register of obstacles: what stands in somebody's way, who saw it too, who removes it by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from appraisal.checkins import policy
from appraisal.checkins.domain import (
    ObstacleKey,
    ObstacleKind,
    ReportObstacle,
    TakeOnObstacle,
    objections_to_confirming,
    objections_to_taking_on,
    objections_to_words,
)
from appraisal.checkins.models import Obstacle
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.people import queries as people
from appraisal.people.domain import Line
from appraisal.people.queries import PersonName
from appraisal.storage.history import record


@dataclass(frozen=True)
class ObstacleFacts:
    """One obstacle as other slices read it: of a person, or of a part of the plan (``node``)."""

    key: ObstacleKey
    employee: int | None
    kind: ObstacleKind
    text: str
    reported_by: int
    reported_on: date
    confirmed_by: int | None
    confirmed_on: date | None
    owner: int | None
    due_on: date | None
    removed_by: int | None
    removed_on: date | None
    version: int
    node: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still stands in the way."""
        return self.removed_on is None

    def age_days(self, day: date) -> int:
        """How long it has stood, or stood, in the way."""
        return max(0, ((self.removed_on or day) - self.reported_on).days)


@dataclass(frozen=True)
class ObstacleLine:
    """One obstacle as a page shows it to one reader."""

    facts: ObstacleFacts
    employee_name: str
    reporter: str
    confirmer: str
    owner: str
    days: int
    is_overdue: bool
    may_confirm: bool
    may_work: bool
    owners: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ObstaclesPage:
    """The obstacles of one person, the oldest open one first."""

    person: PersonName
    is_own: bool
    open: tuple[ObstacleLine, ...]
    removed: tuple[ObstacleLine, ...]


@dataclass(frozen=True)
class TeamObstaclesPage:
    """The open obstacles of the people I lead, and those I have taken on, the oldest first."""

    open: tuple[ObstacleLine, ...]


def obstacles_of(store: Session, employee: int) -> tuple[ObstacleFacts, ...]:
    """Every obstacle of a person, open and removed, oldest first."""
    return facts_where(store, Obstacle.employee_id == employee)


def open_obstacles_of_people(
    store: Session, employees: Iterable[int], day: date
) -> Mapping[int, list[ObstacleFacts]]:
    """By person, what was reported by a day and still stands in the way, oldest first; one statement."""
    standing = and_(
        Obstacle.employee_id.in_(set(employees)), Obstacle.removed_on.is_(None), Obstacle.reported_on <= day
    )
    found: dict[int, list[ObstacleFacts]] = {}
    for each in facts_where(store, standing):
        found.setdefault(each.employee or 0, []).append(each)
    return found


def obstacles_page(store: Session, actor: Actor, employee: int, day: date) -> ObstaclesPage:
    """The register of one person. Raises ``NotFound`` or ``NotAllowed``."""
    line = people.line_of(store, employee, day)
    insist_on_none(policy.may_see_obstacles(actor, line), NotAllowed)
    person = people.person_facts(store, actor, employee, day)
    near = tuple(key for key in (line.employee, line.manager, line.managers_manager) if key is not None)
    found = _lines(store, actor, obstacles_of(store, employee), {employee: near}, day)
    return ObstaclesPage(
        person=PersonName(person.key, person.name, person.job_title),
        is_own=actor.is_person(employee),
        open=tuple(each for each in found if each.facts.is_open),
        removed=tuple(each for each in reversed(found) if not each.facts.is_open),
    )


def team_obstacles_page(store: Session, actor: Actor, day: date) -> TeamObstaclesPage:
    """What stands in the way of the people I lead, or was given to me."""
    reports = [person.key for person in people.reports_of(store, actor.employee or 0, day)]
    found = facts_where(
        store,
        and_(
            Obstacle.removed_on.is_(None),
            Obstacle.employee_id.is_not(None),
            or_(Obstacle.employee_id.in_(reports), Obstacle.owner_id == actor.employee),
        ),
    )
    upper = people.line_of(store, actor.employee, day).manager if actor.employee else None
    near = {key: tuple(k for k in (key, actor.employee, upper) if k is not None) for key in reports}
    return TeamObstaclesPage(_lines(store, actor, found, near, day))


def facts_where(store: Session, condition: ColumnElement[bool]) -> tuple[ObstacleFacts, ...]:
    """The obstacles under a condition, oldest first; one statement."""
    rows = store.execute(
        select(
            Obstacle.id,
            Obstacle.employee_id,
            Obstacle.kind,
            Obstacle.text,
            Obstacle.reported_by_id,
            Obstacle.reported_on,
            Obstacle.confirmed_by_id,
            Obstacle.confirmed_on,
            Obstacle.owner_id,
            Obstacle.due_on,
            Obstacle.removed_by_id,
            Obstacle.removed_on,
            Obstacle.version,
            Obstacle.plan_node_id,
        )
        .where(condition)
        .order_by(Obstacle.reported_on, Obstacle.id)
    )
    return tuple(ObstacleFacts(ObstacleKey(row[0]), row[1], ObstacleKind(row[2]), *row[3:]) for row in rows)


def _lines(
    store: Session,
    actor: Actor,
    found: Iterable[ObstacleFacts],
    near: Mapping[Any, tuple[int, ...]],
    day: date,
) -> tuple[ObstacleLine, ...]:
    found = tuple(found)
    keys = {key for each in found for key in (each.employee, each.reported_by, each.confirmed_by, each.owner)}
    names = people.names_of(store, keys.union(*near.values()))
    return tuple(
        ObstacleLine(
            facts=each,
            employee_name=names.get(each.employee or 0, ""),
            reporter=names.get(each.reported_by, ""),
            confirmer=names.get(each.confirmed_by or 0, ""),
            owner=names.get(each.owner or 0, ""),
            days=each.age_days(day),
            is_overdue=each.is_open and each.due_on is not None and each.due_on < day,
            may_confirm=each.is_open
            and each.employee in near
            and not objections_to_confirming(each.reported_by, each.confirmed_by, actor.employee),
            may_work=each.is_open,
            owners=tuple((key, names.get(key, "")) for key in near.get(each.employee, ())),
        )
        for each in found
    )


def report_obstacle(store: Session, actor: Actor, wish: ReportObstacle, *, at: datetime) -> ObstacleKey:
    """Put an obstacle on the register, as seen by the actor."""
    line = people.line_of(store, wish.employee, at.date())
    insist_on_none(policy.may_see_obstacles(actor, line), NotAllowed)
    insist_on_none(objections_to_words(wish.text), NotReady)
    obstacle = Obstacle(
        employee_id=wish.employee,
        kind=wish.kind.value,
        text=wish.text.strip(),
        reported_by_id=actor.employee,
        reported_on=at.date(),
        checkin_id=wish.checkin,
    )
    store.add(obstacle)
    store.flush()
    record(store, actor, "obstacle_reported", "obstacle", obstacle.id, at=at, employee=wish.employee)
    return ObstacleKey(obstacle.id)


def confirm_obstacle(
    store: Session, actor: Actor, key: ObstacleKey, *, seen_version: int | None = None, at: datetime
) -> ObstacleKey:
    """A second person saw it too: not the one who reported it."""
    obstacle, line = _find(store, key, seen_version, at.date())
    insist_on_none(policy.may_work_on_obstacle(actor, line, obstacle.owner_id), NotAllowed)
    insist_on_none(
        objections_to_confirming(obstacle.reported_by_id, obstacle.confirmed_by_id, actor.employee)
        + Objections.where(obstacle_removed_already=obstacle.removed_on is not None),
        NotReady,
    )
    obstacle.confirmed_by_id, obstacle.confirmed_on = actor.employee, at.date()
    store.flush()
    record(store, actor, "obstacle_confirmed", "obstacle", key, at=at)
    return key


def take_on_obstacle(
    store: Session, actor: Actor, wish: TakeOnObstacle, *, seen_version: int | None = None, at: datetime
) -> ObstacleKey:
    """Say who removes it by when: the person, who leads them, or who leads the manager."""
    obstacle, line = _find(store, wish.obstacle, seen_version, at.date())
    insist_on_none(policy.may_work_on_obstacle(actor, line, obstacle.owner_id), NotAllowed)
    near = {line.employee, line.manager, line.managers_manager} - {None}
    is_removed = obstacle.removed_on is not None
    insist_on_none(objections_to_taking_on(wish, near, is_removed, at.date()), NotReady)
    obstacle.owner_id, obstacle.due_on = wish.owner, wish.due_on
    store.flush()
    record(
        store,
        actor,
        "obstacle_taken_on",
        "obstacle",
        obstacle.id,
        at=at,
        owner=wish.owner,
        due_on=wish.due_on.isoformat(),
    )
    return wish.obstacle


def remove_obstacle(
    store: Session, actor: Actor, key: ObstacleKey, *, seen_version: int | None = None, at: datetime
) -> ObstacleKey:
    """It no longer stands in the way."""
    obstacle, line = _find(store, key, seen_version, at.date())
    insist_on_none(policy.may_work_on_obstacle(actor, line, obstacle.owner_id), NotAllowed)
    insist_on_none(Objections.where(obstacle_removed_already=obstacle.removed_on is not None), NotReady)
    obstacle.removed_by_id, obstacle.removed_on = actor.employee, at.date()
    store.flush()
    record(store, actor, "obstacle_removed", "obstacle", key, at=at)
    return key


def find_obstacle(store: Session, key: int, seen_version: int | None) -> Obstacle:
    """The obstacle of this key. Raises ``NotFound`` or ``Outdated``."""
    obstacle = store.get(Obstacle, key)
    if obstacle is None:
        raise NotFound(noun="obstacle", key=key)
    if seen_version is not None and seen_version != obstacle.version:
        raise Outdated(noun="obstacle", key=key)
    return obstacle


def _find(store: Session, key: int, seen_version: int | None, day: date) -> tuple[Obstacle, Line]:
    """An obstacle of a person, and who stands above them; those of the plan have a page of their own."""
    obstacle = find_obstacle(store, key, seen_version)
    if obstacle.employee_id is None:
        raise NotFound(noun="obstacle", key=key)
    return obstacle, people.line_of(store, obstacle.employee_id, day)
