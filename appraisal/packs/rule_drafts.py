"""Changes of one rule in the draft of a pack: its file is written, begun, or put back as it is in force.

Whatever was typed is kept, sense or nonsense. Two people who work on two rules of one draft do not meet; of two who
work on the same rule the later one is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.packs import policy
from appraisal.packs.domain import (
    NO_RULES,
    AddRule,
    DraftKey,
    KeepDraft,
    KeepRule,
    UndoRule,
    objections_to_adding,
)
from appraisal.packs.drafts import earlier_digests, find_draft, newest
from appraisal.packs.editing import RuleCheck, file_of, look, with_version
from appraisal.packs.force import kind_of, pack_named, shelf
from appraisal.packs.operations import keep_draft, working_overlay
from appraisal.packs.writing import RuleFields, fields_of, to_text
from appraisal.rulebook import BrokenPack, Pack, digest_of


@dataclass(frozen=True)
class WorkingRule:
    """A rule's file as the next change builds on it. ``seen`` says which text this was."""

    kind: str
    file: str
    text: str
    now: str
    overlay: Mapping[str, str]

    @property
    def seen(self) -> str:
        """A short mark of exactly this text."""
        return digest_of(self.text)[:16]


def working_rule(store: Session, name: str, rule: str) -> WorkingRule:
    """The file of a rule in the draft of a pack, or in force while nobody drafts. Raises ``NotFound``."""
    kind = kind_of(name)
    overlay = working_overlay(store, name)
    files = {**shelf().shipped[kind].files, **overlay}
    file = file_of(files, rule)
    if file is None:
        raise NotFound(noun="rule", key=rule)
    now = newest(store, name)[1].get(file) or shelf().shipped[kind].files.get(file, "")
    return WorkingRule(kind, file, files[file], now, overlay)


def ground_of(work: WorkingRule) -> Pack:
    """A pack that can be read, with the draft's facts and numbers wherever they can be: what a rule is checked in."""
    beside = {name: text for name, text in work.overlay.items() if name != work.file}
    grounds = {name: text for name, text in beside.items() if name.split("/", 1)[0] in NO_RULES}
    for overlay in (beside, grounds):
        try:
            return shelf().draft(work.kind, 0, overlay)
        except BrokenPack:
            continue
    return shelf().shipped[work.kind]


def look_at_rule(store: Session, name: str, work: WorkingRule, rule: str, text: str, day: date) -> RuleCheck:
    """One look at a text that might become the rule's file."""
    kept = [each[rule]["version"] for each in earlier_digests(store, name) if rule in each]
    before = pack_named(store, name, day).rules.get(rule)
    return look(ground_of(work), work.file, text, before, max(kept, default=0), day)


def keep_rule(store: Session, actor: Actor, wish: KeepRule, day: date, *, at: datetime) -> DraftKey:
    """Write a rule's file into the draft, with the version that its logic needs.

    Raises ``NotFound``, or ``Outdated`` when somebody changed this rule since it was seen.
    """
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    work = working_rule(store, wish.pack, wish.rule)
    if wish.seen and wish.seen != work.seen:
        raise Outdated(noun="rule", key=wish.rule)
    check = look_at_rule(store, wish.pack, work, wish.rule, wish.text, day)
    text = _as_it_was(with_version(wish.text, check.version), work)
    return keep_draft(store, actor, KeepDraft(wish.pack, {**work.overlay, work.file: text}), at=at)


def _as_it_was(text: str, work: WorkingRule) -> str:
    """The file as it was laid out, where fields that were sent say what it says already."""
    fields = fields_of(text)
    if fields is not None and to_text(fields) == text:
        return next((held for held in (work.now, work.text) if fields_of(held) == fields), text)
    return text


def add_rule(store: Session, actor: Actor, wish: AddRule, *, at: datetime) -> DraftKey:
    """Begin a rule: an empty file in the draft, not asked yet. Raises ``NotReady`` where the id is taken."""
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    overlay = working_overlay(store, wish.pack)
    files = {*shelf().shipped[kind_of(wish.pack)].files, *overlay}
    insist_on_none(objections_to_adding(wish, files), NotReady)
    return keep_draft(
        store, actor, KeepDraft(wish.pack, {**overlay, wish.file: to_text(RuleFields())}), at=at
    )


def undo_rule(store: Session, actor: Actor, wish: UndoRule, *, at: datetime) -> DraftKey:
    """Put a rule's file back as it is in force; a rule that was begun in the draft goes out of it."""
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    work = working_rule(store, wish.pack, wish.rule)
    if find_draft(store, wish.pack) is None:
        raise NotFound(noun="pack_draft", key=wish.pack)
    overlay = {name: text for name, text in work.overlay.items() if name != work.file}
    if work.now:
        overlay[work.file] = work.now
    return keep_draft(store, actor, KeepDraft(wish.pack, overlay), at=at)
