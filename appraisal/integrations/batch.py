"""Files brought in together, each read against the others and against what is stored.

Owns the order (price list and customers first, then people, then deals), so that a first import needs
no second one. Pure: bytes and facts in, readings out; nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from appraisal.actuals.domain import MEASURES
from appraisal.integrations.cells import fold
from appraisal.integrations.crm_lines import Known
from appraisal.integrations.crm_rows import read_accounts, read_opportunities, read_products
from appraisal.integrations.domain import BroughtFile, Decisions, FileTrouble, Meaning
from appraisal.integrations.fields import LONGEST_OTHER, PLAN_KINDS, SECTORS, Kind, Stage
from appraisal.integrations.mapping import Choices
from appraisal.integrations.opening import OpenFile, Stored, open_file
from appraisal.integrations.people_rows import PersonRow, read_people
from appraisal.integrations.plan_keys import unit_paths
from appraisal.integrations.plan_rows import read_plan
from appraisal.integrations.preview import Preview, ValueToMap, preview_of
from appraisal.integrations.reading import Reading
from appraisal.integrations.remarks import FileRefused, note
from appraisal.integrations.reporting_lines import KnownPerson
from appraisal.integrations.share_plan import read_share_plan
from appraisal.integrations.signs import signs_for

ORDER = (
    Kind.PRODUCTS, Kind.ACCOUNTS, Kind.TEAMS, Kind.PEOPLE, Kind.OPPORTUNITIES, Kind.PLAN, Kind.SHARES,
    Kind.SHARES_WIDE,
)  # fmt: skip
MAPPED = (
    "product", "account", "subsidiary_of", "sector", "deal_stage", "sales_agent", "person", "unit", "measure",
)  # fmt: skip
PEOPLE_FIELDS = ("sales_agent", "person")
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file with what came of reading it."""

    file: OpenFile
    reading: Reading[Any]

    @property
    def preview(self) -> Preview:
        """What a person sees of it before anything changes."""
        return preview_of(self.file.table, self.reading)


@dataclass(frozen=True, slots=True)
class Batch:
    """All files, read in order. ``meant`` holds the choices that decisions made while reading."""

    files: tuple[ReadFile, ...]
    troubles: tuple[FileTrouble, ...]
    choices: Choices
    missing: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of list among the files."""
        return frozenset(one.reading.kind for one in self.files)

    @property
    def has_rows(self) -> bool:
        """Whether anything at all can be taken."""
        return any(one.reading.rows for one in self.files)

    @property
    def previews(self) -> tuple[Preview, ...]:
        """A preview of each file."""
        return tuple(one.preview for one in self.files)


def _no_tick() -> None:
    """Nobody needs to hear of a second reading."""


def read_batch(
    files: Iterable[BroughtFile],
    stored: Stored,
    decisions: Decisions | None = None,
    *,
    tick: Callable[[], None] = _no_tick,
) -> Batch:
    """Read all files; what cannot be read as a whole is a trouble, and the others are read all the same.

    Decisions about values are applied until no further one is needed. ``tick`` hears of each file read.
    """
    decisions = decisions or Decisions()
    opened, troubles = [], []
    for file in files:
        try:
            one = open_file(file, stored, decisions.columns.get(file.name))
            one.columns.places_in(one.table.labels)
            opened.append(one)
        except FileRefused as refused:
            troubles.append(FileTrouble(file.name, refused.remark))
    opened.sort(key=lambda one: ORDER.index(one.columns.kind))
    choices = stored.choices
    read: list[ReadFile] = []
    for attempt in range(ROUNDS):
        read = _read_in_order(opened, replace(stored, choices=choices), tick if attempt == 0 else _no_tick)
        found = [value for one in read for value in one.preview.values_to_map]
        more = _with_meanings(choices, found, decisions)
        if more == choices:
            break
        choices = more
    return Batch(tuple(read), tuple(troubles), choices, _missing(read, stored))


def known_values(batch: Batch, stored: Stored, name: str) -> tuple[str, ...]:
    """What a foreign value of a field may mean, in alphabetical order."""
    if name == "sector":
        return SECTORS
    if name == "deal_stage":
        return tuple(stage.value for stage in Stage)
    if name in ("unit", "measure"):
        units = unit_paths(stored.plan.units()).values() if stored.plan else ()
        return tuple(sorted(units)) if name == "unit" else tuple(MEASURES)
    if name in PEOPLE_FIELDS:
        return tuple(sorted(signs_for(_people_after(batch.files, stored))))
    kinds = {"product": Kind.PRODUCTS, "account": Kind.ACCOUNTS, "subsidiary_of": Kind.ACCOUNTS}
    before = stored.products if name == "product" else stored.accounts
    return tuple(sorted({*before, *_names(batch.files, kinds[name])}))


def meaning_is_known(batch: Batch, stored: Stored, wish: Meaning) -> bool:
    """Whether a chosen meaning is one of ours; a sector may also be kept as it is written."""
    if wish.field in PEOPLE_FIELDS:
        return len(Known(sellers=_people_after(batch.files, stored)).keys_of(wish.meaning)) == 1
    if wish.field not in MAPPED or len(wish.meaning) > LONGEST_OTHER:
        return False
    if wish.field == "sector" and fold(wish.meaning) == fold(wish.value):
        return True
    return fold(wish.meaning) in {fold(value) for value in known_values(batch, stored, wish.field)}


def _with_meanings(choices: Choices, values: Iterable[ValueToMap], decisions: Decisions) -> Choices:
    for value in values:
        meaning = decisions.meaning_of(value.value, value.suggestion if value.is_near else "")
        if meaning and choices.chosen(value.field, value.value) != meaning:
            choices = choices.choose(value.field, value.value, meaning)
    return choices


def _read_in_order(opened: list[OpenFile], stored: Stored, tick: Callable[[], None]) -> list[ReadFile]:
    read: list[ReadFile] = []
    for one in opened:
        table, columns, kind = one.table, one.columns, one.columns.kind
        reading: Reading[Any]
        if kind is Kind.PRODUCTS:
            reading = read_products(table, columns)
        elif kind is Kind.ACCOUNTS:
            reading = read_accounts(table, columns, stored.choices)
        elif kind in PLAN_KINDS:
            reading = _read_for_plan(one, _people_after(read, stored), stored)
        elif kind is Kind.OPPORTUNITIES:
            people = _people_after(read, stored)
            known = Known(
                products={*stored.products, *_names(read, Kind.PRODUCTS)} or None,
                accounts={*stored.accounts, *_names(read, Kind.ACCOUNTS)} or None,
                sellers=people,
            )
            reading = _with_the_silent(read_opportunities(table, columns, known, stored.choices), people)
        else:
            reading = read_people(table, columns, _people_after(read, stored))
        read.append(ReadFile(one, reading))
        tick()
    return read


def _read_for_plan(one: OpenFile, people: list[KnownPerson], stored: Stored) -> Reading[Any]:
    """A file about a plan, read for those who work here; people who come with the same files are stored first."""
    if stored.plan is None:
        raise ValueError("files about a plan are read against a plan")
    read = read_plan if one.columns.kind is Kind.PLAN else read_share_plan
    stored_already = {person.key for person in stored.people}
    known = [person for person in people if person.key in stored_already]
    return read(one.table, one.columns, known, stored.choices, stored.plan)


def _with_the_silent(reading: Reading[Any], people: Iterable[KnownPerson]) -> Reading[Any]:
    """The reading, with a note on who sits in a team that sells and is named by no deal. Told, never judged."""
    people = list(people)
    sellers = {row.seller_key for row in reading.rows}
    teams = {person.manager_key for person in people if person.key in sellers} - {None}
    leaders = {person.manager_key for person in people}
    silent = sorted(
        person.name
        for person in people
        if person.manager_key in teams and person.key not in sellers | leaders
    )
    if not silent:
        return reading
    told = note("sellers_without_deals", None, "sales_agent", ", ".join(silent), count=len(silent))
    return replace(reading, remarks=(*reading.remarks, told))


def _names(read: Iterable[ReadFile], kind: Kind) -> list[str]:
    """The names in the lists of a kind, of rows not taken too: a customer who waits for a sector is known."""
    field = {Kind.PRODUCTS: "product", Kind.ACCOUNTS: "account"}[kind]
    names = []
    for one in read:
        if one.reading.kind is kind:
            place = one.file.columns.places_in(one.file.table.labels)[field]
            names += [row.cells[place] for row in one.file.table.rows() if row.cells and row.cells[place]]
    return names


def _people_after(read: Iterable[ReadFile], stored: Stored) -> list[KnownPerson]:
    """Everyone known once the lists of people read so far are taken in."""
    people = {person.key: person for person in stored.people}
    for one in read:
        for row in one.reading.rows:
            if isinstance(row, PersonRow):
                people[row.identity] = _known_with(people.get(row.identity), row)
    return list(people.values())


def _known_with(before: KnownPerson | None, row: PersonRow) -> KnownPerson:
    before = before or KnownPerson(row.identity, row.name)
    return replace(
        before,
        external_id=row.external_id or before.external_id,
        login=row.login or before.login,
        email=row.email or before.email,
        manager_key=row.manager or before.manager_key,
    )


def _missing(read: Iterable[ReadFile], stored: Stored) -> tuple[str, ...]:
    """Names of people who work here and stand in no list of people: told, never removed."""
    lists = [one for one in read if one.reading.kind in (Kind.PEOPLE, Kind.TEAMS)]
    if not any(one.reading.kind is Kind.PEOPLE for one in lists):
        return ()
    there = {row.identity for one in lists for row in one.reading.rows}
    said = {fold(cell) for one in lists for row in one.reading.kept for cell in row.cells}
    return tuple(
        person.name
        for person in stored.people
        if person.key in stored.active
        and person.key not in there
        and said.isdisjoint(fold(sign) for sign in (person.external_id, person.login, person.name) if sign)
    )
