"""Which totals of a plan may be shown without giving one person's result away.

A group of one to three people is hidden. That is not enough: what is hidden can be told from the whole
less all parts that are shown. So a part is looked at together with all the parts beside it, and under a
whole that is hidden everything is hidden. Parts may share their people, as quarters do: one that lacks only
one to three people of the whole, or of a part beside it, would tell these by what is missing, and is hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

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
    everybody = frozenset[int]().union(*parts.values())
    wholes = [everybody, *parts.values()]
    large = [
        key
        for key, people in parts.items()
        if len(people) >= FEWEST_TO_SHOW
        and not any(people < whole and len(whole - people) < FEWEST_TO_SHOW for whole in wholes)
    ]
    seen = frozenset[int]().union(*(parts[key] for key in large))
    left_over = everybody - seen
    if not large or not 0 < len(left_over) < FEWEST_TO_SHOW:
        return frozenset(large)
    smallest = parts[min(large, key=lambda key: (len(parts[key]), key))]
    return frozenset(key for key in large if parts[key] != smallest)


class Register(Protocol):
    """Who holds a share where, asked only as far as it matters."""

    def people_in(self, parts: Collection[int]) -> frozenset[int]:
        """Everybody in any of these parts."""
        ...

    def parts_with(self, people: frozenset[int], parts: Collection[int]) -> Mapping[int, frozenset[int]]:
        """By part, those of these people who are in it."""
        ...


def parts_to_show_of(counts: Mapping[int, int], everybody: int, register: Register) -> frozenset[int]:
    """``parts_to_show`` where how many people are in each part and in all is known, and who they are can be asked."""
    lacking = _lacking_few(counts, everybody, register)
    large = [key for key, people in counts.items() if people >= FEWEST_TO_SHOW and key not in lacking]
    others = [key for key, people in counts.items() if people and key not in large]
    if not large or not others:
        return frozenset(large)
    few = register.people_in(others)
    elsewhere = frozenset[int]().union(*register.parts_with(few, large).values())
    if not 0 < len(few - elsewhere) < FEWEST_TO_SHOW:
        return frozenset(large)
    smallest = min(large, key=lambda key: (counts[key], key))
    alike = [key for key in large if counts[key] == counts[smallest]]
    if len(alike) == 1:
        return frozenset(large) - {smallest}
    members = register.people_in([smallest])
    found = register.parts_with(members, alike)
    return frozenset(key for key in large if found.get(key) != members)


def _lacking_few(counts: Mapping[int, int], everybody: int, register: Register) -> frozenset[int]:
    """The parts that lack one to three people of all, or of a part beside them that has everybody else of theirs."""
    found = {key for key, people in counts.items() if 0 < everybody - people < FEWEST_TO_SHOW}
    if sum(counts.values()) == everybody:  # nobody is in two parts
        return frozenset(found)
    for key, people in counts.items():
        larger = [each for each, more in counts.items() if 0 < more - people < FEWEST_TO_SHOW]
        if people >= FEWEST_TO_SHOW and larger and key not in found:
            members = register.people_in([key])
            if members in register.parts_with(members, larger).values():
                found.add(key)
    return frozenset(found)


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
