"""The facts and parameters that the golden lines of kl/1 are about. Only ever added to."""

from __future__ import annotations

from datetime import date
from typing import Any

from appraisal.rulebook.kinds import Kind

RECORD = {
    "open": Kind("bool", name="open"),
    "hours": Kind("number", "hours", name="hours"),
    "by": Kind("enum", values=("tool", "input"), name="by"),
    "on": Kind("date", name="on"),
}
KINDS = {
    "trained": Kind("bool", name="trained"),
    "told": Kind("bool", name="told"),
    "gap": Kind("number", "ratio", name="gap"),
    "load": Kind("number", "ratio", name="load"),
    "days": Kind("number", "days", name="days"),
    "stated": Kind("enum", values=("yes", "partly", "no"), name="stated"),
    "tools": Kind("enum", values=("ok", "degraded", "missing"), name="tools"),
    "note": Kind("text", name="note"),
    "met_on": Kind("date", name="met_on"),
    "obstacles": Kind("list", fields=RECORD, name="obstacles"),
}
PARAMETERS = {
    "short_below": Kind("number", "ratio", name="short_below"),
    "old_above": Kind("number", "days", name="old_above"),
}
_DAYS = frozenset({"met_on", "as_of", "on"})


def with_days(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts out of JSON, with days where days belong."""
    return {name: _value(name, value) for name, value in facts.items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [with_days(item) for item in value]
    return date.fromisoformat(value) if name in _DAYS and value else value
