"""Many nodes at once, as a list has them: a node as a row, a wish for a row, and what the wishes come to.

Owns the values alone. Leaves reading rows to ``outline`` and weighing wishes to ``bringing``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from appraisal.kernel.objections import Objection


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node as a row. ``axis`` is along what the node above is split, ``split`` along what this one is.

    ``target`` None is not given, which is not zero. ``part`` says which part it is; a node that
    ``is_supporting`` is none, and counts something of its own beside them.
    """

    key: int
    parent: int | None
    kind: str
    title: str
    axis: str | None
    split: str | None
    person: int | None
    org_unit: int | None
    owner: int | None
    measure: str
    unit: str
    starts_on: date | None
    ends_on: date | None
    review_on: date | None
    target: Decimal | None
    version: int = 0
    part: str = ""
    is_supporting: bool = False


@dataclass(frozen=True, slots=True)
class EarlierTarget:
    """A number that was in force from a day on, before the one there is now."""

    valid_from: date
    target: Decimal | None


@dataclass(frozen=True, slots=True)
class BringNode:
    """Part of a command: a node as somebody wrote it down. ``ref`` tells it from the others of its list.

    ``node`` is a node that is there already; ``parent`` is the ref of another wish, ``parent_node`` a
    node that is there. ``told`` names what was written at all: the rest of a node stays as it is, and a
    new node has it from the one above. ``seen_version`` is how the node was when it was written down.
    ``valid_from`` is the day from which the target counts, where the list says so; ``earlier`` are those beside it.
    """

    ref: str
    title: str = ""
    node: int | None = None
    parent: str | None = None
    parent_node: int | None = None
    kind: str | None = None
    axis: str | None = None
    part: str = ""
    person: int | None = None
    org_unit: int | None = None
    owner: int | None = None
    measure: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    target: Decimal | None = None
    told: frozenset[str] = frozenset()
    seen_version: int | None = None
    earlier: tuple[EarlierTarget, ...] = ()
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a wish would change of a node: the field, what stands there, what would."""

    field: str
    was: object
    now: object


@dataclass(frozen=True, slots=True)
class PartsSum:
    """Whether the parts of a node add up: above zero they hold more than the whole; None: cannot tell."""

    ref: str
    title: str
    whole: Decimal | None
    parts: Decimal
    not_given: int

    @property
    def difference(self) -> Decimal | None:
        """The parts less the whole."""
        return None if self.whole is None or self.not_given else self.parts - self.whole


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a list of wishes comes to. ``rows`` are the nodes as they would be, parents first, by ref.

    A key below zero belongs to a node that is not there yet.
    """

    rows: Mapping[str, NodeRow]
    new: tuple[str, ...]
    changed: Mapping[str, tuple[Difference, ...]]
    same: tuple[str, ...]
    objections: tuple[tuple[str, Objection], ...]
    sums: tuple[PartsSum, ...] = ()
    missing: tuple[tuple[int, str], ...] = ()
    splits: Mapping[int, str] = field(default_factory=dict)

    @property
    def refused(self) -> frozenset[str]:
        """The refs that something stands against."""
        return frozenset(ref for ref, _ in self.objections)


@dataclass(frozen=True, slots=True)
class Brought:
    """What bringing in a list of nodes changed, and the key of each ref."""

    new: int
    changed: int
    same: int
    nodes: Mapping[str, int]
