"""Changes of packs: an edition is kept."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from appraisal.packs.edition import digests_of, to_edition
from appraisal.packs.keeping import keep_remarks, objections_to_keeping
from appraisal.packs.models import PackEdition
from appraisal.packs.queries import shelf
from appraisal.packs.weighing import Worded, eye_on, look_at, weigh_words, worded
from appraisal.rulebook import ENGINE_VERSION, Pack

__all__ = [
    "Worded",
    "edition_row",
    "eye_on",
    "keep_edition",
    "keep_remarks",
    "look_at",
    "objections_to_keeping",
    "weigh_words",
    "worded",
]


def keep_edition(store: Session, pack: Pack, *, at: datetime) -> None:
    """Keep a pack that speaks, once: its texts, its files and its digests."""
    if store.scalar(select(PackEdition.id).where(PackEdition.sha256 == pack.sha256)) is None:
        with suppress(IntegrityError), store.begin_nested():  # somebody else kept it at the same moment
            store.add(edition_row(pack, at))


def edition_row(pack: Pack, at: datetime) -> PackEdition:
    """A pack as the row that keeps it; whoever publishes it adds the name and the reason."""
    own = shelf().own_files(pack)
    shipped = shelf().shipped.get(pack.kind, pack)
    return PackEdition(
        sha256=pack.sha256,
        name=pack.name,
        kind=pack.kind,
        version=pack.version,
        language_version=pack.language,
        facts_version=pack.facts_version,
        engine_version=ENGINE_VERSION,
        published_at=at,
        content=to_edition(pack),
        files=dict(pack.files),
        overlay=own,
        digests=digests_of(pack, own),
        base_sha256=shipped.sha256,
    )
