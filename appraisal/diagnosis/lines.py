"""The dated line of a look: what turned for the worse, in the order of time. Pure.

A day comes from the registers, from people's own words ("since when?") or from what earlier talks found.
The first turn leads; what came later may be its consequence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.rulebook import Differential, FactTrace, cascade

DATED = frozenset({"readings", "obstacles", "observations", "goal", "people"})
"""Origins whose day says since when; an answer's day only says when somebody was asked."""
TURNED = frozenset({"supported", "possible", "contested"})
CONCLUDED = "concluded"
"""The origin of a step that an earlier talk found."""


@dataclass(frozen=True, order=True)
class _Turn:
    """A factor that turned on a day, by which rule and whose day; an earlier talk has no rule."""

    on: date
    rule: str
    origin: str
    author: str


def line_of(found: Differential, before: Sequence[tuple[date, str]] = ()) -> list[dict[str, Any]]:
    """Per factor the earliest day its facts go back to, as plain data, with what earlier talks found."""
    turns: dict[tuple[str, str], _Turn] = {}
    traced = {trace.rule: _turn(trace.rule, trace.facts) for trace in found.traces}
    for name, finding in found.findings.items():
        if finding.status.value in TURNED:
            days = [turn for rule in finding.supporting if (turn := traced.get(rule))]
            if days:
                turns[name, ""] = min(days)
    for on, factor in before:
        turns[factor, f"{CONCLUDED} {on.isoformat()}"] = _Turn(on, "", CONCLUDED, "")
    history = [(turn.on, factor, which) for (factor, which), turn in turns.items()]
    return [
        {
            "on": step.on.isoformat(),
            "factor": step.factor,
            "rule": turns[step.factor, step.what].rule or None,
            "origin": turns[step.factor, step.what].origin,
            "author": turns[step.factor, step.what].author,
            "leads": step.leads,
        }
        for step in cascade(history)
    ]


def _turn(rule: str, facts: Sequence[FactTrace]) -> _Turn | None:
    """The earliest day that the facts of a rule go back to, if any of them says one."""
    days = [
        _Turn(on, rule, fact.origin, fact.author)
        for fact in facts
        if fact.known and (on := fact.since or (fact.on if fact.origin in DATED else None)) is not None
    ]
    return min(days, default=None)
