"""Which pack is in force, the texts of packs that spoke, and what packs remark about things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, overload

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.kernel.refusals import NotFound
from appraisal.packs.edition import Content, to_edition
from appraisal.packs.eyes import GROUP_OF_FLAG, PACK, Eye, Place
from appraisal.packs.keeping import KeptLine, flagged, kept_about, kept_texts
from appraisal.packs.models import PackEdition
from appraisal.packs.shelf import Demand, Shelf, read_shelf
from appraisal.packs.telling import ShownRemark, remarks_in, shown
from appraisal.rulebook import Pack

__all__ = [
    "Demand",
    "Eye",
    "KeptLine",
    "Place",
    "Shelf",
    "ShownRemark",
    "edition_of",
    "in_force",
    "kept_against_protection",
    "kept_words",
    "numbers_on",
    "read_shelf",
    "remarks_about",
    "remarks_in",
    "shelf",
    "shown",
    "texts_of",
]

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


def numbers_on(store: Session, kind: str, day: date) -> Mapping[str, Any]:
    """The numbers of the pack of a kind as they hold on a day; the service demanded at its start those it reads."""
    pack = in_force(store, kind, day)
    return {} if pack is None else pack.values_on(day)


def remarks_about(
    store: Session,
    kind: str,
    things: Mapping[int, Mapping[str, Any]],
    day: date,
    *,
    noun: str,
    changed_at: Mapping[int, datetime] | None = None,
) -> dict[int, tuple[ShownRemark, ...]]:
    """What is remarked about each thing, with the reasons given; two statements however many things.

    A reason that is older than the thing's last change (``changed_at``) was given for something else.
    """
    pack = in_force(store, kind, day)
    if pack is None or not things:
        return dict.fromkeys(things, ())
    kept = kept_about(store, pack.name, noun, things)
    changed = changed_at or {}
    return {
        key: shown(pack, remarks_in(pack, values, day), _since(kept.get(key, {}), changed.get(key)))
        for key, values in things.items()
    }


def _overlay(store: Session, name: str, number: int) -> dict[str, str]:
    return store.scalars(
        select(PackEdition.overlay).where(PackEdition.name == name, PackEdition.number == number)
    ).one()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) + _LAST_ZONE


def _since(kept: Mapping[str, KeptLine], changed: datetime | None) -> Mapping[str, KeptLine]:
    return {rule: line for rule, line in kept.items() if changed is None or line.at >= changed}


def kept_words(
    store: Session, noun: str, keys: Iterable[int]
) -> Mapping[int, Mapping[str, tuple[KeptLine, ...]]]:
    """Why words of these things stayed as they were, by key and field; for both sides to read."""
    return kept_texts(store, PACK, noun, keys)


def kept_against_protection(
    store: Session, people: Iterable[int], noun: str | None = None
) -> Mapping[int, datetime]:
    """Who has a text about their work that its author kept against the remark on protected traits or looks.

    A recorded decision of the author, never read out of free text; with the moment of the newest.
    """
    return flagged(store, PACK, GROUP_OF_FLAG, people, noun)
