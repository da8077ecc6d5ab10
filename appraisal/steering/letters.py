"""Who is told of a closed quarter review, by a letter without numbers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.mail import outbox
from appraisal.mail.domain import ToEmployee


def tell_of_report(store: Session, to: int | None, review: int, at: datetime) -> None:
    """Tell the owner above that a report has come; what it says stands on its page."""
    if to is not None:
        where = {"endpoint": "steering.review", "values": {"review": review}}
        outbox.post(store, ToEmployee(to), "steering.report_came", where, at)
