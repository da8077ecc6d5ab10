"""The working draft of a pack, looked at whole: what differs, what is wrong and where, whether it was tried.

Owns what HR sees before publishing and what the decision to publish rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.packs.comparing import Difference, State, clashes, differences
from appraisal.packs.domain import NEEDS_TRIAL, DraftFacts
from appraisal.packs.edition import digests_of, rule_in
from appraisal.packs.force import kind_of, shelf, texts_of
from appraisal.packs.models import PackDraft, PackEdition, PackTrial
from appraisal.packs.shelf import Overlay, Published
from appraisal.rulebook import BrokenPack, Pack, Problem, digest_of

_VERSION_LINE = re.compile(r"^version:", re.MULTILINE)


@dataclass(frozen=True)
class TrialFacts:
    """A dry run of exactly the draft that is looked at."""

    key: int
    asked_by: str
    finished_at: datetime
    result: Mapping[str, Any]


@dataclass(frozen=True)
class DraftLook:
    """A draft as it stands. ``pack`` is None while it cannot be read."""

    name: str
    kind: str
    overlay: Overlay
    digest: str
    author: str
    changed_at: datetime
    version: int
    pack: Pack | None
    facts: DraftFacts
    differences: tuple[Difference, ...]
    trial: TrialFacts | None

    @staticmethod
    def rule_of(file: str) -> str:
        """The rule that a file of the draft holds; empty for any other file."""
        return rule_in(file)


def newest(store: Session, name: str) -> tuple[Published, dict[str, str]]:
    """What the organisation published last, and its overlay; number 0 and nothing when it never did."""
    row = store.execute(
        select(PackEdition.number, PackEdition.sha256, PackEdition.overlay)
        .where(PackEdition.name == name, PackEdition.number.is_not(None))
        .order_by(PackEdition.number.desc())
        .limit(1)
    ).first()
    return (Published(row.number or 0, row.sha256), row.overlay) if row else (Published(0, ""), {})


def find_draft(store: Session, name: str) -> PackDraft | None:
    """The draft of a pack, if somebody works on one."""
    return store.scalars(select(PackDraft).where(PackDraft.name == name)).first()


def look_at(store: Session, draft: PackDraft) -> DraftLook:
    """The draft read, checked, compared with what is in force, and with whether it was tried."""
    kind = kind_of(draft.name)
    last, overlay_now = newest(store, draft.name)
    digest = draft_digest(kind, draft.overlay)
    trial = _trial_of(store, draft.name, digest)
    problems, failing, unbumped, found = (), (), (), ()
    pack = None
    try:
        pack = shelf().draft(kind, last.number + 1, draft.overlay)
    except BrokenPack as error:
        problems = error.problems
    if pack is not None:
        before = _in_force(kind, last, overlay_now)
        found = differences(_state(before), _state(pack))
        failing = tuple(shelf().problems(pack, pack.name))
        unbumped = tuple(_unbumped(store, pack, before))
    facts = DraftFacts(
        problems=problems,
        failing=failing,
        unbumped=unbumped,
        differs=draft.overlay != overlay_now,
        needs_trial=kind in NEEDS_TRIAL,
        is_tried=trial is not None,
    )
    return DraftLook(
        draft.name, kind, draft.overlay, digest, draft.author_name, draft.changed_at, draft.version,
        pack, facts, found, trial,
    )  # fmt: skip


def draft_digest(kind: str, overlay: Overlay) -> str:
    """What says that a dry run was of exactly this draft: its files over exactly these core files."""
    return digest_of([shelf().shipped[kind].sha256, dict(overlay)])


def earlier_digests(store: Session, name: str) -> list[dict[str, Any]]:
    """The digests of every edition that was kept of a pack."""
    return list(
        store.scalars(select(PackEdition.digests).where(PackEdition.name == name).order_by(PackEdition.id))
    )


def logic_problems(pack: Pack, clashing: Mapping[str, int]) -> Iterable[Problem]:
    """Rules that say something else under a version that was used already, with place and mend."""
    for name, version in sorted(clashing.items()):
        path = pack.rules[name].path
        text = next((text for file, text in pack.files.items() if path.endswith(file)), "")
        found = _VERSION_LINE.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        yield Problem(
            path,
            line,
            1,
            f"the logic of '{name}' has changed under the same version; write version: {version + 1}",
        )


def _unbumped(store: Session, pack: Pack, before: Pack) -> Iterable[Problem]:
    own = {name: each for name, each in _digests(pack).items() if each["own"]}
    in_force = {name: {**each, "own": True} for name, each in _digests(before).items()}
    return logic_problems(pack, clashes(own, [in_force, *earlier_digests(store, pack.name)]))


def _digests(pack: Pack) -> dict[str, dict[str, Any]]:
    return digests_of(pack, shelf().own_files(pack))


def _state(pack: Pack) -> State:
    return State(_digests(pack), texts_of(pack), pack.files)


def _in_force(kind: str, last: Published, overlay: Overlay) -> Pack:
    """What the draft is compared with; the core alone where the organisation's files cannot be read any more."""
    if last.number == 0:
        return shelf().shipped[kind]
    try:
        return shelf().laid(kind, last) or shelf().lay(kind, last, overlay)
    except BrokenPack:
        return shelf().shipped[kind]


def _trial_of(store: Session, name: str, digest: str) -> TrialFacts | None:
    newest_key = select(func.max(PackTrial.id)).where(
        PackTrial.name == name, PackTrial.draft_digest == digest
    )
    row = store.scalars(select(PackTrial).where(PackTrial.id == newest_key.scalar_subquery())).first()
    return row and TrialFacts(row.id, row.asked_by_name, row.finished_at, row.result)
