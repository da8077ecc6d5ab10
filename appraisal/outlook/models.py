"""The table of forecasts as they were said."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import Exact, UtcDateTime
from appraisal.storage.database import Model
from appraisal.storage.guards import never_changed


class KeptForecast(Model):
    """What was forecast of a node in a month, by the method shown first. A row is never changed: what was said was said.

    ``month`` is the first day of the month in which it was said; there is one a month. Only nodes that are
    nobody's own share have any: what one person's months may bring is told anew and never kept.
    """

    __tablename__ = "kept_forecast"
    __table_args__ = (Index(None, "node_id", "month", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.id"))
    month: Mapped[date]
    kept_on: Mapped[date]
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    as_of: Mapped[date]
    method: Mapped[str] = mapped_column(String(20))
    expected: Mapped[Decimal] = mapped_column(Exact)
    low: Mapped[Decimal | None] = mapped_column(Exact)
    high: Mapped[Decimal | None] = mapped_column(Exact)
    past_error: Mapped[Decimal | None] = mapped_column(Exact)
    tried: Mapped[int]


never_changed(KeptForecast.__table__)
