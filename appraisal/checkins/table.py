"""The page of a talk: what both brought, what was said, what was agreed. Read by the two alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.checkins import policy, remarks
from appraisal.checkins.cadence import next_after
from appraisal.checkins.domain import Side, TalkFacts, objections_to_holding
from appraisal.checkins.lines import AgendaLine, NoteLine, OutcomeLine, agenda_of, notes_of, outcomes_of
from appraisal.checkins.models import CheckIn, CheckInMove
from appraisal.checkins.reading import ReadPreparation, read_preparation
from appraisal.checkins.talks import facts_of, find_talk
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people


@dataclass(frozen=True)
class AtTable:
    """One of the two."""

    key: int
    name: str
    has_spoken: bool


@dataclass(frozen=True)
class MoveLine:
    """One move, with its reason."""

    by: str
    from_at: datetime
    to_at: datetime
    reason: str


@dataclass(frozen=True)
class CheckInPage:
    """A talk as one of the two sees it. ``missing`` is what still stands against marking it as held."""

    key: int
    employee: AtTable
    manager: AtTable
    side: Side
    starts_at: datetime
    held_at: datetime | None
    is_open: bool
    moves: tuple[MoveLine, ...]
    preparation: ReadPreparation
    agenda: tuple[AgendaLine, ...]
    shared_notes: tuple[NoteLine, ...]
    private_notes: tuple[NoteLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    missing: Objections
    next_key: int | None
    next_at: datetime | None
    suggested: datetime
    version: int
    remarks: tuple[ShownRemark, ...]

    @property
    def other(self) -> AtTable:
        """Who sits on the other side."""
        return self.manager if self.side is Side.EMPLOYEE else self.employee


def checkin_page(store: Session, actor: Actor, checkin: int, now: datetime) -> CheckInPage:
    """A talk with everything in it. Raises ``NotFound`` or ``NotAllowed``."""
    talk = find_talk(store, checkin)
    facts = facts_of(store, talk)
    insist_on_none(policy.may_read_talk(actor, facts), NotAllowed)
    names = people.names_of(store, [talk.employee_id, talk.manager_id])
    hired_on = people.person_facts(store, actor, talk.employee_id, now.date()).hired_on
    shared, private = notes_of(store, talk, actor, names)
    following = _following(store, talk)
    return CheckInPage(
        key=talk.id,
        employee=_at_table(talk.employee_id, facts, names),
        manager=_at_table(talk.manager_id, facts, names),
        side=facts.side_of(actor.employee) or Side.EMPLOYEE,
        starts_at=talk.starts_at,
        held_at=talk.held_at,
        is_open=talk.held_at is None,
        moves=_moves(store, talk, names),
        preparation=read_preparation(store, talk, actor),
        agenda=agenda_of(store, talk, names),
        shared_notes=shared,
        private_notes=private,
        outcomes=outcomes_of(store, talk, names, now.date()),
        missing=objections_to_holding(facts, now),
        next_key=following.id if following else None,
        next_at=following.starts_at if following else None,
        suggested=next_after(
            talk.starts_at, hired_on, max(now, talk.starts_at), remarks.numbers(store, now.date())
        ),
        version=talk.version,
        remarks=_remarks(store, talk, facts, now),
    )


def _remarks(store: Session, talk: CheckIn, facts: TalkFacts, now: datetime) -> tuple[ShownRemark, ...]:
    """What is remarked about the two, while the talk is open."""
    if talk.held_at is not None:
        return ()
    spoke = {talk.employee_id: facts.spoke}
    return remarks.about_pairs(store, [talk.employee_id], now, spoke=spoke).get(talk.employee_id, ())


def _at_table(key: int, facts: TalkFacts, names: Mapping[int, str]) -> AtTable:
    return AtTable(key, names.get(key, ""), key in facts.spoke)


def _moves(store: Session, talk: CheckIn, names: Mapping[int, str]) -> tuple[MoveLine, ...]:
    rows = store.scalars(
        select(CheckInMove).where(CheckInMove.checkin_id == talk.id).order_by(CheckInMove.id)
    )
    return tuple(MoveLine(names.get(r.moved_by_id, ""), r.from_at, r.to_at, r.reason) for r in rows)


def _following(store: Session, talk: CheckIn) -> CheckIn | None:
    return store.scalars(
        select(CheckIn)
        .where(
            CheckIn.employee_id == talk.employee_id,
            CheckIn.manager_id == talk.manager_id,
            CheckIn.held_at.is_(None),
            CheckIn.id != talk.id,
        )
        .order_by(CheckIn.starts_at)
        .limit(1)
    ).first()
