"""Many nodes made and changed in one go, as a list has them: one policy, one history, in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.plans.bringing import Ground, weigh
from appraisal.plans.lists import BringNode, Brought, Difference, NodeRow, Weighed
from appraisal.plans.models import PlanNode, TargetChange
from appraisal.plans.outline import nodes_below, seen_among
from appraisal.plans.sums import reroll
from appraisal.storage.history import record_many

MOST_KEYS = 5_000


def weigh_nodes(store: Session, actor: Actor, wishes: Sequence[BringNode], day: date) -> Weighed:
    """What bringing in these nodes would do, and everything against it. Reads; changes nothing."""
    return weigh(wishes, _ground(store, actor, wishes, day))


def bring_in_nodes(store: Session, actor: Actor, wishes: Sequence[BringNode], *, at: datetime) -> Brought:
    """Make and change nodes as a list has them; those it does not name stay as they are.

    Raises ``NotReady`` with every objection: refused rights, nodes changed since they were written
    down, and whatever ``tree.objections_to_tree`` says of the tree that would come of it.
    """
    weighed = weigh_nodes(store, actor, wishes, at.date())
    insist_on_none(Objections(tuple(each for _, each in weighed.objections)), NotReady)
    by_ref = {wish.ref: wish for wish in wishes}
    made = _make(store, weighed)
    _change(store, actor, weighed, at)
    keys = {ref: made.get(row.key, row.key) for ref, row in weighed.rows.items()}
    _set_splits(store, {made.get(key, key): axis for key, axis in weighed.splits.items()})
    reroll(store, {keys[ref] for ref in (*weighed.new, *weighed.changed)})
    lines = _history(weighed, by_ref, keys)
    record_many(store, actor, "plan_node", lines, at=at)
    return Brought(len(weighed.new), len(weighed.changed), len(weighed.same), keys)


def _ground(store: Session, actor: Actor, wishes: Sequence[BringNode], day: date) -> Ground:
    named = {key for wish in wishes for key in (wish.node, wish.parent_node) if key is not None}
    titles = {wish.title.strip() for wish in wishes if wish.parent is None and wish.parent_node is None}
    roots: set[int | None] = set()
    for keys in _pieces(named):
        roots |= set(store.scalars(select(PlanNode.root_id).where(PlanNode.id.in_(keys))))
    if titles:
        by_title = PlanNode.parent_id.is_(None) & PlanNode.title.in_(titles)
        roots |= set(store.scalars(select(PlanNode.id).where(by_title)))
    stored = nodes_below(store, [key for key in roots if key is not None]) if roots else {}
    owners = {wish.owner for wish in wishes if wish.owner is not None}
    here = people.places_at_work(store, owners, day)
    return Ground(
        actor=actor,
        stored=stored,
        seen=seen_among(store, actor, stored, day),
        here=frozenset(key for key, place in here.items() if place.is_here_on(day)),
    )


def _make(store: Session, weighed: Weighed) -> dict[int, int]:
    """Store the new nodes level by level; the key each one has now, by the one it had as a wish."""
    made: dict[int, int] = {}
    places: dict[int | None, int] = {}
    waiting = [weighed.rows[ref] for ref in weighed.new]
    roots = _roots_of(store, {row.parent for row in waiting if row.parent is not None and row.parent > 0})
    while waiting:
        level = [row for row in waiting if row.parent is None or row.parent > 0 or row.parent in made]
        stored = [(row, _stored(row, made, roots, places)) for row in level]
        store.add_all(node for _, node in stored)
        store.flush()
        for row, node in stored:
            made[row.key] = node.id
            node.root_id = node.root_id or node.id
            roots[node.id] = node.root_id or node.id
        there = {row.key for row in level}
        waiting = [row for row in waiting if row.key not in there]
    return made


def _stored(
    row: NodeRow, made: Mapping[int, int], roots: Mapping[int, int], places: dict[int | None, int]
) -> PlanNode:
    parent = made.get(row.parent, row.parent) if row.parent is not None else None
    places[parent] = places.get(parent, -1) + 1
    return PlanNode(
        root_id=roots.get(parent) if parent is not None else None,
        parent_id=parent,
        position=places[parent],
        kind=row.kind,
        title=row.title,
        measure=row.measure,
        unit=row.unit,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        review_on=row.review_on,
        owner_id=row.owner,
        person_id=row.person,
        org_unit_id=row.org_unit,
        target=row.target,
    )


def _roots_of(store: Session, keys: set[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in _pieces(keys):
        rows = store.execute(select(PlanNode.id, PlanNode.root_id).where(PlanNode.id.in_(some)))
        found |= {row.id: row.root_id or row.id for row in rows}
    return found


def _change(store: Session, actor: Actor, weighed: Weighed, at: datetime) -> None:
    changed = {weighed.rows[ref].key: ref for ref in weighed.changed}
    for node in _nodes(store, changed):
        row = weighed.rows[changed[node.id]]
        if node.target != row.target:
            if node.target is not None:
                store.add(
                    TargetChange(
                        node_id=node.id,
                        was=node.target,
                        now=row.target,
                        because="",
                        changed_by_id=actor.employee,
                        changed_by=actor.name,
                        changed_at=at,
                    )
                )
            node.target, node.method, node.method_inputs = row.target, None, {}
        node.title = row.title
        if row.starts_on and row.ends_on and row.review_on and row.owner:
            node.starts_on, node.ends_on, node.review_on = row.starts_on, row.ends_on, row.review_on
            node.owner_id = row.owner


def _set_splits(store: Session, splits: Mapping[int, str]) -> None:
    for node in _nodes(store, splits):
        node.axis = node.axis or splits[node.id]


def _nodes(store: Session, keys: Iterable[int]) -> Iterator[PlanNode]:
    for some in _pieces(keys):
        yield from store.scalars(select(PlanNode).where(PlanNode.id.in_(some)))


def _pieces(keys: Iterable[int]) -> Iterator[Sequence[int]]:
    """Keys a few thousand at a time: a statement takes only so many."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), MOST_KEYS):
        yield wanted[start : start + MOST_KEYS]


def _history(
    weighed: Weighed, by_ref: Mapping[str, BringNode], keys: Mapping[str, int]
) -> list[tuple[str, int, dict[str, Any]]]:
    lines: list[tuple[str, int, dict[str, Any]]] = []
    for ref in (*weighed.new, *weighed.changed):
        lines += [
            (
                "earlier_target",
                keys[ref],
                {"valid_from": one.valid_from.isoformat(), "now": _plain(one.target)},
            )
            for one in by_ref[ref].earlier
        ]
    for ref in weighed.new:
        row = weighed.rows[ref]
        verb = "plan_begun" if row.parent is None else "node_brought_in"
        lines.append((verb, keys[ref], {"target": _plain(row.target)}))
    for ref, differences in weighed.changed.items():
        lines += [_told(keys[ref], one) for one in differences]
    return lines


def _told(key: int, one: Difference) -> tuple[str, int, dict[str, Any]]:
    """A changed number is told as anywhere else; of other fields it is told which."""
    if one.field == "target":
        return "target_set", key, {"was": _plain(one.was), "now": _plain(one.now)}
    return "node_changed_by_list", key, {"field": one.field, "was": _plain(one.was), "now": _plain(one.now)}


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
