"""The agenda of a talk: what was left open in earlier ones is carried to the next."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.checkins.models import AgendaItem, CheckIn


def carry_over(store: Session, talk: CheckIn, at: datetime) -> None:
    """Copy what was on the agenda of talks that were held, was not talked about and was not carried yet."""
    carried = select(AgendaItem.carried_from_id).where(AgendaItem.carried_from_id.is_not(None))
    left = store.scalars(
        select(AgendaItem)
        .join(CheckIn, CheckIn.id == AgendaItem.checkin_id)
        .where(
            CheckIn.employee_id == talk.employee_id,
            CheckIn.manager_id == talk.manager_id,
            CheckIn.held_at.is_not(None),
            AgendaItem.talked_at.is_(None),
            AgendaItem.id.not_in(carried),
        )
        .order_by(AgendaItem.id)
    ).all()
    store.add_all(
        AgendaItem(
            checkin_id=talk.id, author_id=item.author_id, text=item.text, added_at=at, carried_from_id=item.id
        )
        for item in left
    )
    store.flush()
