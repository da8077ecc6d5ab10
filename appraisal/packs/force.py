"""Which pack is in force on a day, and the texts of packs that spoke."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, overload

from flask import current_app
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from appraisal.kernel.refusals import NotFound
from appraisal.packs.edition import Content, to_edition
from appraisal.packs.models import PackEdition
from appraisal.packs.shelf import Published, Shelf
from appraisal.rulebook import Pack, read_pack

_MOST_KEPT = 8
_LAST_ZONE = timedelta(days=1, hours=12)
"""A day that has just begun here has not ended everywhere for so long."""
_read: dict[str, Content] = {}
_PUBLISHED = "what is published"


def shelf() -> Shelf:
    """The packs that ship, as the application read them when it started."""
    return current_app.extensions["packs"]


@overload
def in_force(store: Session, kind: Literal["diagnosis"], day: date) -> Pack: ...
@overload
def in_force(store: Session, kind: str, day: date) -> Pack | None: ...
def in_force(store: Session, kind: str, day: date) -> Pack | None:
    """The pack of a kind as it is in force on a day: the core's files with the organisation's on top.

    None where no pack of this kind ships. One small statement a transaction says for all kinds whether something
    newer was published, by whatever process; a pack is compiled once in each process. A day lasts until it has
    ended everywhere.
    """
    shipped = shelf().shipped.get(kind)
    if shipped is None:
        return None
    published = _published(store, day).get(shipped.name)
    if published is None:
        return shipped
    return shelf().laid(kind, published) or shelf().lay(kind, published, _overlay(store, published.sha256))


def forget_published(store: Session) -> None:
    """Ask anew what is published; for whoever publishes, so that the same transaction knows of it."""
    store.info.pop(_PUBLISHED, None)


def kind_of(name: str) -> str:
    """The kind of the pack with this name. Raises ``NotFound``."""
    kind = shelf().kind_of(name)
    if kind is None:
        raise NotFound(noun="pack", key=name)
    return kind


def pack_named(store: Session, name: str, day: date) -> Pack:
    """The pack with this name as it is in force on a day. Raises ``NotFound``."""
    kind = kind_of(name)
    return in_force(store, kind, day) or shelf().shipped[kind]


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


def rules_of_editions(store: Session, sha256s: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """Version and digest of each rule of these editions, by checksum; nothing for one that was never kept."""
    found: dict[str, Mapping[str, Any]] = {sha256: {} for sha256 in sha256s}
    rows = store.execute(
        select(PackEdition.sha256, PackEdition.digests).where(PackEdition.sha256.in_(sha256s))
    )
    for sha256, digests in rows:
        found[sha256] = digests or edition_of(store, sha256)["rules"]  # kept before digests were
    return found


def pack_of_edition(store: Session, sha256: str) -> Pack | None:
    """An edition's own files, read by the engine of today; None where its files were not kept yet.

    Raises ``BrokenPack`` where the engine of today does not read them any more.
    """
    row = store.execute(
        select(PackEdition.name, PackEdition.files).where(PackEdition.sha256 == sha256)
    ).first()
    return read_pack(row.files, row.name) if row and row.files else None


def _published(store: Session, day: date) -> Mapping[str, Published]:
    """The newest publication of each pack up to a day, by name; read once in each transaction of a session."""
    transaction, read = store.info.get(_PUBLISHED, (None, {}))
    if transaction is None or transaction is not store.get_transaction():
        read = {}
    if day not in read:
        read[day] = _newest_published(store, day)
        store.info[_PUBLISHED] = (store.get_transaction(), read)
    return read[day]


def _newest_published(store: Session, day: date) -> Mapping[str, Published]:
    newest = (
        select(PackEdition.name, func.max(PackEdition.number).label("number"))
        .where(PackEdition.published_at < _end_of(day))
        .group_by(PackEdition.name)
        .subquery()
    )
    rows = store.execute(
        select(PackEdition.name, PackEdition.number, PackEdition.sha256).join(
            newest, and_(PackEdition.name == newest.c.name, PackEdition.number == newest.c.number)
        )
    )
    return {row.name: Published(row.number, row.sha256) for row in rows if row.number is not None}


def _overlay(store: Session, sha256: str) -> dict[str, str]:
    return store.scalars(select(PackEdition.overlay).where(PackEdition.sha256 == sha256)).one()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) + _LAST_ZONE
