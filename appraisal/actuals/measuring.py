"""Readings brought in: many at once from a business system, or one counted by hand.

Owns correction without loss: the corrected value stays as a row that is superseded. The same delivery
twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from appraisal.actuals.domain import (
    BY_HAND,
    Days,
    ReadingCounts,
    RecordReading,
    objections_beside,
    objections_to_reading,
    objections_to_told,
)
from appraisal.actuals.models import Reading
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotReady, insist_on_none
from appraisal.storage.history import record

AT_ONCE = 1000
ReadingOf = tuple[int, str, date, date]


def is_measured_by_a_system(store: Session, employee: int, measure: str) -> bool:
    """Whether a business system delivers this measure of this person."""
    by_system = select(Reading.id).where(
        Reading.employee_id == employee, Reading.measure == measure, Reading.source != BY_HAND
    )
    return store.scalar(by_system.limit(1)) is not None


def take_readings(
    store: Session, actor: Actor, wishes: Sequence[RecordReading], *, at: datetime
) -> ReadingCounts:
    """Add what is new, correct what differs, leave the rest. Raises ``NotReady`` when one cannot be kept."""
    found = Objections()
    for wish in wishes:
        found += objections_to_reading(wish)
    insist_on_none(found, NotReady)
    wanted = {_reading_of(wish): wish for wish in wishes}
    known = _known(store, wanted)
    corrected = [key for key, wish in wanted.items() if key in known and known[key][1] != wish.value]
    new = [key for key in wanted if key not in known]
    outdated = [known[key][0] for key in corrected]
    for start in range(0, len(outdated), AT_ONCE):
        store.execute(
            update(Reading).where(Reading.id.in_(outdated[start : start + AT_ONCE])).values(superseded_at=at)
        )
    rows = [_row(wanted[key], actor, at) for key in (*new, *corrected)]
    if rows:
        store.execute(insert(Reading), rows)
        record(
            store, actor, "readings_recorded", "reading", None, at=at, new=len(new), corrected=len(corrected)
        )
    return ReadingCounts(len(new), len(corrected), len(wanted) - len(new) - len(corrected))


def objections_each(store: Session, wishes: Sequence[RecordReading], day: date) -> list[Objections]:
    """What stands against each of these readings as a system tells them; two statements at most.

    One day of a person and measure counts once. For days that are counted already another value corrects;
    within one delivery it contradicts.
    """
    stored: dict[tuple[int, str], dict[Days, Decimal]] = {}
    if wishes:
        first, last = min(wish.starts_on for wish in wishes), max(wish.ends_on for wish in wishes)
        counted = Reading.superseded_at.is_(None), Reading.starts_on <= last, Reading.ends_on >= first
        rows = store.execute(
            select(
                Reading.employee_id, Reading.measure, Reading.starts_on, Reading.ends_on, Reading.value
            ).where(
                Reading.employee_id.in_({wish.employee for wish in wishes}),
                Reading.measure.in_({wish.measure for wish in wishes}),
                *counted,
            )
        )
        for employee, measure, starts_on, ends_on, value in rows:
            stored.setdefault((employee, measure), {})[(starts_on, ends_on)] = value
    told: dict[tuple[int, str], dict[Days, Decimal]] = {}
    found = []
    for wish in wishes:
        subject, days = (wish.employee, wish.measure), (wish.starts_on, wish.ends_on)
        before = told.setdefault(subject, {})
        found.append(
            objections_to_told(wish, day)
            + objections_beside(stored.get(subject, {}), days, wish.value, may_differ=True)
            + objections_beside(before, days, wish.value, may_differ=False)
        )
        before[days] = wish.value
    return found


def _known(store: Session, wanted: dict[ReadingOf, RecordReading]) -> dict[ReadingOf, tuple[int, Decimal]]:
    if not wanted:
        return {}
    employees = sorted({key[0] for key in wanted})
    known: dict[ReadingOf, tuple[int, Decimal]] = {}
    for start in range(0, len(employees), AT_ONCE):
        rows = store.execute(
            select(
                Reading.id,
                Reading.employee_id,
                Reading.measure,
                Reading.starts_on,
                Reading.ends_on,
                Reading.value,
            ).where(
                Reading.employee_id.in_(employees[start : start + AT_ONCE]),
                Reading.measure.in_({key[1] for key in wanted}),
                Reading.starts_on >= min(key[2] for key in wanted),
                Reading.ends_on <= max(key[3] for key in wanted),
                Reading.superseded_at.is_(None),
            )
        )
        for key, employee, measure, starts_on, ends_on, value in rows:
            known[(employee, measure, starts_on, ends_on)] = (key, value)
    return known


def _reading_of(wish: RecordReading) -> ReadingOf:
    return wish.employee, wish.measure, wish.starts_on, wish.ends_on


def _row(wish: RecordReading, actor: Actor, at: datetime) -> dict[str, object]:
    return {
        "employee_id": wish.employee,
        "measure": wish.measure,
        "starts_on": wish.starts_on,
        "ends_on": wish.ends_on,
        "value": wish.value,
        "source": wish.source,
        "recorded_at": at,
        "recorded_by_id": actor.employee,
    }
