"""The pages before an import is carried out: which column holds what, and what would happen.

Owns the two steps on which a person decides. Both read the files anew, so that nothing is shown that
is not so. Leaves lists, results and the stored facts to ``queries``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy.orm import Session

from appraisal.integrations import policy
from appraisal.integrations.batch import Batch, known_values, read_batch
from appraisal.integrations.domain import (
    BroughtFile,
    FileKey,
    FileTrouble,
    ImportKey,
    PlanWishes,
    objections_to_carrying_out,
)
from appraisal.integrations.encodings import CODE_PAGES
from appraisal.integrations.fields import SHAPES, Kind
from appraisal.integrations.opening import OpenFile, Stored, open_file, table_of
from appraisal.integrations.plan_asking import plan_wishes, stored_for
from appraisal.integrations.preview import Preview, ValueToMap
from appraisal.integrations.queries import (
    SHOWN_NAMES,
    SHOWN_ROWS,
    brought_files,
    find_open_run,
    stored_facts,
)
from appraisal.integrations.reading import KeptRow, State
from appraisal.integrations.remarks import FileRefused, Remark
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections

SAMPLE_ROWS = 3
SHOWN_CHOICES = 200
MOST_OPTIONS = 300
SURE = 0.85
DAYS = ("hired_on", "engage_date", "close_date", "starts_on", "ends_on", "review_on", "valid_from", "period")


@dataclass(frozen=True)
class FieldChoice:
    """A field and the column that seems to hold it. ``label`` is empty when none does."""

    name: str
    label: str
    is_sure: bool
    is_needed: bool


@dataclass(frozen=True)
class FileStep:
    """A file with its first rows and the columns offered. Without a ``kind`` nobody knows what it lists."""

    key: FileKey
    name: str
    kind: Kind | None
    encoding: str
    encoding_is_guess: bool
    encodings: tuple[str, ...]
    has_header: bool
    month_first: bool
    is_remembered: bool
    row_count: int
    labels: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    fields: tuple[FieldChoice, ...]
    unused: tuple[str, ...]
    troubles: tuple[Remark, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def has_days(self) -> bool:
        """Whether the list has a field that holds a day."""
        return any(field.name in DAYS for field in self.fields)


@dataclass(frozen=True)
class ColumnsPage:
    """Which column holds which field, file by file, for a person to confirm or correct.

    ``plan`` is what is asked about the plan that a list of people and periods becomes; None: nothing is.
    """

    key: ImportKey
    files: tuple[FileStep, ...]
    kinds: tuple[Kind, ...]
    plan: PlanWishes | None = None


@dataclass(frozen=True)
class ValueChoice:
    """An unknown value with what it may mean; without ``options`` there are too many to choose from."""

    value: ValueToMap
    options: tuple[str, ...]


@dataclass(frozen=True)
class PreviewPage:
    """What would happen, before it does. ``shown`` are the first rows refused of each file."""

    key: ImportKey
    version: int
    subject: str
    files: tuple[Preview, ...]
    shown: Mapping[str, tuple[KeptRow, ...]]
    troubles: tuple[FileTrouble, ...]
    choices: tuple[ValueChoice, ...]
    choices_count: int
    missing: tuple[str, ...]
    missing_count: int
    objections: Objections
    makes_people: bool


def columns_page(store: Session, actor: Actor, run: int, day: date) -> ColumnsPage:
    """Open the files and offer a column for each field."""
    found = find_open_run(store, actor, run)
    stored = stored_facts(store, day)
    files = tuple(_step(key, file, stored) for key, file in brought_files(store, run))
    makes_plan = any(step.kind in (Kind.SHARES, Kind.SHARES_WIDE) for step in files)
    return ColumnsPage(ImportKey(run), files, tuple(Kind), plan_wishes(found) if makes_plan else None)


def preview_page(store: Session, actor: Actor, run: int, day: date) -> PreviewPage:
    """Read the files against what is stored, and say what would happen. Changes nothing."""
    found = find_open_run(store, actor, run)
    stored = stored_for(store, actor, found, day)
    batch = read_batch((file for _key, file in brought_files(store, run)), stored)
    previews = batch.previews
    objections = policy.may_carry_out(actor, batch.kinds) + objections_to_carrying_out(
        is_done=False, troubles=batch.troubles, has_rows=batch.has_rows
    )
    return PreviewPage(
        key=ImportKey(run),
        version=found.version,
        subject=found.kind,
        files=previews,
        shown={
            preview.name: tuple(row for row in preview.kept if row.state is State.REFUSED)[:SHOWN_ROWS]
            for preview in previews
        },
        troubles=batch.troubles,
        choices=tuple(
            ValueChoice(value, _options(batch, stored, value.field))
            for preview in previews
            for value in preview.values_to_map
        )[:SHOWN_CHOICES],
        choices_count=sum(len(preview.values_to_map) for preview in previews),
        missing=batch.missing[:SHOWN_NAMES],
        missing_count=len(batch.missing),
        objections=objections,
        makes_people=any(preview.kind in (Kind.PEOPLE, Kind.TEAMS) for preview in previews),
    )


def _options(batch: Batch, stored: Stored, name: str) -> tuple[str, ...]:
    options = known_values(batch, stored, name)
    return options if len(options) <= MOST_OPTIONS else ()


def _step(key: FileKey, file: BroughtFile, stored: Stored) -> FileStep:
    try:
        opened = open_file(file, stored)
    except FileRefused as refused:
        return _unknown_step(key, file, refused.remark)
    table, columns = opened.table, opened.columns
    return FileStep(
        key=key,
        name=file.name,
        kind=columns.kind,
        encoding=table.encoding.name,
        encoding_is_guess=table.encoding.is_guess,
        encodings=_encodings(table.encoding.name),
        has_header=file.has_header,
        month_first=columns.month_first,
        is_remembered=opened.remembered,
        row_count=table.row_count,
        labels=table.labels,
        sample=tuple(row.cells or row.original for row in islice(table.rows(), SAMPLE_ROWS)),
        fields=_fields(opened),
        unused=tuple(label for label in table.labels if label not in columns.labels.values()),
        troubles=table.remarks,
        sheet=table.sheet,
        sheets=table.sheets,
    )


def _unknown_step(key: FileKey, file: BroughtFile, remark: Remark) -> FileStep:
    """A file of which only the table is understood, if that."""
    try:
        table = table_of(file)
    except FileRefused as refused:
        encoding = file.encoding or ""
        return FileStep(
            key, file.name, None, encoding, False, _encodings(encoding), file.has_header, False, False, 0,
            (), (), (), (), (refused.remark,),
        )  # fmt: skip
    sample = tuple(row.cells or row.original for row in islice(table.rows(), SAMPLE_ROWS))
    encoding = table.encoding
    return FileStep(
        key, file.name, None, encoding.name, encoding.is_guess, _encodings(encoding.name), file.has_header,
        False, False, table.row_count, table.labels, sample, (), table.labels, (remark,), table.sheet,
        table.sheets,
    )  # fmt: skip


def _encodings(found: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*filter(None, (found,)), "utf-8", *CODE_PAGES, "utf-16")))


def _fields(opened: OpenFile) -> tuple[FieldChoice, ...]:
    shape = SHAPES[opened.columns.kind]
    how_sure = {guess.field: guess.how_sure for guess in opened.offer.guesses} if opened.offer else {}
    return tuple(
        FieldChoice(
            name=name,
            label=opened.columns.labels.get(name, ""),
            is_sure=how_sure.get(name, 1.0) >= SURE,
            is_needed=name in shape.needed[0],
        )
        for name in shape.fields
    )
