"""What files about plans are read against: people, units, what is counted, and the plan itself.

Owns how a cell becomes a person, a unit or a measure; an unknown one is held for a choice that is
remembered. The plan is asked through ``weigh``, so that only the plans a file names are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from appraisal.actuals.domain import MEASURES
from appraisal.integrations.cells import fold
from appraisal.integrations.crm_lines import CrmLine, Known
from appraisal.integrations.domain import PlanWishes
from appraisal.integrations.mapping import Choices, Columns, Lookup
from appraisal.integrations.plan_keys import STEP, unit_paths
from appraisal.integrations.remarks import refuse_too_long
from appraisal.integrations.reporting_lines import KnownPerson
from appraisal.integrations.tables import Table, TableRow
from appraisal.kernel.actors import EmployeeKey
from appraisal.people.domain import UnitKey
from appraisal.plans.domain import BringNode, Weighed

Units = Mapping[UnitKey, tuple[str, UnitKey | None]]
Places = Mapping[int, tuple[str, UnitKey | None, EmployeeKey | None]]


@dataclass(frozen=True)
class PlanFacts:
    """How a plan, units and places at work are asked; ``actor`` is the person who brings the file in, if one."""

    weigh: Callable[[Sequence[BringNode]], Weighed]
    units: Callable[[], Units]
    places: Callable[[Iterable[int]], Places]
    actor: int | None
    wishes: PlanWishes
    day: date


class PlanKnown:
    """People, units and measures that rows of a plan may name."""

    def __init__(self, people: Iterable[KnownPerson], facts: PlanFacts, choices: Choices) -> None:
        self.facts = facts
        self.choices = choices
        self.people = Known(sellers=people)
        self.paths = unit_paths(facts.units())
        self.unit_names = Lookup(self.paths.values())
        self.measures = Lookup(MEASURES)
        self._units: dict[str, set[int]] = {}
        for key, path in self.paths.items():
            for name in {path, path.split(STEP)[-1]}:
                self._units.setdefault(fold(name), set()).add(key)

    def name_of(self, person: int | None) -> str:
        """The name of a person by key."""
        known = (self.people.sellers or {}).get(str(person))
        return known.name if known else ""

    def person_meant(self, text: str) -> set[int]:
        """The keys of everyone that a number, login, address or name may mean."""
        return {int(key) for key in self.people.keys_of(self.choices.chosen("person", text) or text)}

    def unit_meant(self, text: str) -> int | None:
        """The one unit that a name or a path means."""
        found = self._units.get(fold(self.choices.chosen("unit", text) or text), set())
        return next(iter(found)) if len(found) == 1 else None


class PlanLine(CrmLine):
    """One line of a file about plans."""

    plan: PlanKnown

    @classmethod
    def of(cls, row: TableRow, places: Mapping[str, int], columns: Columns, plan: PlanKnown) -> PlanLine:
        """The line with its cells by field; one of wrong shape has no cells and says why."""
        cells = {name: row.cells[place] for name, place in places.items()} if row.cells else {}
        remarks = [row.refusal] if row.refusal else refuse_too_long(cells, row.line)
        line = cls(row.line, cells, plan.people, plan.choices, columns.month_first, remarks)
        line.plan = plan
        return line

    def person(self, name: str, *, needed: bool = False) -> int | None:
        """The key of the person in a cell; one who is not known is held for a choice."""
        value = self.text(name, needed=needed)
        if value is None:
            return None
        found = self.plan.person_meant(value)
        if len(found) == 1:
            chosen = self.choices.chosen("person", value)
            self.note_meaning(name, value, chosen or value)
            return next(iter(found))
        self.hold("person_of_two" if found else "person_unknown", "person", value, self.known.seller_names)
        return None

    def unit(self, name: str = "unit") -> int | None:
        """The key of the unit in a cell, by its name or its path."""
        value = self.text(name)
        if value is None:
            return None
        found = self.plan.unit_meant(value)
        if found is None:
            self.hold("unit_unknown", "unit", value, self.plan.unit_names)
        return found

    def measure(self) -> str | None:
        """What is counted, by the name it has here."""
        value = self.text("measure")
        if value is None:
            return None
        found = self.plan.measures.find(self.choices.chosen("measure", value) or value)
        if found is None:
            self.hold("measure_unknown", "measure", value, self.plan.measures)
        return found


def plan_lines(table: Table, columns: Columns, plan: PlanKnown) -> Iterable[tuple[TableRow, PlanLine]]:
    """Every row of a table with its line."""
    places = columns.places_in(table.labels)
    for row in table.rows():
        yield row, PlanLine.of(row, places, columns, plan)
