"""The season: how strong each month is in a part of the plan's own past.

Owns at which level each year is measured: a year with all its months by its own mean month; a year that
lacks some by the season of the full years, so that a year of summers alone does not look like a flat one.
The index itself (month over trend, the median over the years) is ``plans.seasonality``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from appraisal.kernel.objections import Objections
from appraisal.outlook.domain import FEWEST_FOR_A_SEASON
from appraisal.outlook.past import Past, values_by_year
from appraisal.plans.domain import MONTHS, SeasonalIndex, seasonal_index

Year = tuple[Fraction | None, ...]


@dataclass(frozen=True)
class Season:
    """The seasonal index: the median of each month, and each year beside it (one is a mean month)."""

    index: SeasonalIndex
    by_year: Mapping[int, Year]
    months: int

    def of(self, number: int) -> Fraction | None:
        """The index of a month, 1 to 12."""
        return self.index.of_month(number)


def season_of(past: Past) -> Season | Objections:
    """The season of a past; objects while there are fewer than twelve months in a row."""
    row = months_in_a_row(past)
    if row < FEWEST_FOR_A_SEASON:
        return Objections.one("too_short_for_a_season", months=row, fewest=FEWEST_FOR_A_SEASON)
    years = {year: months for year, months in values_by_year(past).items() if any(months)}
    trends = _trends(past, years)
    if not trends or not all(trend > 0 for trend in trends.values()):
        return Objections.one("nothing_but_zeros")
    index = seasonal_index(years, trends=trends)
    if isinstance(index, Objections):
        return index
    by_year = {
        year: tuple(None if one is None else one / trends[year] for one in months)
        for year, months in sorted(years.items())
    }
    return Season(index, by_year, len(past.known()))


def months_in_a_row(past: Past) -> int:
    """How many months up to the last one have a reading without a gap."""
    count = 0
    for month in reversed(past.months):
        if month.value is None or not month.counts:
            break
        count += 1
    return count


def _trends(past: Past, years: Mapping[int, list[Fraction | None]]) -> dict[int, Fraction]:
    """The level of each year. Without one full year, the last twelve months in a row are the level of all."""
    full = {year: _mean(months) for year, months in years.items() if None not in months}
    if not full:
        newest = [month.value / month.counts for month in past.known(MONTHS) if month.value is not None]
        return dict.fromkeys(years, _mean(newest))
    usual = [
        Fraction(median((years[year][month] or Fraction(0)) / level for year, level in full.items() if level))
        if any(full.values())
        else Fraction(0)
        for month in range(MONTHS)
    ]
    trends = dict(full)
    for year, months in years.items():
        if year not in full:
            given = [(one, usual[number]) for number, one in enumerate(months) if one is not None]
            strength = sum((part for _, part in given), Fraction(0))
            trends[year] = (
                sum((one for one, _ in given), Fraction(0)) / strength if strength else _mean(months)
            )
    return trends


def _mean(values: list[Fraction | None] | list[Fraction]) -> Fraction:
    given = [one for one in values if one is not None]
    return sum(given, Fraction(0)) / len(given) if given else Fraction(0)
