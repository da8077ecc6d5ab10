"""Lists of people and periods with their targets, long or wide, as planning spreadsheets have them.

Owns what each row says: a person's number for a period, a heading for the rows below it, or a sum that
is only compared. Leaves the plan that comes of them to ``share_plan``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from appraisal.integrations.cells import fold, read_amount
from appraisal.integrations.crm_lines import MOST, PLACES
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Columns
from appraisal.integrations.period_names import periods_of_days, read_period
from appraisal.integrations.plan_facts import PlanKnown, PlanLine, plan_lines
from appraisal.integrations.remarks import Remark, note, refuse
from appraisal.integrations.tables import Table, TableRow
from appraisal.kernel.periods import Period

TOTALS = frozenset(
    fold(word)
    for word in (
        "total", "totals", "sum", "subtotal", "sub-total", "grand total", "overall", "team total",
        "итого", "всего", "сумма", "общий итог", "итог", "جمع", "جمع کل", "مجموع", "کل", "tổng", "tổng cộng",
        "cộng", "tổng số",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """One number: whose, for which days, in which group, what it counts, and since when it is valid."""

    line: int
    person: int
    period: Period
    target: Decimal | None
    unit: int | None
    measure: str
    valid_from: date | None


@dataclass(slots=True)
class ShareList:
    """All numbers of a file, and everything said about its lines."""

    shares: list[Share] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """The rows since the last heading: under which unit they stand, and what they come to by column."""

    unit: int | None = None
    sums: dict[str, Decimal] = field(default_factory=dict)
    all_sums: dict[str, Decimal] = field(default_factory=dict)
    given: set[tuple[int, Period]] = field(default_factory=set)
    is_repeated: bool = False

    def give(self, person: int, period: Period) -> None:
        """Note that a row gives this person a number for the period; where a second one does, sums tell nothing."""
        self.is_repeated |= (person, period) in self.given
        self.given.add((person, period))


def read_shares(table: Table, columns: Columns, known: PlanKnown) -> ShareList:
    """Every number of the list."""
    found = ShareList()
    group = _Group()
    periods = _columns_of_periods(table, columns, found) if columns.kind is Kind.SHARES_WIDE else {}
    days = {} if periods else _days_of_long(table, columns)
    for row, line in plan_lines(table, columns, known):
        if not line.cells:
            found.remarks += line.remarks
        elif columns.kind is Kind.SHARES_WIDE:
            _read_wide(row, line, periods, group, found)
        else:
            _read_long(line, days, group, found)
    return found


def period_columns(labels: Sequence[str], *, month_first: bool = False) -> dict[str, Period]:
    """The columns that are named like periods, by their label."""
    days = periods_of_days(labels, month_first=month_first)
    found = {label: read_period(label) or days.get(label) for label in labels}
    return {label: period for label, period in found.items() if period is not None}


def _columns_of_periods(table: Table, columns: Columns, found: ShareList) -> dict[int, Period]:
    """The period of each column by its place; a column over all the others holds sums."""
    free = [label for label in table.labels if label not in columns.labels.values()]
    named = period_columns(free, month_first=columns.month_first)
    for label, period in list(named.items()):
        others = [other for key, other in named.items() if key != label]
        inside = [other for other in others if period.covers(other) and other != period]
        if len(inside) > 1:
            del named[label]
            found.remarks.append(note("total_column_left_out", table.header_line, None, label))
    return {table.labels.index(label): period for label, period in named.items()}


def _days_of_long(table: Table, columns: Columns) -> dict[str, Period]:
    place = columns.places_in(table.labels).get("period")
    if place is None:
        return {}
    texts = {row.cells[place] for row in table.rows() if row.cells}
    return periods_of_days(texts, month_first=columns.month_first)


def _read_wide(
    row: TableRow, line: PlanLine, periods: Mapping[int, Period], group: _Group, found: ShareList
) -> None:
    cells = {place: row.cells[place] for place in periods}
    if _is_total(line):
        _compare(line, {str(place): text for place, text in cells.items()}, group, found)
        return
    if not any(cells.values()) and _is_heading(line, group, found):
        return
    person, unit = line.person("person", needed=True), line.unit() or group.unit
    measure, valid_from = line.measure(), line.day("valid_from")
    amounts = {place: _amount(line, text) for place, text in cells.items()}
    _compare_own(line, [amount for amount in amounts.values() if amount is not None], found)
    for place, amount in amounts.items():
        group.sums[str(place)] = group.sums.get(str(place), Decimal(0)) + (amount or 0)
        if person is not None:
            share = Share(line.number, person, periods[place], amount, unit, measure or "", valid_from)
            found.shares.append(share)
    found.remarks += line.remarks


def _read_long(line: PlanLine, days: Mapping[str, Period], group: _Group, found: ShareList) -> None:
    if _is_total(line):
        _compare(line, {"": line.cells.get("target", "")}, group, found)
        return
    if not line.cells.get("target") and not line.cells.get("period") and _is_heading(line, group, found):
        return
    person, unit = line.person("person", needed=True), line.unit() or group.unit
    period = _period(line, days)
    amount = _amount(line, line.cells.get("target", ""))
    group.sums[""] = group.sums.get("", Decimal(0)) + (amount or 0)
    measure, valid_from = line.measure(), line.day("valid_from")
    if person is not None and period is not None:
        share = Share(line.number, person, period, amount, unit, measure or "", valid_from)
        found.shares.append(share)
        group.give(person, period)
    found.remarks += line.remarks


def _period(line: PlanLine, days: Mapping[str, Period]) -> Period | None:
    text = line.cells.get("period", "")
    starts_on, ends_on = line.day("starts_on"), line.day("ends_on")
    if starts_on and ends_on and starts_on <= ends_on:
        return Period(starts_on, ends_on)
    period = (read_period(text) or days.get(text)) if text else None
    if period is None:
        name = "period" if text or not starts_on else "ends_on"
        line.remarks.append(refuse("period_not_understood", line.number, name, text or str(ends_on or "")))
    return period


def _amount(line: PlanLine, text: str) -> Decimal | None:
    """A number of zero or more; an empty cell is not given. A dash is how many lists write that too."""
    if text in ("", "-", "–", "—"):
        return None
    amount = read_amount(text)
    if amount is None:
        line.remarks.append(refuse("number_not_understood", line.number, "target", text))
    elif amount < 0:
        line.remarks.append(refuse("value_negative", line.number, "target", text))
    elif amount >= MOST or amount != round(amount, PLACES):
        line.remarks.append(refuse("number_out_of_bounds", line.number, "target", text))
    return amount


def _is_total(line: PlanLine) -> bool:
    texts = [line.cells.get(name, "") for name in ("person", "unit")]
    said = [fold(text).rstrip(" :") for text in texts if text]
    return any(text in TOTALS or any(text.startswith(f"{word} ") for word in TOTALS) for text in said)


def _is_heading(line: PlanLine, group: _Group, found: ShareList) -> bool:
    """Whether a row without numbers names a unit for the rows below it; then the unit is kept."""
    text = line.cells.get("person") or line.cells.get("unit", "")
    if not text or len(line.plan.person_meant(text)) == 1:
        return False
    unit = line.plan.unit_meant(text)
    if unit is None:
        line.hold("unit_unknown", "unit", text, line.plan.unit_names)
        found.remarks += line.remarks
    else:
        found.remarks.append(note("section_row", line.number, None, line.plan.paths[unit]))
    _close(group)
    group.unit = unit
    return True


def _compare(line: PlanLine, stated: Mapping[str, str], group: _Group, found: ShareList) -> None:
    """A row of sums: told that it is left out, and where it says something else than the rows above it."""
    name = line.cells.get("person") or line.cells.get("unit", "")
    found.remarks.append(note("total_row_left_out", line.number, None, name))
    if not group.sums:
        sums = group.all_sums
    else:
        sums = group.sums
        whole = {key: group.all_sums.get(key, Decimal(0)) + value for key, value in sums.items()}
        if all(read_amount(text) == whole.get(key) for key, text in stated.items() if text):
            sums = whole
    for key, text in stated.items():
        amount = read_amount(text) if text else None
        if amount is not None and amount != sums.get(key, Decimal(0)) and not group.is_repeated:
            _told_difference(line, name, amount, sums.get(key, Decimal(0)), found)
    _close(group)


def _compare_own(line: PlanLine, amounts: Sequence[Decimal], found: ShareList) -> None:
    stated = read_amount(line.cells.get("total", "") or "-")
    if stated is not None and stated != sum(amounts):
        _told_difference(line, line.cells.get("person", ""), stated, sum(amounts, Decimal(0)), found)


def _told_difference(line: PlanLine, name: str, stated: Decimal, counted: Decimal, found: ShareList) -> None:
    found.remarks.append(
        note("total_differs", line.number, None, name, stated=_plain(stated), found_sum=_plain(counted))
    )


def _plain(value: Decimal) -> int | str:
    return int(value) if value == int(value) else format(value.normalize(), "f")


def _close(group: _Group) -> None:
    """The rows since the last heading or sum belong to the whole from here on."""
    for key, value in group.sums.items():
        group.all_sums[key] = group.all_sums.get(key, Decimal(0)) + value
    group.sums.clear()
