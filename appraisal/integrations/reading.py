"""What came of reading one file: the typed rows, and what was said about every line.

Owns the sorting of lines into accepted, to be mapped, refused and repeated, and the digest that makes
a second run change nothing. Leaves the typed rows to ``people_rows`` and ``crm_rows``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from appraisal.integrations.fields import Kind
from appraisal.integrations.remarks import Remark, Weight, note, refuse
from appraisal.integrations.tables import Table
from appraisal.plans.domain import BringNode


class State(StrEnum):
    """What becomes of a line."""

    ACCEPTED = "accepted"
    TO_MAP = "to_map"
    REFUSED = "refused"
    REPEATED = "repeated"


class Row(Protocol):
    """What every typed row has: its line, its natural key, and the digest of its content."""

    @property
    def line(self) -> int:
        """The line of the file, from 1."""
        ...

    @property
    def key(self) -> str:
        """What tells this row from all others of its kind, in every file."""
        ...

    @property
    def digest(self) -> str:
        """The same for the same content, wherever and however it was written."""
        ...


T = TypeVar("T", bound=Row)


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row that was not taken: its line, its cells as they came, and every reason."""

    line: int
    state: State
    cells: tuple[str, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One thing that a list would change of a part of a plan: where, what stands there, what would."""

    line: int | None
    title: str
    field: str
    was: str | Decimal | date | None
    now: str | Decimal | date | None


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What a list would do to a plan. ``missing`` names parts that the list leaves out; they stay."""

    new: int
    changed: tuple[ChangedPart, ...]
    changed_parts: int
    same: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What a file about a plan comes to: the nodes to be brought in, and what that changes."""

    wishes: tuple[BringNode, ...]
    changes: PlanChanges


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """One file read. ``rows`` may be taken; ``kept`` wait for a mend or a choice.

    A file about a plan has a ``plan``: there the nodes that come of the rows are brought in together.
    """

    kind: Kind
    rows: tuple[T, ...]
    remarks: tuple[Remark, ...]
    kept: tuple[KeptRow, ...]
    counts: Mapping[State, int]
    plan: PlanReading | None = None

    @property
    def read(self) -> int:
        """How many rows the file has."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reading would change against what is stored, by natural key."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]


def row_digest(kind: Kind, values: Mapping[str, object]) -> str:
    """The digest of a row's content: its kind and its fields by name; an empty field does not count.

    Values are those after reading and mapping, so the same day in another calendar is no change.
    """
    parts = [f"{name}={value}" for name, value in sorted(values.items()) if value not in (None, "", ())]
    return hashlib.blake2b("\x1f".join([kind, *parts]).encode(), digest_size=16).hexdigest()


def changes_against(rows: Iterable[Row], stored: Mapping[str, str]) -> Changes:
    """Sort rows by what is stored (natural key to digest): new, changed, or the same as before."""
    new, changed, same = [], [], []
    for row in rows:
        known = stored.get(row.key)
        (new if known is None else same if known == row.digest else changed).append(row.key)
    return Changes(tuple(new), tuple(changed), tuple(same))


def remarks_on_repeats(rows: Iterable[Row], reason: str, field: str) -> list[Remark]:
    """Notes for rows that say the same twice, and a refusal of all rows that contradict each other."""
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    remarks = []
    for key, found in by_key.items():
        if len(found) == 1:
            continue
        shown = key.partition(":")[2] or key
        if len({row.digest for row in found}) == 1:
            first = found[0].line
            remarks += [note("row_repeated", row.line, field, shown, first_line=first) for row in found[1:]]
        else:
            lines = ", ".join(str(row.line) for row in found)
            remarks += [refuse(reason, row.line, field, shown, lines=lines) for row in found]
    return remarks


def reading_of(kind: Kind, table: Table, rows: Iterable[T], remarks: Iterable[Remark]) -> Reading[T]:
    """Sort every line of the table by what was said about it, and keep what was not accepted."""
    by_line: dict[int, list[Remark]] = {}
    all_remarks = tuple(sorted((*table.remarks, *remarks), key=lambda remark: remark.line or 0))
    for remark in all_remarks:
        if remark.line is not None and remark.line > table.header_line and remark.reason != "letters_lost":
            by_line.setdefault(remark.line, []).append(remark)
    states = {line: _state(found) for line, found in by_line.items()}
    waiting = (State.REFUSED, State.TO_MAP)
    kept = tuple(
        KeptRow(row.line, states[row.line], row.original, tuple(by_line[row.line]))
        for row in (table.rows() if any(state in waiting for state in states.values()) else ())
        if states.get(row.line) in waiting
    )
    counts = {state: sum(found == state for found in states.values()) for state in State}
    counts[State.ACCEPTED] += table.row_count - len(states)
    taken = tuple(row for row in rows if states.get(row.line, State.ACCEPTED) == State.ACCEPTED)
    return Reading(kind, taken, all_remarks, kept, counts)


def _state(remarks: list[Remark]) -> State:
    weights = {remark.weight for remark in remarks}
    if Weight.REFUSED in weights:
        return State.REFUSED
    if Weight.TO_MAP in weights:
        return State.TO_MAP
    repeated = any(remark.reason == "row_repeated" for remark in remarks)
    return State.REPEATED if repeated else State.ACCEPTED
