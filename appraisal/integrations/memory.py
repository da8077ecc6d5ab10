"""What a person chose once, remembered for every later file: columns by header, meanings by value."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from appraisal.integrations.mapping import Choices, Columns, signature_of
from appraisal.integrations.models import ColumnMapping, ValueMapping


def remember_columns(store: Session, columns: Columns, labels: tuple[str, ...]) -> None:
    """Keep a choice of columns for files with these headers; what they were taken for before is forgotten."""
    signature = signature_of(labels)
    kept = {"labels": dict(columns.labels), "month_first": columns.month_first}
    same_header = ColumnMapping.header_signature == signature
    found = store.scalar(select(ColumnMapping).where(same_header, ColumnMapping.kind == columns.kind.value))
    store.execute(delete(ColumnMapping).where(same_header, ColumnMapping.kind != columns.kind.value))
    if found is None:
        store.add(ColumnMapping(kind=columns.kind.value, header_signature=signature, columns=kept))
    elif found.columns != kept:
        found.columns = kept
    store.flush()


def remember_choices(store: Session, before: Choices, after: Choices) -> None:
    """Keep the choices that were made since ``before``."""
    kept = {(row.field, row.typed): row for row in store.scalars(select(ValueMapping))}
    for field, meanings in after.by_field.items():
        for typed, meant in meanings.items():
            if before.by_field.get(field, {}).get(typed) == meant:
                continue
            if (field, typed) in kept:
                kept[field, typed].meant = meant
            else:
                store.add(ValueMapping(field=field, typed=typed, meant=meant))
    store.flush()
