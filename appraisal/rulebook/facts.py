"""Facts: values with their origin, day and author; what is not there is unknown.

Owns the reading of plain values against a schema, the registers (where no record means none) and
snapshots as plain JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from appraisal.rulebook.problems import WrongFacts, did_you_mean, quoted
from appraisal.rulebook.schema import Schema
from appraisal.rulebook.values import checked

REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Fact:
    """A value as somebody or something gave it. ``None`` as value means: asked, still unknown.

    ``on`` is the day it was seen or said, ``since`` the day from which it is said to hold, where somebody knows.
    """

    value: Any
    origin: str = ""
    on: date | None = None
    author: str = ""
    since: date | None = None


Facts = Mapping[str, Fact]


def read_facts(schema: Schema, given: Any, *, origin: str = "", on: date | None = None) -> dict[str, Fact]:
    """Plain values as facts. A null is unknown and left out.

    Raises ``WrongFacts`` with a sentence for every unknown name and every value that does not fit.
    """
    if not isinstance(given, Mapping):
        raise WrongFacts(["the facts must be an object: a value for each name"])
    named = {str(name): Fact(value, origin, on) for name, value in given.items() if value is not None}
    unknown = [str(name) for name, value in given.items() if value is None and name not in schema.facts]
    return checked_facts(schema, named, unknown)


def checked_facts(schema: Schema, facts: Facts, unknown: list[str] | None = None) -> dict[str, Fact]:
    """Facts that have their origin already, with every value checked and put into the engine's form.

    Raises ``WrongFacts`` with every problem.
    """
    problems = [_unknown(schema, name) for name in unknown or ()]
    result: dict[str, Fact] = {}
    for name, fact in facts.items():
        spec = schema.facts.get(name)
        if spec is None:
            problems.append(_unknown(schema, name))
            continue
        if fact.value is None:
            continue
        value, problem = checked(spec, fact.value)
        if problem is not None:
            problems.append(problem)
        elif value is fact.value:
            result[name] = fact
        else:
            result[name] = replace(fact, value=value)
    if problems:
        raise WrongFacts(problems)
    return result


def _unknown(schema: Schema, name: str) -> str:
    return f"unknown fact {quoted(name)}{did_you_mean(name, schema.facts)}"


def with_registers(schema: Schema, facts: Facts, *, on: date | None = None) -> dict[str, Fact]:
    """The facts, and what our own registers say by holding no record of it.

    The engine never does this by itself: only a caller who has looked into the registers may.
    """
    silent = {
        name: Fact(spec.absence, REGISTER, on)
        for name, spec in schema.facts.items()
        if spec.absence is not None and (name not in facts or facts[name].value is None)
    }
    return {**facts, **silent}


def to_snapshot(facts: Facts) -> dict[str, dict[str, Any]]:
    """Facts as plain JSON, in the order of their names."""
    return {
        name: {
            "value": plain_value(fact.value),
            "origin": fact.origin,
            "on": fact.on.isoformat() if fact.on else None,
            "author": fact.author,
            **({"since": fact.since.isoformat()} if fact.since else {}),
        }
        for name, fact in sorted(facts.items())
    }


def from_snapshot(snapshot: Mapping[str, Mapping[str, Any]]) -> dict[str, Fact]:
    """Facts out of a snapshot, as they were."""
    return {
        name: Fact(
            _value_of(kept["value"]),
            kept.get("origin") or "",
            date.fromisoformat(kept["on"]) if kept.get("on") else None,
            kept.get("author") or "",
            date.fromisoformat(kept["since"]) if kept.get("since") else None,
        )
        for name, kept in snapshot.items()
    }


def plain_value(value: Any) -> Any:
    """A value as JSON holds it; a day becomes ``{"date": "2024-06-30"}``."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, list | tuple):
        return [{name: plain_value(inner) for name, inner in item.items()} for item in value]
    return value


def _value_of(plain: Any) -> Any:
    if isinstance(plain, dict):
        return date.fromisoformat(plain["date"])
    if isinstance(plain, list):
        return tuple({name: _value_of(inner) for name, inner in item.items()} for item in plain)
    return plain
