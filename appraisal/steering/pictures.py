"""The bars of a report: needed, possible, result and forecast of a part, and causes in counts. Pure.

Lengths in thousandths; drawing and mirroring is the template's. Bars stand for parts of the plan, never for persons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from appraisal.plans.queries import Icicle, Inside, icicle_of

WIDTH = 1000


def bars_of_line(line: Mapping[str, Any]) -> tuple[tuple[str, Decimal, int], ...]:
    """What is known of a part as (which, value, length), the longest filling the width."""
    forecast = line["forecast"]
    values = (
        ("needed", line["needed"]),
        ("possible", line["possible"]),
        ("so_far", line["so_far"]),
        ("forecast", forecast["expected"] if forecast else None),
    )
    known = [(which, value) for which, value in values if value is not None]
    widest = max((value for _, value in known), default=Decimal(0))
    if widest <= 0:
        return ()
    return tuple((which, value, max(0, int(value * WIDTH / widest))) for which, value in known)


def bars_of_causes(causes: Sequence[Mapping[str, Any]]) -> tuple[tuple[Mapping[str, Any], int], ...]:
    """The classes that were found, each with the length of its bar; what may not be told is not drawn."""
    counts = [(each, (each["people"] or 0) + each["plan"]) for each in causes]
    widest = max((count for _, count in counts), default=0)
    return tuple((each, count * WIDTH // widest) for each, count in counts if count)


def split_of(lines: Sequence[Mapping[str, Any]]) -> Icicle | None:
    """The numbers of the parts under the whole, two levels deep; ``lines`` come each part after its whole."""
    if not lines:
        return None
    parts: list[tuple[Decimal | None, list[Decimal | None]]] = []
    for line in lines[1:]:
        if not line["in_sums"]:
            continue
        if line["depth"] == 1:
            parts.append((line["needed"], []))
        elif parts and line["depth"] == 2:
            parts[-1][1].append(line["needed"])
    return icicle_of(lines[0]["needed"], [Inside(target, tuple(inside)) for target, inside in parts])
