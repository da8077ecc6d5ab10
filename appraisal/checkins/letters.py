"""Who is told, by a letter without content, that a talk is put off again and again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.checkins.remarks import numbers
from appraisal.mail import outbox
from appraisal.mail.domain import ToEmployee
from appraisal.people import queries as people


def tell_of_moves(store: Session, manager: int, moves: int, at: datetime) -> None:
    """Tell who leads the manager once a talk was moved too often; which talk it is stands on their team page."""
    if not numbers(store, at.date()).is_to_be_told(moves):
        return
    above = people.line_of(store, manager, at.date()).manager
    if above is not None:
        details = {"endpoint": "checkins.team"}
        outbox.post(store, ToEmployee(above), "checkins.moved_again", details, at, courtesy=True)
