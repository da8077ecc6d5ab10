"""Who is told, by a letter without numbers, that something they planned for is happening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.mail import outbox
from appraisal.mail.domain import ToEmployee


def tell_of_event(store: Session, owners: Iterable[int | None], event: int, at: datetime) -> None:
    """Tell the owners of the contingency plan and of what it protects; what it is, stands on the event's page."""
    where = {"endpoint": "contingency.event", "values": {"event": event}}
    for owner in sorted(owner for owner in owners if owner is not None):
        outbox.post(store, ToEmployee(owner), "contingency.event_began", where, at)
