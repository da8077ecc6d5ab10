"""Which pack is in force, and the texts of packs that spoke."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, overload

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.kernel.refusals import NotFound
from appraisal.packs.edition import Content, to_edition
from appraisal.packs.models import PackEdition
from appraisal.packs.shelf import Demand, Shelf, read_shelf
from appraisal.rulebook import Pack

__all__ = ["Demand", "Shelf", "edition_of", "in_force", "read_shelf", "shelf", "texts_of"]

_MOST_KEPT = 8
_LAST_ZONE = timedelta(days=1, hours=12)
"""A day that has just begun here has not ended everywhere for so long."""
_read: dict[str, Content] = {}


def shelf() -> Shelf:
    """The packs that ship, as the application read them when it started."""
    return current_app.extensions["packs"]


@overload
def in_force(store: Session, kind: Literal["diagnosis"], day: date) -> Pack: ...
@overload
def in_force(store: Session, kind: str, day: date) -> Pack | None: ...
def in_force(store: Session, kind: str, day: date) -> Pack | None:
    """The pack of a kind as it is in force on a day: the core's files with the organisation's on top.

    None where no pack of this kind ships. One small statement says whether something newer was published,
    by whatever process; a pack is compiled once in each process. A day lasts until it has ended everywhere.
    """
    shipped = shelf().shipped.get(kind)
    if shipped is None:
        return None
    number = store.scalar(
        select(func.max(PackEdition.number)).where(
            PackEdition.name == shipped.name, PackEdition.published_at < _end_of(day)
        )
    )
    if number is None:
        return shipped
    return shelf().laid(kind, number) or shelf().lay(kind, number, _overlay(store, shipped.name, number))


def edition_of(store: Session, sha256: str) -> Content:
    """The texts of the pack that spoke then. Raises ``NotFound``. An edition never changes, so it is read once."""
    if sha256 not in _read:
        content = store.scalar(select(PackEdition.content).where(PackEdition.sha256 == sha256))
        if content is None:
            raise NotFound(noun="pack_edition", key=sha256)
        if len(_read) >= _MOST_KEPT:
            _read.clear()
        _read[sha256] = content
    return _read[sha256]


def texts_of(pack: Pack) -> Content:
    """The texts of a pack in the shape in which an edition keeps them."""
    return pack.keep("edition", lambda: to_edition(pack))


def _overlay(store: Session, name: str, number: int) -> dict[str, str]:
    return store.scalars(
        select(PackEdition.overlay).where(PackEdition.name == name, PackEdition.number == number)
    ).one()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) + _LAST_ZONE
