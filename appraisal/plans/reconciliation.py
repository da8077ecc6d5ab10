"""Reconciliation: do the parts add up to the whole, to the last unit, at every split and on every axis.

Owns the sum check and its five answers. The difference is always shown: a reserve where it is agreed,
a remainder or a surplus where it is not. Leaves the shape of the tree to ``tree``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from appraisal.kernel.measures import Amount, total
from appraisal.kernel.objections import Objection, Objections
from appraisal.kernel.periods import Period
from appraisal.plans.tree import Axis, PlanNode, PlanTree


class Sum(StrEnum):
    """How the parts of a node add up. ``CANNOT_TELL`` when a target is not given or units differ."""

    EXACT = "exact"
    RESERVE = "reserve"
    REMAINDER = "remainder"
    SURPLUS = "surplus"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class SplitCheck:
    """One split: the whole, the sum of its parts that are given, and the difference between them.

    ``difference`` is parts less whole: above zero the parts hold more than the whole, below zero a
    remainder is not yet given out. ``not_given`` names the parts without a target.
    """

    key: str
    axis: Axis | None
    answer: Sum
    whole: Amount | None
    parts: Amount | None
    difference: Amount | None
    agreed_reserve: Amount | None
    not_given: tuple[str, ...]

    @property
    def adds_up(self) -> bool | None:
        """Yes, no, or ``None`` for cannot tell."""
        return None if self.answer is Sum.CANNOT_TELL else self.answer in (Sum.EXACT, Sum.RESERVE)


def reconcile(tree: PlanTree) -> tuple[SplitCheck, ...]:
    """Check every split of the tree, in the order of its nodes."""
    checks = ((node, tree.parts_of(key)) for key, node in tree.nodes.items())
    return tuple(check_split(node, parts) for node, parts in checks if parts)


def check_split(node: PlanNode, parts: tuple[PlanNode, ...]) -> SplitCheck:
    """Check one node against its parts."""
    given = [part.target for part in parts if part.target is not None]
    not_given = tuple(part.key for part in parts if part.target is None)
    units = {amount.unit for amount in given}
    whole, reserve = node.target, node.agreed_reserve
    summed = total(given, given[0].unit) if len(units) == 1 else None
    difference = None
    if summed is not None and whole is not None and summed.unit == whole.unit:
        difference = summed - whole
    axes = {part.axis for part in parts}
    return SplitCheck(
        key=node.key,
        axis=axes.pop() if len(axes) == 1 else None,
        answer=_answer(difference, reserve, is_complete=not not_given),
        whole=whole,
        parts=summed,
        difference=difference,
        agreed_reserve=reserve,
        not_given=not_given,
    )


def objections_to_sums(tree: PlanTree) -> Objections:
    """Every split that does not add up, with its difference and the parts that have no target yet."""
    found = []
    for check in reconcile(tree):
        if check.adds_up:
            continue
        key = "parts_do_not_add_up" if check.adds_up is False else "parts_cannot_be_added"
        details = {"node": check.key, "difference": check.difference, "not_given": check.not_given}
        found.append(Objection(key, MappingProxyType(details)))
    return Objections(tuple(found))


def leaf_totals_by_period(tree: PlanTree, key: str) -> Mapping[Period, Amount | None]:
    """What the leaves under a node add up to in each period: the company's quarter from its sellers'.

    A period with a leaf that has no target is ``None``: its total cannot be told.
    """
    totals: dict[Period, Amount | None] = {}
    for node in tree.below(key):
        if node.takes_part_in_sums and not tree.parts_of(node.key):
            known = node.period in totals
            totals[node.period] = _both(totals[node.period], node.target) if known else node.target
    return dict(sorted(totals.items()))


def _both(one: Amount | None, other: Amount | None) -> Amount | None:
    if one is None or other is None or one.unit != other.unit:
        return None
    return one + other


def _answer(difference: Amount | None, reserve: Amount | None, *, is_complete: bool) -> Sum:
    if difference is None or not is_complete:
        return Sum.CANNOT_TELL
    expected = Amount.zero(difference.unit) if reserve is None else reserve
    if expected.unit != difference.unit:
        return Sum.CANNOT_TELL
    if difference == expected:
        return Sum.RESERVE if difference.value else Sum.EXACT
    return Sum.SURPLUS if difference > expected else Sum.REMAINDER
