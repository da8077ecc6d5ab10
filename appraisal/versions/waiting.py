"""What of the versions waits for a person: to put forward, to answer, to decide, to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.versions.domain import Act, Stage
from appraisal.versions.models import PlanVersion
from appraisal.versions.standing import NODE, PartFacts, VersionFacts, deciders_of, facts_of, parts_of


@dataclass(frozen=True)
class WaitingPart:
    """One thing that waits: ``what`` is put_part_forward, answer_part, decide_version, confirm_part or
    others_confirm; ``title`` names the part or the plan."""

    what: str
    root: int
    number: int
    title: str
    count: int = 1


def waiting_for(store: Session, actor: Actor, day: date) -> tuple[WaitingPart, ...]:
    """What waits for the actor in the versions that are open or count; at most five statements."""
    me = actor.employee
    if me is None:
        return ()
    rows = store.execute(
        select(PlanVersion, NODE.c.owner_id, NODE.c.title)
        .join(NODE, NODE.c.id == PlanVersion.root_id)
        .where(
            PlanVersion.withdrawn_at.is_(None),
            or_(
                PlanVersion.decided_at.is_(None),
                and_(PlanVersion.is_approved.is_(True), PlanVersion.until_on.is_(None)),
            ),
        )
        .order_by(PlanVersion.id)
    ).all()
    if not rows:
        return ()
    parts = parts_of(store, (row[0].id for row in rows))
    deciders = deciders_of(store, (row[1] for row in rows), day)
    found: list[WaitingPart] = []
    for version, owner, title in rows:
        own = parts.get(version.id, ())
        facts = facts_of(version, own)
        found += _up(me, facts, own)
        if facts.stage is Stage.DECIDING and me in deciders[owner].people:
            found.append(WaitingPart("decide_version", facts.root, facts.number, title))
        found += _down(me, facts, own)
    return tuple(found)


def _up(me: int, version: VersionFacts, parts: tuple[PartFacts, ...]) -> Iterator[WaitingPart]:
    if version.stage is not Stage.GATHERING:
        return
    for part in parts:
        below = any(each.now is not Act.ACCEPTED for each in parts if each.above == part.node)
        is_up = part.now in (Act.PUT_FORWARD, Act.ACCEPTED)
        if part.above is not None and part.owner == me and not is_up and not below:
            yield WaitingPart("put_part_forward", version.root, version.number, part.title)
        if part.owner_above == me and part.now is Act.PUT_FORWARD:
            yield WaitingPart("answer_part", version.root, version.number, part.title)


def _down(me: int, version: VersionFacts, parts: tuple[PartFacts, ...]) -> Iterator[WaitingPart]:
    if version.stage not in (Stage.APPROVED, Stage.IN_FORCE):
        return
    for part in parts:
        if part.owner == me and part.confirmed is None:
            yield WaitingPart("confirm_part", version.root, version.number, part.title)
    others = [part for part in parts if part.owner_above == me and part.confirmed is None]
    if others:
        title = others[0].title
        yield WaitingPart("others_confirm", version.root, version.number, title, len(others))
