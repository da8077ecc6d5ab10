"""What is said about a line of a file: a reason, where it stands, what was there, how to mend it.

Owns the value; leaves the words to ``wording``, where each reason has its sentence and its mend.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from appraisal.integrations.fields import LONGEST, LONGEST_OTHER
from appraisal.integrations.wording import FIELDS, MEND_OF, MENDS, REASONS

SHOWN = 120


class Weight(StrEnum):
    """What a remark does to its row: keeps it out, holds it for a choice, or only tells."""

    REFUSED = "refused"
    TO_MAP = "to_map"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said about one place. ``line`` counts from 1 as in the file; None: the whole file."""

    weight: Weight
    reason: str
    line: int | None = None
    field: str | None = None
    value: str = ""
    params: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    @property
    def mend(self) -> str:
        """The key of the sentence that says how to mend it."""
        return str(self.params.get("mend") or MEND_OF[self.reason])


def refuse(
    reason: str, line: int | None = None, field: str | None = None, value: str = "", **params: str | int
) -> Remark:
    """A remark that keeps its row (or, without a line, the file) out."""
    return Remark(Weight.REFUSED, reason, line, field, _shown(value), params)


def refuse_too_long(cells: Mapping[str, str], line: int) -> list[Remark]:
    """A refusal for each cell that holds more characters than its field keeps."""
    return [
        refuse("value_too_long", line, name, value, limit=LONGEST.get(name, LONGEST_OTHER))
        for name, value in cells.items()
        if len(value) > LONGEST.get(name, LONGEST_OTHER)
    ]


def ask(
    reason: str, line: int | None = None, field: str | None = None, value: str = "", **params: str | int
) -> Remark:
    """A remark that holds its row until a person has chosen what the value means."""
    return Remark(Weight.TO_MAP, reason, line, field, value, params)


def note(
    reason: str, line: int | None = None, field: str | None = None, value: str = "", **params: str | int
) -> Remark:
    """A remark that changes nothing about its row but should be known."""
    return Remark(Weight.NOTE, reason, line, field, _shown(value), params)


class FileRefused(ValueError):
    """The whole file cannot be read. Carries the remark that says where and how to mend it."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(f"{remark.reason} (line {remark.line}): {remark.value}")
        self.remark = remark


def _shown(value: str) -> str:
    return value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"


def sentence_of(remark: Remark, translate: Callable[[str], str] = str) -> str:
    """The remark in words; ``translate`` is the reader's catalog, English without one."""
    return translate(REASONS[remark.reason]) % _named(remark, translate)


def mend_of(remark: Remark, translate: Callable[[str], str] = str) -> str:
    """How to mend it, in words."""
    return translate(MENDS[remark.mend]) % _named(remark, translate)


def _named(remark: Remark, translate: Callable[[str], str]) -> dict[str, str | int]:
    field = translate(FIELDS[remark.field]) if remark.field in FIELDS else remark.field or ""
    named = {"line": remark.line or "", "field": field, "value": remark.value, **remark.params}
    if "sentence" in named:
        named["sentence"] = translate(str(named["sentence"]))
    return named
