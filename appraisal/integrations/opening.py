"""A file opened as a list: its table, and the columns chosen now, remembered from before, or guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from appraisal.integrations.domain import BroughtFile
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Choices, Columns, Offer, offer_columns, recognise, signature_of
from appraisal.integrations.period_names import is_period_label
from appraisal.integrations.plan_facts import PlanFacts
from appraisal.integrations.remarks import FileRefused, refuse
from appraisal.integrations.reporting_lines import KnownPerson
from appraisal.integrations.tables import Table, read_table


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known before the files come. ``active`` are the keys of people who work here today.

    ``plan`` is how a plan is asked; None where no file about a plan is read.
    """

    people: tuple[KnownPerson, ...] = ()
    active: frozenset[str] = frozenset()
    products: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    columns: Mapping[tuple[Kind, str], Columns] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    plan: PlanFacts | None = None


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file opened as a table. ``remembered``: its columns were chosen by a person before."""

    file: BroughtFile
    table: Table
    columns: Columns
    offer: Offer | None
    remembered: bool


def table_of(file: BroughtFile) -> Table:
    """The table of a file, read as a person said. Raises ``FileRefused``."""
    return read_table(
        file.content,
        name=file.name,
        encoding=file.encoding,
        has_header=file.has_header,
        sheet=file.sheet,
    )


def open_file(file: BroughtFile, stored: Stored, chosen: Columns | None = None) -> OpenFile:
    """Open a file with the columns chosen now, else remembered, else guessed.

    Raises ``FileRefused`` when it is no table, or no list that is known and no kind was said.
    """
    table = table_of(file)
    if chosen is not None:
        return _with_periods(OpenFile(file, table, chosen, None, remembered=False))
    signature = signature_of(table.labels)
    for kind in [file.kind] if file.kind else Kind:
        if columns := stored.columns.get((kind, signature)):
            return _with_periods(OpenFile(file, table, columns, None, remembered=True))
    periods = sum(map(is_period_label, table.labels))
    offer = offer_columns(table.labels, file.kind) if file.kind else recognise(table.labels, periods)
    return _with_periods(OpenFile(file, table, offer.columns, offer, remembered=False))


def _with_periods(opened: OpenFile) -> OpenFile:
    """A list with a column for each period has at least one that is named like a period."""
    columns, labels = opened.columns, opened.table.labels
    free = [label for label in labels if label not in columns.labels.values()]
    if columns.kind is Kind.SHARES_WIDE and not any(map(is_period_label, free)):
        raise FileRefused(refuse("no_period_columns", opened.table.header_line))
    return opened
