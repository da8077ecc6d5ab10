"""A year's plan drafted from its first half's results: who stands where, and the nodes to be made. Pure.

Owns the shape (company, units, persons, quarters), the owners and the stated method of each number.
Leaves the arithmetic to ``half_year`` and storing to ``operations``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from appraisal.actuals.domain import MEASURES, UNITS
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.measures import Amount
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.people.domain import UnitKey
from appraisal.plans.decomposition import MethodName, Path, plain
from appraisal.plans.domain import PlanSecondHalf
from appraisal.plans.half_year import HalfYearPlan, SellerResults, second_half_from_first
from appraisal.plans.tree import Axis, PlanKind

Places = Mapping[int, tuple[str, UnitKey | None, EmployeeKey | None]]
Units = Mapping[UnitKey, tuple[str, UnitKey | None]]
REVIEW_AFTER = timedelta(days=14)


@dataclass(frozen=True)
class Draft:
    """A node to be made; ``path`` is empty for the company and ends with the quarter for a quarter."""

    path: Path
    title: str
    kind: PlanKind
    starts_on: date
    ends_on: date
    review_on: date
    owner: int
    target: Decimal | None
    axis: Axis | None = None
    person: int | None = None
    org_unit: int | None = None
    counts_from: date | None = None
    method: MethodName | None = None
    inputs: Mapping[str, Any] = field(default_factory=dict)


def second_half(
    wish: PlanSecondHalf, places: Places, managers: Mapping[int, int], units: Units
) -> list[Draft] | Objections:
    """Every node of the plan, parents before their parts, or every objection to the results."""
    year, coming = Period.year(wish.year), (Period.quarter(wish.year, 3), Period.quarter(wish.year, 4))
    strangers = tuple(key for key in wish.results if key not in places)
    if strangers or wish.measure not in MEASURES:
        return Objections.where(no_measure=wish.measure not in MEASURES, sellers_not_found=bool(strangers))
    unit = UNITS[MEASURES[wish.measure].unit]
    paths = {seller: _place(seller, places, units) for seller in wish.results}
    mixed = sorted(set(paths.values()) & {path[:-1] for path in _groups(paths.values())})
    if mixed:
        names = tuple(units[UnitKey(int(path[-1][5:]))][0] if path else wish.title for path in mixed)
        return Objections.one("people_and_units_in_one_unit", units=", ".join(names))
    results = {
        f"person:{seller}": SellerResults(
            paths[seller], {Period.month_of(day): Amount.of(value, unit) for day, value in months.items()}
        )
        for seller, months in wish.results.items()
    }
    plan = second_half_from_first(results, Period.half(wish.year, 1), coming, growth=wish.growth, unit=unit)
    if isinstance(plan, Objections):
        return plan
    leaders = _leaders(paths, managers, wish.owner)
    with_people = set(paths.values())
    drafts = [
        _node(path, wish, plan, places, units, leaders, path in with_people)
        for path in sorted(plan.targets, key=len)
    ]
    sellers = [draft for draft in drafts if draft.person is not None]
    return drafts + [_quarter(draft, quarter, plan) for draft in sellers for quarter in year.quarters()]


def _place(seller: int, places: Places, units: Units) -> Path:
    path: list[str] = []
    unit = places[seller][1]
    while unit is not None and f"unit:{unit}" not in path:
        path.insert(0, f"unit:{unit}")
        unit = units[unit][1]
    return tuple(path)


def _leaders(
    paths: Mapping[EmployeeKey, Path], managers: Mapping[int, int], head: EmployeeKey
) -> dict[Path, int]:
    """Who owns each unit: whoever leads most of those who stand right below it; the head where nobody does."""
    below: dict[Path, Counter[int]] = {}
    for seller, path in paths.items():
        if seller in managers:
            below.setdefault(path, Counter())[managers[seller]] += 1
    leaders: dict[Path, int] = {}
    for path in sorted(_groups(paths.values()), key=len, reverse=True):
        led = below.get(path, Counter())
        leader = leaders[path] = min(led, key=lambda one, led=led: (-led[one], one)) if led else head
        if leader in managers:
            below.setdefault(path[:-1], Counter())[managers[leader]] += 1
    leaders[()] = head
    return leaders


def _groups(paths: Iterable[Path]) -> set[Path]:
    """Every unit's path, with those of the units around it; the company itself is not among them."""
    return {path[:depth] for path in paths for depth in range(1, len(path) + 1)}


def _node(
    path: Path,
    wish: PlanSecondHalf,
    plan: HalfYearPlan,
    places: Places,
    units: Units,
    leaders: Mapping[Path, int],
    among_people: bool,
) -> Draft:
    year = Period.year(wish.year)
    kind_of_part, _, number = path[-1].partition(":") if path else ("", "", "")
    target = plan.target(path)
    is_person = kind_of_part == "person"
    unit = path[-2] if is_person and len(path) > 1 else path[-1] if path else ""
    return Draft(
        path=path,
        title=places[int(number)][0] if is_person else units[UnitKey(int(number))][0] if path else wish.title,
        kind=PlanKind.OPERATIONAL if is_person else PlanKind.TACTICAL if path else PlanKind.STRATEGIC,
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        review_on=year.ends_on + REVIEW_AFTER,
        owner=leaders[path[:-1]] if is_person else leaders[path],
        target=None if target is None else target.value,
        axis=Axis.PERIOD if is_person else Axis.PERSON if among_people else Axis.UNIT,
        person=int(number) if is_person else None,
        org_unit=int(unit.removeprefix("unit:")) if unit.startswith("unit:") else None,
        counts_from=plan.quarters[0].starts_on,
        method=MethodName.SECOND_HALF_FROM_FIRST,
        inputs=_inputs(plan, not_given=target is None),
    )


def _quarter(seller: Draft, quarter: Period, plan: HalfYearPlan) -> Draft:
    amount = plan.targets[seller.path].get(quarter)
    return Draft(
        path=(*seller.path, quarter.key),
        title=seller.title,
        kind=PlanKind.OPERATIONAL,
        starts_on=quarter.starts_on,
        ends_on=quarter.ends_on,
        review_on=quarter.ends_on + REVIEW_AFTER,
        owner=seller.owner,
        target=None if amount is None else amount.value,
        person=seller.person,
        org_unit=seller.org_unit,
        method=seller.method if quarter in plan.quarters else None,
        inputs=seller.inputs if quarter in plan.quarters else {},
    )


def _inputs(plan: HalfYearPlan, *, not_given: bool) -> dict[str, Any]:
    stated = plan.method.inputs
    months = [date.fromisoformat(f"{key}-01") for key in stated["months_with_data"]]
    return {
        "first_month": plain(months[0]),
        "last_month": plain(months[-1]),
        "months": len(months),
        "monthly_mean": plain(stated["monthly_mean"]),
        "growth": plain(stated["growth"]),
        "not_given": not_given,
    }
