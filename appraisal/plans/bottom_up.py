"""Bottom-up: estimates given from below are kept as they are, and only the rest is spread.

Owns that one method. Leaves the comparison of needed and possible to ``feasibility``.
"""

from __future__ import annotations

from collections.abc import Mapping

from appraisal.kernel.measures import Amount, total
from appraisal.kernel.objections import Objections
from appraisal.plans.decomposition import (
    MethodName,
    Part,
    Split,
    Weights,
    objections_to_whole,
    split_by,
    stated,
)


def keep_and_spread(
    whole: Amount | None, estimates: Mapping[str, Amount | None], *, weights: Weights | None = None
) -> Split | Objections:
    """Keep each estimate; spread what is left on the parts without one, evenly or by weights.

    When nothing is left (the estimates reach or pass the whole) the others stay not given, and what is
    over shows as the split's difference; when all have an estimate, what is missing shows there too.
    """
    objections = objections_to_whole(whole) + _objections_to_estimates(whole, estimates)
    if objections or whole is None:
        return objections
    kept = {key: one for key, one in estimates.items() if one is not None}
    rest = whole - total(kept.values(), whole.unit)
    open_keys = [key for key in estimates if key not in kept]
    method = stated(MethodName.BOTTOM_UP, kept=kept, rest=rest, spread_on=tuple(open_keys))
    spread: dict[str, Part] = {}
    if open_keys and rest.value > 0:
        shares: Weights = {key: 1 if weights is None else weights.get(key) for key in open_keys}
        split = split_by(rest, shares, method)
        if isinstance(split, Objections):
            return split
        spread = {part.key: part for part in split.parts}
    parts = tuple(
        Part(key, kept[key], None) if key in kept else spread.get(key, Part(key, None, None))
        for key in estimates
    )
    return Split(whole, parts, method)


def _objections_to_estimates(whole: Amount | None, estimates: Mapping[str, Amount | None]) -> Objections:
    given = {key: one for key, one in estimates.items() if one is not None}
    by_reason = {
        "estimate_negative": tuple(key for key, one in given.items() if one.value < 0),
        "estimate_not_whole": tuple(key for key, one in given.items() if not one.is_whole),
        "estimate_in_another_unit": tuple(
            key for key, one in given.items() if whole is not None and one.unit != whole.unit
        ),
    }
    found = Objections.where(no_parts=not estimates)
    for reason, keys in by_reason.items():
        found += Objections.one(reason, parts=keys) if keys else Objections()
    return found
