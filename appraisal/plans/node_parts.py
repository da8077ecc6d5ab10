"""The parts of a node as its page shows them: some fifty at once, found by name, and nothing that is not shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.people import queries as people
from appraisal.plans import policy
from appraisal.plans.domain import NodeKey
from appraisal.plans.gaps import Stored, is_open
from appraisal.plans.models import NodeSum, PlanNode
from appraisal.plans.pictures import Bar, Icicle, Inside, bars_of, icicle_of, within
from appraisal.plans.queries import NodeFacts
from appraisal.plans.sums import takes_part
from appraisal.plans.tree import Axis

PARTS_ON_A_PAGE = 50
PARTS_BELOW = 6


@dataclass(frozen=True)
class PartBelow:
    """A part of a part, one line."""

    title: str
    starts_on: date
    ends_on: date
    target: Decimal | None
    bar: Bar | None


@dataclass(frozen=True)
class PartLine:
    """One part of a split among units or periods; ``further`` of its own parts are not listed in ``below``.

    ``possible`` is what those below hold possible, None if nobody said so or it is not for this reader.
    """

    key: NodeKey
    title: str
    starts_on: date
    ends_on: date
    review_on: date
    owner: str
    target: Decimal | None
    possible: Decimal | None
    bar: Bar | None
    axis: str | None
    below: tuple[PartBelow, ...]
    further: int


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
class PartsView:
    """One page of the parts. ``people`` is set instead of ``parts`` where the parts are people's shares.

    ``names`` are those of everybody who is named on it, and of the node's own people.
    """

    parts: tuple[PartLine, ...]
    people: tuple[ShareLine, ...]
    icicle: Icicle | None
    sums: Sums | None
    search: str
    number: int
    pages: int
    found: int
    names: Mapping[int, str]


def parts_view(
    store: Session, actor: Actor, node: NodeFacts, stored: Stored, *, search: str = "", number: int = 1
) -> PartsView:
    """One page of a node's parts; a number past the last page shows the last one. Four statements."""
    among_people = node.axis == Axis.PERSON
    wanted = _wanted(node, search)
    found = store.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max(1, -(-found // PARTS_ON_A_PAGE))
    number = min(max(1, number), pages)
    order = (func.lower(PlanNode.title), PlanNode.id) if among_people else (PlanNode.position, PlanNode.id)
    paged = wanted.order_by(*order).limit(PARTS_ON_A_PAGE).offset((number - 1) * PARTS_ON_A_PAGE)
    rows = store.execute(paged).all()
    shown = {key for row in rows for key in (row.owner_id, row.person_id)}
    names = people.names_of(store, {node.owner, node.person, *shown})
    sums, bars, picture = _sums(node, stored), _Bars((), {}), None
    if rows and not among_people:
        bars = _Bars(rows, _below(store, rows))
    if rows and not search and number == 1:
        picture = (
            bars.picture(node.target, stored)
            if bars.rows
            else icicle_of(node.target, [Inside(None)], stored.given)
        )
    return PartsView(
        parts=bars.lines(actor, node, stored, names, is_placed=not search and number == 1),
        people=_share_lines(actor, node, rows, names) if among_people else (),
        icicle=picture,
        sums=sums,
        search=search,
        number=number,
        pages=pages,
        found=found,
        names=names,
    )


def _wanted(node: NodeFacts, search: str) -> Select[*tuple[Any, ...]]:
    wanted: Select[*tuple[Any, ...]] = (
        select(
            PlanNode.id,
            PlanNode.title,
            PlanNode.starts_on,
            PlanNode.ends_on,
            PlanNode.review_on,
            PlanNode.owner_id,
            PlanNode.person_id,
            PlanNode.target,
            PlanNode.axis,
            NodeSum.parts,
            NodeSum.given,
            NodeSum.own,
            NodeSum.possible,
            NodeSum.missing,
            NodeSum.people,
            NodeSum.shown,
        )
        .outerjoin(NodeSum, NodeSum.node_id == PlanNode.id)
        .where(PlanNode.parent_id == node.key, takes_part(PlanNode))
    )
    return wanted.where(PlanNode.title.icontains(search, autoescape=True)) if search else wanted


def _below(store: Session, rows: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    """The first parts of the parts, where these are no people's: shares are never listed with their numbers."""
    wholes = [row.id for row in rows if row.axis not in (None, Axis.PERSON) and row.person_id is None]
    place = func.row_number().over(partition_by=PlanNode.parent_id, order_by=(PlanNode.position, PlanNode.id))
    numbered = (
        select(
            PlanNode.parent_id,
            PlanNode.title,
            PlanNode.starts_on,
            PlanNode.ends_on,
            PlanNode.target,
            place.label("place"),
        )
        .where(PlanNode.parent_id.in_(wholes), _is_nobodys(), takes_part(PlanNode))
        .subquery()
    )
    found: dict[int, list[Row[Any]]] = {}
    for row in store.execute(
        select(numbered)
        .where(numbered.c.place <= PARTS_BELOW)
        .order_by(numbered.c.parent_id, numbered.c.place)
    ):
        found.setdefault(row.parent_id or 0, []).append(row)
    return found


def _is_nobodys() -> ColumnElement[bool]:
    """No person's share. Asked plainly, SQLite would read every such node of all plans by that index."""
    return func.coalesce(PlanNode.person_id, 0) == 0


class _Bars:
    """The parts of one page with the parts below them, and where each is drawn."""

    def __init__(self, rows: Sequence[Row[Any]], below: Mapping[int, list[Row[Any]]]) -> None:
        self.rows, self._below = rows, below

    def _given(self, rows: Sequence[Row[Any]]) -> Decimal:
        return sum((row.target for row in rows if row.target is not None), Decimal(0))

    def picture(self, whole: Decimal | None, stored: Stored) -> Icicle | None:
        """The icicle of the first page; what stands on later pages is one piece."""
        parts = [
            Inside(
                row.target,
                tuple(one.target for one in self._below.get(row.id, ())),
                max(Decimal(0), (row.given or Decimal(0)) - self._given(self._below.get(row.id, ()))),
            )
            for row in self.rows
        ]
        return icicle_of(whole, parts, max(Decimal(0), stored.given - self._given(self.rows)))

    def lines(
        self, actor: Actor, node: NodeFacts, stored: Stored, names: Mapping[int, str], *, is_placed: bool
    ) -> tuple[PartLine, ...]:
        """The parts as lines; on later pages a bar shows how long a part is, and not where it stands."""
        may_read_all = not policy.may_change_node(actor, node.owner) or node.person is not None
        rest = max(Decimal(0), stored.given - self._given(self.rows))
        bars, _ = bars_of(node.target, [row.target for row in self.rows], rest)
        return tuple(
            PartLine(
                key=NodeKey(row.id),
                title=row.title,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                review_on=row.review_on,
                owner=names.get(row.owner_id, ""),
                target=row.target,
                possible=_whole(_stored(row), may_read_all=may_read_all),
                bar=bar if is_placed or bar is None else Bar(0, bar.length),
                axis=row.axis,
                below=self._lines_below(row, bar if is_placed else None),
                further=max(0, (row.parts or 0) - len(self._below[row.id])) if row.id in self._below else 0,
            )
            for row, bar in zip(self.rows, bars, strict=True)
        )

    def _lines_below(self, row: Row[Any], outer: Bar | None) -> tuple[PartBelow, ...]:
        inside = self._below.get(row.id, [])
        rest = max(Decimal(0), (row.given or Decimal(0)) - self._given(inside))
        bars, _ = bars_of(row.target, [one.target for one in inside], rest)
        return tuple(
            PartBelow(
                one.title,
                one.starts_on,
                one.ends_on,
                one.target,
                within(outer, bar) if outer and bar else None,
            )
            for one, bar in zip(inside, bars, strict=True)
        )


def _whole(stored: Stored, *, may_read_all: bool) -> Decimal | None:
    """What is possible in a part once everyone in it has said so: a sum with estimates missing says too little."""
    return stored.possible if not stored.missing and (may_read_all or is_open(stored)) else None


def _stored(row: Row[Any]) -> Stored:
    if row.missing is None:
        return Stored(people=1)
    return Stored(own=row.own, possible=row.possible, missing=row.missing, people=row.people, shown=row.shown)


def _share_lines(
    actor: Actor, node: NodeFacts, rows: Sequence[Row[Any]], names: Mapping[int, str]
) -> tuple[ShareLine, ...]:
    open_to_all = not policy.may_change_node(actor, node.owner)
    return tuple(
        ShareLine(
            key=NodeKey(row.id) if open_to_all or actor.is_person(row.person_id) else None,
            name=names.get(row.person_id or 0, row.title),
            is_given=row.target is not None,
            review_on=row.review_on,
        )
        for row in rows
    )


def _sums(node: NodeFacts, stored: Stored) -> Sums | None:
    if not stored.parts:
        return None
    return Sums(
        given=stored.given,
        difference=None if node.target is None else stored.given - node.target,
        not_given=stored.parts_open,
        of=stored.parts,
        remainder_bar=bars_of(node.target, [], stored.given)[1],
    )
