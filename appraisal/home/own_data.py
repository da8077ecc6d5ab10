"""One's own data, whole, to take along: the file with every talk told in full and every line of history.

The same for the person and for who leads them, save what was said in confidence: that is in the person's own
copy alone. Private notes of the other side are in neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from appraisal.diagnosis import queries as diagnosis
from appraisal.home.file import FilePage, file_page, things_in
from appraisal.kernel.actors import Actor
from appraisal.storage.history import Line, lines_about

ALL_HISTORY = 100_000


@dataclass(frozen=True)
class InConfidence:
    """A matter that the person brought to the case handler, or that their facts called for, as the person may read it."""

    raises: str
    text: str
    raised_at: str
    closed_at: str | None
    closing_words: str


@dataclass(frozen=True)
class OwnData:
    """Everything: the file, the talks about goals as plain data, the whole history, and what is in confidence."""

    file: FilePage
    talks: tuple[Mapping[str, Any], ...]
    history: Sequence[Line]
    in_confidence: tuple[InConfidence, ...]


def own_data(store: Session, actor: Actor, employee: int, day: date) -> OwnData:
    """All data of a person. Raises ``NotFound`` or ``NotAllowed``."""
    file = file_page(store, actor, employee, day)
    return OwnData(
        file=file,
        talks=diagnosis.talks_told(store, actor, employee, day),
        history=lines_about(store, things_in(file), most=ALL_HISTORY),
        in_confidence=_in_confidence(store, actor) if file.is_own else (),
    )


def _in_confidence(store: Session, actor: Actor) -> tuple[InConfidence, ...]:
    return tuple(
        InConfidence(
            each.raises,
            each.text,
            each.raised_at.isoformat(),
            each.closed_at.isoformat() if each.closed_at else None,
            each.closing_words,
        )
        for each in diagnosis.confidential_page(store, actor).own
    )
