"""Importing: files handed in, columns and meanings chosen, everything carried out, or thrown away.

Owns the run from upload to result. What it changes in people and goals goes through their own
operations. A batch is carried out in one piece: whatever is raised leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from appraisal.integrations import policy, queries
from appraisal.integrations.batch import Batch, meaning_is_known, read_batch
from appraisal.integrations.delivery import carry_out_batch
from appraisal.integrations.domain import (
    PEOPLE_KINDS,
    BroughtFile,
    ChooseColumns,
    ChooseMeanings,
    Decisions,
    FileKey,
    FileTrouble,
    ImportKey,
    Subject,
    objections_to_carrying_out,
    subject_of,
)
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Columns
from appraisal.integrations.memory import remember_choices, remember_columns
from appraisal.integrations.models import ImportFile, ImportRun
from appraisal.integrations.opening import open_file, table_of
from appraisal.integrations.plan_asking import plan_facts, stored_for
from appraisal.integrations.remarks import FileRefused, refuse
from appraisal.integrations.results import ImportReport
from appraisal.integrations.tables import Table
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.storage.history import record

MOST_FILES = 20
Progress = Callable[[int, int], None]


def import_files(
    store: Session,
    actor: Actor,
    subject: Subject,
    files: Iterable[BroughtFile],
    decisions: Decisions,
    at: datetime,
    *,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring in files in one go, as the pages do step by step: for the command line and the demo.

    Rows that are refused or that nobody mapped are left out and kept for download. When a file cannot
    be read as a whole the report says so and nothing is done. ``progress`` hears (done, of).
    """
    brought = _named_apart(files)
    tick = _counting(2 * len(brought) + 1, progress)
    insist_on_none(policy.may_import(actor), NotAllowed)
    plan = plan_facts(store, actor, at.date(), decisions.plan)
    stored = queries.stored_facts(store, at.date(), plan)
    batch = read_batch(brought, stored, decisions, tick=tick)
    troubles = batch.troubles + _of_other_subject(batch, subject)
    if troubles:
        return ImportReport(subject, previews=batch.previews, troubles=troubles)
    run = ImportRun(kind=subject.value, started_by_id=actor.employee, started_at=at, counts={})
    store.add(run)
    store.flush()
    for file in brought:
        kind = next(one.reading.kind.value for one in batch.files if one.file.file is file)
        store.add(ImportFile(run_id=run.id, name=file.name, content=b"", kind=kind))
    store.flush()
    for one in batch.files:
        if columns := decisions.columns.get(one.file.file.name):
            remember_columns(store, columns, one.file.table.labels)
    remember_choices(store, stored.choices, batch.choices)
    outcome = carry_out_batch(store, actor, run, batch, stored, at, tick)
    return ImportReport(subject, ImportKey(run.id), batch.previews, (), outcome, batch.missing)


def start_import(store: Session, actor: Actor, files: Sequence[BroughtFile], *, at: datetime) -> ImportKey:
    """Keep the files of an import until a person has looked at them. Raises ``NotReady`` for no file."""
    insist_on_none(policy.may_import(actor), NotAllowed)
    empty = Objections.where(no_file_chosen=not files, too_many_files=len(files) > MOST_FILES)
    insist_on_none(empty, NotReady)
    stored = queries.stored_facts(store, at.date())
    kinds = set()
    run = ImportRun(kind=Subject.CRM.value, started_by_id=actor.employee, started_at=at, counts={})
    store.add(run)
    store.flush()
    for file in _named_apart(files):
        try:
            kinds.add(open_file(file, stored).columns.kind)
        except FileRefused as refused:
            if refused.remark.reason != "columns_not_recognised":
                raise NotReady(Objections.one("file_not_readable", file=file.name)) from refused
        store.add(ImportFile(run_id=run.id, name=file.name, content=file.content))
    run.kind = subject_of(frozenset(kinds)).value
    store.flush()
    record(store, actor, "import_started", "import", run.id, at=at, files=len(files))
    return ImportKey(run.id)


def read_file_otherwise(
    store: Session,
    actor: Actor,
    run: int,
    file: int,
    *,
    kind: Kind | None,
    encoding: str | None,
    has_header: bool,
    sheet: str | None = None,
    at: datetime,
) -> FileKey:
    """Say what a file lists, in which letters it is written, and whether its first line has names."""
    found = _file_of(store, actor, run, file)
    found.kind, found.encoding, found.has_header = kind and kind.value, encoding, has_header
    found.sheet = sheet
    _decided(queries.find_open_run(store, actor, run))
    store.flush()
    record(store, actor, "import_file_read_otherwise", "import", run, at=at, file=found.name)
    return FileKey(found.id)


def choose_columns(store: Session, actor: Actor, wish: ChooseColumns, *, at: datetime) -> ImportKey:
    """Keep which column holds which field, for these files and all later ones with the same headers.

    Raises ``NotReady`` when a needed field has no column or a column is used twice.
    """
    run = queries.find_open_run(store, actor, wish.run)
    for one in wish.files:
        file = _file_of(store, actor, wish.run, one.file)
        table = _stored_table(file)
        insist_on_none(objections_to_columns(one.columns, table.labels), NotReady)
        file.kind = one.columns.kind.value
        remember_columns(store, one.columns, table.labels)
    if wish.plan is not None:
        run.plan_wishes = {
            "title": wish.plan.title,
            "measure": wish.plan.measure,
            "owner": wish.plan.owner,
            "review_on": wish.plan.review_on.isoformat() if wish.plan.review_on else None,
        }
    kinds = store.scalars(select(ImportFile.kind).where(ImportFile.run_id == run.id))
    run.kind = subject_of(frozenset(Kind(kind) for kind in kinds if kind)).value
    _decided(run)
    store.flush()
    record(store, actor, "import_columns_chosen", "import", run.id, at=at)
    return wish.run


def objections_to_columns(columns: Columns, labels: tuple[str, ...]) -> Objections:
    """What stands against a choice of columns for a file with these labels."""
    reasons = {remark.reason for remark in columns.objections()}
    return Objections.where(
        columns_missing="column_missing" in reasons,
        columns_used_twice="column_used_twice" in reasons,
        columns_not_there=not set(columns.labels.values()) <= set(labels),
    )


def choose_meanings(store: Session, actor: Actor, wish: ChooseMeanings, *, at: datetime) -> ImportKey:
    """Keep what unknown values mean. A later choice for the same value replaces the earlier one.

    Raises ``NotReady`` naming every meaning that is itself unknown.
    """
    run = queries.find_open_run(store, actor, wish.run)
    stored = stored_for(store, actor, run, at.date())
    batch = read_batch((file for _key, file in queries.brought_files(store, wish.run)), stored)
    choices, objections = stored.choices, Objections()
    for one in wish.meanings:
        if not meaning_is_known(batch, stored, one):
            objections += Objections.one("meaning_not_known", value=one.value, meaning=one.meaning)
        choices = choices.choose(one.field, one.value, one.meaning)
    insist_on_none(objections, NotReady)
    remember_choices(store, stored.choices, choices)
    _decided(run)
    store.flush()
    record(store, actor, "import_meanings_chosen", "import", run.id, at=at, count=len(wish.meanings))
    return wish.run


def carry_out(store: Session, actor: Actor, run: int, *, seen_version: int | None, at: datetime) -> ImportKey:
    """Carry out an import as its preview showed it. Raises ``NotReady`` with everything in its way."""
    found = queries.find_open_run(store, actor, run, seen_version=seen_version)
    stored = stored_for(store, actor, found, at.date())
    batch = read_batch((file for _key, file in queries.brought_files(store, run)), stored)
    insist_on_none(policy.may_carry_out(actor, batch.kinds), NotAllowed)
    insist_on_none(
        objections_to_carrying_out(is_done=False, troubles=batch.troubles, has_rows=batch.has_rows), NotReady
    )
    carry_out_batch(store, actor, found, batch, stored, at, lambda: None)
    return ImportKey(run)


def discard_import(store: Session, actor: Actor, run: int, *, at: datetime) -> ImportKey:
    """Throw away an import that was not carried out, with its files."""
    found = queries.find_open_run(store, actor, run)
    store.execute(delete(ImportFile).where(ImportFile.run_id == run))
    store.delete(found)
    store.flush()
    record(store, actor, "import_discarded", "import", run, at=at)
    return ImportKey(run)


def _counting(of: int, progress: Progress | None) -> Callable[[], None]:
    """A tick that tells ``progress`` how many of the steps are done."""
    steps = count(1)
    return lambda: progress(min(next(steps), of), of) if progress else None


def _decided(run: ImportRun) -> None:
    """Give the run a new version, so that a preview seen before the decision is outdated."""
    run.counts = {"decisions": run.counts.get("decisions", 0) + 1}


def _of_other_subject(batch: Batch, subject: Subject) -> tuple[FileTrouble, ...]:
    if subject is not Subject.PEOPLE:
        return ()
    return tuple(
        FileTrouble(one.file.file.name, refuse("list_of_other_kind", value=one.reading.kind.value))
        for one in batch.files
        if one.reading.kind not in PEOPLE_KINDS
    )


def _named_apart(files: Iterable[BroughtFile]) -> tuple[BroughtFile, ...]:
    """Files of one name told apart: ``people.csv`` and ``people.csv (2)``."""
    named: dict[str, BroughtFile] = {}
    for file in files:
        base = file.name.strip()[-200:] or "file"
        name, count = base, 1
        while name in named:
            count += 1
            name = f"{base} ({count})"
        named[name] = replace(file, name=name)
    return tuple(named.values())


def _file_of(store: Session, actor: Actor, run: int, file: int) -> ImportFile:
    queries.find_open_run(store, actor, run)
    found = store.get(ImportFile, file)
    if found is None or found.run_id != run:
        raise NotFound(noun="file", key=file)
    return found


def _stored_table(file: ImportFile) -> Table:
    try:
        return table_of(
            BroughtFile(
                file.name, file.content, None, file.encoding, has_header=file.has_header, sheet=file.sheet
            )
        )
    except FileRefused as refused:
        raise NotReady(Objections.one("file_not_readable", file=file.name)) from refused
