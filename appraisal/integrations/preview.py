"""What a person sees before an import changes anything.

Owns the frozen page: how many rows were read, accepted, to be mapped, refused; why, with the first
examples of each reason; the values to be mapped; and every row not taken, for download.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from appraisal.integrations.cells import safe_cell
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import OURS
from appraisal.integrations.reading import KeptRow, PlanChanges, Reading, State
from appraisal.integrations.remarks import Remark, Weight, mend_of, sentence_of
from appraisal.integrations.tables import Table

EXAMPLES = 5
NEAR = 0.85
LINE, REASON, MEND = (f"{OURS}{name}" for name in ("line", "reason", "mend"))


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """One reason: how often it was given, and its first examples in the order of the file."""

    reason: str
    weight: Weight
    mend: str
    count: int
    examples: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ValueToMap:
    """A foreign value to be chosen once for all its rows; ``suggestion`` is empty if nothing is near."""

    field: str
    value: str
    count: int
    first_line: int
    suggestion: str
    how_sure: float

    @property
    def is_near(self) -> bool:
        """Whether the suggestion reads so alike that it may be offered as chosen."""
        return bool(self.suggestion) and self.how_sure >= NEAR


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would be taken. ``read`` is the sum of accepted, to_map, refused and repeated.

    ``made`` is how many things the accepted rows make: a list of sellers also makes their managers.
    """

    name: str
    kind: Kind
    encoding: str
    encoding_how_sure: float
    delimiter: str
    read: int
    accepted: int
    to_map: int
    refused: int
    repeated: int
    made: int
    notes: int
    reasons: tuple[ReasonCount, ...]
    values_to_map: tuple[ValueToMap, ...]
    header: tuple[str, ...]
    kept: tuple[KeptRow, ...]
    changes: PlanChanges | None = None


def preview_of(table: Table, reading: Reading[Any], *, examples: int = EXAMPLES) -> Preview:
    """Freeze what came of a reading into the page that a person decides on."""
    counts = reading.counts
    return Preview(
        name=table.name,
        kind=reading.kind,
        encoding=table.encoding.name,
        encoding_how_sure=table.encoding.how_sure,
        delimiter=table.delimiter,
        read=reading.read,
        accepted=counts[State.ACCEPTED],
        to_map=counts[State.TO_MAP],
        refused=counts[State.REFUSED],
        repeated=counts[State.REPEATED],
        made=len(reading.rows),
        notes=sum(remark.weight is Weight.NOTE for remark in reading.remarks),
        reasons=_reasons(reading.remarks, examples),
        values_to_map=_values(reading.remarks),
        header=table.labels,
        kept=reading.kept,
        changes=reading.plan.changes if reading.plan else None,
    )


class LeftOut(Protocol):
    """Rows that were not taken, under the header they had: of a preview or of an import long done."""

    @property
    def header(self) -> tuple[str, ...]:
        """The labels of the file."""
        ...

    @property
    def kept(self) -> tuple[KeptRow, ...]:
        """The rows as they came."""
        ...


def kept_as_csv(
    preview: LeftOut, states: tuple[State, ...] = (State.REFUSED,), translate: Callable[[str], str] = str
) -> bytes:
    """The rows not taken, as they came, with line, reasons and mends before them.

    Written so that it can be mended and brought in again: our own columns are recognised and left
    out, a row too short or too long stays so, and a cell that a spreadsheet would run as a formula is
    guarded by an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([LINE, REASON, MEND, *map(safe_cell, preview.header)])
    for row in preview.kept:
        if row.state in states:
            told = [remark for remark in row.remarks if remark.weight is not Weight.NOTE]
            reasons = " ".join(sentence_of(remark, translate) for remark in told)
            mends = " ".join(dict.fromkeys(mend_of(remark, translate) for remark in told))
            writer.writerow([str(row.line), reasons, mends, *map(safe_cell, row.cells)])
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8")


def _reasons(remarks: tuple[Remark, ...], examples: int) -> tuple[ReasonCount, ...]:
    """Reasons by weight (refused first), the frequent ones first; each mapped value counts on its own."""
    found: dict[tuple[Weight, str, str], list[Remark]] = {}
    for remark in remarks:
        mapped = remark.value if remark.reason == "value_mapped" else str(remark.params.get("objection", ""))
        found.setdefault((remark.weight, remark.reason, mapped), []).append(remark)
    order = list(Weight)
    counted = [
        ReasonCount(reason, weight, given[0].mend, len(given), tuple(given[:examples]))
        for (weight, reason, _value), given in found.items()
    ]
    return tuple(sorted(counted, key=lambda one: (order.index(one.weight), -one.count, one.reason)))


def _values(remarks: tuple[Remark, ...]) -> tuple[ValueToMap, ...]:
    found: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        if remark.weight is Weight.TO_MAP:
            found.setdefault((remark.field or "", remark.value), []).append(remark)
    values = [
        ValueToMap(
            field=field,
            value=value,
            count=len(given),
            first_line=given[0].line or 0,
            suggestion=str(given[0].params["suggestion"]),
            how_sure=int(given[0].params["how_sure"]) / 100,
        )
        for (field, value), given in found.items()
    ]
    return tuple(sorted(values, key=lambda one: (-one.count, one.field, one.value)))
