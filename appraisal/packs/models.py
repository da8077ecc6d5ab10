"""Tables of packs: what was in force and who published it, the one working draft of a pack, its dry runs, and
what stays although a pack remarked on it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model
from appraisal.storage.guards import never_changed


class PackEdition(Model):
    """A pack as it was when it was published, or when it first spoke. Written once, never changed.

    ``number`` counts what the organisation published; it is None, and nobody is the author, for what came
    with the software. ``overlay`` holds only the files that the organisation changed, ``files`` all of them.
    An evaluation keeps what its rules answered; together with ``content`` it reads without any engine.
    """

    __tablename__ = "pack_edition"
    __table_args__ = (UniqueConstraint("name", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(20))
    language_version: Mapped[str] = mapped_column(String(20))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(20), server_default="diagnosis")
    facts_version: Mapped[str] = mapped_column(String(20), server_default="")
    engine_version: Mapped[str] = mapped_column(String(20), server_default="")
    files: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")
    overlay: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")
    digests: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, server_default="{}")
    base_sha256: Mapped[str] = mapped_column(String(64), server_default="")
    number: Mapped[int | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    author_name: Mapped[str] = mapped_column(String(200), server_default="")
    reason: Mapped[str] = mapped_column(Text, server_default="")


class PackDraft(Model):
    """The one working draft of a pack: the overlay as it would be published."""

    __tablename__ = "pack_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    overlay: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    author_name: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PackTrial(Model):
    """A dry run of a draft over what is stored: what would appear, vanish or change. ``draft_digest`` says of which."""

    __tablename__ = "pack_trial"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), index=True)
    draft_digest: Mapped[str] = mapped_column(String(64), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    asked_by_name: Mapped[str] = mapped_column(String(200))
    finished_at: Mapped[datetime] = mapped_column(UtcDateTime)
    result: Mapped[dict[str, Any]] = mapped_column(JSON)


class KeptRemark(Model):
    """Something stays although a rule remarked on it, for a reason that both sides read.

    ``noun`` and ``noun_key`` say what, ``field`` which of its texts, ``words`` which words of that text,
    ``about_id`` about whose work it is, ``rule_group`` to which group of rules the remark belongs.
    """

    __tablename__ = "kept_remark"
    __table_args__ = (Index(None, "noun", "noun_key"), Index(None, "about_id", "rule_group"))

    id: Mapped[int] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(String(40))
    noun_key: Mapped[int]
    field: Mapped[str] = mapped_column(String(60), default="")
    pack: Mapped[str] = mapped_column(String(60))
    rule: Mapped[str] = mapped_column(String(60))
    rule_version: Mapped[int]
    rule_group: Mapped[str] = mapped_column(String(60), default="", server_default="")
    about_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    words: Mapped[list[str]] = mapped_column(JSON, default=list)
    because: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    author_name: Mapped[str] = mapped_column(String(200))
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


never_changed(PackEdition.__table__)
never_changed(KeptRemark.__table__)
never_changed(PackTrial.__table__)
