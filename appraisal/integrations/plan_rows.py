"""Rows of a plan read from a file: each a node as somebody wrote it down, with everything wrong about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.actuals.domain import MEASURES
from appraisal.integrations.cells import fold
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Choices, Columns
from appraisal.integrations.period_names import read_period
from appraisal.integrations.plan_facts import PlanFacts, PlanKnown, PlanLine, plan_lines
from appraisal.integrations.plan_keys import node_of_key
from appraisal.integrations.plan_weighing import weighed_reading
from appraisal.integrations.reading import Reading, row_digest
from appraisal.integrations.remarks import Remark, refuse
from appraisal.integrations.reporting_lines import KnownPerson
from appraisal.integrations.tables import Table
from appraisal.plans.domain import Axis, BringNode, PlanKind


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row that makes or changes a node."""

    line: int
    key: str
    digest: str


def read_plan(
    table: Table, columns: Columns, people: Iterable[KnownPerson], choices: Choices, facts: PlanFacts
) -> Reading[PlanRow]:
    """Read the rows and weigh them against the plan, as one tree."""
    known = PlanKnown(people, facts, choices)
    told = frozenset(columns.labels)
    lines: dict[str, list[int]] = {}
    wishes: dict[str, BringNode] = {}
    remarks: list[Remark] = []
    for _row, line in plan_lines(table, columns, known):
        wish = _wish_of(line, told) if line.cells else None
        remarks += line.remarks
        if wish is not None:
            lines.setdefault(wish.ref, []).append(line.number)
            wishes.setdefault(wish.ref, wish)
    for ref, found in lines.items():
        if len(found) > 1:
            shown = ", ".join(map(str, found))
            remarks += [refuse("two_rows_for_one_key", one, "key", ref, lines=shown) for one in found]
    remarks += _unknown_parents(wishes, lines)
    rows = [PlanRow(lines[ref][0], ref, row_digest(Kind.PLAN, {"key": ref})) for ref in wishes]
    by_line = {ref: tuple(found) for ref, found in lines.items()}
    return weighed_reading(Kind.PLAN, table, rows, remarks, list(wishes.values()), by_line, known)


def _wish_of(line: PlanLine, told: frozenset[str]) -> BringNode:
    key = line.cells.get("key", "")
    parent = line.cells.get("parent", "")
    axis = _word(line, "axis", Axis)
    starts_on, ends_on = line.day("starts_on"), line.day("ends_on")
    if axis == Axis.PERIOD and not starts_on and not ends_on:
        starts_on, ends_on = _days_of_part(line)
    measure = line.measure()
    counted_in = line.cells.get("counted_in", "")
    unit = MEASURES[measure].unit if measure else ""
    if counted_in and unit and fold(counted_in) != fold(unit):
        line.remarks.append(refuse("counted_otherwise", line.number, value=counted_in, others=unit))
    version = line.cells.get("version", "")
    return BringNode(
        ref=key or f"#{line.number}",
        title=line.text("title") or "",
        node=node_of_key(key),
        parent=parent if node_of_key(parent) is None and parent else None,
        parent_node=node_of_key(parent),
        kind=_word(line, "kind", PlanKind),
        axis=axis,
        part=line.cells.get("part", ""),
        person=line.person("person"),
        org_unit=line.unit(),
        owner=line.person("owner"),
        measure=measure,
        starts_on=starts_on,
        ends_on=ends_on,
        review_on=line.day("review_on"),
        target=line.amount("target"),
        told=frozenset("org_unit" if name == "unit" else name for name in told),
        seen_version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None,
    )


def _days_of_part(line: PlanLine) -> tuple[date | None, date | None]:
    part = line.cells.get("part", "")
    found = read_period(part) if part else None
    if part and found is None:
        line.remarks.append(refuse("period_not_understood", line.number, "part", part))
    return (found.starts_on, found.ends_on) if found else (None, None)


def _word(line: PlanLine, name: str, words: Any) -> str | None:
    """One of the words that a plan has for something; any other is refused with all of them."""
    value = line.text(name)
    if value is None:
        return None
    found = next((word.value for word in words if fold(word.value) == fold(value)), None)
    if found is None:
        others = ", ".join(word.value for word in words)
        line.remarks.append(refuse("word_unknown", line.number, name, value, others=others))
    return found


def _unknown_parents(wishes: Mapping[str, BringNode], lines: Mapping[str, list[int]]) -> list[Remark]:
    return [
        refuse("parent_key_unknown", lines[ref][0], "parent", wish.parent)
        for ref, wish in wishes.items()
        if wish.parent is not None and wish.parent not in wishes
    ]
