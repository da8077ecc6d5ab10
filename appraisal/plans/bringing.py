"""A list of wishes for nodes weighed against a plan: what is new, what changes, what stands against it. Pure.

Owns the matching of a row without a key with a node that is there (under the same part, with the same
name, person and days), so that a second run changes nothing. Leaves storing to ``operations``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from appraisal.actuals.domain import MEASURES
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objection, Objections
from appraisal.kernel.periods import objections_to_days
from appraisal.plans import policy
from appraisal.plans.domain import kind_below
from appraisal.plans.list_checks import missing_from, objections_to_rows, splits_of, sums_of
from appraisal.plans.lists import BringNode, Difference, NodeRow, Weighed
from appraisal.plans.tree import Axis, PlanKind

CHANGEABLE = ("title", "owner", "starts_on", "ends_on", "review_on", "target")
KEPT = ("parent", "kind", "person", "org_unit", "measure")


@dataclass(frozen=True, slots=True)
class Ground:
    """What wishes are weighed against: the nodes there are, those the actor sees, and who works here."""

    actor: Actor
    stored: Mapping[int, NodeRow]
    seen: frozenset[int]
    here: frozenset[int]


def weigh(wishes: Sequence[BringNode], ground: Ground) -> Weighed:
    """Everything that these wishes would do to the plan, and everything that stands against it."""
    matching = _Matching(ground)
    objections: list[tuple[str, Objection]] = []
    changed: dict[str, tuple[Difference, ...]] = {}
    new: list[str] = []
    lost: set[str] = set()
    same: list[str] = []
    in_order = parents_first(wishes)
    for wish in in_order:
        row, before, found = matching.row_of(wish)
        if before is None:
            new.append(wish.ref)
            found = found or _against_new(wish, row, matching.above(wish), ground)
            if wish.parent in lost:
                found = [Objection("parent_row_refused")]
            lost |= {wish.ref} if found else set()
        elif differences := _differences(before, row):
            changed[wish.ref] = differences
            found += _against_change(wish, before, row, ground)
        else:
            same.append(wish.ref)
        objections += [(wish.ref, each) for each in found]
    rows, touched = matching.rows, {*new, *changed}
    objections += [
        each
        for each in objections_to_rows(rows, ground.stored)
        if each[0] in touched and each not in objections
    ]
    objections += _below_refused(in_order, new, {ref for ref, _ in objections})
    return Weighed(
        rows=rows,
        new=tuple(new),
        changed=changed,
        same=tuple(same),
        objections=tuple(objections),
        sums=sums_of(rows, ground.stored, touched),
        missing=missing_from(wishes, rows, ground.stored, ground.seen),
        splits=splits_of(rows),
    )


def parents_first(wishes: Sequence[BringNode]) -> list[BringNode]:
    """The wishes, each after the one above it, else in their order; those in a circle come last."""
    by_ref = {wish.ref: wish for wish in wishes}
    below: dict[str, list[BringNode]] = {}
    tops = []
    for wish in wishes:
        if wish.parent is not None and wish.parent in by_ref:
            below.setdefault(wish.parent, []).append(wish)
        else:
            tops.append(wish)
    ordered: list[BringNode] = []
    waiting = list(reversed(tops))
    while waiting:
        wish = waiting.pop()
        ordered.append(wish)
        waiting.extend(reversed(below.get(wish.ref, [])))
    placed = {wish.ref for wish in ordered}
    return ordered + [wish for wish in wishes if wish.ref not in placed]


class _Matching:
    """Finds for each wish the node it means, and what the node would be."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.rows: dict[str, NodeRow] = {}
        self._taken: set[int] = set()
        self._like: dict[tuple[object, ...], list[NodeRow]] = {}
        for row in ground.stored.values():
            self._like.setdefault(_likeness(row), []).append(row)

    def above(self, wish: BringNode) -> NodeRow | None:
        """The node above a wish, as it would be."""
        if wish.parent is not None:
            return self.rows.get(wish.parent)
        return self.ground.stored.get(wish.parent_node) if wish.parent_node is not None else None

    def row_of(self, wish: BringNode) -> tuple[NodeRow, NodeRow | None, list[Objection]]:
        """The node as it would be, as it is (None: it would be new), and what stands against the match."""
        found: list[Objection] = []
        before = self.ground.stored.get(wish.node) if wish.node is not None else None
        above = self.above(wish)
        if wish.node is not None and (before is None or wish.node not in self.ground.seen):
            found.append(Objection("node_gone"))
            before = None
        if wish.parent is not None and above is None:
            found.append(Objection("plan_goes_in_a_circle"))
        elif wish.parent_node is not None and wish.parent_node not in self.ground.seen:
            found.append(Objection("parent_not_found"))
        row = _as_new(wish, above, -len(self.rows) - 1)
        if wish.node is None:
            before = self._same_as(row, wish)
        if before is not None:
            if before.key in self._taken:
                found.append(Objection("key_given_twice"))
            self._taken.add(before.key)
            found += _against_structure(wish, before, row, has_parent=above is not None)
            row = _as_changed(wish, before)
        self.rows[wish.ref] = row
        return row, before, found

    def _same_as(self, row: NodeRow, wish: BringNode) -> NodeRow | None:
        like = [
            each
            for each in self._like.get(_likeness(row), [])
            if each.key in self.ground.seen and each.key not in self._taken
        ]
        exact = [each for each in like if each.org_unit == row.org_unit]
        return next(iter(exact if "org_unit" in wish.told else exact or like), None)


def _likeness(row: NodeRow) -> tuple[object, ...]:
    return (row.parent, row.title.strip().casefold(), row.person, row.starts_on, row.ends_on, row.measure)


def _as_new(wish: BringNode, above: NodeRow | None, key: int) -> NodeRow:
    """The wish as a new node: what it does not say comes from the node above."""
    measure = wish.measure or (above.measure if above else "")
    starts_on = wish.starts_on or (above.starts_on if above else None)
    ends_on = wish.ends_on or (above.ends_on if above else None)
    person = wish.person or (above.person if above else None)
    axis = wish.axis or (_axis_of(wish, above) if above else None)
    kind = PlanKind.STRATEGIC if above is None else kind_below(PlanKind(above.kind), Axis(axis or Axis.UNIT))
    review_on = wish.review_on
    if review_on is None and above is not None and above.review_on and above.ends_on and ends_on:
        review_on = ends_on + max(timedelta(0), above.review_on - above.ends_on)
    return NodeRow(
        key=key,
        parent=above.key if above else None,
        kind=wish.kind or kind,
        title=wish.title.strip() or (above.title if above else ""),
        axis=axis,
        split=None,
        person=person,
        org_unit=wish.org_unit or (above.org_unit if above else None),
        owner=wish.owner or (above.owner if above else None),
        measure=measure,
        unit=MEASURES[measure].unit if measure in MEASURES else "",
        starts_on=starts_on,
        ends_on=ends_on,
        review_on=review_on,
        target=wish.target,
        part=wish.part.strip(),
    )


def _axis_of(wish: BringNode, above: NodeRow) -> str | None:
    """Along what the node above is split: as this part differs from it, else as it is."""
    if above.split not in (None, Axis.PERSON, Axis.UNIT, Axis.PERIOD):
        return above.split
    if wish.person is not None and wish.person != above.person:
        return Axis.PERSON
    if wish.org_unit is not None and wish.org_unit != above.org_unit:
        return Axis.UNIT
    days = (wish.starts_on or above.starts_on, wish.ends_on or above.ends_on)
    return Axis.PERIOD if days != (above.starts_on, above.ends_on) else above.split


def _as_changed(wish: BringNode, before: NodeRow) -> NodeRow:
    told = {name: getattr(wish, name) for name in CHANGEABLE if name in wish.told}
    told = {name: value for name, value in told.items() if value is not None or name == "target"}
    if "title" in told:
        told["title"] = wish.title.strip() or before.title
    return replace(before, **told)


def _differences(before: NodeRow, row: NodeRow) -> tuple[Difference, ...]:
    return tuple(
        Difference(name, getattr(before, name), getattr(row, name))
        for name in CHANGEABLE
        if getattr(before, name) != getattr(row, name)
    )


def _against_structure(
    wish: BringNode, before: NodeRow, row: NodeRow, *, has_parent: bool
) -> list[Objection]:
    """A node that is there keeps its place, its person and what it counts: goals hang on it."""
    told = {*wish.told, *({"parent"} if has_parent else ())} & set(KEPT)
    return [
        Objection("part_keeps_its_place", {"field": name})
        for name in KEPT
        if name in told and getattr(before, name) != getattr(row, name) and getattr(row, name) is not None
    ]


def _against_new(wish: BringNode, row: NodeRow, above: NodeRow | None, ground: Ground) -> list[Objection]:
    found = objections_to_days(row.starts_on, row.ends_on)
    found += Objections.where(
        plan_without_title=not row.title,
        no_measure=row.measure not in MEASURES,
        no_owner=row.owner is None,
        no_review_date=row.review_on is None,
        owner_not_here=row.owner is not None and "owner" in wish.told and row.owner not in ground.here,
        target_negative=row.target is not None and row.target < 0,
    )
    if wish.parent is None and wish.parent_node is None:
        found += policy.may_make_plan(ground.actor)
    elif above is not None and above.key > 0:
        found += policy.may_change_node(ground.actor, ground.stored[above.key].owner or 0)
    return list(found)


def _against_change(wish: BringNode, before: NodeRow, row: NodeRow, ground: Ground) -> list[Objection]:
    found = policy.may_change_node(ground.actor, before.owner or 0)
    found += objections_to_days(row.starts_on, row.ends_on)
    found += Objections.where(
        node_changed_meanwhile=wish.seen_version is not None and wish.seen_version != before.version,
        owner_not_here=row.owner != before.owner and row.owner not in ground.here,
        target_negative=row.target is not None and row.target < 0,
    )
    return list(found)


def _below_refused(
    in_order: Sequence[BringNode], new: Sequence[str], refused: set[str]
) -> list[tuple[str, Objection]]:
    """A part of a new node that is refused has nothing to hang on."""
    found: list[tuple[str, Objection]] = []
    lost = refused & set(new)
    for wish in in_order:
        if wish.parent in lost and wish.ref not in refused:
            found.append((wish.ref, Objection("parent_row_refused")))
            if wish.ref in new:
                lost.add(wish.ref)
    return found
