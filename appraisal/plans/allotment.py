"""A number shared down a whole tree at once, on arrays: largest remainder, to the last unit. Pure.

Owns the same answers as ``decomposition.allocate_nested``. Leaves the layout of the tree to ``forest``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appraisal.kernel.measures import Exact
from appraisal.plans.decomposition import Path, as_whole_numbers
from appraisal.plans.forest import SAFE, Forest, Marks, Numbers, Places, any_below, roll_up, zeros


@dataclass(frozen=True)
class Shared:
    """What every node got, in whole steps; where ``given`` is not marked, nothing was given, which is not zero."""

    steps: Numbers
    given: Marks


def share_down(forest: Forest, steps: int, weights: Numbers, given: Marks) -> Shared:
    """Share whole steps down a tree of one root by largest remainder, as ``allocate_nested`` does.

    ``weights`` are whole numbers of the leaves, not negative. Equal remainders go to the part that stands
    first. Raises ``ValueError`` when there is nothing to share by.
    """
    weights = roll_up(forest, np.where(given, weights, 0))
    known = any_below(forest, given)
    if steps and not weights[0] and len(forest.levels) > 1:
        raise ValueError("there is nothing to share by")
    found = zeros(len(weights), np.dtype(np.int64) if abs(steps) < SAFE else np.dtype(object))
    found[0] = abs(steps)
    known[0] = True
    for level in forest.levels[1:]:
        groups = forest.groups_of(level)
        starts = forest.starts[groups] - level[0]
        wholes = forest.wholes[groups]
        part = slice(*level)
        found[part] = _shared_on(found[wholes], weights[wholes], weights[part], starts)
    return Shared(-found if steps < 0 else found, known)


def _shared_on(wholes: Numbers, summed: Numbers, weights: Numbers, starts: Places) -> Numbers:
    """One level: each whole shared among its parts, which begin at ``starts``."""
    if float(summed.max()) * float(weights.max()) >= SAFE:
        summed, weights = summed.astype(object), weights.astype(object)
    sizes = np.diff(np.append(starts, len(weights)))
    by = np.where(summed == 0, 1, summed)
    # The whole is first divided by all weights, so that no product grows with the size of the whole.
    times, rest = wholes // by, wholes % by
    if (
        times.dtype == np.int64
        and weights.dtype == np.int64
        and float(times.max()) * float(weights.max()) >= SAFE
    ):
        times = times.astype(object)
    product = np.repeat(rest, sizes) * weights
    divisor = np.repeat(by, sizes)
    counts = np.repeat(times, sizes) * weights + product // divisor
    remainders = product % divisor
    left = wholes - np.add.reduceat(counts, starts)
    return counts + _first_by_remainder(remainders, left, sizes)


def _first_by_remainder(remainders: Numbers, left: Numbers, sizes: Places) -> NDArray[np.int64]:
    """One step more for the parts with the largest remainders, as many in each group as steps are left."""
    more = np.zeros(len(remainders), dtype=np.int64)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    waiting = np.flatnonzero((remainders > 0) & (left[groups] > 0))
    if not len(waiting):
        return more
    group, size = groups[waiting], remainders[waiting]
    widest = int(size.max()) + 1
    if size.dtype != object and float(widest) * len(sizes) < SAFE:
        order = np.argsort(group * widest + (widest - 1 - size), kind="stable")
    else:
        order = np.lexsort((-size, group)) if size.dtype != object else _exact_order(group, size)
    group = group[order]
    begins = np.searchsorted(group, group, side="left")
    more[waiting[order[np.arange(len(group)) - begins < left[group]]]] = 1
    return more


def _exact_order(group: Places, size: Numbers) -> Places:
    return np.array(sorted(range(len(group)), key=lambda place: (group[place], -size[place])), dtype=np.int64)


def share_out(steps: int, leaves: Mapping[Path, Exact | None]) -> dict[Path, int | None]:
    """``decomposition.allocate_nested`` for a large tree: the same paths, the same numbers."""
    index: dict[Path, int] = {(): 0}
    parents = [-1]
    for path in sorted(leaves):
        for depth in range(1, len(path) + 1):
            if path[:depth] not in index:
                index[path[:depth]] = len(parents)
                parents.append(index[path[: depth - 1]])
    given = {path: weight for path, weight in leaves.items() if weight is not None}
    numbers: list[int] = [0] * len(parents)
    marks = np.zeros(len(parents), dtype=np.bool_)
    for path, number in zip(given, as_whole_numbers(list(given.values())), strict=True):
        numbers[index[path]], marks[index[path]] = number, True
    forest = Forest.of(parents)
    shared = share_down(forest, steps, forest.laid_out(numbers), forest.laid_out(marks))
    counts, known = forest.as_given(shared.steps), forest.as_given(shared.given)
    return {path: int(counts[place]) if known[place] else None for path, place in index.items()}
