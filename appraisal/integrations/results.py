"""What came of an import: the report, and what is kept of it, its counts and every row left out."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from appraisal.integrations.batch import Batch
from appraisal.integrations.domain import FileTrouble, ImportKey, Outcome, Subject
from appraisal.integrations.models import ImportFile, ImportRefusal, ImportRun
from appraisal.integrations.preview import Preview
from appraisal.integrations.remarks import Remark, Weight

COUNTED = ("read", "accepted", "to_map", "refused", "repeated", "notes")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import. With ``troubles`` nothing was done and there is no ``run``."""

    subject: Subject
    run: ImportKey | None = None
    previews: tuple[Preview, ...] = ()
    troubles: tuple[FileTrouble, ...] = ()
    outcome: Outcome = field(default_factory=Outcome)
    missing: tuple[str, ...] = ()

    @property
    def not_taken(self) -> int:
        """How many rows were left out: refused, or waiting for a choice that nobody made."""
        return sum(preview.refused + preview.to_map for preview in self.previews)


def keep_result(store: Session, run: ImportRun, batch: Batch, outcome: Outcome, *, at: datetime) -> None:
    """Close a run: counts for run and files, rows left out for download; the files themselves are let go."""
    files = {file.name: file for file in store.scalars(select(ImportFile).where(ImportFile.run_id == run.id))}
    refusals: list[dict[str, Any]] = []
    total = dict.fromkeys(COUNTED, 0)
    for preview in batch.previews:
        file = files[preview.name]
        file.content, file.kind, file.header = b"", preview.kind.value, list(preview.header)
        file.counts = _counts_of(preview)
        for name in COUNTED:
            total[name] += getattr(preview, name)
        refusals += _refusals_of(preview, run.id)
    if refusals:
        store.execute(insert(ImportRefusal), refusals)
    run.done_at, run.counts = at, {**total, **asdict(outcome), "missing": list(batch.missing)}
    store.flush()


def _counts_of(preview: Preview) -> dict[str, Any]:
    notes = [
        {"count": one.count, "line": one.examples[0].line, **_plain(one.examples[0])}
        for one in preview.reasons
        if one.weight is Weight.NOTE
    ]
    return {name: getattr(preview, name) for name in COUNTED if name != "notes"} | {"notes": notes}


def _refusals_of(preview: Preview, run: int) -> list[dict[str, Any]]:
    return [
        {
            "run_id": run,
            "file_name": preview.name,
            "line": row.line,
            "state": row.state.value,
            "original": list(row.cells),
            "reasons": [_plain(one) for one in row.remarks if one.weight is not Weight.NOTE],
        }
        for row in preview.kept
    ]


def _plain(remark: Remark) -> dict[str, Any]:
    return {
        "weight": remark.weight.value,
        "reason": remark.reason,
        "field": remark.field,
        "value": remark.value,
        "params": dict(remark.params),
    }
