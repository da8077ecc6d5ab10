"""One line of a CRM's list being read: its cells by field, what they may name, what is said about them.

Owns how a cell becomes a known value, an amount or a day, and that every objection to a line is
gathered at once. Leaves the rows themselves to ``crm_rows``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from appraisal.integrations.cells import fold, read_amount
from appraisal.integrations.days import day_or_refusal
from appraisal.integrations.fields import LONGEST_OTHER, SECTORS, Stage
from appraisal.integrations.mapping import Choices, Columns, Lookup
from appraisal.integrations.remarks import Remark, ask, note, refuse, refuse_too_long
from appraisal.integrations.reporting_lines import KnownPerson, People
from appraisal.integrations.synonyms import STAGES
from appraisal.integrations.tables import Table

# An amount is kept exactly, to four places; a larger one is a slip of the keyboard.
MOST, PLACES = Decimal(10) ** 13, 4
STAGE_WORDS = {fold(word): stage for stage, words in STAGES.items() for word in (stage, *words)}


class Known:
    """What rows may name. None for a set: it is not known yet, and any value is taken."""

    def __init__(
        self,
        *,
        products: Iterable[str] | None = None,
        accounts: Iterable[str] | None = None,
        sellers: Iterable[KnownPerson] | None = None,
        sectors: Iterable[str] | None = SECTORS,
        parents: Iterable[str] | None = None,
    ) -> None:
        stages = [stage.value for stage in Stage]
        sets = {"product": products, "account": accounts, "subsidiary_of": parents}
        sets |= {"sector": sectors, "deal_stage": stages}
        self.sets = {name: Lookup(values) for name, values in sets.items() if values is not None}
        self.sellers = None if sellers is None else {person.key: person for person in sellers}
        people = (self.sellers or {}).items()
        self._people = People(people)
        self.seller_names = Lookup(person.name for _, person in people)

    def keys_of(self, reference: str) -> set[str]:
        """The keys of all sellers that a key, number, login, address or name may mean."""
        if self.sellers and reference in self.sellers:
            return {reference}
        return self._people.meant_by(reference)


UNKNOWN = {
    "product": "product_not_in_price_list",
    "account": "account_unknown",
    "subsidiary_of": "parent_unknown",
    "sector": "sector_unknown",
    "deal_stage": "stage_unknown",
}


@dataclass(slots=True)
class CrmLine:
    """One line being read: its cells by field, and everything said about it so far."""

    number: int
    cells: dict[str, str]
    known: Known
    choices: Choices
    month_first: bool
    remarks: list[Remark] = field(default_factory=list)

    def text(self, name: str, *, needed: bool = False) -> str | None:
        """The cell, or None when it is empty; a needed one is then refused."""
        value = self.cells.get(name, "")
        if needed and not value:
            self.remarks.append(refuse("value_missing", self.number, name))
        return value or None

    def choice(self, name: str, *, needed: bool = False) -> str | None:
        """The known value that the cell means; an unknown one is held for a person's choice."""
        value = self.text(name, needed=needed)
        known = self.known.sets.get(name)
        if value is None or known is None:
            return value
        chosen = self.choices.chosen(name, value)
        if found := known.find(chosen or value):
            self.note_meaning(name, value, found if chosen else value)
            return found
        if chosen and name == "sector":
            return chosen
        self.hold(UNKNOWN[name], name, value, known)
        return value

    def seller(self) -> tuple[str, str | None]:
        """The seller's name and key, found by number, login, address or name, or as a person chose."""
        value = self.text("sales_agent", needed=True)
        if value is None or self.known.sellers is None:
            return value or "", None
        chosen = self.choices.chosen("sales_agent", value)
        found = self.known.keys_of(chosen or value)
        if len(found) == 1:
            key = next(iter(found))
            self.note_meaning("sales_agent", value, self.known.sellers[key].name if chosen else value)
            return self.known.sellers[key].name, key
        reason = "sales_agent_ambiguous" if found else "sales_agent_unknown"
        self.hold(reason, "sales_agent", value, self.known.seller_names)
        return value, None

    def note_meaning(self, name: str, value: str, meaning: str) -> None:
        """Tell when a cell is read as something else, as a person chose."""
        if meaning != value:
            self.remarks.append(note("value_mapped", self.number, name, value, meaning=meaning))

    def hold(self, reason: str, name: str, value: str, known: Lookup) -> None:
        """Hold the line until a person has chosen what the value means; offer the nearest."""
        if len(fold(value)) > LONGEST_OTHER:
            self.remarks.append(refuse("value_too_long", self.number, name, value, limit=LONGEST_OTHER))
            return
        suggestion, how_sure = known.suggest(value)
        params = {"suggestion": suggestion, "how_sure": round(how_sure * 100)}
        self.remarks.append(ask(reason, self.number, name, value, **params))

    def stage(self) -> Stage | None:
        """The stage, however the CRM words it."""
        value = self.text("deal_stage", needed=True)
        if value and (found := STAGE_WORDS.get(fold(value))):
            return found
        return STAGE_WORDS.get(fold(self.choice("deal_stage") or ""))

    def amount(self, name: str) -> Decimal | None:
        """The cell as an amount of zero or more."""
        value = self.text(name)
        amount = read_amount(value) if value else None
        if value and amount is None:
            self.remarks.append(refuse("number_not_understood", self.number, name, value))
        elif amount is not None and amount < 0:
            self.remarks.append(refuse("value_negative", self.number, name, value or ""))
        elif amount is not None and (amount >= MOST or amount != round(amount, PLACES)):
            self.remarks.append(refuse("number_out_of_bounds", self.number, name, value or ""))
        return amount

    def count(self, name: str) -> int | None:
        """The cell as a whole number of zero or more."""
        amount = self.amount(name)
        if amount is not None and amount != int(amount):
            self.remarks.append(refuse("number_not_understood", self.number, name, str(amount)))
        return None if amount is None else int(amount)

    def day(self, name: str) -> date | None:
        """The cell as a day that exists."""
        day, wrong = day_or_refusal(self.cells.get(name, ""), self.number, name, month_first=self.month_first)
        if wrong:
            self.remarks.append(wrong)
        return day


def crm_lines(table: Table, columns: Columns, known: Known, choices: Choices) -> Iterator[CrmLine]:
    """Every line of the table, ready to be read field by field; a line of wrong shape has no cells."""
    places = columns.places_in(table.labels)
    for row in table.rows():
        cells = {name: row.cells[place] for name, place in places.items()} if row.cells else {}
        remarks = [row.refusal] if row.refusal else refuse_too_long(cells, row.line)
        yield CrmLine(row.line, cells, known, choices, columns.month_first, remarks)
