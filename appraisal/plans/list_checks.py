"""A list of nodes held against the whole tree it would make: its shape, its sums, what it leaves out. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from appraisal.actuals.domain import MEASURES, UNITS
from appraisal.kernel.measures import Amount
from appraisal.kernel.objections import Objection
from appraisal.kernel.periods import Period
from appraisal.plans.lists import BringNode, NodeRow, PartsSum
from appraisal.plans.tree import Axis, PlanKind, PlanNode, objections_to_tree

# What a list can say about a row itself is told where the row is weighed; these are about the tree.
TOLD_BY_ROW = frozenset({"no_owner", "no_review_date", "no_measure", "key_given_twice"})


def objections_to_rows(
    rows: Mapping[str, NodeRow], stored: Mapping[int, NodeRow]
) -> Iterator[tuple[str, Objection]]:
    """What stands against the tree of the stored nodes with these rows in it, each with the row's ref."""
    ref_of = {row.key: ref for ref, row in rows.items()}
    all_rows = {**stored, **{row.key: row for row in rows.values()}}
    splits = {row.parent: row.axis for row in rows.values() if row.key < 0 and row.parent is not None}
    nodes = [node for row in all_rows.values() if (node := _node_of(row, all_rows, splits)) is not None]
    below: dict[int, list[int]] = {}
    for row in rows.values():
        if row.parent is not None:
            below.setdefault(row.parent, []).append(row.key)
    for objection in objections_to_tree(nodes):
        if objection.key in TOLD_BY_ROW:
            continue
        for key in _meant(objection, below, all_rows):
            if key in ref_of:
                yield ref_of[key], Objection(objection.key)


def sums_of(
    rows: Mapping[str, NodeRow], stored: Mapping[int, NodeRow], touched: set[str]
) -> tuple[PartsSum, ...]:
    """Every split that the list touches and whose parts do not add up, or cannot tell."""
    ref_of = {row.key: ref for ref, row in rows.items()}
    all_rows = {**stored, **{row.key: row for row in rows.values()}}
    parts: dict[int, list[NodeRow]] = {}
    for row in all_rows.values():
        if row.parent is not None and row.kind != PlanKind.CONTINGENCY and not row.is_supporting:
            parts.setdefault(row.parent, []).append(row)
    wanted = {rows[ref].key for ref in touched} | {rows[ref].parent for ref in touched}
    found = []
    for key, below in parts.items():
        whole = all_rows.get(key)
        if whole is None or key not in wanted:
            continue
        given = sum((row.target for row in below if row.target is not None), Decimal(0))
        not_given = sum(row.target is None for row in below)
        one = PartsSum(ref_of.get(key, ""), whole.title, whole.target, given, not_given)
        if one.difference is None or one.difference:
            found.append(one)
    return tuple(found)


def missing_from(
    wishes: Sequence[BringNode],
    rows: Mapping[str, NodeRow],
    stored: Mapping[int, NodeRow],
    seen: frozenset[int],
) -> tuple[tuple[int, str], ...]:
    """The nodes below those named by their key that the list does not name: told, never removed."""
    named = {row.key for row in rows.values() if row.key > 0}
    by_key = {wish.node for wish in wishes if wish.node is not None and wish.node in stored}
    if not by_key:
        return ()
    below: dict[int | None, list[int]] = {}
    for row in stored.values():
        below.setdefault(row.parent, []).append(row.key)
    waiting = [key for key in by_key if stored[key].parent not in by_key]
    found = []
    while waiting:
        key = waiting.pop()
        if key not in named and key in seen:
            found.append((key, stored[key].title))
        waiting.extend(below.get(key, []))
    return tuple(sorted(found))


def splits_of(rows: Mapping[str, NodeRow]) -> dict[int, str]:
    """Along what each node is split that gets a new part, by its key."""
    return {
        row.parent: row.axis for row in rows.values() if row.key < 0 and row.parent is not None and row.axis
    }


def _node_of(row: NodeRow, rows: Mapping[int, NodeRow], splits: Mapping[int, str | None]) -> PlanNode | None:
    """A row as a node of the tree; None while it has no days to stand on.

    What counts something of its own beside the parts is the top of a tree of its own here.
    """
    if row.starts_on is None or row.ends_on is None or row.ends_on < row.starts_on:
        return None
    above = rows.get(row.parent) if row.parent is not None else None
    axis = row.axis or (above.split or splits.get(above.key) if above else None)
    unit = UNITS.get(row.unit) or (UNITS[MEASURES[row.measure].unit] if row.measure in MEASURES else None)
    return PlanNode(
        key=str(row.key),
        kind=PlanKind.STRATEGIC if row.is_supporting else PlanKind(row.kind),
        period=Period(row.starts_on, row.ends_on),
        parent_key=str(row.parent) if row.parent is not None and not row.is_supporting else None,
        axis=Axis(axis) if axis else None,
        part=_part_of(row, axis),
        owner=str(row.owner) if row.owner is not None else None,
        review_on=row.review_on,
        measure=row.measure or None,
        target=Amount.of(row.target, unit) if row.target is not None and unit else None,
    )


def _part_of(row: NodeRow, axis: str | None) -> str:
    if axis == Axis.PERSON:
        return f"person:{row.person}"
    if axis == Axis.UNIT and row.org_unit is not None:
        return f"unit:{row.org_unit}"
    return "" if axis == Axis.PERIOD else (row.part or row.title).casefold()


def _meant(objection: Objection, below: Mapping[int, list[int]], rows: Mapping[int, NodeRow]) -> list[int]:
    """The rows that an objection speaks of: those in the circle, those that overlap, those of the split."""
    details = objection.details
    if "nodes" in details or "parts" in details:
        return [int(key) for key in details.get("nodes") or details["parts"]]
    key = int(details["node"])
    if objection.key == "two_axes_at_one_split":
        split = rows[key].split
        return [each for each in below.get(key, []) if split is None or rows[each].axis != split]
    if objection.key == "part_given_twice":
        parts = below.get(key, [])
        return [each for each in parts if _part_of(rows[each], rows[each].axis) == details["part"]]
    return [key]
