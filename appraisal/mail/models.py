"""The table of letters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model


class Letter(Model):
    """A letter to one address, until a server has taken it and some weeks longer.

    It keeps no text: ``kind`` names the template and ``details`` where it leads. All moments are true time.
    ``trouble`` is what stood in the way last, worded as ``mail_trouble.<trouble>``.
    """

    __tablename__ = "letter"
    __table_args__ = (Index(None, "to_address", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    is_courtesy: Mapped[bool] = mapped_column(default=False)
    to_address: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(5))
    calendar: Mapped[str] = mapped_column(String(10))
    time_zone: Mapped[str] = mapped_column(String(60))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    message_key: Mapped[str] = mapped_column(String(40), unique=True)
    queued_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None] = mapped_column(String(40))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
