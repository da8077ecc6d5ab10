"""What was measured earlier, offered to whoever splits a plan: results, seasons, and how far a newcomer has come.

Owns which days are looked at, whose results may be shown to whom, and what cannot be told. Results of
people are shown to whoever leads them and to nobody else; a total only of at least four people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import NOT_TOLD, PartAxis, ReadingFacts
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.packs import queries as packs
from appraisal.people import queries as people
from appraisal.plans import queries
from appraisal.plans.capacity import ramp_share
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import FEWEST_TO_SHOW, NodeKey, PartWish
from appraisal.plans.groups import parts_to_show
from appraisal.plans.models import PlanNode
from appraisal.plans.queries import NodeFacts
from appraisal.plans.seasonality import SeasonalIndex, seasonal_index
from appraisal.plans.tree import Axis
from appraisal.plans.wizard import COLUMNS, days_here

NUMBERS = frozenset({"ramp_upto"})
"""The numbers of the pack of plans that this room reads."""
DAYS_OF_A_MONTH = 30
YEARS_OF_SEASON = 5
SHOWN_PLACES = 4


@dataclass(frozen=True)
class Earlier:
    """Numbers by part and column, the days they were measured in, and the years a season was learned from.

    ``note`` says in words why there are none, or not all; empty when there is nothing to say.
    """

    numbers: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    years: tuple[int, ...] = ()
    note: str = ""

    @property
    def is_thin(self) -> bool:
        """Whether a season rests on fewer than two years."""
        return len(self.years) == 1


def earlier_of(
    store: Session,
    actor: Actor,
    node: NodeFacts,
    axis: Axis,
    method: MethodName,
    parts: Sequence[PartWish],
    day: date,
) -> Earlier:
    """What can be offered for the columns of a method; nothing for methods that ask for none of it."""
    if method is MethodName.CAPACITY:
        return Earlier({part.key: {"ramp": share} for part, share in _ramps(store, parts, day)})
    if method is MethodName.SEASONAL_INDEX:
        return _season(store, node, parts, day)
    if "result" not in COLUMNS[method]:
        return Earlier()
    if axis is Axis.PERSON and not actor.is_person(node.owner):
        return Earlier(note="hidden")
    before = a_year_earlier(node)
    for days in (before, Period(before.starts_on, max(before.starts_on, min(day, node.ends_on)))):
        found, hidden = _results(store, actor, node, axis, parts, days, day)
        if found:
            read = [each for readings in found.values() for each in readings]
            first, last = min(each.starts_on for each in read), max(each.ends_on for each in read)
            sums = {key: {"result": _sum(readings)} for key, readings in found.items()}
            return Earlier(sums, first, last, note="partly_hidden" if hidden else "")
        if hidden:
            return Earlier(note="hidden")
    return Earlier(note="nothing_measured")


def names_measured(store: Session, node: NodeFacts, axis: Axis, day: date) -> tuple[str, ...]:
    """The parts of an axis that a business system tells apart: products, segments, territories."""
    if axis not in tuple(PartAxis) or axis is Axis.NEW_OR_EXISTING:
        return ()
    first = a_year_earlier(node).starts_on
    found = actuals.part_totals(store, people_behind(store, node, day), node.measure, axis, first, day)
    return tuple(sorted(name for name in found if name != NOT_TOLD))


def people_behind(store: Session, node: NodeFacts, day: date) -> frozenset[int]:
    """Whose results speak for a node: who holds shares of it, or, before anybody does, all whom its owner leads.

    Nobody, when they are so few that their total would give one of them away.
    """
    below = queries.people_below(store, node)
    if below.people:
        return below.people if below.may_show_total else frozenset()
    led = people.everyone_led_by(store, node.owner, day)
    if node.org_unit is not None:
        led &= people.people_in_units(store, [node.org_unit], day)[node.org_unit]
    return led if len(led) >= FEWEST_TO_SHOW else frozenset()


def goals_before(
    store: Session, node: NodeFacts, axis: Axis, parts: Sequence[PartWish]
) -> Mapping[str, Decimal]:
    """The goals that the same units, people or named parts had on the same days a year earlier."""
    before = a_year_earlier(node)
    rows = store.execute(
        select(
            PlanNode.part_axis, PlanNode.part, PlanNode.person_id, PlanNode.org_unit_id, PlanNode.target
        ).where(
            PlanNode.measure == node.measure,
            PlanNode.starts_on == before.starts_on,
            PlanNode.ends_on == before.ends_on,
            PlanNode.part_axis == axis,
            PlanNode.counts_from.is_(None),
            PlanNode.target.is_not(None),
        )
    )
    wanted = {part.key for part in parts}
    found: dict[str, Decimal] = {}
    for part_axis, part, person, unit, target in rows:
        keys = {Axis.PERSON: f"person:{person}", Axis.UNIT: f"unit:{unit}"}
        key = keys.get(Axis(part_axis), f"{part_axis}:{part}")
        if key in wanted and target is not None:
            found[key] = target
    return found


def a_year_earlier(node: NodeFacts) -> Period:
    """The same days one year before; the 29th of February becomes the 28th."""
    return Period(
        _year_before(node.starts_on), _year_before(node.ends_on + timedelta(days=1)) - timedelta(days=1)
    )


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _results(
    store: Session,
    actor: Actor,
    node: NodeFacts,
    axis: Axis,
    parts: Sequence[PartWish],
    days: Period,
    day: date,
) -> tuple[Mapping[str, Sequence[ReadingFacts]], bool]:
    """By part, what was measured in these days, and whether something is not shown."""
    if axis is Axis.PERSON:
        led = {person.key for person in people.reports_of(store, node.owner, day)}
        own = {part.key: {int(part.person or 0)} & led for part in parts}
        return _of_groups(store, node.measure, own, days), not all(own.values())
    if axis is Axis.UNIT:
        units = {int(part.org_unit): part.key for part in parts if part.org_unit is not None}
        there = people.people_in_units(store, units, day)
        shown = parts_to_show({NodeKey(unit): group for unit, group in there.items()})
        groups = {units[unit]: there[unit] for unit in shown}
        return _of_groups(store, node.measure, groups, days), len(shown) < len(units)
    group = _own_or_group(store, actor, node, day)
    if axis is Axis.PERIOD:
        return _of_times(store, node, group, parts, days), not group
    if axis not in tuple(PartAxis):
        return {}, False
    told = actuals.part_totals(store, group, node.measure, axis, days.starts_on, days.ends_on)
    return {part.key: told[part.part] for part in parts if part.part in told}, not group


def _own_or_group(store: Session, actor: Actor, node: NodeFacts, day: date) -> frozenset[int]:
    """The person alone, for that person and whoever owns the share; else the group behind the node."""
    if node.person is None:
        return people_behind(store, node, day)
    is_theirs = actor.is_person(node.person) or actor.is_person(node.owner)
    return frozenset({node.person}) if is_theirs else frozenset()


def _of_groups(
    store: Session, measure: str, groups: Mapping[str, Iterable[int]], days: Period
) -> Mapping[str, Sequence[ReadingFacts]]:
    everybody = {person for group in groups.values() for person in group}
    read = actuals.readings_of_people(store, everybody, [measure], days.starts_on, days.ends_on)
    found = {
        key: [each for person in group for each in read.get((person, measure), ())]
        for key, group in groups.items()
    }
    return {key: readings for key, readings in found.items() if readings}


def _of_times(
    store: Session, node: NodeFacts, group: Iterable[int], parts: Sequence[PartWish], days: Period
) -> Mapping[str, Sequence[ReadingFacts]]:
    read = actuals.totals_by_month(store, group, node.measure, days.starts_on, days.ends_on)
    found: dict[str, list[ReadingFacts]] = {}
    for part in parts:
        wanted = Period(
            _year_before(part.starts_on), _year_before(part.ends_on + timedelta(1)) - timedelta(1)
        )
        inside = [each for each in read if wanted.covers(Period(each.starts_on, each.ends_on))]
        if inside:
            found[part.key] = inside
    return found


def _season(store: Session, node: NodeFacts, parts: Sequence[PartWish], day: date) -> Earlier:
    """The season of the whole plan: one person's year or one team's is too thin to learn it from."""
    root = queries.line_to_strategy(store, node.key)[0].key
    group = people_behind(store, queries.node_facts(store, root), day)
    if not group:
        return Earlier(note="hidden")
    last = min(node.starts_on - timedelta(days=1), day)
    first = date(last.year - YEARS_OF_SEASON + 1, 1, 1)
    read = actuals.totals_by_month(store, group, node.measure, first, last)
    if not read:
        last = min(day, node.ends_on)
        read = actuals.totals_by_month(store, group, node.measure, first, last)
    index = seasonal_index(_years(read)) if read else Objections()
    if isinstance(index, Objections):
        return Earlier(note="nothing_measured")
    numbers = {part.key: {"index": strength} for part, strength in _strengths(index, parts)}
    return Earlier(numbers, read[0].starts_on, read[-1].ends_on, index.years)


def _years(read: Sequence[ReadingFacts]) -> Mapping[int, Sequence[Decimal | None]]:
    """Twelve months a year; a month without a reading has no data, and a year of zeros says nothing."""
    years: dict[int, list[Decimal | None]] = {}
    for each in read:
        if (each.starts_on.year, each.starts_on.month) == (each.ends_on.year, each.ends_on.month):
            months = years.setdefault(each.starts_on.year, [None] * 12)
            months[each.starts_on.month - 1] = (months[each.starts_on.month - 1] or Decimal(0)) + each.value
    return {year: months for year, months in years.items() if any(months)}


def _strengths(index: SeasonalIndex, parts: Sequence[PartWish]) -> Iterable[tuple[PartWish, Decimal]]:
    for part in parts:
        strength = Fraction(0)
        months = Period(part.starts_on, part.ends_on).months()
        for month in months:
            known = index.of_month(month.starts_on.month)
            if known is None:
                break
            strength += known * Fraction(month.days, Period.month_of(month.starts_on).days)
        else:
            yield part, _shown(strength)


def _ramps(store: Session, parts: Sequence[PartWish], day: date) -> Iterable[tuple[PartWish, Decimal]]:
    pack = packs.in_force(store, "plan", day)
    grown_after = pack.values_on(day).get("ramp_upto") if pack else None
    months = round(float(grown_after or 0) / DAYS_OF_A_MONTH)
    steps = [Fraction(month + 1, months + 1) for month in range(months)]
    for part in parts:
        here = days_here(part)
        if part.hired_on is not None and here is not None:
            yield part, round(_shown(ramp_share(part.hired_on, here, steps) * 100), 1)


def _shown(value: Fraction) -> Decimal:
    return round(Decimal(value.numerator) / Decimal(value.denominator), SHOWN_PLACES)


def _sum(readings: Iterable[ReadingFacts]) -> Decimal:
    return sum((each.value for each in readings), Decimal(0))
