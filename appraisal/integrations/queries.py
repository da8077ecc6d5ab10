"""Reads about imports: what is known before files come, and the pages of each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select, true
from sqlalchemy.orm import Session, undefer

from appraisal.integrations import policy
from appraisal.integrations.domain import BroughtFile, FileKey, ImportKey, Subject
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Choices, Columns
from appraisal.integrations.models import (
    ColumnMapping,
    CrmRecord,
    ImportFile,
    ImportRefusal,
    ImportRun,
    ValueMapping,
)
from appraisal.integrations.opening import Stored
from appraisal.integrations.plan_facts import PlanFacts
from appraisal.integrations.reading import KeptRow, State
from appraisal.integrations.remarks import Remark, Weight
from appraisal.integrations.reporting_lines import KnownPerson
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.people.queries import everybody, names_of

RUNS_ON_A_PAGE = 20
SHOWN_ROWS = 20
SHOWN_NAMES = 50


@dataclass(frozen=True)
class RunLine:
    """One import in the list of imports."""

    key: ImportKey
    subject: str
    started_at: datetime
    started_by: str
    done_at: datetime | None
    files: int
    counts: Mapping[str, Any]


@dataclass(frozen=True)
class ImportsPage:
    """Where files are handed in, and what was brought in before."""

    runs: tuple[RunLine, ...]
    may_bring_people: bool


@dataclass(frozen=True)
class FileResult:
    """What came of one file; ``notes`` has the first of each kind of note, with how often it was made."""

    key: FileKey
    name: str
    kind: str
    counts: Mapping[str, Any]
    notes: tuple[tuple[int, Remark], ...]
    has_refused: bool


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken, as it came, with every reason."""

    file_name: str
    line: int
    original: tuple[str, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class ResultPage:
    """What an import did; the rows left out can be downloaded."""

    key: ImportKey
    subject: str
    done_at: datetime | None
    started_by: str
    counts: Mapping[str, Any]
    files: tuple[FileResult, ...]
    refused: tuple[RefusedRow, ...]
    refused_count: int
    missing: tuple[str, ...]
    missing_count: int


@dataclass(frozen=True)
class RefusedFile:
    """All rows of one file that were not taken, under the header they had."""

    name: str
    header: tuple[str, ...]
    kept: tuple[KeptRow, ...]


def stored_facts(store: Session, day: date, plan: PlanFacts | None = None) -> Stored:
    """All that files are read against, in four statements, and the ``plan`` as far as they name one."""
    people = everybody(store, day)
    records = store.execute(select(CrmRecord.kind, CrmRecord.name)).all()
    columns = store.execute(select(ColumnMapping.kind, ColumnMapping.header_signature, ColumnMapping.columns))
    by_field: dict[str, dict[str, str]] = {}
    for row in store.execute(select(ValueMapping.field, ValueMapping.typed, ValueMapping.meant)):
        by_field.setdefault(row.field, {})[row.typed] = row.meant
    return Stored(
        people=tuple(
            KnownPerson(
                key=str(person.key),
                name=person.name,
                external_id=person.external_id,
                login=person.login,
                email=person.login if person.login and "@" in person.login else None,
                manager_key=str(person.manager) if person.manager else None,
            )
            for person in people
        ),
        active=frozenset(str(one.key) for one in people if one.left_on is None or one.left_on >= day),
        products=tuple(row.name for row in records if row.kind == Kind.PRODUCTS),
        accounts=tuple(row.name for row in records if row.kind == Kind.ACCOUNTS),
        columns={
            (Kind(row.kind), row.header_signature): columns_of(Kind(row.kind), row.columns) for row in columns
        },
        choices=Choices(by_field),
        plan=plan,
    )


def columns_of(kind: Kind, kept: Mapping[str, Any]) -> Columns:
    """A choice of columns as it is kept."""
    return Columns(kind, dict(kept["labels"]), bool(kept.get("month_first")))


def find_run(store: Session, actor: Actor, run: int, *, seen_version: int | None = None) -> ImportRun:
    """The import. Raises ``NotAllowed``, ``NotFound``, or ``Outdated`` if it changed since it was seen."""
    insist_on_none(policy.may_import(actor), NotAllowed)
    found = store.get(ImportRun, run)
    if found is None:
        raise NotFound(noun="import", key=run)
    insist_on_none(policy.may_open_import(actor, Subject(found.kind), found.started_by_id), NotAllowed)
    if seen_version is not None and seen_version != found.version:
        raise Outdated(noun="import", key=run)
    return found


def find_open_run(store: Session, actor: Actor, run: int, *, seen_version: int | None = None) -> ImportRun:
    """The import while it is not carried out. Raises ``NotReady`` when it is."""
    found = find_run(store, actor, run, seen_version=seen_version)
    insist_on_none(Objections.where(import_is_done=found.done_at is not None), NotReady)
    return found


def brought_files(store: Session, run: int) -> tuple[tuple[FileKey, BroughtFile], ...]:
    """The files of an import with their bytes, in the order they came."""
    rows = store.scalars(
        select(ImportFile)
        .where(ImportFile.run_id == run)
        .order_by(ImportFile.id)
        .options(undefer(ImportFile.content))
    )
    return tuple(
        (
            FileKey(row.id),
            BroughtFile(
                row.name,
                row.content,
                Kind(row.kind) if row.kind else None,
                row.encoding,
                row.has_header,
                row.sheet,
            ),
        )
        for row in rows
    )


def imports_page(store: Session, actor: Actor) -> ImportsPage:
    """The imports of late that the actor may open, newest first."""
    insist_on_none(policy.may_import(actor), NotAllowed)
    keeps_people = not policy.may_open_import(actor, Subject.PEOPLE, None)
    not_others_people = or_(ImportRun.kind != Subject.PEOPLE, ImportRun.started_by_id == actor.employee)
    rows = store.execute(
        select(ImportRun, func.count(ImportFile.id))
        .outerjoin(ImportFile, ImportFile.run_id == ImportRun.id)
        .group_by(ImportRun.id)
        .where(true() if keeps_people else not_others_people)
        .order_by(ImportRun.id.desc())
        .limit(RUNS_ON_A_PAGE)
    ).all()
    names = names_of(store, (run.started_by_id for run, _files in rows))
    return ImportsPage(
        runs=tuple(
            RunLine(
                ImportKey(run.id),
                run.kind,
                run.started_at,
                names.get(run.started_by_id or 0, ""),
                run.done_at,
                files,
                run.counts,
            )
            for run, files in rows
        ),
        may_bring_people=not policy.may_carry_out(actor, frozenset({Kind.PEOPLE})),
    )


def result_page(store: Session, actor: Actor, run: int) -> ResultPage:
    """What an import did. Raises ``NotReady`` while it is not carried out."""
    found = find_run(store, actor, run)
    insist_on_none(Objections.where(import_is_not_done=found.done_at is None), NotReady)
    files = store.scalars(select(ImportFile).where(ImportFile.run_id == run).order_by(ImportFile.id))
    mine = ImportRefusal.run_id == run
    refused = store.scalars(select(ImportRefusal).where(mine).order_by(ImportRefusal.id).limit(SHOWN_ROWS))
    missing = tuple(found.counts.get("missing", ()))
    return ResultPage(
        key=ImportKey(run),
        subject=found.kind,
        done_at=found.done_at,
        started_by=names_of(store, [found.started_by_id]).get(found.started_by_id or 0, ""),
        counts=found.counts,
        files=tuple(_result_of(file) for file in files),
        refused=tuple(
            RefusedRow(row.file_name, row.line, tuple(row.original), _remarks(row)) for row in refused
        ),
        refused_count=store.scalar(select(func.count(ImportRefusal.id)).where(mine)) or 0,
        missing=missing[:SHOWN_NAMES],
        missing_count=len(missing),
    )


def refused_file(store: Session, actor: Actor, run: int, file: int) -> RefusedFile:
    """Every row of a file that was not taken, for download."""
    find_run(store, actor, run)
    found = store.execute(
        select(ImportFile.name, ImportFile.header).where(ImportFile.run_id == run, ImportFile.id == file)
    ).first()
    if found is None:
        raise NotFound(noun="file", key=file)
    mine = (ImportRefusal.run_id == run, ImportRefusal.file_name == found.name)
    rows = store.scalars(select(ImportRefusal).where(*mine).order_by(ImportRefusal.id))
    kept = tuple(KeptRow(row.line, State(row.state), tuple(row.original), _remarks(row)) for row in rows)
    return RefusedFile(found.name, tuple(found.header), kept)


def _result_of(file: ImportFile) -> FileResult:
    notes = tuple((one["count"], _remark(one, one["line"])) for one in file.counts.get("notes", ()))
    left = bool(file.counts.get("refused") or file.counts.get("to_map"))
    return FileResult(FileKey(file.id), file.name, file.kind or "", file.counts, notes, left)


def _remarks(row: ImportRefusal) -> tuple[Remark, ...]:
    return tuple(_remark(one, row.line) for one in row.reasons)


def _remark(kept: Mapping[str, Any], line: int | None) -> Remark:
    return Remark(
        Weight(kept["weight"]), kept["reason"], line, kept["field"], kept["value"], dict(kept["params"])
    )
