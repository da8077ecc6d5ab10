"""The editions of a pack: what was published when, by whom and why; what differs between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.packs import policy
from appraisal.packs.comparing import Difference, State, differences
from appraisal.packs.drafts import newest
from appraisal.packs.force import kind_of, shelf
from appraisal.packs.models import PackEdition
from appraisal.rulebook import Texts


@dataclass(frozen=True)
class EditionLine:
    """One edition. ``number`` is None for what came with the software."""

    key: int
    version: str
    number: int | None
    at: datetime
    by: str
    reason: str
    sha256: str
    own_files: int


@dataclass(frozen=True)
class EditionsPage:
    """All editions of a pack, newest first."""

    name: str
    title: Texts
    editions: tuple[EditionLine, ...]
    in_force: int
    may_change: bool


@dataclass(frozen=True)
class EditionPage:
    """One edition: what differs from the one before, and its files of the organisation's own."""

    name: str
    title: Texts
    edition: EditionLine
    before: EditionLine | None
    differences: tuple[Difference, ...]
    files: tuple[str, ...]
    may_return: bool


@dataclass(frozen=True)
class ComparisonPage:
    """Two editions side by side: everything that differs."""

    name: str
    title: Texts
    old: EditionLine
    new: EditionLine
    differences: tuple[Difference, ...]


def editions_page(store: Session, actor: Actor, name: str) -> EditionsPage:
    """Everything that was published or came with the software. Raises ``NotFound``."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    title = shelf().shipped[kind_of(name)].title
    last, _overlay = newest(store, name)
    editions = _lines(store, name)
    in_force = next((line.key for line in editions if line.number == (last.number or None)), 0)
    return EditionsPage(name, title, editions, in_force, not policy.may_change_packs(actor))


def edition_page(store: Session, actor: Actor, name: str, key: int) -> EditionPage:
    """One edition against the one before it. Raises ``NotFound``."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    title = shelf().shipped[kind_of(name)].title
    lines = _lines(store, name)
    place = next((place for place, line in enumerate(lines) if line.key == key), None)
    if place is None:
        raise NotFound(noun="pack_edition", key=key)
    before = lines[place + 1] if place + 1 < len(lines) else None
    _last, overlay_now = newest(store, name)
    _state, overlay = _find(store, name, key)
    return EditionPage(
        name=name,
        title=title,
        edition=lines[place],
        before=before,
        differences=_between(store, name, before.key, key) if before else (),
        files=tuple(sorted(overlay)),
        may_return=not policy.may_change_packs(actor) and overlay != overlay_now,
    )


def comparison_page(store: Session, actor: Actor, name: str, old: int, new: int) -> ComparisonPage:
    """Two editions of a pack. Raises ``NotFound``."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    title = shelf().shipped[kind_of(name)].title
    lines = {line.key: line for line in _lines(store, name)}
    if old not in lines or new not in lines:
        raise NotFound(noun="pack_edition", key=f"{old}, {new}")
    return ComparisonPage(name, title, lines[old], lines[new], _between(store, name, old, new))


def _lines(store: Session, name: str) -> tuple[EditionLine, ...]:
    rows = store.execute(
        select(
            PackEdition.id, PackEdition.version, PackEdition.number, PackEdition.published_at,
            PackEdition.author_name, PackEdition.reason, PackEdition.sha256, PackEdition.overlay,
        )
        .where(PackEdition.name == name)
        .order_by(PackEdition.id.desc())
    )  # fmt: skip
    return tuple(EditionLine(*row[:7], own_files=len(row.overlay)) for row in rows)


def _between(store: Session, name: str, old: int, new: int) -> tuple[Difference, ...]:
    return differences(*(_find(store, name, key)[0] for key in (old, new)))


def _find(store: Session, name: str, key: int) -> tuple[State, dict[str, str]]:
    """An edition to be compared, and its overlay."""
    row = store.execute(
        select(PackEdition.digests, PackEdition.content, PackEdition.files, PackEdition.overlay).where(
            PackEdition.name == name, PackEdition.id == key
        )
    ).first()
    if row is None:
        raise NotFound(noun="pack_edition", key=key)
    return State(row.digests, row.content, row.files), row.overlay
