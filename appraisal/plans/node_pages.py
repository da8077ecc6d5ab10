"""The page of one plan node: where it hangs, how its number came about, and whether its parts add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people
from appraisal.plans import gaps, policy, queries, remarks
from appraisal.plans.gaps import GapView, Stored
from appraisal.plans.node_parts import PartsView, Sums, parts_view
from appraisal.plans.queries import NodeFacts, PlanStep
from appraisal.plans.splits import axes_left


@dataclass(frozen=True)
class MethodSaid:
    """How a number came about: the method's name and its inputs as numbers, days and texts."""

    name: str
    inputs: Mapping[str, Any]


@dataclass(frozen=True)
class NodePage:
    """A node of a plan, with one page of its parts."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    owner: str
    person: str
    method: MethodSaid | None
    view: PartsView
    sums: Sums | None
    gap: GapView
    review_is_over: bool
    may_change: bool
    may_split: bool
    shows_goals: bool
    remarks: tuple[ShownRemark, ...]
    owners: tuple[tuple[int, str], ...]


def plan_page(
    store: Session, actor: Actor, node_id: int, day: date, *, search: str = "", number: int = 1
) -> NodePage:
    """One node with a page of its parts, found by a part of their name. Raises ``NotFound`` or ``NotAllowed``."""
    node = queries.seen_node(store, actor, node_id, day)
    stored = gaps.stored_of(store, [node.key]).get(node.key, Stored())
    view = parts_view(store, actor, node, stored, search=search.strip(), number=number)
    may_change = not policy.may_change_node(actor, node.owner)
    found = remarks.about_node(store, node, day)
    crumbs = queries.line_to_strategy(store, node.key)
    return NodePage(
        node=node,
        crumbs=crumbs,
        owner=view.names.get(node.owner, ""),
        person=view.names.get(node.person or 0, ""),
        method=said(node),
        view=view,
        sums=view.sums,
        gap=gaps.gap_view(
            store,
            actor,
            key=node.key,
            owner=node.owner,
            person=node.person,
            target=node.target,
            stored=stored,
            higher=[step.key for step in reversed(crumbs) if step.key != node.key],
            day=day,
        ),
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
