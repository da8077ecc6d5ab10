"""What may be asked of documents, as values, and how their files are called."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from appraisal.i18n.languages import Calendar
from appraisal.kernel.objections import Objections

NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


@dataclass(frozen=True)
class AskArchive:
    """Command: all signed reviews of a cycle, printed in one language and calendar, as one archive."""

    cycle: int
    language: str
    calendar: Calendar


def objections_to_printing(signed: Mapping[str, Any]) -> Objections:
    """A review is printed once both have signed it."""
    sides = {each["side"] for each in signed.get("signatures", ())}
    return Objections.where(documents_only_when_signed=not sides.issuperset(("employee", "manager")))


def is_whole(signed: Mapping[str, Any]) -> bool:
    """Whether the newest signature's digest fits the text; it does not when answers were left out for a reader."""
    *earlier, last = signed["signatures"]
    text = {**signed, "signatures": [*earlier, {**last, "sha256": None}]}
    canonical = json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest() == last["sha256"]


def file_names(people: Iterable[str]) -> list[str]:
    """One file name for each of the people, in their order; people of one name get a number."""
    taken: dict[str, int] = {}
    names = []
    for person in people:
        plain = NOT_IN_A_FILE_NAME.sub(" ", person).strip(" .")[:120] or "-"
        taken[plain.casefold()] = number = taken.get(plain.casefold(), 0) + 1
        names.append(f"{plain}.pdf" if number == 1 else f"{plain} ({number}).pdf")
    return names
