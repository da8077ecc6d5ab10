"""Methods: the ways to split a whole among its parts, and to grow last year into a plan.

Owns even, weighted, by history, fair share, increase by potential and growth. Leaves seasons, capacity
and estimates from below to rooms of their own. Each answers with a split that states its method, or
with every objection at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.kernel.measures import Amount, Exact, Rounding, exact
from appraisal.kernel.objections import Objections
from appraisal.plans.decomposition import (
    Method,
    MethodName,
    Part,
    Split,
    Weights,
    objections_to_weights,
    objections_to_whole,
    split_by,
    stated,
)


def even(whole: Amount | None, keys: Iterable[str]) -> Split | Objections:
    """The same for each part; units that do not divide go to the earlier keys."""
    named = list(keys)
    twice = tuple(sorted(key for key, times in Counter(named).items() if times > 1))
    if twice:
        return objections_to_whole(whole) + Objections.one("part_given_twice", parts=twice)
    return split_by(whole, dict.fromkeys(named, 1), stated(MethodName.EVEN, parts=len(named)))


def weighted(whole: Amount | None, weights: Weights) -> Split | Objections:
    """By weights that a person chose."""
    return split_by(whole, weights, stated(MethodName.WEIGHTED))


def by_history(whole: Amount | None, history: Weights, *, source: str = "") -> Split | Objections:
    """By what each part brought before. A part without history gets nothing said, not zero."""
    return split_by(whole, history, stated(MethodName.HISTORY, source=source))


def fair_share(
    whole: Amount | None, history: Weights, potential: Weights, *, history_weight: Exact
) -> Split | Objections:
    """By ``w x share of history + (1 - w) x share of potential`` (Farris et al., Marketing Metrics).

    The parts are those of ``potential``. Without history a part is shared by potential alone; without
    potential it stays not given. The shares are then brought to one again.
    """
    share = exact(history_weight)
    objections = objections_to_whole(whole)
    objections += Objections.where(history_weight_not_a_share=not 0 <= share <= 1)
    objections += objections_to_weights(potential, whole)
    objections += _objections_to_history(history, potential)
    if objections:
        return objections
    past = {key: history.get(key) for key, weight in potential.items() if weight is not None}
    all_past = sum((exact(one) for one in past.values() if one is not None), Fraction(0))
    all_potential = sum((exact(one) for one in potential.values() if one is not None), Fraction(0))
    weights: dict[str, Exact | None] = dict.fromkeys(potential)
    for key, before in past.items():
        by_potential = exact(potential[key] or 0) / all_potential if all_potential else Fraction(0)
        weights[key] = by_potential
        if before is not None and all_past:
            weights[key] = share * (exact(before) / all_past - by_potential) + by_potential
    without = tuple(key for key, before in past.items() if before is None)
    method = stated(
        MethodName.FAIR_SHARE,
        history_weight=share,
        history_total=all_past,
        potential_total=all_potential,
        shared_by_potential_alone=without,
    )
    return split_by(whole, weights, method)


def increase_by_potential(whole: Amount | None, history: Weights, potential: Weights) -> Split | Objections:
    """Last year's result of each part plus its share, by potential, of what is to be gained.

    Both facts are needed of a part; without one of them it stays not given.
    """
    objections = objections_to_whole(whole) + objections_to_weights(potential)
    objections += _objections_to_history(history, potential)
    if objections or whole is None:
        return objections
    both = {key for key, weight in potential.items() if weight is not None and history.get(key) is not None}
    before = {key: exact(history[key] or 0) for key in both}
    potentials = {key: exact(potential[key] or 0) for key in both}
    increase = exact(whole.value) - sum(before.values(), Fraction(0))
    all_potential = sum(potentials.values(), Fraction(0))
    if not all_potential:
        return Objections.one("nothing_to_share_by")
    weights: dict[str, Exact | None] = {
        key: before[key] + increase * potentials[key] / all_potential if key in both else None
        for key in potential
    }
    return split_by(whole, weights, stated(MethodName.INCREASE_BY_POTENTIAL, increase=increase))


@dataclass(frozen=True, slots=True)
class Grown:
    """A plan grown from an earlier result, with the factor and the stated method."""

    amount: Amount
    factor: Fraction
    method: Method


def growth(
    base: Amount | None, parts: Mapping[str, Exact], *, rule: Rounding = Rounding.NEAREST
) -> Grown | Objections:
    """Base times (1 + the growths added up): +12 % and +20 % make 1.32, not 1.12 x 1.20."""
    factor = 1 + sum((exact(one) for one in parts.values()), Fraction(0))
    objections = Objections.where(
        base_not_given=base is None,
        base_negative=base is not None and base.value < 0,
        growth_below_minus_one=factor < 0,
    )
    if objections or base is None:
        return objections
    method = stated(MethodName.GROWTH, base=base, growth=dict(parts), factor=factor)
    return Grown(base.times(factor, rule), factor, method)


def grown_parts(whole: Amount, results: Weights, parts: Mapping[str, Exact]) -> Split | Objections:
    """Each part's earlier result, grown by the same factor; what they miss or pass the whole by shows.

    A part without an earlier result stays not given.
    """
    objections = objections_to_weights(results)
    factor = 1 + sum((exact(one) for one in parts.values()), Fraction(0))
    objections += Objections.where(growth_below_minus_one=factor < 0)
    if objections:
        return objections
    grown = tuple(
        Part(key, None if result is None else Amount.rounded(exact(result) * factor, whole.unit), result)
        for key, result in results.items()
    )
    return Split(whole, grown, stated(MethodName.GROWTH, growth=dict(parts), factor=factor))


def annualised(
    result: Amount, *, months_with_data: int, rule: Rounding = Rounding.NEAREST
) -> Amount | Objections:
    """A result of some months brought to twelve: 520 000 in seven months is 891 429 a year."""
    if not 1 <= months_with_data <= 12:
        return Objections.one("months_with_data_out_of_bounds", months=months_with_data)
    return result.times(Fraction(12, months_with_data), rule)


def _objections_to_history(history: Weights, potential: Weights) -> Objections:
    negative = tuple(key for key, one in history.items() if one is not None and exact(one) < 0)
    strangers = tuple(key for key in history if key not in potential)
    found = Objections.one("history_negative", parts=negative) if negative else Objections()
    return found + (Objections.one("history_of_no_part", parts=strangers) if strangers else Objections())
