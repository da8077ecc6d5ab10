"""Which totals of a plan may be shown without giving one person's result away.

A group of one to three people is hidden. That is not enough: what is hidden can be told from the whole
less all parts that are shown. So a part is looked at together with all the parts beside it, and under a
whole that is hidden everything is hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from appraisal.plans.domain import FEWEST_TO_SHOW, NodeKey


@dataclass(frozen=True)
class Holding:
    """A node as far as groups go: what it is a part of, and whose share it is, if one person's."""

    key: NodeKey
    parent: NodeKey | None
    person: int | None


@dataclass(frozen=True)
class Groups:
    """The people under each node, and the nodes whose totals may be shown."""

    people: Mapping[NodeKey, frozenset[int]]
    shown: frozenset[NodeKey]


def groups_of(plan: Iterable[Holding]) -> Groups:
    """The groups of one plan; ``plan`` lists all its nodes down to people's shares, in any order.

    Each node without a parent is a whole of its own.
    """
    nodes = {node.key: node for node in plan}
    people: dict[NodeKey, set[int]] = {key: set() for key in nodes}
    parts: dict[NodeKey | None, list[NodeKey]] = defaultdict(list)
    for node in nodes.values():
        parts[node.parent].append(node.key)
        above: Holding | None = node
        while node.person is not None and above is not None:
            people[above.key].add(node.person)
            above = nodes.get(above.parent) if above.parent is not None else None
    groups = {key: frozenset(found) for key, found in people.items()}
    return Groups(groups, _shown(groups, parts))


def parts_to_show(parts: Mapping[NodeKey, frozenset[int]]) -> frozenset[NodeKey]:
    """Of the parts of a whole that is shown itself, those that may be shown.

    Where one to three people would be left over, the smallest part that could be shown is hidden too.
    """
    large = [key for key, people in parts.items() if len(people) >= FEWEST_TO_SHOW]
    seen = frozenset[int]().union(*(parts[key] for key in large))
    left_over = frozenset[int]().union(*parts.values()) - seen
    if not large or not 0 < len(left_over) < FEWEST_TO_SHOW:
        return frozenset(large)
    smallest = parts[min(large, key=lambda key: (len(parts[key]), key))]
    return frozenset(key for key in large if parts[key] != smallest)


def _shown(
    groups: Mapping[NodeKey, frozenset[int]], parts: Mapping[NodeKey | None, list[NodeKey]]
) -> frozenset[NodeKey]:
    shown: set[NodeKey] = set()
    wholes: list[NodeKey] = []
    for root in parts.get(None, ()):
        wholes += parts_to_show({root: groups[root]})
    while wholes:
        whole = wholes.pop()
        shown.add(whole)
        wholes += parts_to_show({key: groups[key] for key in parts.get(whole, ())})
    return frozenset(shown)
