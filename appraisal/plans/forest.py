"""The sums of a plan on arrays: a tree of a million parts rolled up and checked, exactly. Pure.

Owns the same answers as ``reconciliation``, for whole trees at once, and the layout on which ``allotment``
shares a number down. A tree is given by the place of each node's parent. Numbers are whole steps in 64 bits; where a sum or a product could leave
them, that step is taken in Python's whole numbers instead, so nothing is ever rounded or wrapped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from appraisal.plans.reconciliation import Sum

Numbers = NDArray[Any]
Places = NDArray[np.int64]
Marks = NDArray[np.bool_]

SAFE = float(2**62)
CODES = (Sum.CANNOT_TELL, Sum.EXACT, Sum.RESERVE, Sum.REMAINDER, Sum.SURPLUS)
"""The five answers of a check, by the number that stands for each in an array."""
CANNOT_TELL, EXACT, RESERVE, REMAINDER, SURPLUS = range(5)


@dataclass(frozen=True)
class Forest:
    """Nodes laid out level by level, the parts of one node side by side in the order they were given.

    ``places`` says at which place each node given stands; all other arrays are in the order of the layout.
    ``parents`` is the place of the parent, -1 at the top; ``levels`` says where each level begins and ends.
    """

    places: Places
    parents: Places
    levels: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, parents: Sequence[int] | Places) -> Forest:
        """Lay nodes out; ``parents`` holds the index of each one's parent, -1 at the top.

        Raises ``ValueError`` when a parent is not there or the nodes go in a circle.
        """
        above = np.asarray(parents, dtype=np.int64)
        if len(above) and (above.max() >= len(above) or above.min() < -1):
            raise ValueError("a parent is not there")
        depths = _depths(above)
        by_depth = np.argsort(depths, kind="stable")
        edges = [0, *np.cumsum(np.bincount(depths)).tolist()] if len(above) else [0]
        places = np.empty(len(above), dtype=np.int64)
        ordered: list[Places] = []
        levels = tuple(pairwise(edges))
        for first, end in levels:
            level = by_depth[first:end]
            if first:
                level = level[np.argsort(places[above[level]], kind="stable")]
            places[level] = np.arange(first, end)
            ordered.append(level)
        layout = np.concatenate(ordered) if ordered else np.empty(0, dtype=np.int64)
        over = above[layout]
        return cls(places, np.where(over < 0, -1, places[over]), levels)

    def laid_out(self, values: Sequence[Any] | Numbers, dtype: Any = None) -> Numbers:
        """Values by node, in the order of the layout."""
        given = numbers_of(values) if dtype is None else np.asarray(values, dtype=dtype)
        found = np.empty(len(given), dtype=given.dtype)
        found[self.places] = given
        return found

    def as_given(self, values: Numbers) -> Numbers:
        """Values in the order of the layout, by node again."""
        return values[self.places]

    @cached_property
    def starts(self) -> Places:
        """The place of the first part of every node that has parts."""
        changes = np.flatnonzero(np.diff(self.parents)) + 1
        return changes[self.parents[changes] >= 0]

    @cached_property
    def wholes(self) -> Places:
        """The places of the nodes that have parts, in the order of ``starts``."""
        return self.parents[self.starts]

    @cached_property
    def leaves(self) -> Marks:
        """Which nodes have no parts."""
        found = np.ones(len(self.parents), dtype=np.bool_)
        found[self.wholes] = False
        return found

    def groups_of(self, level: tuple[int, int]) -> slice:
        """The groups whose parts stand on a level, as a slice of ``starts`` and ``wholes``."""
        first, last = np.searchsorted(self.starts, level)
        return slice(int(first), int(last))


def sum_parts(forest: Forest, values: Numbers) -> Numbers:
    """For each node, the sum of the parts directly below it; zero for a node without parts."""
    values = for_sums(values)
    found = zeros(len(values), values.dtype)
    if len(forest.starts):
        found[forest.wholes] = np.add.reduceat(values, forest.starts)
    return found


def roll_up(forest: Forest, values: Numbers) -> Numbers:
    """For each node, the sum of the leaves below it; a leaf keeps its own value."""
    found = for_sums(np.where(forest.leaves, values, 0)).copy()
    for level in reversed(forest.levels[1:]):
        groups = forest.groups_of(level)
        starts = forest.starts[groups]
        found[forest.wholes[groups]] = np.add.reduceat(found[: level[1]], starts)
    return found


def any_below(forest: Forest, marks: Marks) -> Marks:
    """Which nodes have a marked leaf below them, or are one."""
    found = marks & forest.leaves
    for level in reversed(forest.levels[1:]):
        groups = forest.groups_of(level)
        found[forest.wholes[groups]] = np.logical_or.reduceat(found[: level[1]], forest.starts[groups])
    return found


@dataclass(frozen=True)
class Checked:
    """Whether the parts of every node add up; ``answers`` are places in ``CODES``.

    ``differences`` are parts less whole, and stand only where ``known`` is marked.
    """

    answers: NDArray[np.int8]
    parts: NDArray[np.int64]
    not_given: NDArray[np.int64]
    sums: Numbers
    differences: Numbers
    known: Marks


def check_sums(forest: Forest, targets: Numbers, given: Marks, reserves: Numbers | None = None) -> Checked:
    """Hold every node against its parts, as ``reconcile`` does; a leaf's answer is that nobody can tell."""
    ones = np.ones(len(targets), dtype=np.int64)
    parts, not_given = sum_parts(forest, ones), sum_parts(forest, ones * ~given)
    sums = sum_parts(forest, np.where(given, targets, 0))
    known = given & (parts > not_given)
    differences = np.where(known, for_sums(sums) - np.where(given, targets, 0), 0)
    expected = zeros(len(targets), targets.dtype) if reserves is None else reserves
    answers = np.full(len(targets), CANNOT_TELL, dtype=np.int8)
    complete = known & (not_given == 0)
    answers[complete & (differences < expected)] = REMAINDER
    answers[complete & (differences > expected)] = SURPLUS
    even = complete & (differences == expected)
    answers[even] = EXACT
    answers[even & (differences != 0)] = RESERVE
    return Checked(answers, parts, not_given, sums, differences, known)


@dataclass(frozen=True)
class Possible:
    """What is possible by node, as far as it is known, and how many estimates are missing below it."""

    steps: Numbers
    known: Marks
    missing: NDArray[np.int64]


def roll_possible(forest: Forest, own: Numbers, given: Marks, counted: Marks) -> Possible:
    """Estimates rolled up from below, as ``feasibility.rolled_up`` does for one node.

    Where ``counted`` is not marked a node stands beside the sums: it has its own, and adds to none.
    """
    steps = for_sums(np.where(given, own, 0)).copy()
    known = given.copy()
    missing = np.where(given, 0, 1).astype(np.int64)
    adds = counted.astype(np.int64)
    for level in reversed(forest.levels[1:]):
        groups, end = forest.groups_of(level), level[1]
        starts, wholes = forest.starts[groups], forest.wholes[groups]
        lacking = np.add.reduceat(missing[:end] * adds[:end], starts)
        below = np.add.reduceat(np.where(known[:end] & counted[:end], steps[:end], 0), starts)
        heard = np.logical_or.reduceat(known[:end] & counted[:end], starts)
        has_parts = np.logical_or.reduceat(counted[:end], starts)
        from_below = has_parts & ((lacking == 0) | ~given[wholes])
        steps[wholes] = np.where(from_below, below, steps[wholes])
        known[wholes] = np.where(from_below, heard, known[wholes])
        missing[wholes] = np.where(from_below, lacking, missing[wholes])
    return Possible(steps, known, missing)


def _depths(above: Places) -> Places:
    """How far below the top each node stands, in as many rounds as the depth has binary digits."""
    depths = (above >= 0).astype(np.int64)
    up = above.copy()
    for _round in range(65):
        on_the_way = np.flatnonzero(up >= 0)
        if not len(on_the_way):
            return depths
        over = up[on_the_way]
        depths[on_the_way] += depths[over]
        up[on_the_way] = up[over]
    raise ValueError("the nodes go in a circle")


def numbers_of(values: Sequence[Any] | Numbers) -> Numbers:
    """Whole numbers as an array: of 64 bits where they fit, otherwise of Python's own."""
    if isinstance(values, np.ndarray):
        return values
    largest = max(map(abs, values), default=0)
    return np.array(values, dtype=np.int64 if largest < SAFE else object)


def for_sums(values: Numbers) -> Numbers:
    """The values as they are when no sum of them can leave 64 bits, otherwise as Python's whole numbers."""
    if values.dtype == object or not len(values):
        return values
    values = values.astype(np.int64, copy=False)
    return values if float(np.abs(values.astype(np.float64)).sum()) < SAFE else values.astype(object)


def zeros(length: int, dtype: Any) -> Numbers:
    """So many zeros of this kind of number."""
    return np.zeros(length, dtype=dtype)
