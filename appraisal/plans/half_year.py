"""Half year: a second half planned from the first, for a company whose data began on the way.

Owns one stated method: the mean month of the months with data x the months of each coming quarter x
(1 + growth), shared among offices, teams and sellers by their share of the first half's result. Leaves
other ways to plan to ``methods``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from appraisal.kernel.measures import Amount, Exact, Rounding, Unit, exact
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.allotment import share_out
from appraisal.plans.decomposition import Method, MethodName, Path, stated


@dataclass(frozen=True, slots=True)
class SellerResults:
    """One seller's results by month; a month that is absent or ``None`` has no data, which is not zero.

    ``unit_path`` is where the seller stands, from the top: ``("Central", "Dustin Brinkmann")``.
    """

    unit_path: Path
    by_month: Mapping[Period, Amount | None]

    def sum(self) -> Fraction | None:
        """The first half's result; ``None`` when no month has any."""
        given = [exact(one.value) for one in self.by_month.values() if one is not None]
        return sum(given, Fraction(0)) if given else None


@dataclass(frozen=True, slots=True)
class HalfYearPlan:
    """Targets by path and coming quarter. The path ``()`` is the company; a seller's ends with the seller.

    At every path the parts below add up, in each quarter and over all of them. ``None`` is not given.
    """

    quarters: tuple[Period, ...]
    targets: Mapping[Path, Mapping[Period, Amount | None]]
    unit: Unit
    method: Method

    def target(self, path: Path = ()) -> Amount | None:
        """What a path is to reach in all coming quarters together; ``None`` when not given."""
        summed = Amount.zero(self.unit)
        for quarter in self.quarters:
            amount = self.targets[path][quarter]
            if amount is None:
                return None
            summed += amount
        return summed


def second_half_from_first(
    results: Mapping[str, SellerResults],
    first: Period,
    coming: Sequence[Period],
    *,
    growth: Exact,
    unit: Unit,
) -> HalfYearPlan | Objections:
    """Plan the coming quarters from the months of the first half that have data.

    A seller without any result gets ``None``: nothing is known to plan from, and zero would be a target.
    """
    objections = _objections_to_results(results, first, unit) + _objections_to_coming(first, coming)
    objections += Objections.where(growth_below_minus_one=exact(growth) < -1)
    if objections:
        return objections
    months = sorted(
        {month for one in results.values() for month, sold in one.by_month.items() if sold is not None}
    )
    shares = {(*one.unit_path, seller): one.sum() for seller, one in results.items()}
    first_total = sum((share for share in shares.values() if share is not None), Fraction(0))
    mean = first_total / len(months)
    targets: dict[Path, dict[Period, Amount | None]] = {}
    for quarter in coming:
        needed = Amount.rounded(mean * _months_in(quarter) * (1 + exact(growth)), unit, Rounding.NEAREST)
        for path, steps in share_out(needed.steps, shares).items():
            amount = None if steps is None else Amount.of_steps(steps, unit)
            targets.setdefault(path, {})[quarter] = amount
    method = stated(
        MethodName.SECOND_HALF_FROM_FIRST,
        months_with_data=tuple(month.key for month in months),
        first_half_result=first_total,
        monthly_mean=mean,
        months_of_quarter={quarter.key: _months_in(quarter) for quarter in coming},
        growth=exact(growth),
        not_given=tuple(seller for seller, one in results.items() if one.sum() is None),
    )
    return HalfYearPlan(tuple(coming), MappingProxyType(targets), unit, method)


def _months_in(period: Period) -> Fraction:
    months = ((month, Period.month_of(month.starts_on)) for month in period.months())
    return sum((Fraction(month.days, whole.days) for month, whole in months), Fraction(0))


def _objections_to_results(results: Mapping[str, SellerResults], first: Period, unit: Unit) -> Objections:
    outside, not_months, strange, negative = [], [], [], []
    for seller, one in results.items():
        if any(not first.covers(month) for month in one.by_month):
            outside.append(seller)
        if any(month != Period.month_of(month.starts_on) for month in one.by_month):
            not_months.append(seller)
        given = [amount for amount in one.by_month.values() if amount is not None]
        if any(amount.unit != unit for amount in given):
            strange.append(seller)
        if any(amount.value < 0 for amount in given):
            negative.append(seller)
    groups = {one.unit_path[:depth] for one in results.values() for depth in range(len(one.unit_path) + 1)}
    mixed = [seller for seller, one in results.items() if (*one.unit_path, seller) in groups]
    sums = [one.sum() for one in results.values()]
    found = Objections.where(
        no_months_with_data=all(one is None for one in sums),
        nothing_to_share_by=any(one is not None for one in sums) and not any(sums),
    )
    for key, sellers in (
        ("result_outside_first_half", outside),
        ("result_not_of_a_month", not_months),
        ("result_in_another_unit", strange),
        ("result_negative", negative),
        ("seller_named_like_a_unit", mixed),
    ):
        found += Objections.one(key, sellers=tuple(sellers)) if sellers else Objections()
    return found


def _objections_to_coming(first: Period, coming: Sequence[Period]) -> Objections:
    in_order = sorted(coming)
    return Objections.where(
        no_coming_quarters=not coming,
        coming_not_after_first_half=any(quarter.starts_on <= first.ends_on for quarter in coming),
        coming_quarters_overlap=any(one.overlaps(after) for one, after in pairwise(in_order)),
    )
