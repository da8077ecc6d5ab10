"""Bringing in what was measured: from a business system, or counted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.actuals import groups, measuring, parts, policy
from appraisal.actuals.domain import (
    CorrectGroupReading,
    OpenDeals,
    ReadingCounts,
    RecordGroupReading,
    RecordPart,
    RecordReading,
    objections_to_counting,
)
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.storage.history import record


def record_readings(
    store: Session, actor: Actor, wishes: Sequence[RecordReading], *, at: datetime
) -> ReadingCounts:
    """Record what a system measured, many at once; the same delivery twice changes nothing.

    Raises ``NotAllowed``, or ``NotReady`` naming what is wrong.
    """
    insist_on_none(policy.may_record_readings(actor), NotAllowed)
    return measuring.take_readings(store, actor, wishes, at=at)


def count_by_hand(store: Session, actor: Actor, wish: RecordReading, *, at: datetime) -> ReadingCounts:
    """Record one value that one of the two people counted; a measure a system counts is left to it."""
    insist_on_none(
        policy.may_count_by_hand(actor, people.line_of(store, wish.employee, at.date())), NotAllowed
    )
    by_system = measuring.is_measured_by_a_system(store, wish.employee, wish.measure)
    insist_on_none(objections_to_counting(wish, at.date(), by_system=by_system), NotReady)
    return measuring.take_readings(store, actor, [wish], at=at)


def record_parts(
    store: Session, actor: Actor, wishes: Iterable[RecordPart], source: str, *, at: datetime
) -> ReadingCounts:
    """Record how results fall apart along axes, as the whole of what a system tells. Raises ``NotAllowed``."""
    insist_on_none(policy.may_record_readings(actor), NotAllowed)
    counts = parts.take_parts(store, wishes, source, at=at)
    if counts.new or counts.corrected:
        changed = {"new": counts.new, "corrected": counts.corrected}
        record(store, actor, "readings_told_apart", "reading", None, at=at, **changed)
    return counts


def record_pipeline(
    store: Session, actor: Actor, as_of: date, wishes: Sequence[OpenDeals], *, at: datetime
) -> int:
    """Record which deals stand open on a day, as the whole of what a system tells. Raises ``NotAllowed``."""
    insist_on_none(policy.may_record_readings(actor), NotAllowed)
    changed = parts.take_pipeline(store, as_of, wishes, at=at)
    if changed:
        record(store, actor, "pipeline_recorded", "reading", None, at=at, as_of=as_of.isoformat())
    return changed


def record_group_readings(
    store: Session,
    actor: Actor,
    wishes: Sequence[RecordGroupReading],
    *,
    at: datetime,
    tells_anew: bool = False,
) -> ReadingCounts:
    """Record what was counted of nodes and units. Who may is for ``plans`` to say, which knows the owners.

    With ``tells_anew`` another value for the same days corrects the one before, as a system does it; without
    it that is refused. Raises ``NotReady`` with every objection.
    """
    return groups.take_group_readings(store, actor, wishes, at=at, tells_anew=tells_anew)


def correct_group_reading(store: Session, actor: Actor, wish: CorrectGroupReading, *, at: datetime) -> None:
    """Correct a reading of a node or unit, or take it back, for a reason that stays beside the old value.

    Who may is for ``plans`` to say. Raises ``NotFound``, ``Outdated`` when it counts no more, or ``NotReady``.
    """
    row = groups.find_group_reading(store, wish.reading)
    groups.correct_group_reading(store, actor, row, wish, at=at)
