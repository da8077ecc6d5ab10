"""Results told apart, and open deals counted, as one business system tells them at an import.

Owns that a delivery is the whole of what its system tells: what it no longer tells has become nothing, and
the value before stays as a row that is superseded. The same delivery twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from appraisal.actuals.domain import OpenDeals, ReadingCounts, RecordPart
from appraisal.actuals.models import PartReading, PipelineCount

AT_ONCE = 1000
PartOf = tuple[int, str, str, str, date, date]


def take_parts(store: Session, wishes: Iterable[RecordPart], source: str, *, at: datetime) -> ReadingCounts:
    """Add what is new, correct what differs, set to zero what this source tells no more."""
    told = {_part_of(wish): wish.value for wish in wishes}
    known = _known_parts(store, source)
    gone = {key: Decimal(0) for key, (_, value) in known.items() if key not in told and value}
    wanted = told | gone
    corrected = [key for key, value in wanted.items() if key in known and known[key][1] != value]
    new = [key for key in wanted if key not in known]
    _supersede(store, PartReading, [known[key][0] for key in corrected], at)
    names = ("employee_id", "axis", "part", "measure", "starts_on", "ends_on")
    for start in range(0, len(new) + len(corrected), AT_ONCE):
        rows = [
            {**dict(zip(names, key, strict=True)), "value": wanted[key], "source": source, "recorded_at": at}
            for key in (new + corrected)[start : start + AT_ONCE]
        ]
        store.execute(insert(PartReading), rows)
    return ReadingCounts(len(new), len(corrected), len(wanted) - len(new) - len(corrected))


def take_pipeline(store: Session, as_of: date, wishes: Sequence[OpenDeals], *, at: datetime) -> int:
    """Keep what stands open on a day; returns how many counts were new or differ from a snapshot of that day."""
    columns = (PipelineCount.employee_id, PipelineCount.stage, PipelineCount.deals, PipelineCount.value,
               PipelineCount.unpriced)  # fmt: skip
    counted = PipelineCount.superseded_at.is_(None), PipelineCount.as_of == as_of
    known = {
        tuple(row[1:]): row[0] for row in store.execute(select(PipelineCount.id, *columns).where(*counted))
    }
    told = {(wish.employee, wish.stage, wish.deals, wish.value, wish.unpriced) for wish in wishes}
    _supersede(store, PipelineCount, [key for row, key in known.items() if row not in told], at)
    names = ("employee_id", "stage", "deals", "value", "unpriced")
    new = [dict(zip(names, row, strict=True)) for row in sorted(told - known.keys())]
    if new:
        store.execute(insert(PipelineCount), [{**row, "as_of": as_of, "recorded_at": at} for row in new])
    return len(new)


def _part_of(wish: RecordPart) -> PartOf:
    return wish.employee, wish.axis.value, wish.part, wish.measure, wish.starts_on, wish.ends_on


def _known_parts(store: Session, source: str) -> Mapping[PartOf, tuple[int, Decimal]]:
    rows = store.execute(
        select(
            PartReading.id,
            PartReading.value,
            PartReading.employee_id,
            PartReading.axis,
            PartReading.part,
            PartReading.measure,
            PartReading.starts_on,
            PartReading.ends_on,
        ).where(PartReading.source == source, PartReading.superseded_at.is_(None))
    )
    return {(person, axis, part, measure, first, last): (key, value)
            for key, value, person, axis, part, measure, first, last in rows}  # fmt: skip


def _supersede(store: Session, table: Any, outdated: Sequence[int], at: datetime) -> None:
    for start in range(0, len(outdated), AT_ONCE):
        some = outdated[start : start + AT_ONCE]
        store.execute(update(table).where(table.id.in_(some)).values(superseded_at=at))
