"""Reads for the split wizard: which parts a node could have, and what a choice would give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

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
from appraisal.plans.earlier import Earlier, earlier_of, goals_before, names_measured
from appraisal.plans.queries import NodeFacts, PlanStep
from appraisal.plans.ratchet import raised_by_surplus_alone
from appraisal.plans.tree import NAMED_AXES, Axis, PlanKind
from appraisal.plans.wizard import COLUMNS, FROM_A_SOURCE, methods_for, split_of


@dataclass(frozen=True)
class PartRow:
    """One part in the wizard: ``amount`` is what the choice gives it, None is not given."""

    key: str
    title: str
    starts_on: date
    ends_on: date
    amount: Decimal | None
    owner: int
    offered: Mapping[str, Decimal]


@dataclass(frozen=True)
class SplitPage:
    """The wizard: the choices there are, the parts, and the numbers once they can be told.

    ``ratchet`` names the parts that are asked for more only because they brought more than their goal.
    """

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    axes: tuple[Axis, ...]
    methods: tuple[MethodName, ...]
    axis: Axis
    method: MethodName
    columns: tuple[str, ...]
    asks_for_source: bool
    asks_for_names: bool
    earlier: Earlier
    ratchet: tuple[str, ...]
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
    store: Session,
    actor: Actor,
    node_id: int,
    choice: SplitChoice | None,
    axis: str,
    method: str,
    day: date,
    names: Mapping[str, str] | None = None,
) -> SplitPage:
    """The wizard with a preview of ``choice``; without one, only what could be chosen."""
    node = may_split(store, actor, node_id, day)
    axes = axes_left(node)
    chosen_axis = Axis(axis) if axis in axes else axes[0]
    chosen = MethodName(method) if method in methods_for(chosen_axis) else MethodName.EVEN
    parts = candidates(store, node, chosen_axis, day, names)
    earlier = earlier_of(store, actor, node, chosen_axis, chosen, parts, day)
    answer = split_of(amount_of(node.target, node.unit), choice, parts) if choice else Objections()
    given = answer.given.value if isinstance(answer, Split) else None
    owned = {key_of(part): part.owner for part in queries.parts_rows(store, node.key)}
    return SplitPage(
        node=node,
        crumbs=queries.line_to_strategy(store, node.key),
        axes=axes,
        methods=methods_for(chosen_axis),
        axis=chosen_axis,
        method=chosen,
        columns=COLUMNS[chosen],
        asks_for_source=chosen in FROM_A_SOURCE,
        asks_for_names=chosen_axis in NAMED_AXES,
        earlier=earlier,
        ratchet=_ratchet(store, node, answer, choice, parts),
        parts=_rows(node, parts, answer, owned, earlier),
        owners=_owners(store, node, chosen_axis, owned.values(), day),
        objections=answer if isinstance(answer, Objections) else Objections(),
        is_previewed=isinstance(answer, Split),
        given=given,
        difference=answer.difference.value if isinstance(answer, Split) else None,
    )


def _rows(
    node: NodeFacts,
    parts: tuple[PartWish, ...],
    answer: Split | Objections,
    owned: Mapping[str, int],
    earlier: Earlier,
) -> tuple[PartRow, ...]:
    amounts = answer.amounts() if isinstance(answer, Split) else {}
    return tuple(
        PartRow(
            part.key,
            part.title,
            part.starts_on,
            part.ends_on,
            found.value if found else None,
            owned.get(part.key, node.owner),
            earlier.numbers.get(part.key, {}),
        )
        for part in parts
        for found in (amounts.get(part.key),)
    )


def _ratchet(
    store: Session,
    node: NodeFacts,
    answer: Split | Objections,
    choice: SplitChoice | None,
    parts: tuple[PartWish, ...],
) -> tuple[str, ...]:
    if choice is None or choice.method is not MethodName.HISTORY or isinstance(answer, Objections):
        return ()
    goals = goals_before(store, node, choice.axis, parts)
    results = {part.key: choice.typed.get(part.key, {}).get("result") for part in parts}
    raised = raised_by_surplus_alone(answer, results, goals)
    return tuple(part.title for part in parts if part.key in raised)


def axes_left(node: NodeFacts) -> tuple[Axis, ...]:
    """Along what a node may be split: as it is already, or freely; a person's share among no people or units."""
    if node.kind == PlanKind.CONTINGENCY:
        return ()
    if node.axis is not None:
        return (Axis(node.axis),)
    own = (Axis.PERIOD,) if node.person is not None else (Axis.UNIT, Axis.PERSON, Axis.PERIOD)
    return (*own, *NAMED_AXES)


def candidates(
    store: Session, node: NodeFacts, axis: Axis, day: date, names: Mapping[str, str] | None = None
) -> tuple[PartWish, ...]:
    """The parts a node could have along an axis; parts it has already stay among them.

    ``names`` are the parts of an axis that the owner names, each with its title.
    """
    if axis is Axis.PERIOD:
        return _periods(store, node, day)
    if axis is Axis.UNIT:
        found = _units(store, node)
    else:
        found = _people(store, node, day) if axis is Axis.PERSON else _named(node, axis, names or {})
    have = {part.key for part in found}
    for part in queries.parts_rows(store, node.key):
        key = key_of(part)
        if key not in have:
            found.append(_part(node, key, part.title, part.org_unit, part.person, part=part.part))
    return tuple(found)


def names_known(store: Session, node: NodeFacts, axis: str, day: date) -> tuple[str, ...]:
    """The names of the parts there are along an axis; without any, those a business system tells apart."""
    if axis not in NAMED_AXES:
        return ()
    there = tuple(part.part for part in queries.parts_rows(store, node.key) if part.part_axis == axis)
    return there or names_measured(store, node, Axis(axis), day)


def key_of(part: NodeFacts) -> str:
    """The key under which the wizard knows a stored part of a unit, of a person, or one with a name."""
    if part.part_axis in NAMED_AXES:
        return f"{part.part_axis}:{part.part}"
    return f"person:{part.person}" if part.person is not None else f"unit:{part.org_unit}"


def _periods(store: Session, node: NodeFacts, day: date) -> tuple[PartWish, ...]:
    period = Period(node.starts_on, node.ends_on)
    cut = period.quarters() if len(period.quarters()) > 1 else period.months()
    if len(cut) < 2:
        return ()
    place = people.places_at_work(store, [node.person], day)[node.person] if node.person else None
    return tuple(
        PartWish(
            part.key,
            node.title,
            part.starts_on,
            part.ends_on,
            person=_person(node.person),
            hired_on=place.hired_on if place else None,
            left_on=place.left_on if place else None,
        )
        for part in cut
    )


def _units(store: Session, node: NodeFacts) -> list[PartWish]:
    tree = people.unit_tree(store)
    inside = [(name, key) for key, (name, parent) in tree.items() if parent == node.org_unit]
    return [_part(node, f"unit:{key}", name, key, None) for name, key in sorted(inside)]


def _people(store: Session, node: NodeFacts, day: date) -> list[PartWish]:
    led = people.reports_of(store, node.owner, day)
    places = people.places_at_work(store, [person.key for person in led], day)
    return [
        _part(
            node,
            f"person:{person.key}",
            person.name,
            node.org_unit,
            person.key,
            hired_on=places[person.key].hired_on,
            left_on=places[person.key].left_on,
        )
        for person in led
    ]


def _named(node: NodeFacts, axis: Axis, names: Mapping[str, str]) -> list[PartWish]:
    return [
        _part(node, f"{axis}:{part}", title, node.org_unit, node.person, part=part)
        for part, title in names.items()
    ]


def _part(
    node: NodeFacts, key: str, title: str, unit: int | None, person: int | None, **more: Any
) -> PartWish:
    wanted = UnitKey(unit) if unit else None
    return PartWish(key, title, node.starts_on, node.ends_on, wanted, _person(person), **more)


def _person(key: int | None) -> EmployeeKey | None:
    return None if key is None else EmployeeKey(key)


def _owners(
    store: Session, node: NodeFacts, axis: Axis, owners: Iterable[int], day: date
) -> tuple[tuple[int, str], ...]:
    """Who may own a part: the node's owner, whoever that person leads, and who owns a part today.

    A person's share and a part of time have the owner of their whole.
    """
    if axis in (Axis.PERSON, Axis.PERIOD) or node.person is not None:
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
