"""What waits for a person today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.home import doing, gathering
from appraisal.home.domain import Group, Waiting, grouped
from appraisal.home.file import FilePage, file_page
from appraisal.home.own_data import OwnData, own_data
from appraisal.kernel.actors import Actor

__all__ = ["FilePage", "OwnData", "TodayPage", "file_page", "own_data", "today_page"]


@dataclass(frozen=True)
class TodayPage:
    """The first page after signing in. ``employee`` is None for somebody who is nobody's employee."""

    name: str
    now: datetime
    employee: int | None
    leads_anyone: bool
    groups: tuple[Group, ...]


def today_page(store: Session, actor: Actor, now: datetime) -> TodayPage:
    """Everything that waits for the actor."""
    return TodayPage(
        name=actor.name,
        now=now,
        employee=actor.employee,
        leads_anyone=actor.leads_anyone,
        groups=grouped(_everything(store, actor, now)),
    )


def _everything(store: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    if actor.employee is not None:
        yield from gathering.talks(store, actor, now)
        yield from gathering.own_goals(store, actor, now)
        yield from gathering.promises(store, actor, now)
        yield from doing.steps(store, actor, now)
        yield from doing.obstacles(store, actor, now)
        yield from gathering.own_reviews(store, actor, now)
        yield from gathering.own_diagnoses(store, actor, now)
        yield from gathering.contests(store, actor, now)
        yield from gathering.events(store, actor, now)
        yield from gathering.quarters(store, actor, now)
        yield from gathering.goals_behind(store, actor, now)
    if actor.employee is not None and actor.leads_anyone:
        yield from gathering.team(store, actor, now)
    yield from gathering.cycles(store, actor, now)
    yield from gathering.plan_reviews(store, actor, now)
    yield from gathering.plan_versions(store, actor, now)
    yield from gathering.matters(store, actor)
    yield from gathering.service(store, actor, now)
