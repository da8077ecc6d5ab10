"""The plan tree: nodes as values, what stands against them, and the line from a node to the strategy.

Owns the shape of a plan. Leaves whether the parts add up to ``reconciliation``, splitting to
``methods`` and storing to the rest of the slice. Every walk is a loop and linear, so that a tree of a
hundred thousand nodes, or a chain of them, is checked in about a second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from appraisal.kernel.measures import Amount
from appraisal.kernel.objections import Objection, Objections
from appraisal.kernel.periods import Period


class PlanKind(StrEnum):
    """The four kinds of plan, highest first; a contingency plan may hang under any of the others."""

    STRATEGIC = "strategic"
    TACTICAL = "tactical"
    OPERATIONAL = "operational"
    CONTINGENCY = "contingency"


class Axis(StrEnum):
    """Along what a node is split into its parts."""

    PERIOD = "period"
    UNIT = "unit"
    PERSON = "person"
    TERRITORY = "territory"
    PRODUCT = "product"
    CHANNEL = "channel"
    SEGMENT = "segment"
    NEW_OR_EXISTING = "new_or_existing"


NAMED_AXES = (Axis.TERRITORY, Axis.CHANNEL, Axis.PRODUCT, Axis.SEGMENT, Axis.NEW_OR_EXISTING)
"""Axes whose parts are named by whoever owns the plan; units and people are known, and time is cut."""
HEIGHT = {PlanKind.STRATEGIC: 2, PlanKind.TACTICAL: 1, PlanKind.OPERATIONAL: 0}


@dataclass(frozen=True, slots=True)
class PlanNode:
    """One node of a plan.

    ``axis`` and ``part`` say along what its parent was split and which part this is (a unit's key, a
    product, ``"2017-Q3"``); both are empty at the root. ``target`` is ``None`` while not given.
    ``agreed_reserve`` is what the parts are agreed to add up to above (or, negative, below) the target.
    """

    key: str
    kind: PlanKind
    period: Period
    parent_key: str | None = None
    axis: Axis | None = None
    part: str = ""
    owner: str | None = None
    review_on: date | None = None
    measure: str | None = None
    target: Amount | None = None
    agreed_reserve: Amount | None = None

    @property
    def takes_part_in_sums(self) -> bool:
        """Whether its target is a share of the parent's; a contingency plan waits beside the parts."""
        return self.kind is not PlanKind.CONTINGENCY


@dataclass(frozen=True, slots=True)
class PlanTree:
    """Nodes found by key and by parent, in the order given. Made by ``PlanTree.of``."""

    nodes: Mapping[str, PlanNode]
    children: Mapping[str, tuple[PlanNode, ...]]

    @classmethod
    def of(cls, nodes: Iterable[PlanNode]) -> PlanTree:
        """Index the nodes; what is wrong with them is told by ``objections_to_tree``."""
        found: dict[str, PlanNode] = {}
        below: dict[str, list[PlanNode]] = {}
        for node in nodes:
            found[node.key] = node
            if node.parent_key is not None:
                below.setdefault(node.parent_key, []).append(node)
        children = {key: tuple(parts) for key, parts in below.items()}
        return cls(MappingProxyType(found), MappingProxyType(children))

    def roots(self) -> tuple[PlanNode, ...]:
        """The nodes without a parent."""
        return tuple(node for node in self.nodes.values() if node.parent_key is None)

    def parts_of(self, key: str) -> tuple[PlanNode, ...]:
        """The nodes directly below, contingency plans left out."""
        return tuple(node for node in self.children.get(key, ()) if node.takes_part_in_sums)

    def below(self, key: str) -> Iterator[PlanNode]:
        """Every node under this one, parents before their parts; each once, even in a broken tree."""
        seen = {key}
        waiting = list(reversed(self.children.get(key, ())))
        while waiting:
            node = waiting.pop()
            if node.key not in seen:
                seen.add(node.key)
                yield node
                waiting.extend(reversed(self.children.get(node.key, ())))

    def line_to_strategy(self, key: str) -> tuple[PlanNode, ...]:
        """The node, its parent and so on up to the root: why this work is done. Stops at a cycle."""
        line: dict[str, PlanNode] = {}
        node = self.nodes.get(key)
        while node is not None and node.key not in line:
            line[node.key] = node
            node = self.nodes.get(node.parent_key) if node.parent_key is not None else None
        return tuple(line.values())


def objections_to_tree(nodes: Sequence[PlanNode]) -> Objections:
    """Everything that stands against the nodes as a tree, each reason with the key of its ``node``."""
    tree = PlanTree.of(nodes)
    found: list[Objection] = []
    for key, times in Counter(node.key for node in nodes).items():
        if times > 1:
            found.append(_objection("key_given_twice", node=key))
    for node in nodes:
        found += objections_to_node(node, parent=tree.nodes.get(node.parent_key or ""))
    for cycle in _cycles(tree):
        found.append(_objection("plan_goes_in_a_circle", node=cycle[0], nodes=cycle))
    for key in tree.children:
        found += _objections_to_split(key, tree.parts_of(key))
    return Objections(tuple(found))


def objections_to_node(node: PlanNode, parent: PlanNode | None) -> Objections:
    """What stands against one node under the parent found for it (``None``: there is none)."""
    reasons = {
        "no_parent": node.parent_key is None and node.kind is not PlanKind.STRATEGIC,
        "parent_not_found": node.parent_key is not None and parent is None,
        "no_owner": not node.owner,
        "no_review_date": node.review_on is None,
        "reviewed_before_it_starts": node.review_on is not None and node.review_on < node.period.starts_on,
        "no_measure": node.takes_part_in_sums and not node.measure,
        "target_not_whole": node.target is not None and not node.target.is_whole,
        "no_axis": node.takes_part_in_sums and node.parent_key is not None and node.axis is None,
    }
    if parent is not None:
        reasons |= _reasons_against_parent(node, parent)
    return Objections(tuple(_objection(key, node=node.key) for key, holds in reasons.items() if holds))


def _reasons_against_parent(node: PlanNode, parent: PlanNode) -> dict[str, bool]:
    units = {amount.unit for amount in (node.target, parent.target) if amount is not None}
    is_contingency = PlanKind.CONTINGENCY in (node.kind, parent.kind)
    return {
        "period_outside_parents": not parent.period.covers(node.period),
        "kind_above_parents": not is_contingency and HEIGHT[node.kind] > HEIGHT[parent.kind],
        "part_of_a_contingency": node.takes_part_in_sums and not parent.takes_part_in_sums,
        "unit_differs_from_parents": node.takes_part_in_sums and len(units) > 1,
    }


def _objections_to_split(key: str, parts: Sequence[PlanNode]) -> list[Objection]:
    found: list[Objection] = []
    axes = sorted({part.axis for part in parts if part.axis is not None})
    if len(axes) > 1:
        found.append(_objection("two_axes_at_one_split", node=key, axes=tuple(axes)))
    names = Counter((part.axis, part.part) for part in parts if part.axis is not None and part.part)
    for (_, name), times in names.items():
        if times > 1:
            found.append(_objection("part_given_twice", node=key, part=name))
    if axes == [Axis.PERIOD]:
        in_order = sorted(parts, key=lambda part: part.period)
        latest = None
        for part in in_order:
            if latest is not None and part.period.starts_on <= latest.period.ends_on:
                found.append(_objection("periods_overlap", node=key, parts=(latest.key, part.key)))
            if latest is None or part.period.ends_on > latest.period.ends_on:
                latest = part
    return found


def _cycles(tree: PlanTree) -> list[tuple[str, ...]]:
    settled: set[str] = set()
    cycles = []
    for start in tree.nodes:
        path: dict[str, None] = {}
        key: str | None = start
        while key is not None and key in tree.nodes and key not in settled and key not in path:
            path[key] = None
            key = tree.nodes[key].parent_key
        if key in path:
            members = list(path)
            cycles.append(tuple(members[members.index(key) :]))
        settled.update(path)
    return cycles


def _objection(key: str, **details: object) -> Objection:
    return Objection(key, MappingProxyType(details))
