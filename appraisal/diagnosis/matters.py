"""What only the case handler and the person themselves read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.diagnosis import policy
from appraisal.diagnosis.domain import Raises
from appraisal.diagnosis.models import RestrictedMatter
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people


@dataclass(frozen=True)
class MatterLine:
    """One matter. ``raised_by_person``: brought by the person; otherwise the facts of a diagnosis called for a human."""

    key: int
    employee: str
    raises: str
    text: str
    raised_at: datetime
    raised_by_person: bool
    closed_at: datetime | None
    closing_words: str
    may_close: bool


@dataclass(frozen=True)
class MattersPage:
    """The case handler's list: open ones first, the longest waiting at the top."""

    waiting: tuple[MatterLine, ...]
    closed: tuple[MatterLine, ...]


@dataclass(frozen=True)
class ConfidentialPage:
    """Where an employee brings something to the case handler, and what they have brought so far.

    ``is_handler``: the person handles the matters of others, and none of their own.
    """

    choices: tuple[str, ...]
    is_handler: bool
    own: tuple[MatterLine, ...]


def matters_page(store: Session, actor: Actor) -> MattersPage:
    """Every matter, for the case handler; a matter of the handler's own is left out. Raises ``NotAllowed``."""
    insist_on_none(policy.may_handle_matters(actor), NotAllowed)
    rows = store.scalars(
        select(RestrictedMatter).order_by(RestrictedMatter.raised_at, RestrictedMatter.id)
    ).all()
    names = people.names_of(store, (row.employee_id for row in rows))
    lines = [
        _line(row, names.get(row.employee_id, ""), may_close=row.closed_at is None)
        for row in rows
        if not actor.is_person(row.employee_id)
    ]
    return MattersPage(
        waiting=tuple(each for each in lines if each.closed_at is None),
        closed=tuple(each for each in reversed(lines) if each.closed_at is not None),
    )


def confidential_page(store: Session, actor: Actor) -> ConfidentialPage:
    """The channel, and one's own matters. Raises ``NotAllowed``."""
    insist_on_none(policy.may_raise_matter(actor), NotAllowed)
    rows = store.scalars(
        select(RestrictedMatter)
        .where(
            RestrictedMatter.employee_id == actor.employee, RestrictedMatter.raised_by_id == actor.employee
        )
        .order_by(RestrictedMatter.id.desc())
    ).all()
    return ConfidentialPage(
        choices=tuple(Raises),
        is_handler=not policy.may_handle_matters(actor),
        own=tuple(_line(row, actor.name, may_close=False) for row in rows),
    )


def _line(row: RestrictedMatter, name: str, *, may_close: bool) -> MatterLine:
    return MatterLine(
        key=row.id,
        employee=name,
        raises=row.raises,
        text=row.text,
        raised_at=row.raised_at,
        raised_by_person=row.raised_by_id == row.employee_id,
        closed_at=row.closed_at,
        closing_words=row.closing_words,
        may_close=may_close,
    )
