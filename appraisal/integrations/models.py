"""Tables of imports and of what a CRM told us."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import Model


class ImportRun(Model):
    """One import: its files, how far it came, what it counted. ``done_at`` is set once it was carried out.

    ``plan_wishes`` is what a person said about the plan that a list of people and periods becomes.
    """

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    plan_wishes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ImportFile(Model):
    """A file as it came, and what a person said about how to read it.

    Its ``content`` is emptied once the import is carried out: only rows not taken are kept, under the
    ``header`` they had. ``counts`` then holds how many rows were read, accepted, refused and why.
    """

    __tablename__ = "import_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    kind: Mapped[str | None] = mapped_column(String(20))
    encoding: Mapped[str | None] = mapped_column(String(40))
    has_header: Mapped[bool] = mapped_column(default=True)
    sheet: Mapped[str | None] = mapped_column(String(100))
    header: Mapped[list[str]] = mapped_column(JSON, default=list)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class ImportRefusal(Model):
    """A row that was not taken, as it stood in its file, with the reasons; for download."""

    __tablename__ = "import_refusal"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    line: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="refused")
    original: Mapped[list[str]] = mapped_column(JSON)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class ColumnMapping(Model):
    """Which column holds which field, remembered for files with the same header."""

    __tablename__ = "column_mapping"
    __table_args__ = (Index(None, "kind", "header_signature", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    header_signature: Mapped[str] = mapped_column(String(64))
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)


class ValueMapping(Model):
    """What an unknown value stands for, said once by a person and remembered."""

    __tablename__ = "value_mapping"
    __table_args__ = (Index(None, "field", "typed", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(40))
    typed: Mapped[str] = mapped_column(String(300))
    meant: Mapped[str] = mapped_column(String(300))


class CrmRecord(Model):
    """An account or a product of the CRM, by its name."""

    __tablename__ = "crm_record"
    __table_args__ = (Index(None, "kind", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(300))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    digest: Mapped[str] = mapped_column(String(64))


class Opportunity(Model):
    """An opportunity as the CRM has it; ``digest`` tells whether a later export says anything new."""

    __tablename__ = "opportunity"

    id: Mapped[int] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(String(60), unique=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    product: Mapped[str] = mapped_column(String(300))
    account: Mapped[str | None] = mapped_column(String(300))
    stage: Mapped[str] = mapped_column(String(20))
    engaged_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    value: Mapped[Decimal | None] = mapped_column(Exact)
    digest: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text, default="")
