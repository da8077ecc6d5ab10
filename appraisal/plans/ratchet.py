"""The ban on the ratchet: what somebody brought above last year's goal may not alone raise the next one.

Owns that one question. Pure. Whoever is asked for more only because they did well learns to do less well;
removing such rules raised revenue by 9 % in one firm (Misra & Nair 2011; domain 5.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from appraisal.kernel.measures import Exact, exact
from appraisal.plans.decomposition import Split, Weights


def raised_by_surplus_alone(
    split: Split, results: Weights, goals_before: Mapping[str, Exact]
) -> tuple[str, ...]:
    """The parts whose number is above last year's goal, and would not be without last year's surplus.

    ``results`` are what the split was shared by; ``goals_before`` are the goals of the same days. A part
    without either is left out: nobody can tell.
    """
    given = {key: exact(one) for key, one in results.items() if one is not None}
    summed = sum(given.values(), Fraction(0))
    shared = exact(split.given.value)
    found = []
    for part in split.parts:
        result, before = given.get(part.key), goals_before.get(part.key)
        if part.amount is None or result is None or before is None:
            continue
        goal = exact(before)
        surplus = result - goal
        if surplus <= 0 or exact(part.amount.value) <= goal:
            continue
        left = summed - surplus
        if not left or shared * goal / left <= goal:
            found.append(part.key)
    return tuple(found)
