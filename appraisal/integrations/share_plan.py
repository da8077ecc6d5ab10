"""The plan that a list of people and periods becomes: company, unit, person, period; sums counted upward.

Owns that the newest number that is valid today is the one in force, and that earlier ones are kept with
the day from which each counted. Leaves to ``plans`` what is new about it, and versions to ``agreed_numbers``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Choices, Columns
from appraisal.integrations.plan_facts import PlanFacts, PlanKnown
from appraisal.integrations.plan_weighing import weighed_reading
from appraisal.integrations.reading import Reading, row_digest
from appraisal.integrations.remarks import Remark, Weight, note, refuse
from appraisal.integrations.reporting_lines import KnownPerson
from appraisal.integrations.share_rows import Share, read_shares
from appraisal.integrations.tables import Table
from appraisal.kernel.periods import Period
from appraisal.people.domain import UnitKey
from appraisal.plans.domain import Axis, BringNode, EarlierTarget

REVIEW_AFTER = timedelta(days=14)
FIRST_MEASURE = "revenue_won"
TARGET = frozenset({"target"})


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A row of the list that gives somebody a number."""

    line: int
    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class _Number:
    """What a person is to reach in a period: the number in force, those before it, and the lines that say so."""

    person: int
    period: Period
    unit: int | None
    target: Decimal | None
    valid_from: date | None
    earlier: tuple[EarlierTarget, ...]
    lines: tuple[int, ...]


def read_share_plan(
    table: Table, columns: Columns, people: Iterable[KnownPerson], choices: Choices, facts: PlanFacts
) -> Reading[ShareRow]:
    """Read the list and weigh the plan that it makes; one plan for each thing that is counted."""
    known = PlanKnown(people, facts, choices)
    found = read_shares(table, columns, known)
    remarks = found.remarks
    held = {remark.line for remark in remarks if remark.weight is not Weight.NOTE}
    shares = [share for share in found.shares if share.line not in held]
    by_measure: dict[str, list[Share]] = {}
    for share in shares:
        by_measure.setdefault(share.measure or facts.wishes.measure or FIRST_MEASURE, []).append(share)
    wishes: list[BringNode] = []
    lines: dict[str, tuple[int, ...]] = {}
    title = facts.wishes.title.strip() or table.name.rpartition(".")[0] or table.name
    for measure, some in by_measure.items():
        numbers = _numbers(some, known, remarks)
        numbers = _placed(numbers, known, remarks)
        if numbers:
            wishes += _Tree(measure, title, numbers, known).wishes(lines)
    rows = [
        ShareRow(line, str(line), row_digest(Kind.SHARES, {"line": line}))
        for line in sorted({share.line for share in shares})
    ]
    return weighed_reading(columns.kind, table, rows, remarks, wishes, lines, known)


def _numbers(shares: Sequence[Share], known: PlanKnown, remarks: list[Remark]) -> list[_Number]:
    """One number for each person and period. Several rows need a day from which each is valid."""
    by_share: dict[tuple[int, Period], list[Share]] = {}
    for share in shares:
        by_share.setdefault((share.person, share.period), []).append(share)
    numbers = []
    for (person, period), some in by_share.items():
        lines = tuple(share.line for share in some)
        name = known.name_of(person)
        told = {share.valid_from: share.target for share in some}
        is_undated = None in told and len(told) > 1
        if is_undated or len(told) < len({(share.valid_from, share.target) for share in some}):
            shown = ", ".join(map(str, lines))
            remarks += [refuse("two_rows_for_one_share", line, "person", name, lines=shown) for line in lines]
            continue
        if len(some) > len(told):
            remarks += [
                note("row_repeated", share.line, "person", name, first_line=some[0].line)
                for share in some[1:]
            ]
        (since, target), earlier = _in_force(told, known.facts.day, lines[-1], name, remarks)
        unit = next((share.unit for share in some if share.unit is not None), None)
        numbers.append(_Number(person, period, unit, target, since, earlier, lines))
    return _apart(numbers, known, remarks)


def _in_force(
    told: Mapping[date | None, Decimal | None], day: date, line: int, name: str, remarks: list[Remark]
) -> tuple[tuple[date | None, Decimal | None], tuple[EarlierTarget, ...]]:
    """The number that is valid on the day, since when, and the dated ones around it, oldest first."""
    if None in told:
        return (None, told[None]), ()
    dated = sorted((since, target) for since, target in told.items() if since is not None)
    valid = [one for one in dated if one[0] <= day] or dated[:1]
    later = [one for one in dated if one not in valid]
    for valid_from, _ in later:
        remarks.append(note("target_comes_later", line, None, name, day=valid_from.isoformat()))
    earlier = [EarlierTarget(*one) for one in (*valid[:-1], *later)]
    if len(valid) > 1:
        remarks.append(note("earlier_targets", line, None, name, count=len(valid) - 1))
    return valid[-1], tuple(earlier)


def _apart(numbers: list[_Number], known: PlanKnown, remarks: list[Remark]) -> list[_Number]:
    """The numbers whose days do not overlap with another of the same person."""
    by_person: dict[int, list[_Number]] = {}
    for number in numbers:
        by_person.setdefault(number.person, []).append(number)
    kept = []
    for some in by_person.values():
        latest: _Number | None = None
        for number in sorted(some, key=lambda one: one.period):
            if latest is not None and number.period.overlaps(latest.period):
                name = known.name_of(number.person)
                remarks += [refuse("periods_overlap_in_list", line, "person", name) for line in number.lines]
                continue
            kept.append(number)
            latest = number
    return kept


def _placed(numbers: list[_Number], known: PlanKnown, remarks: list[Remark]) -> list[_Number]:
    """Every number with the unit its person stands in: as the list says, else as the list of people does."""
    stated = {number.person: number.unit for number in numbers if number.unit is not None}
    places = known.facts.places({number.person for number in numbers} - stated.keys())
    units = {person: place[1] for person, place in places.items()} | stated
    placed = [replace(one, unit=units.get(one.person)) for one in numbers]
    lost = [one for one in placed if one.unit is None]
    if lost and len(lost) < len(placed):
        for number in lost:
            name = known.name_of(number.person)
            remarks += [refuse("person_without_unit", line, "person", name) for line in number.lines]
        return [one for one in placed if one.unit is not None]
    return placed


class _Tree:
    """The wishes of one plan, from the numbers of its people."""

    def __init__(self, measure: str, title: str, numbers: Sequence[_Number], known: PlanKnown) -> None:
        self.measure, self.title, self.numbers, self.known = measure, title, numbers, known
        self.starts_on = min(one.period.starts_on for one in numbers)
        self.ends_on = max(one.period.ends_on for one in numbers)
        people = known.people.sellers or {}
        managers = {one.person: people[str(one.person)].manager_key for one in numbers}
        self.managers = {person: int(key) if key else None for person, key in managers.items()}

    def wishes(self, lines: dict[str, tuple[int, ...]]) -> list[BringNode]:
        """All nodes, parents first; which lines make each person's and each period's is noted in ``lines``."""
        wished = self.known.facts.wishes
        owners = self.known.person_meant(wished.owner) if wished.owner else set()
        owner = next(iter(owners)) if len(owners) == 1 else None if wished.owner else self.known.facts.actor
        root = BringNode(
            ref=f"{self.measure}:",
            title=self.title,
            measure=self.measure,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            review_on=wished.review_on or self.ends_on + REVIEW_AFTER,
            owner=owner,
            target=_sum(self.numbers),
            told=TARGET,
        )
        found = [root]
        units = sorted({one.unit for one in self.numbers if one.unit is not None}, key=self._unit_name)
        found += [self._unit(root, unit) for unit in units]
        by_person: dict[int, list[_Number]] = {}
        for number in self.numbers:
            by_person.setdefault(number.person, []).append(number)
        for person in sorted(by_person, key=lambda one: (self.known.name_of(one), one)):
            found += self._person(root, person, by_person[person], lines)
        return found

    def _unit_name(self, unit: int) -> str:
        return self.known.paths.get(unit, "")

    def _unit(self, root: BringNode, unit: int) -> BringNode:
        some = [one for one in self.numbers if one.unit == unit]
        leaders = Counter(self.managers[one.person] for one in some if self.managers[one.person])
        leader = min(leaders, key=lambda one: (-leaders[one], one or 0)) if leaders else None
        return BringNode(
            ref=f"{root.ref}unit:{unit}",
            title=self.known.facts.units()[UnitKey(unit)][0],
            parent=root.ref,
            axis=Axis.UNIT,
            org_unit=unit,
            owner=leader,
            target=_sum(some),
            told=TARGET | {"org_unit"},
        )

    def _person(
        self, root: BringNode, person: int, numbers: list[_Number], lines: dict[str, tuple[int, ...]]
    ) -> list[BringNode]:
        unit, name = numbers[0].unit, self.known.name_of(person)
        ref = f"{root.ref}person:{person}"
        lines[ref] = tuple(line for number in numbers for line in number.lines)
        share = BringNode(
            ref=ref,
            title=name,
            parent=root.ref if unit is None else f"{root.ref}unit:{unit}",
            axis=Axis.PERSON,
            person=person,
            org_unit=unit,
            owner=self.managers[person],
            target=_sum(numbers),
            told=TARGET,
        )
        return [
            share,
            *(self._period(share, number, lines) for number in sorted(numbers, key=lambda one: one.period)),
        ]

    def _period(self, share: BringNode, number: _Number, lines: dict[str, tuple[int, ...]]) -> BringNode:
        ref = f"{share.ref}/{number.period.key}"
        lines[ref] = number.lines
        return BringNode(
            ref=ref,
            title=share.title,
            parent=share.ref,
            axis=Axis.PERIOD,
            person=share.person,
            org_unit=share.org_unit,
            starts_on=number.period.starts_on,
            ends_on=number.period.ends_on,
            review_on=number.period.ends_on + REVIEW_AFTER,
            target=number.target,
            told=TARGET,
            earlier=number.earlier,
            valid_from=number.valid_from,
        )


def _sum(numbers: Iterable[_Number]) -> Decimal | None:
    """The sum of the numbers that are given; None when none is."""
    given = [one.target for one in numbers if one.target is not None]
    return sum(given, Decimal(0)) if given else None
