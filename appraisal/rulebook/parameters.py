"""Parameters: dated, sourced numbers that rules lean on.

Owns the value a parameter has on a day. A new value is a new line; the old one stays, so that last
year's diagnosis keeps last year's number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from appraisal.rulebook.kinds import UNITS, Kind
from appraisal.rulebook.problems import Report, quoted
from appraisal.rulebook.texts import Part, Texts
from appraisal.rulebook.values import typed_text
from appraisal.rulebook.yaml_text import Mapping, Node

LONGEST = {"days": 36_500, "weeks": 5_200, "hours": 876_000}
"""No number of a time is longer than a hundred years or shorter than nothing: days are counted on with it."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value, the day from which it holds, and where it comes from."""

    since: date
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number with its history, oldest first."""

    name: str
    unit: str
    title: Texts
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> float | None:
        """The value that holds on a day; ``None`` before the first one."""
        current = None
        for dated in self.values:
            if dated.since <= day:
                current = dated.value
        return current

    def kind(self) -> Kind:
        """The kind that conditions are checked with."""
        return Kind("number", self.unit, name=self.name)


@dataclass(frozen=True, slots=True)
class _Shape:
    name: str = "value"
    type: str = "number"
    least: None = None
    most: None = None
    values: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def read_parameter(node: Node, name: str, report: Report) -> Parameter | None:
    """One parameter file."""
    if not isinstance(node, Mapping):
        report.add(node, "a parameter has the parts 'unit', 'title' and 'values'")
        return None
    part = Part(node, ("unit", "title", "values"), ("unit", "title", "values"), report)
    listed = part.listing("values")
    values = [
        dated for item in (listed.items if listed else ()) if (dated := _read_dated(item, report)) is not None
    ]
    if listed is not None and not listed.items:
        report.add(listed, "'values' needs at least one value with 'from' and 'source'")
    days = [dated.since for dated in values]
    if len(set(days)) < len(days):
        report.add(part.place("values"), "two values hold from the same day; keep one")
    ordered = tuple(sorted(values, key=lambda dated: dated.since))
    unit = part.word("unit", UNITS, "")
    most = LONGEST.get(unit)
    wrong = next((one.value for one in ordered if most is not None and not 0 <= one.value <= most), None)
    if wrong is not None:
        report.add(part.place("values"), f"a number of {unit} lies between 0 and {most}, not {wrong:g}")
    return Parameter(name, unit, part.texts("title") or {}, ordered)


def _read_dated(node: Node, report: Report) -> DatedValue | None:
    if not isinstance(node, Mapping):
        report.add(node, "a value is written {from: 2000-01-01, value: 0.8, source: '...'}")
        return None
    part = Part(node, ("from", "value", "source"), ("from", "value", "source"), report)
    value, problem = typed_text(_Shape(), part.text("value", "0"))
    if problem is not None:
        report.add(part.place("value"), problem)
    if not part.text("source", "x"):
        report.add(part.place("source"), "'source' is empty; say where the number comes from")
    try:
        since = date.fromisoformat(part.text("from", "2000-01-01"))
    except ValueError:
        report.add(part.place("from"), f"{quoted(part.text('from'))} is no day; write 2000-01-01")
        return None
    return None if problem else DatedValue(since, value, part.text("source"))
