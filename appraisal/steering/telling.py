"""A quarter review as plain data, one shape for page, JSON and PDF; what was closed is printed as it was closed.

Parts of the plan appear by their titles, which ``naming`` frees of names once it is closed. Numbers are written as text, days as ISO days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from appraisal.kernel.periods import Period
from appraisal.plans.queries import NodeFacts
from appraisal.steering.fairness import Fairness
from appraisal.steering.material import Line, Material

Plain = dict[str, Any]
SHAPE = 1
NUMBERS = frozenset(
    {"needed", "possible", "result", "so_far", "expected", "low", "high", "target", "ratio", "then", "now"}
)


@dataclass(frozen=True)
class DecisionFacts:
    """What was decided about a part."""

    key: int
    node: int
    decision: str
    reason: str
    stops_on: date | None


@dataclass(frozen=True)
class ChangeFacts:
    """A change or stop of the last review, with the number then and now, and whether it worked."""

    key: int
    title: str
    reason: str
    unit: str
    then: Decimal | None
    now: Decimal | None
    worked: str
    words: str


@dataclass(frozen=True)
class Said:
    """What people put into a review: decisions by part, named causes as (title, class, words), changes."""

    decisions: Mapping[int, DecisionFacts]
    causes: Sequence[tuple[str, str, str]]
    changes: Sequence[ChangeFacts]


def tell(
    review: int,
    node: NodeFacts,
    quarter: Period,
    material: Material,
    said: Said,
    fairness: Fairness | None,
    closed_at: datetime | None = None,
) -> Plain:
    """The whole review as plain data."""
    return {
        "shape": SHAPE,
        "review": review,
        "node": {"key": int(node.key), "title": node.title, "kind": node.kind, "measure": node.measure,
                 "unit": node.unit, "starts_on": node.starts_on.isoformat(), "ends_on": node.ends_on.isoformat()},
        "starts_on": quarter.starts_on.isoformat(),
        "ends_on": quarter.ends_on.isoformat(),
        "closed_at": closed_at.isoformat() if closed_at else None,
        "lines": [_line(line, said.decisions.get(line.node.key)) for line in material.lines],
        "people_shown": material.people_shown,
        "causes": [{"cause": each.cause.value, "people": each.people, "plan": each.plan} for each in material.causes],
        "causes_named": [{"title": title, "cause": cause, "words": words} for title, cause, words in said.causes],
        "events": [
            {"title": event.title, "at": part.title, "meaning": event.meaning.value,
             "began_on": event.began_on.isoformat(), "ended_on": _day(event.ended_on)}
            for part, event in material.events
        ],
        "triggers": [
            {"title": plan.title, "at": part.title, "state": plan.state.value if plan.state else None,
             "watched": [each.value for each in plan.watched]}
            for part, plan in material.triggers
        ],
        "changes": [_change(each) for each in said.changes],
        "supply": [_line(line, None) for line in material.supply],
        "fairness": None if fairness is None else {"nodes": fairness.nodes, "correlation": fairness.correlation,
                                                        "near_zero": fairness.near_zero},
    }  # fmt: skip


def revived(told: Mapping[str, Any]) -> Plain:
    """The same data with days and numbers as such, for a template."""
    return {key: _revive(key, value) for key, value in told.items()}


def _revive(key: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return revived(value)
    if isinstance(value, list):
        return [revived(each) if isinstance(each, Mapping) else each for each in value]
    if isinstance(value, str) and key.endswith("_on"):
        return date.fromisoformat(value)
    if isinstance(value, str) and key == "closed_at":
        return datetime.fromisoformat(value)
    return Decimal(value) if isinstance(value, str) and key in NUMBERS else value


def _line(line: Line, decision: DecisionFacts | None) -> Plain:
    said = line.said
    return {
        "node": int(line.node.key),
        "title": line.node.title,
        "depth": line.depth,
        "measure": line.node.measure,
        "unit": line.node.unit,
        "starts_on": line.node.counts_from.isoformat(),
        "ends_on": line.node.ends_on.isoformat(),
        "in_sums": line.node.in_sums,
        "needed": _text(line.needed),
        "possible": _text(line.possible),
        "result": _text(line.result),
        "so_far": _text(line.so_far),
        "forecast": None
        if said is None
        else {"expected": _text(said.expected), "low": _text(said.low), "high": _text(said.high),
              "said_on": said.kept_on.isoformat()},
        "decision": decision.decision if decision else None,
        "reason": decision.reason if decision else "",
        "stops_on": _day(decision.stops_on) if decision else None,
    }  # fmt: skip


def _change(each: ChangeFacts) -> Plain:
    return {
        "change": each.key, "title": each.title, "reason": each.reason, "unit": each.unit,
        "then": _text(each.then), "now": _text(each.now), "worked": each.worked, "words": each.words,
    }  # fmt: skip


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
