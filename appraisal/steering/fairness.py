"""Whether quotas are fair over the parts of a plan: attainment should not follow potential (domain 5.4). Pure.

The question is asked of parts of the plan with people enough below, and never of persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

FEWEST_NODES = 5


@dataclass(frozen=True)
class Fairness:
    """The correlation of attainment with potential over so many nodes; None: cannot tell.

    ``near_zero`` is the number of the pack up to which a correlation is called near zero.
    """

    nodes: int
    correlation: float | None
    near_zero: float | None

    @property
    def is_fair(self) -> bool | None:
        """Whether attainment does not follow potential; None: cannot tell."""
        if self.correlation is None or self.near_zero is None:
            return None
        return abs(self.correlation) <= self.near_zero


def fairness_of(pairs: Sequence[tuple[float, float]], near_zero: float | None) -> Fairness:
    """The test over nodes, each with its attainment and its potential."""
    if len(pairs) < FEWEST_NODES:
        return Fairness(len(pairs), None, near_zero)
    try:
        found = correlation([one for one, _ in pairs], [other for _, other in pairs])
    except StatisticsError:  # all nodes alike in one of the two: nothing can follow anything
        return Fairness(len(pairs), None, near_zero)
    return Fairness(len(pairs), round(found, 2), near_zero)
