"""An import as values: what is brought in, what a person decided about it, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from appraisal.integrations.cells import clean, fold
from appraisal.integrations.fields import PLAN_KINDS, Kind
from appraisal.integrations.mapping import Columns
from appraisal.integrations.remarks import Remark
from appraisal.kernel.objections import Objections

ImportKey = NewType("ImportKey", int)
FileKey = NewType("FileKey", int)


class Subject(StrEnum):
    """What an import is about as a whole: people, a plan, or a CRM's lists (which may bring people too)."""

    PEOPLE = "people"
    CRM = "crm"
    PLAN = "plan"


PEOPLE_KINDS = frozenset({Kind.PEOPLE, Kind.TEAMS})


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file as it came, with what a person said about how to read it. None: find out."""

    name: str
    content: bytes = field(repr=False)
    kind: Kind | None = None
    encoding: str | None = None
    has_header: bool = True
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class PlanWishes:
    """What a person said about the plan that a list of people and periods becomes; empty: as it offers itself.

    ``owner`` is a name, login or personnel number.
    """

    title: str = ""
    measure: str = ""
    owner: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided before an import: columns by file name, and what foreign values mean.

    ``meanings`` maps a value to its meaning in whatever field it stands. With ``accept_suggestions``
    every suggestion is taken that reads nearly the same.
    """

    columns: Mapping[str, Columns] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    accept_suggestions: bool = False
    plan: PlanWishes = PlanWishes()

    def meaning_of(self, value: str, near: str) -> str:
        """What the value means by these decisions; ``near`` is what reads nearly the same, if anything."""
        told = {fold(typed): clean(meant) for typed, meant in self.meanings.items()}
        return told.get(fold(value)) or (near if self.accept_suggestions else "")


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """Why a whole file cannot be read."""

    name: str
    remark: Remark


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import changed, counted in things and not in lines."""

    new: int = 0
    changed: int = 0
    same: int = 0
    readings_new: int = 0
    readings_corrected: int = 0
    led: int = 0
    versions: int = 0

    @property
    def is_nothing_new(self) -> bool:
        """Whether all of it was known already."""
        changes = (
            self.new, self.changed, self.readings_new, self.readings_corrected, self.led, self.versions,
        )  # fmt: skip
        return not any(changes)


@dataclass(frozen=True, slots=True)
class FileColumns:
    """What a person confirmed about one file: its kind, how it is written, and which column holds what."""

    file: FileKey
    columns: Columns
    encoding: str | None = None
    has_header: bool = True


@dataclass(frozen=True, slots=True)
class ChooseColumns:
    """Command: the columns of an import's files, remembered for the next files with the same headers."""

    run: ImportKey
    files: tuple[FileColumns, ...]
    plan: PlanWishes | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A foreign value of a field and the known one that it means."""

    field: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ChooseMeanings:
    """Command: what unknown values mean, remembered for every later file."""

    run: ImportKey
    meanings: tuple[Meaning, ...]


def subject_of(kinds: frozenset[Kind]) -> Subject:
    """People or a plan when all lists are about that, else the CRM."""
    if kinds and kinds <= PLAN_KINDS:
        return Subject.PLAN
    return Subject.PEOPLE if kinds <= PEOPLE_KINDS else Subject.CRM


def objections_to_carrying_out(
    *, is_done: bool, troubles: tuple[FileTrouble, ...], has_rows: bool
) -> Objections:
    """What stands against carrying out an import."""
    return Objections.where(
        import_is_done=is_done,
        import_has_unread_files=bool(troubles),
        import_has_no_rows=not troubles and not has_rows,
    )
