"""Wishes for a plan weighed, and what the plan says to them told line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from appraisal.i18n.wording import sentence_behind
from appraisal.integrations.fields import Kind
from appraisal.integrations.plan_facts import PlanKnown
from appraisal.integrations.plan_wording import MEND_OF_OBJECTION
from appraisal.integrations.reading import (
    ChangedPart,
    PlanChanges,
    PlanReading,
    Reading,
    Row,
    reading_of,
)
from appraisal.integrations.remarks import Remark, Weight, note, refuse
from appraisal.integrations.tables import Table
from appraisal.kernel.objections import Objection
from appraisal.plans.domain import BringNode, PartsSum, Weighed

T = TypeVar("T", bound=Row)
ROUNDS = 8
LOST = Objection("parent_row_refused")
Lines = Mapping[str, tuple[int, ...]]


def weighed_reading(
    kind: Kind,
    table: Table,
    rows: Iterable[T],
    remarks: Iterable[Remark],
    wishes: Sequence[BringNode],
    lines: Lines,
    known: PlanKnown,
) -> Reading[T]:
    """The reading of a file whose rows make these wishes; ``lines`` says which lines make each of them.

    What the plan objects to is left out, and the rest weighed again, until nothing stands against it.
    """
    told = list(remarks)
    weighed = known.facts.weigh(())
    held = {line for remark in told if remark.weight is not Weight.NOTE and (line := remark.line) is not None}
    refused = {wish.ref for wish in wishes if held.intersection(lines.get(wish.ref, ()))}
    taken = list(wishes)
    for _ in range(ROUNDS):
        taken, lost = _without(taken, refused)
        told += [_refusal("plan_objection", line, "", LOST) for ref in lost for line in lines.get(ref, ())]
        weighed = known.facts.weigh(taken)
        refused = set(weighed.refused)
        if not refused:
            break
        told += _told(weighed, lines)
    if weighed.objections:
        taken, weighed = [], known.facts.weigh(())
    told += [_sum_told(one, lines) for one in weighed.sums]
    reading = reading_of(kind, table, rows, told)
    if not taken:
        reading = replace(reading, rows=())
    return replace(reading, plan=PlanReading(tuple(taken), _changes(weighed, lines, known)))


def _without(wishes: Sequence[BringNode], refused: set[str]) -> tuple[list[BringNode], set[str]]:
    """The wishes that are left, and those that are lost because the one above them is refused."""
    left = [wish for wish in wishes if wish.ref not in refused]
    gone, lost = set(refused), set()
    while more := {wish.ref for wish in left if wish.parent in gone}:
        gone, lost = gone | more, lost | more
        left = [wish for wish in left if wish.ref not in more]
    return left, lost


def _told(weighed: Weighed, lines: Lines) -> list[Remark]:
    found: list[Remark] = []
    for ref, objection in weighed.objections:
        value = weighed.rows[ref].title if ref in weighed.rows else ref
        own = lines.get(ref, ())
        found += [_refusal("plan_objection", line, value, objection) for line in own]
        if not own:
            found.append(_refusal("plan_objection_to_all", None, value, objection))
    return _once(found)


def _once(remarks: Iterable[Remark]) -> list[Remark]:
    seen: dict[tuple[object, ...], Remark] = {}
    for remark in remarks:
        seen.setdefault((remark.line, remark.params["objection"]), remark)
    return list(seen.values())


def _refusal(reason: str, line: int | None, value: str, objection: Objection) -> Remark:
    params = {"objection": objection.key, "sentence": sentence_behind(f"objection.{objection.key}")}
    if mend := MEND_OF_OBJECTION.get(objection.key):
        params["mend"] = mend
    return refuse(reason, line, None, value, **params)


def _sum_told(one: PartsSum, lines: Lines) -> Remark:
    line = next(iter(lines.get(one.ref, ())), None)
    if one.difference is None:
        return note("parts_not_given", line, None, one.title, count=one.not_given)
    params = {"parts": _number(one.parts), "whole": _number(one.whole), "rest": _number(abs(one.difference))}
    return note("parts_remainder" if one.difference < 0 else "parts_reserve", line, None, one.title, **params)


def _number(value: Decimal | None) -> int | str:
    if value is None:
        return ""
    return int(value) if value == int(value) else format(value.normalize(), "f")


def _changes(weighed: Weighed, lines: Lines, known: PlanKnown) -> PlanChanges:
    changed = tuple(
        ChangedPart(
            next(iter(lines.get(ref, ())), None),
            weighed.rows[ref].title,
            one.field,
            _shown(one.field, one.was, known),
            _shown(one.field, one.now, known),
        )
        for ref, differences in weighed.changed.items()
        for one in differences
    )
    missing = tuple(title for _, title in weighed.missing)
    return PlanChanges(len(weighed.new), changed, len(weighed.changed), len(weighed.same), missing)


def _shown(name: str, value: object, known: PlanKnown) -> str | Decimal | date | None:
    if name == "owner":
        return known.name_of(value if isinstance(value, int) else None)
    return value if isinstance(value, (Decimal, date)) else None if value is None else str(value)
