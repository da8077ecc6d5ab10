"""The page of one plan node: where it hangs, how its number came about, and whether its parts add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people
from appraisal.plans import policy, queries, remarks
from appraisal.plans.domain import NodeKey
from appraisal.plans.models import PlanNode
from appraisal.plans.pictures import Bar, bars_of
from appraisal.plans.queries import NodeFacts, PlanStep
from appraisal.plans.splits import axes_left
from appraisal.plans.tree import Axis


@dataclass(frozen=True)
class MethodSaid:
    """How a number came about: the method's name and its inputs as numbers, days and texts."""

    name: str
    inputs: Mapping[str, Any]


@dataclass(frozen=True)
class PartLine:
    """One part of a split among units or periods, with its own parts one level further down."""

    key: NodeKey
    title: str
    starts_on: date
    ends_on: date
    review_on: date
    owner: str
    target: Decimal | None
    bar: Bar | None
    below: tuple[tuple[str, Decimal | None, Bar | None], ...]


@dataclass(frozen=True)
class ShareLine:
    """One person in the alphabetical list of shares: logistics only. ``key`` is None if it is not open to you."""

    key: NodeKey | None
    name: str
    is_given: bool
    review_on: date


@dataclass(frozen=True)
class Sums:
    """Whether the parts that are given add up. ``difference`` is parts less whole; None: cannot tell."""

    given: Decimal
    difference: Decimal | None
    not_given: int
    of: int
    remainder_bar: Bar | None


@dataclass(frozen=True)
class NodePage:
    """A node of a plan. ``people`` is set instead of ``parts`` where the parts are people's shares."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    owner: str
    person: str
    method: MethodSaid | None
    parts: tuple[PartLine, ...]
    people: tuple[ShareLine, ...]
    sums: Sums | None
    review_is_over: bool
    may_change: bool
    may_split: bool
    shows_goals: bool
    remarks: tuple[ShownRemark, ...]
    owners: tuple[tuple[int, str], ...]


def plan_page(store: Session, actor: Actor, node_id: int, day: date) -> NodePage:
    """One node with its parts. Raises ``NotFound`` or ``NotAllowed``."""
    node = queries.seen_node(store, actor, node_id, day)
    parts = queries.parts_rows(store, node.key)
    names = people.names_of(
        store, [node.owner, node.person, *(part.owner for part in parts), *(part.person for part in parts)]
    )
    bars, remainder = bars_of(node.target, [part.target for part in parts])
    may_change = not policy.may_change_node(actor, node.owner)
    among_people = node.axis == Axis.PERSON
    found = remarks.about_nodes(store, [node], day)[node.key]
    return NodePage(
        node=node,
        crumbs=queries.line_to_strategy(store, node.key),
        owner=names.get(node.owner, ""),
        person=names.get(node.person or 0, ""),
        method=said(node),
        parts=() if among_people else _part_lines(store, parts, bars, names, node),
        people=_share_lines(actor, node, parts, names) if among_people else (),
        sums=_sums(node, parts, remainder) if parts else None,
        review_is_over=node.review_on < day,
        may_change=may_change,
        may_split=may_change and bool(axes_left(node)),
        shows_goals=node.person is not None and (actor.is_person(node.person) or actor.is_person(node.owner)),
        remarks=found if may_change else tuple(each for each in found if each.kept),
        owners=owners_for(store, actor, node, day) if may_change else (),
    )


def page_to_change(store: Session, actor: Actor, node_id: int, day: date) -> NodePage:
    """The same for those alone who may change the node. Raises ``NotFound`` or ``NotAllowed``."""
    page = plan_page(store, actor, node_id, day)
    insist_on_none(policy.may_change_node(actor, page.node.owner), NotAllowed)
    return page


def owners_for(store: Session, actor: Actor, node: NodeFacts, day: date) -> tuple[tuple[int, str], ...]:
    """Who may be named as the owner of a node: the one who names, the people they lead, the owner it has."""
    own = [key for key in (actor.employee, node.owner) if key is not None]
    names = dict(people.names_of(store, own))
    names.update((person.key, person.name) for person in people.reports_of(store, actor.employee or 0, day))
    here = people.places_at_work(store, names, day)
    return tuple(
        (key, name)
        for key, name in sorted(names.items(), key=lambda each: (each[1], each[0]))
        if here[key].is_here_on(day)
    )


def said(node: NodeFacts) -> MethodSaid | None:
    """The stated method of a node's number, its plain data read back."""
    if node.method is None:
        return None
    return MethodSaid(node.method, {key: read_back(value) for key, value in node.method_inputs.items()})


def read_back(value: Any) -> Any:
    """A plain value as a number, a day, or the text it is; of named values each one."""
    if isinstance(value, Mapping):
        return {key: read_back(one) for key, one in value.items()}
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        top, _, bottom = value.partition("/")
        return Decimal(top) if not bottom else _decimal(Fraction(int(top), int(bottom)))
    except (InvalidOperation, ValueError, ZeroDivisionError):
        return value


def _decimal(fraction: Fraction) -> Decimal:
    return round(Decimal(fraction.numerator) / Decimal(fraction.denominator), 4)


def _part_lines(
    store: Session,
    parts: tuple[NodeFacts, ...],
    bars: tuple[Bar | None, ...],
    names: Mapping[int, str],
    node: NodeFacts,
) -> tuple[PartLine, ...]:
    below = _parts_below(store, node)
    return tuple(
        PartLine(
            key=part.key,
            title=part.title,
            starts_on=part.starts_on,
            ends_on=part.ends_on,
            review_on=part.review_on,
            owner=names.get(part.owner, ""),
            target=part.target,
            bar=bar,
            below=_inside(bar, part.target, below.get(part.key, [])),
        )
        for part, bar in zip(parts, bars, strict=True)
    )


def _parts_below(store: Session, node: NodeFacts) -> dict[int, list[tuple[str, Decimal | None]]]:
    """The parts of the parts, where these are units: people's shares are never listed with their numbers."""
    parent = select(PlanNode.id).where(PlanNode.parent_id == node.key, PlanNode.axis == Axis.UNIT)
    rows = store.execute(
        select(PlanNode.parent_id, PlanNode.title, PlanNode.target)
        .where(PlanNode.parent_id.in_(parent), PlanNode.person_id.is_(None), *queries.counted_in_sums())
        .order_by(PlanNode.position, PlanNode.id)
    )
    found: dict[int, list[tuple[str, Decimal | None]]] = {}
    for parent_id, title, target in rows:
        found.setdefault(parent_id or 0, []).append((title, target))
    return found


def _inside(
    bar: Bar | None, whole: Decimal | None, parts: list[tuple[str, Decimal | None]]
) -> tuple[tuple[str, Decimal | None, Bar | None], ...]:
    bars, _ = bars_of(whole, [target for _, target in parts])
    return tuple(
        (title, target, _within(bar, inner)) for (title, target), inner in zip(parts, bars, strict=True)
    )


def _within(outer: Bar | None, inner: Bar | None) -> Bar | None:
    if outer is None or inner is None:
        return None
    return Bar(
        outer.start + inner.start * outer.length // 1000,
        max(2, inner.length * outer.length // 1000),
        inner.is_open,
    )


def _share_lines(
    actor: Actor, node: NodeFacts, parts: tuple[NodeFacts, ...], names: Mapping[int, str]
) -> tuple[ShareLine, ...]:
    open_to_all = not policy.may_change_node(actor, node.owner)
    lines = [
        ShareLine(
            key=part.key if open_to_all or actor.is_person(part.person) else None,
            name=names.get(part.person or 0, part.title),
            is_given=part.target is not None,
            review_on=part.review_on,
        )
        for part in parts
    ]
    return tuple(sorted(lines, key=lambda line: line.name))


def _sums(node: NodeFacts, parts: tuple[NodeFacts, ...], remainder: Bar | None) -> Sums:
    given = sum((part.target for part in parts if part.target is not None), Decimal(0))
    return Sums(
        given=given,
        difference=None if node.target is None else given - node.target,
        not_given=sum(part.target is None for part in parts),
        of=len(parts),
        remainder_bar=remainder,
    )
