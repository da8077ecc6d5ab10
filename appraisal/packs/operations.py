"""Changes of packs: a draft is kept, tried, published or thrown away. What was published is never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.packs import policy
from appraisal.packs.domain import (
    HEAD,
    BringFiles,
    DraftKey,
    EditionKey,
    KeepDraft,
    KeepTrial,
    PublishPack,
    ReturnTo,
    SetNumber,
    objections_to_number,
    objections_to_overlay,
    objections_to_publishing,
)
from appraisal.packs.drafts import find_draft, look_at, newest
from appraisal.packs.edition import digests_of, to_edition
from appraisal.packs.force import forget_published, kind_of, shelf
from appraisal.packs.keeping import keep_remarks, objections_to_keeping
from appraisal.packs.models import PackDraft, PackEdition, PackTrial
from appraisal.packs.numbers import with_line
from appraisal.packs.shelf import Overlay
from appraisal.packs.weighing import Worded, eye_on, look_at_words, weigh_words, worded
from appraisal.rulebook import ENGINE_VERSION, BrokenPack, Pack
from appraisal.storage.history import record

__all__ = [
    "Worded",
    "bring_files",
    "eye_on",
    "keep_draft",
    "keep_edition",
    "keep_remarks",
    "keep_trial",
    "look_at_words",
    "objections_to_keeping",
    "publish",
    "return_to",
    "set_number",
    "throw_away",
    "weigh_words",
    "worded",
    "working_overlay",
]


def keep_edition(store: Session, pack: Pack, *, at: datetime) -> None:
    """Keep a pack that speaks, once: its texts, its files and its digests."""
    if store.scalar(select(PackEdition.id).where(PackEdition.sha256 == pack.sha256)) is None:
        with suppress(IntegrityError), store.begin_nested():  # somebody else kept it at the same moment
            store.add(_row_of(pack, at))


def keep_draft(
    store: Session, actor: Actor, wish: KeepDraft, *, seen_version: int | None = None, at: datetime
) -> DraftKey:
    """Keep the working draft of a pack, broken or not. Files that equal the core's are no change and fall out.

    Raises ``Outdated`` when somebody else changed the draft since it was seen.
    """
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    core = shelf().shipped[kind_of(wish.pack)].files
    overlay = {
        name: text for name, text in sorted(wish.overlay.items()) if name != HEAD and core.get(name) != text
    }
    insist_on_none(objections_to_overlay(overlay), NotReady)
    draft = find_draft(store, wish.pack)
    if seen_version is not None and seen_version != (draft.version if draft else 0):
        raise Outdated(noun="pack_draft", key=wish.pack)
    is_new = draft is None
    draft = draft or PackDraft(name=wish.pack)
    draft.overlay, draft.changed_at = overlay, at
    draft.author_id, draft.author_name = actor.employee, actor.name
    if is_new:
        _begin(store, draft)
    store.flush()
    record(store, actor, "pack_drafted", "pack_draft", draft.id, at=at, pack=wish.pack, files=len(overlay))
    return DraftKey(draft.id)


def bring_files(store: Session, actor: Actor, wish: BringFiles, *, at: datetime) -> DraftKey:
    """Take files from outside into the draft. What the files do not mention stays as it is."""
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    overlay = {**working_overlay(store, wish.pack), **wish.files}
    return keep_draft(store, actor, KeepDraft(wish.pack, overlay), at=at)


def set_number(store: Session, actor: Actor, wish: SetNumber, *, at: datetime) -> DraftKey:
    """Write a new dated value of a parameter into the draft; the values before it stay. Raises ``NotFound``."""
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    overlay = working_overlay(store, wish.pack)
    file = f"parameters/{wish.parameter}.yaml"
    text = overlay.get(file) or shelf().shipped[kind_of(wish.pack)].files.get(file)
    if text is None:
        raise NotFound(noun="parameter", key=wish.parameter)
    changed, days = with_line(text, wish.since, wish.value, wish.source.strip())
    insist_on_none(objections_to_number(wish, days), NotReady)
    return keep_draft(store, actor, KeepDraft(wish.pack, {**overlay, file: changed}), at=at)


def throw_away(
    store: Session, actor: Actor, name: str, *, seen_version: int | None = None, at: datetime
) -> None:
    """Throw the draft of a pack away; what is in force stays. Raises ``NotFound`` where there is none."""
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    draft = _draft_of(store, name, seen_version)
    record(store, actor, "pack_draft_thrown_away", "pack_draft", draft.id, at=at, pack=name)
    store.delete(draft)
    store.flush()


def keep_trial(store: Session, actor: Actor, wish: KeepTrial, *, at: datetime) -> int:
    """Keep what a dry run of a draft found; the draft with this digest, and no other, may then be published."""
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    trial = PackTrial(
        name=wish.pack,
        draft_digest=wish.digest,
        job_id=wish.job,
        asked_by_id=actor.employee,
        asked_by_name=actor.name,
        finished_at=at,
        result=dict(wish.result),
    )
    store.add(trial)
    store.flush()
    record(store, actor, "pack_tried", "pack_trial", trial.id, at=at, pack=wish.pack)
    return trial.id


def publish(
    store: Session, actor: Actor, wish: PublishPack, *, seen_version: int | None = None, at: datetime
) -> EditionKey:
    """Put the draft of a pack in force, for every process at once, and keep it as an edition.

    Raises ``NotReady`` with everything that is missing, ``Outdated`` when the draft changed meanwhile.
    """
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    draft = _draft_of(store, wish.pack, seen_version)
    look = look_at(store, draft)
    insist_on_none(objections_to_publishing(look.facts, wish.reason), NotReady)
    last, _overlay = newest(store, wish.pack)
    key = _put_in_force(store, actor, look.kind, last.number + 1, look.overlay, wish.reason, at)
    store.delete(draft)
    store.flush()
    return key


def return_to(store: Session, actor: Actor, wish: ReturnTo, *, at: datetime) -> EditionKey:
    """Put in force again what was published before, as a new edition: nothing is ever deleted.

    Number 0 sets aside all that the organisation changed. No dry run is asked for: going back is always open.
    """
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    kind = kind_of(wish.pack)
    last, overlay_now = newest(store, wish.pack)
    overlay = _published(store, wish.pack, wish.number) if wish.number else {}
    insist_on_none(
        Objections.where(
            publish_without_reason=not wish.reason.strip(), edition_in_force_already=overlay == overlay_now
        ),
        NotReady,
    )
    return _put_in_force(store, actor, kind, last.number + 1, overlay, wish.reason, at)


def working_overlay(store: Session, name: str) -> dict[str, str]:
    """The files that the next change builds on: the draft's, or what is in force when nobody works on one."""
    draft = find_draft(store, name)
    return dict(draft.overlay) if draft else dict(newest(store, name)[1])


def _begin(store: Session, draft: PackDraft) -> None:
    try:
        with store.begin_nested():
            store.add(draft)
    except IntegrityError as error:  # somebody else began to work on it at the same moment
        raise Outdated(noun="pack_draft", key=draft.name) from error


def _put_in_force(
    store: Session, actor: Actor, kind: str, number: int, overlay: Overlay, reason: str, at: datetime
) -> EditionKey:
    try:
        pack = shelf().draft(kind, number, overlay)
    except BrokenPack as error:
        raise NotReady(Objections.where(draft_is_broken=True)) from error
    edition = _row_of(pack, at, overlay)
    edition.number, edition.reason = number, reason.strip()
    edition.author_id, edition.author_name = actor.employee, actor.name
    try:
        with store.begin_nested():
            store.add(edition)
    except IntegrityError as error:  # somebody else published at the same moment
        raise Outdated(noun="pack", key=pack.name) from error
    forget_published(store)
    details = {"pack": pack.name, "version": pack.version, "reason": edition.reason}
    record(store, actor, "pack_published", "pack_edition", edition.id, at=at, **details)
    return EditionKey(edition.id)


def _row_of(pack: Pack, at: datetime, overlay: Mapping[str, str] | None = None) -> PackEdition:
    own = shelf().own_files(pack) if overlay is None else dict(overlay)
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
        base_sha256=shelf().shipped.get(pack.kind, pack).sha256,
    )


def _draft_of(store: Session, name: str, seen_version: int | None) -> PackDraft:
    draft = find_draft(store, name)
    if draft is None:
        raise NotFound(noun="pack_draft", key=name)
    if seen_version is not None and seen_version != draft.version:
        raise Outdated(noun="pack_draft", key=name)
    return draft


def _published(store: Session, name: str, number: int) -> dict[str, str]:
    overlay = store.scalar(
        select(PackEdition.overlay).where(PackEdition.name == name, PackEdition.number == number)
    )
    if overlay is None:
        raise NotFound(noun="pack_edition", key=number)
    return overlay
