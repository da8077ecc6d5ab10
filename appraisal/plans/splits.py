"""Reads for the split wizard: which parts a node could have, and what a choice would give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.people.domain import UnitKey
from appraisal.plans import policy, queries
from appraisal.plans.decomposition import MethodName, Split
from appraisal.plans.domain import PartWish, SplitChoice, amount_of
from appraisal.plans.node_pages import axes_left
from appraisal.plans.queries import NodeFacts, PlanStep
from appraisal.plans.tree import Axis
from appraisal.plans.wizard import COLUMNS, FROM_A_SOURCE, split_of


@dataclass(frozen=True)
class PartRow:
    """One part in the wizard: ``amount`` is what the choice gives it, None is not given."""

    key: str
    title: str
    starts_on: date
    ends_on: date
    amount: Decimal | None
    owner: int


@dataclass(frozen=True)
class SplitPage:
    """The wizard: the choices there are, the parts, and the numbers once they can be told."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    axes: tuple[Axis, ...]
    methods: tuple[MethodName, ...]
    axis: Axis
    method: MethodName
    columns: tuple[str, ...]
    asks_for_source: bool
    parts: tuple[PartRow, ...]
    owners: tuple[tuple[int, str], ...]
    objections: Objections
    is_previewed: bool
    given: Decimal | None
    difference: Decimal | None


def may_split(store: Session, actor: Actor, node_id: int, day: date) -> NodeFacts:
    """The node, for someone who may split it. Raises ``NotFound`` or ``NotAllowed``."""
    node = queries.seen_node(store, actor, node_id, day)
    insist_on_none(policy.may_change_node(actor, node.owner), NotAllowed)
    return node


def split_page(
    store: Session, actor: Actor, node_id: int, choice: SplitChoice | None, axis: str, method: str, day: date
) -> SplitPage:
    """The wizard with a preview of ``choice``; without one, only what could be chosen."""
    node = may_split(store, actor, node_id, day)
    axes = axes_left(node)
    chosen_axis = Axis(axis) if axis in axes else axes[0]
    chosen = MethodName(method) if method in tuple(COLUMNS) else MethodName.EVEN
    parts = candidates(store, node, chosen_axis, day)
    answer = split_of(amount_of(node.target, node.unit), choice, parts) if choice else Objections()
    amounts = answer.amounts() if isinstance(answer, Split) else {}
    given = answer.given.value if isinstance(answer, Split) else None
    owned = {key_of(part): part.owner for part in queries.parts_rows(store, node.key)}
    return SplitPage(
        node=node,
        crumbs=queries.line_to_strategy(store, node.key),
        axes=axes,
        methods=tuple(COLUMNS),
        axis=chosen_axis,
        method=chosen,
        columns=COLUMNS[chosen],
        asks_for_source=chosen in FROM_A_SOURCE,
        parts=tuple(
            PartRow(
                part.key,
                part.title,
                part.starts_on,
                part.ends_on,
                found.value if found else None,
                owned.get(part.key, node.owner),
            )
            for part in parts
            for found in (amounts.get(part.key),)
        ),
        owners=_owners(store, node, chosen_axis, owned.values(), day),
        objections=answer if isinstance(answer, Objections) else Objections(),
        is_previewed=isinstance(answer, Split),
        given=given,
        difference=answer.difference.value if isinstance(answer, Split) else None,
    )


def candidates(store: Session, node: NodeFacts, axis: Axis, day: date) -> tuple[PartWish, ...]:
    """The parts a node could have along an axis; parts it has already stay among them."""
    if axis is Axis.PERIOD:
        return _periods(node)
    found = _units(store, node) if axis is Axis.UNIT else _people(store, node, day)
    have = {part.key for part in found}
    for part in queries.parts_rows(store, node.key):
        key = key_of(part)
        if key not in have:
            found.append(_part(node, key, part.title, part.org_unit, part.person))
    return tuple(found)


def key_of(part: NodeFacts) -> str:
    """The key under which the wizard knows a stored part of a unit or a person."""
    return f"person:{part.person}" if part.person is not None else f"unit:{part.org_unit}"


def _periods(node: NodeFacts) -> tuple[PartWish, ...]:
    period = Period(node.starts_on, node.ends_on)
    cut = period.quarters() if len(period.quarters()) > 1 else period.months()
    if len(cut) < 2:
        return ()
    return tuple(
        PartWish(part.key, node.title, part.starts_on, part.ends_on, None, _person(node.person))
        for part in cut
    )


def _units(store: Session, node: NodeFacts) -> list[PartWish]:
    tree = people.unit_tree(store)
    inside = [(name, key) for key, (name, parent) in tree.items() if parent == node.org_unit]
    return [_part(node, f"unit:{key}", name, key, None) for name, key in sorted(inside)]


def _people(store: Session, node: NodeFacts, day: date) -> list[PartWish]:
    return [
        _part(node, f"person:{person.key}", person.name, node.org_unit, person.key)
        for person in people.reports_of(store, node.owner, day)
    ]


def _part(node: NodeFacts, key: str, title: str, unit: int | None, person: int | None) -> PartWish:
    return PartWish(
        key, title, node.starts_on, node.ends_on, UnitKey(unit) if unit else None, _person(person)
    )


def _person(key: int | None) -> EmployeeKey | None:
    return None if key is None else EmployeeKey(key)


def _owners(
    store: Session, node: NodeFacts, axis: Axis, owners: Iterable[int], day: date
) -> tuple[tuple[int, str], ...]:
    """Who may own a unit's part: the node's owner, whoever that person leads, and who owns a part today."""
    if axis is not Axis.UNIT:
        return ()
    names: dict[int, str] = dict(people.names_of(store, [node.owner, *owners]))
    names |= {person.key: person.name for person in people.reports_of(store, node.owner, day)}
    return tuple(sorted(names.items(), key=lambda one: (one[0] != node.owner, one[1])))


def owners_of(store: Session, node: NodeFacts, axis: Axis, day: date) -> frozenset[int]:
    """Who may be named as the owner of a part."""
    owners = [part.owner for part in queries.parts_rows(store, node.key)]
    return frozenset(key for key, _name in _owners(store, node, axis, owners, day))


def period_key(starts_on: date, ends_on: date) -> str:
    """The key under which the wizard knows a stored part of a period."""
    return Period(starts_on, ends_on).key
