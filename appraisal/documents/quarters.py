"""From a closed quarter review as plain data to the page of its paper, in one language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from appraisal.i18n.languages import Language
from appraisal.plans.queries import Icicle
from appraisal.steering.queries import bars_of_causes, bars_of_line, revived, split_of

Bars = tuple[tuple[str, Decimal, int], ...]


@dataclass(frozen=True)
class QuarterPaper:
    """The report of a quarter review, with its pictures; ``told`` has days and numbers as such."""

    language: str
    direction: str
    told: Mapping[str, Any]
    bars: tuple[Bars, ...]
    causes: tuple[tuple[Mapping[str, Any], int], ...]
    picture: Icicle | None


def lay_out_quarter(told: Mapping[str, Any], language: Language) -> QuarterPaper:
    """The page of a report. Raises ``KeyError`` or ``ValueError`` for data of another shape."""
    shown = revived(told)
    return QuarterPaper(
        language=language.code,
        direction=language.direction,
        told=shown,
        bars=tuple(bars_of_line(line) for line in shown["lines"]),
        causes=bars_of_causes(shown["causes"]),
        picture=split_of(shown["lines"]),
    )
