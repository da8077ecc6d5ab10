"""Bringing in what was measured: from a business system, or counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.actuals import measuring, policy
from appraisal.actuals.domain import ReadingCounts, RecordReading, objections_to_counting
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.people import queries as people


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
