"""What may be wished for a pack, and what stands against it. Pure.

An overlay is what an organisation changed: whole files by relative path, nothing that equals the core's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any, NewType

from appraisal.kernel.objections import Objection, Objections
from appraisal.rulebook import Problem

EditionKey = NewType("EditionKey", int)
DraftKey = NewType("DraftKey", int)
HEAD = "pack.yaml"
LARGEST_FILE = 500_000
MOST_FILES = 1000
LARGEST_OVERLAY = 5_000_000
LONGEST_PATH = 120
NO_RULES = frozenset({"facts", "parameters", "words"})
"""Folders of a pack whose files are no rules."""
_RULE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")
_SLUG = re.compile(r"[a-z0-9]*(-[a-z0-9]+)*")
NEEDS_TRIAL = frozenset({"diagnosis"})
"""Kinds of pack whose draft is tried over what is stored before it is published."""


@dataclass(frozen=True)
class KeepDraft:
    """Keep this overlay as the working draft of a pack."""

    pack: str
    overlay: Mapping[str, str]


@dataclass(frozen=True)
class BringFiles:
    """Take files of a pack, as they were exported and changed elsewhere, into its draft."""

    pack: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class SetNumber:
    """A new value of a parameter from a day on, with its source, as a line in the draft."""

    pack: str
    parameter: str
    since: date
    value: Decimal
    source: str


@dataclass(frozen=True)
class KeepRule:
    """Write the file of a rule into the draft. ``seen`` marks the text that the person saw."""

    pack: str
    rule: str
    text: str
    seen: str = ""


@dataclass(frozen=True)
class AddRule:
    """Begin a rule in the draft: ``folder/rule-slug.yaml``."""

    pack: str
    folder: str
    rule: str
    slug: str

    @property
    def file(self) -> str:
        """The file that it stands in."""
        return (
            f"{self.folder}/{self.rule}-{self.slug}.yaml" if self.slug else f"{self.folder}/{self.rule}.yaml"
        )


@dataclass(frozen=True)
class UndoRule:
    """Put a rule of the draft back as it is in force."""

    pack: str
    rule: str


@dataclass(frozen=True)
class PublishPack:
    """Put the draft of a pack in force."""

    pack: str
    reason: str


@dataclass(frozen=True)
class ReturnTo:
    """Put in force again what was published under a number; 0 is the pack as it came with the software."""

    pack: str
    number: int
    reason: str


@dataclass(frozen=True)
class KeepTrial:
    """What a dry run of exactly one draft found."""

    pack: str
    digest: str
    job: int | None
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftFacts:
    """What the decision to publish a draft rests on."""

    problems: tuple[Problem, ...]
    failing: tuple[Problem, ...]
    unbumped: tuple[Problem, ...]
    differs: bool
    needs_trial: bool
    is_tried: bool


def objections_to_publishing(facts: DraftFacts, reason: str) -> Objections:
    """Everything that keeps a draft from being put in force."""
    return Objections.where(
        publish_without_reason=not reason.strip(),
        draft_is_broken=bool(facts.problems),
        draft_case_fails=bool(facts.failing),
        draft_version_not_raised=bool(facts.unbumped),
        draft_changes_nothing=not facts.differs,
        dry_run_missing=facts.needs_trial and not facts.is_tried,
    )


def objections_to_overlay(overlay: Mapping[str, str]) -> Objections:
    """Files that cannot belong to a pack, each named."""
    wrong = tuple(
        Objection("file_not_of_a_pack", {"file": name[:LONGEST_PATH]})
        for name in overlay
        if not is_file_of_a_pack(name)
    )
    large = tuple(
        Objection("file_too_large", {"file": name})
        for name, text in overlay.items()
        if len(text.encode("utf-8", errors="surrogatepass")) > LARGEST_FILE
    )
    too_much = len(overlay) > MOST_FILES or sum(len(text) for text in overlay.values()) > LARGEST_OVERLAY
    return Objections(wrong + large) + Objections.where(overlay_too_large=too_much)


def objections_to_adding(wish: AddRule, files: Collection[str]) -> Objections:
    """What stands against a new rule among the files that there are."""
    folders = {name.split("/", 1)[0] for name in files if "/" in name}
    ids = {PurePosixPath(name).stem.split("-", 1)[0] for name in files if "/" in name}
    return Objections.where(
        rule_id_unfit=not _RULE_ID.fullmatch(wish.rule),
        rule_id_taken=wish.rule in ids,
        rule_slug_unfit=not _SLUG.fullmatch(wish.slug),
        rule_folder_unknown=wish.folder not in folders - NO_RULES,
    )


def is_file_of_a_pack(name: str) -> bool:
    """Whether a relative path may name a file of facts, numbers or a rule: ``folder/name.yaml``."""
    path = PurePosixPath(name)
    return (
        len(name) <= LONGEST_PATH
        and path.suffix == ".yaml"
        and 2 <= len(path.parts) <= 3
        and not path.is_absolute()
        and name == path.as_posix()
        and all(part not in ("", "..") and not part.startswith(".") for part in path.parts)
        and "\\" not in name
        and name.isprintable()
    )


def objections_to_number(wish: SetNumber, known_days: frozenset[date]) -> Objections:
    """What stands against a new dated value."""
    return Objections.where(
        number_without_source=not wish.source.strip(), number_day_taken=wish.since in known_days
    )
