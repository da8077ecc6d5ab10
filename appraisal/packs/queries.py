"""What may be asked about packs: which is in force, what it says, what was published, what the draft would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.packs import policy
from appraisal.packs.catalogue import PackLine, pack_line, pack_page, packs_page, rule_page
from appraisal.packs.domain import HEAD
from appraisal.packs.drafts import DraftLook, find_draft, look_at
from appraisal.packs.edition import Content
from appraisal.packs.editions import comparison_page, edition_page, editions_page
from appraisal.packs.eyes import GROUP_OF_FLAG, PACK, Eye, Place
from appraisal.packs.force import edition_of, in_force, pack_named, shelf, texts_of
from appraisal.packs.keeping import KeptLine, flagged, kept_texts, still_said
from appraisal.packs.number_pages import number_page, numbers_page
from appraisal.packs.rule_texts import RuleText, rule_text
from appraisal.packs.shelf import Demand, Shelf, read_shelf
from appraisal.packs.telling import ShownRemark, numbers_on, remarks_about, remarks_in, shown
from appraisal.rulebook import Pack

__all__ = [
    "Content",
    "Demand",
    "Eye",
    "KeptLine",
    "Place",
    "RuleText",
    "Shelf",
    "ShownRemark",
    "comparison_page",
    "draft_for_trial",
    "draft_page",
    "edition_of",
    "edition_page",
    "editions_page",
    "files_of",
    "files_page",
    "in_force",
    "kept_against_protection",
    "kept_words",
    "number_page",
    "numbers_on",
    "numbers_page",
    "pack_page",
    "packs_page",
    "read_shelf",
    "remarks_about",
    "remarks_in",
    "rule_page",
    "rule_text",
    "shelf",
    "shown",
    "still_said",
    "texts_of",
]


@dataclass(frozen=True)
class DraftPage:
    """The draft of a pack, or None while nobody works on one."""

    pack: PackLine
    look: DraftLook | None
    may_change: bool


@dataclass(frozen=True)
class FilesPage:
    """The pack as files. ``head`` is its pack.yaml, which belongs to the software."""

    pack: PackLine
    head: str
    files: int
    may_change: bool


@dataclass(frozen=True)
class DraftForTrial:
    """What a dry run needs: the draft as a pack, and the digest that says it was exactly this one."""

    kind: str
    digest: str
    pack: Pack


def draft_page(store: Session, actor: Actor, name: str, day: date) -> DraftPage:
    """The draft with all that is wrong with it and all that it would change. Raises ``NotFound``."""
    insist_on_none(policy.may_read_drafts(actor), NotAllowed)
    draft = find_draft(store, name)
    look = look_at(store, draft) if draft else None
    return DraftPage(pack_line(store, pack_named(store, name, day)), look, not policy.may_change_packs(actor))


def draft_for_trial(store: Session, name: str) -> DraftForTrial:
    """The draft of a pack, ready to be tried. Raises ``NotFound`` or ``NotReady``."""
    draft = find_draft(store, name)
    if draft is None:
        raise NotFound(noun="pack_draft", key=name)
    look = look_at(store, draft)
    if look.pack is None:
        raise NotReady(Objections.where(draft_is_broken=True))
    return DraftForTrial(look.kind, look.digest, look.pack)


def files_of(store: Session, actor: Actor, name: str, day: date) -> Mapping[str, str]:
    """The complete files of the pack in force. Raises ``NotFound``."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    return pack_named(store, name, day).files


def files_page(store: Session, actor: Actor, name: str, day: date) -> FilesPage:
    """How to take the files along and bring them back. Raises ``NotFound``."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    pack = pack_named(store, name, day)
    return FilesPage(
        pack_line(store, pack), pack.files[HEAD], len(pack.files), not policy.may_change_packs(actor)
    )


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
