"""The sums on arrays give the answers of the sums on objects, and nothing of them is ever rounded."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.kernel.measures import EUR, Amount
from appraisal.kernel.periods import Period
from appraisal.plans.allotment import share_down, share_out
from appraisal.plans.decomposition import allocate_nested
from appraisal.plans.feasibility import rolled_up
from appraisal.plans.forest import CODES, Forest, check_sums, roll_possible, roll_up, sum_parts
from appraisal.plans.reconciliation import reconcile
from appraisal.plans.tree import Axis, PlanKind, PlanNode, PlanTree

YEAR = Period.year(2017)
WEIGHTS = st.one_of(
    st.none(),
    st.integers(0, 50),
    st.integers(0, 10**15),
    st.decimals(0, 10**6, places=3),
    st.fractions(0, 1000, max_denominator=97),
)
PATHS = st.lists(st.text("abc", min_size=1, max_size=2), min_size=3, max_size=3).map(tuple)
TARGETS = st.one_of(st.none(), st.integers(-100, 100), st.integers(0, 10**17))


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """Parents of up to forty nodes, the first at the top; a node may come before the one above it."""
    size = draw(st.integers(1, 40))
    parents = [-1, *(draw(st.integers(0, place - 1)) for place in range(1, size))]
    order = draw(st.permutations(range(size)))
    moved = {old: new for new, old in enumerate(order)}
    return [-1 if parents[old] < 0 else moved[parents[old]] for old in order]


def children_of(parents: list[int]) -> dict[int, list[int]]:
    """The parts of each node that has some."""
    below: dict[int, list[int]] = {}
    for node, parent in enumerate(parents):
        below.setdefault(parent, []).append(node)
    return below


@given(st.dictionaries(PATHS, WEIGHTS, min_size=1, max_size=40), st.integers(-(10**17), 10**17))
def test_a_tree_is_shared_on_arrays_as_it_is_on_objects(leaves, steps):
    try:
        expected = allocate_nested(steps, leaves)
    except ValueError:
        with pytest.raises(ValueError, match="nothing to share by"):
            share_out(steps, leaves)
        return
    assert share_out(steps, leaves) == expected


def test_a_tree_without_parts_keeps_its_whole():
    assert share_out(7, {}) == allocate_nested(7, {}) == {(): 7}


def test_numbers_beyond_sixty_four_bits_are_shared_to_the_last_unit():
    leaves = {(f"u{group}", f"p{part}"): 10**18 + part for group in range(5) for part in range(7)}
    assert share_out(10**25 + 3, leaves) == allocate_nested(10**25 + 3, leaves)


@given(trees(), st.data())
def test_splits_are_checked_on_arrays_as_they_are_on_objects(parents, data):
    targets = [data.draw(TARGETS) for _node in parents]
    reserves = [data.draw(st.one_of(st.none(), st.integers(-3, 3))) for _node in parents]
    nodes = [
        PlanNode(
            key=str(node),
            kind=PlanKind.STRATEGIC,
            period=YEAR,
            parent_key=None if parent < 0 else str(parent),
            axis=None if parent < 0 else Axis.UNIT,
            target=None if targets[node] is None else Amount.of(targets[node], EUR),
            agreed_reserve=None if reserves[node] is None else Amount.of(reserves[node], EUR),
        )
        for node, parent in enumerate(parents)
    ]
    forest = Forest.of(parents)
    found = check_sums(
        forest,
        forest.laid_out([target or 0 for target in targets]),
        forest.laid_out([target is not None for target in targets], dtype=np.bool_),
        forest.laid_out([reserve or 0 for reserve in reserves]),
    )
    for check in reconcile(PlanTree.of(nodes)):
        place = forest.places[int(check.key)]
        assert CODES[found.answers[place]] is check.answer
        assert found.not_given[place] == len(check.not_given)
        difference = int(found.differences[place]) if found.known[place] else None
        assert difference == (None if check.difference is None else check.difference.value)


@given(trees(), st.data())
def test_leaves_are_rolled_up_to_every_node(parents, data):
    values = [data.draw(st.integers(-(10**18), 10**18)) for _node in parents]
    forest, below = Forest.of(parents), children_of(parents)

    def total(node: int) -> int:
        return sum(map(total, below[node])) if node in below else values[node]

    found = forest.as_given(roll_up(forest, forest.laid_out(values)))
    assert [int(value) for value in found] == [total(node) for node in range(len(parents))]


@given(trees(), st.data())
def test_estimates_are_rolled_up_as_they_are_for_one_node(parents, data):
    own = [data.draw(st.one_of(st.none(), st.integers(0, 1000))) for _node in parents]
    counted = [data.draw(st.integers(0, 5)) > 0 for _node in parents]
    below = children_of(parents)

    def expected(node: int) -> tuple[int | None, int]:
        parts = [expected(part) for part in below.get(node, ()) if counted[part]]
        return rolled_up(own[node], parts)

    forest = Forest.of(parents)
    found = roll_possible(
        forest,
        forest.laid_out([one or 0 for one in own]),
        forest.laid_out([one is not None for one in own], dtype=np.bool_),
        forest.laid_out(counted, dtype=np.bool_),
    )
    for node in range(len(parents)):
        place = forest.places[node]
        steps = int(found.steps[place]) if found.known[place] else None
        assert (steps, found.missing[place]) == expected(node)


def test_a_chain_of_many_thousand_nodes_is_laid_out_and_rolled_up():
    forest = Forest.of([-1, *range(20_000)])
    assert roll_up(forest, np.ones(20_001, dtype=np.int64))[0] == 1
    assert len(forest.levels) == 20_001


def test_a_circle_and_a_parent_that_is_not_there_are_refused():
    with pytest.raises(ValueError, match="circle"):
        Forest.of([1, 0])
    with pytest.raises(ValueError, match="not there"):
        Forest.of([-1, 7])


def test_sums_that_leave_sixty_four_bits_stay_exact():
    forest = Forest.of([-1, 0, 0, 0])
    values = np.full(4, 2**62, dtype=np.int64)
    assert sum_parts(forest, values)[0] == 3 * 2**62
    shared = share_down(forest, 2**70, values, forest.leaves)
    assert sum(int(one) for one in shared.steps[1:]) == 2**70
