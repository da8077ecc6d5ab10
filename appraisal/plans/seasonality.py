"""Seasonality: how strong each month is, learned from past years, and a whole split by it.

Owns the seasonal index (the median over years of month / trend, so that one promotion does not bend
it) and the seasonal split. The trend of a year is its mean month unless another level is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from appraisal.kernel.measures import Amount, Exact, Rounding, exact
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.plans.decomposition import MethodName, Part, Split, objections_to_whole, split_by, stated

MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthIndex:
    """One month's index in each year with data; ``median`` is used, ``mean`` is shown beside it."""

    by_year: tuple[Fraction, ...]

    @property
    def median(self) -> Fraction | None:
        """The middle of the years; ``None`` when no year has data."""
        return Fraction(median(self.by_year)) if self.by_year else None

    @property
    def mean(self) -> Fraction | None:
        """The mean of the years; ``None`` when no year has data."""
        return sum(self.by_year, Fraction(0)) / len(self.by_year) if self.by_year else None


@dataclass(frozen=True, slots=True)
class SeasonalIndex:
    """Twelve months' indexes. ``partial_years`` lack some months, so their trend is less sure."""

    months: tuple[MonthIndex, ...]
    years: tuple[int, ...]
    partial_years: tuple[int, ...]

    @property
    def is_thin(self) -> bool:
        """Whether it rests on fewer than two years; 24 to 36 months are advised."""
        return len(self.years) < 2

    def of_month(self, number: int) -> Fraction | None:
        """The index of a month, 1 to 12."""
        return self.months[number - 1].median

    def points(self) -> tuple[Fraction | None, ...]:
        """Each month in hundredths of the strongest month."""
        medians = [month.median for month in self.months]
        best = max((one for one in medians if one is not None), default=None)
        return tuple(one / best * 100 if one is not None and best else None for one in medians)


def seasonal_index(
    years: Mapping[int, Sequence[Exact | None]], *, trends: Mapping[int, Exact] | None = None
) -> SeasonalIndex | Objections:
    """The index from twelve monthly results a year (``None`` where there is no data, which is not zero)."""
    objections = _objections_to_years(years, trends or {})
    if objections:
        return objections
    by_month: list[list[Fraction]] = [[] for _ in range(MONTHS)]
    for year, results in sorted(years.items()):
        given = [exact(one) for one in results if one is not None]
        trend = exact(trends[year]) if trends and year in trends else sum(given, Fraction(0)) / len(given)
        for month, result in zip(by_month, results, strict=True):
            if result is not None:
                month.append(exact(result) / trend)
    return SeasonalIndex(
        months=tuple(MonthIndex(tuple(values)) for values in by_month),
        years=tuple(sorted(years)),
        partial_years=tuple(year for year in sorted(years) if None in years[year]),
    )


def seasonal(
    whole: Amount | None, index: SeasonalIndex, over: Period, *, present: Period | None = None
) -> Split | Objections:
    """Split a whole over the months of a period by their index; part of a month counts by its days.

    ``present`` is for who joins or leaves on the way: the months outside it are not given, a month partly
    inside counts by its days, and what is not given out stays in the split's difference.
    """
    months = over.months()
    unknown = tuple(month.key for month in months if index.of_month(month.starts_on.month) is None)
    objections = objections_to_whole(whole)
    objections += Objections.one("months_without_history", months=unknown) if unknown else Objections()
    objections += Objections.where(never_present=present is not None and not over.overlaps(present))
    if objections:
        return objections
    weights = {month.key: _weight(index, month) for month in months}
    method = stated(
        MethodName.SEASONAL_INDEX, years=index.years, index=dict(weights), over=over, present=present
    )
    split = split_by(whole, weights, method)
    if present is None or isinstance(split, Objections):
        return split
    parts = zip(months, split.parts, strict=True)
    return Split(split.whole, tuple(_while_present(month, part, present) for month, part in parts), method)


def _weight(index: SeasonalIndex, month: Period) -> Fraction:
    whole_month = Period.month_of(month.starts_on)
    return (index.of_month(month.starts_on.month) or Fraction(0)) * Fraction(month.days, whole_month.days)


def _while_present(month: Period, part: Part, present: Period) -> Part:
    shared = month.shared_with(present)
    if shared is None or part.amount is None or part.weight is None:
        return Part(part.key, None, None)
    there = Fraction(shared.days, month.days)
    return Part(part.key, part.amount.times(there, Rounding.NEAREST), exact(part.weight) * there)


def _objections_to_years(
    years: Mapping[int, Sequence[Exact | None]], trends: Mapping[int, Exact]
) -> Objections:
    short, negative, empty, trendless = [], [], [], []
    for year, results in sorted(years.items()):
        given = [exact(one) for one in results if one is not None]
        if len(results) != MONTHS:
            short.append(year)
        if any(one < 0 for one in given):
            negative.append(year)
        if not any(given):
            empty.append(year)
        if year in trends and exact(trends[year]) <= 0:
            trendless.append(year)
    found = Objections.where(no_years=not years)
    for key, named in (
        ("year_not_of_twelve_months", short),
        ("result_negative", negative),
        ("year_without_results", empty),
        ("trend_not_positive", trendless),
    ):
        found += Objections.one(key, years=tuple(named)) if named else Objections()
    return found
