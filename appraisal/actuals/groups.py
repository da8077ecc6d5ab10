"""Readings of nodes and units, brought in and corrected without loss.

Owns that the days of what counts never overlap for one thing and measure, and that a correction says who,
when and why. Leaves to ``plans`` who may count for which node.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from appraisal.actuals.domain import (
    CorrectGroupReading,
    ReadingCounts,
    RecordGroupReading,
    objections_to_group_reading,
    objections_to_value,
)
from appraisal.actuals.models import GroupReading
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotFound, NotReady, Outdated, insist_on_none
from appraisal.storage.history import record

Subject = tuple[int | None, int | None, str]
Days = tuple[date, date]


def take_group_readings(
    store: Session, actor: Actor, wishes: Sequence[RecordGroupReading], *, at: datetime, tells_anew: bool
) -> ReadingCounts:
    """Add what is new and leave what is the same. What differs is corrected if its source ``tells_anew``.

    Raises ``NotReady`` with every objection; a person corrects with a reason instead.
    """
    known = _known(store, wishes)
    insist_on_none(objections_to_all(wishes, known, at.date(), tells_anew=tells_anew), NotReady)
    new = corrected = same = 0
    for wish in wishes:
        counted = known.setdefault(_subject(wish), {})
        before = counted.get((wish.starts_on, wish.ends_on))
        if before is not None and before.value == wish.value:
            same += 1
            continue
        if before is not None:
            _stop_counting(before, actor, "", at)
        counted[(wish.starts_on, wish.ends_on)] = _add(store, actor, wish, before, at)
        new, corrected = new + (before is None), corrected + (before is not None)
    store.flush()
    if new or corrected:
        changed = {"new": new, "corrected": corrected}
        record(store, actor, "group_readings_recorded", "reading", None, at=at, **changed)
    return ReadingCounts(new, corrected, same)


def objections_to_all(
    wishes: Iterable[RecordGroupReading],
    known: Mapping[Subject, Mapping[Days, GroupReading]],
    day: date,
    *,
    tells_anew: bool,
) -> Objections:
    """What stands against these readings beside those that count already and beside each other."""
    found = Objections()
    taken = {subject: {days: row.value for days, row in rows.items()} for subject, rows in known.items()}
    for wish in wishes:
        beside, days = taken.setdefault(_subject(wish), {}), (wish.starts_on, wish.ends_on)
        overlaps = any(days != other and _overlap(days, other) for other in beside)
        differs = days in beside and beside[days] != wish.value
        found += objections_to_group_reading(wish, day)
        found += Objections.where(days_overlap=overlaps, already_counted=differs and not tells_anew)
        beside[days] = wish.value
    return found


def correct_group_reading(
    store: Session, actor: Actor, row: GroupReading, wish: CorrectGroupReading, *, at: datetime
) -> None:
    """Put another value in the place of a reading, or take it back; the value before stays with the reason."""
    if row.superseded_at is not None:
        raise Outdated(noun="reading", key=row.id)
    insist_on_none(
        Objections.where(
            correction_without_reason=not wish.because.strip(),
            nothing_corrected=wish.value is not None and wish.value == row.value,
        )
        + (objections_to_value(row.measure, wish.value) if wish.value is not None else Objections()),
        NotReady,
    )
    _stop_counting(row, actor, wish.because.strip(), at)
    if wish.value is not None:
        again = RecordGroupReading(
            row.measure, row.starts_on, row.ends_on, wish.value, wish.source.strip() or row.source,
            row.node_id, row.unit_id,
        )  # fmt: skip
        _add(store, actor, again, row, at)
    store.flush()
    verb = "group_reading_taken_back" if wish.value is None else "group_reading_corrected"
    record(store, actor, verb, "reading", row.id, at=at, node=row.node_id, unit=row.unit_id)


def find_group_reading(store: Session, key: int) -> GroupReading:
    """One reading of a node or unit. Raises ``NotFound``."""
    row = store.get(GroupReading, key)
    if row is None:
        raise NotFound(noun="reading", key=key)
    return row


def _known(store: Session, wishes: Sequence[RecordGroupReading]) -> dict[Subject, dict[Days, GroupReading]]:
    """What counts already of these nodes and units; one statement."""
    nodes = {wish.node for wish in wishes if wish.node is not None}
    units = {wish.unit for wish in wishes if wish.unit is not None}
    found: dict[Subject, dict[Days, GroupReading]] = {}
    if wishes:
        rows = store.scalars(
            select(GroupReading).where(
                or_(GroupReading.node_id.in_(nodes), GroupReading.unit_id.in_(units)),
                GroupReading.superseded_at.is_(None),
                GroupReading.starts_on <= max(wish.ends_on for wish in wishes),
                GroupReading.ends_on >= min(wish.starts_on for wish in wishes),
            )
        )
        for row in rows:
            subject = (row.node_id, row.unit_id, row.measure)
            found.setdefault(subject, {})[(row.starts_on, row.ends_on)] = row
    return found


def _subject(wish: RecordGroupReading) -> Subject:
    return wish.node, wish.unit, wish.measure


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _stop_counting(row: GroupReading, actor: Actor, because: str, at: datetime) -> None:
    row.superseded_at, row.superseded_by, row.superseded_because = at, actor.name, because


def _add(
    store: Session, actor: Actor, wish: RecordGroupReading, before: GroupReading | None, at: datetime
) -> GroupReading:
    row = GroupReading(
        node_id=wish.node,
        unit_id=wish.unit,
        measure=wish.measure,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        value=wish.value,
        source=wish.source.strip(),
        recorded_at=at,
        recorded_by=actor.name,
        corrects_id=before.id if before is not None else None,
        superseded_by="",
        superseded_because="",
    )
    store.add(row)
    return row
