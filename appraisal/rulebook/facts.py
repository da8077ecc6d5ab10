"""Facts: values with their origin, day and author; what is not there is unknown.

Owns the reading of plain values against a schema, the registers (where no record means none) and
snapshots as plain JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from appraisal.rulebook.problems import WrongFacts, did_you_mean, quoted
from appraisal.rulebook.schema import Schema
from appraisal.rulebook.values import checked

REGISTER = "register"
_PARTS = ("value", "on")


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
MOST_GUESSES = 50


def read_facts(schema: Schema, given: Any, *, origin: str = "", on: date | None = None) -> dict[str, Fact]:
    """Plain values as facts. A null is unknown and left out.

    A value may bring its own day: ``{"value": true, "on": "2024-05-03"}``, on or before ``on`` where that is
    given. Raises ``WrongFacts`` with a sentence for every unknown name and every value or day that does not fit.
    """
    if not isinstance(given, Mapping):
        raise WrongFacts(["the facts must be an object: a value for each name"])
    problems: list[str] = []
    named: dict[str, Fact] = {}
    for name, plain in given.items():
        value, day = plain, on
        if isinstance(plain, Mapping) and name in schema.facts and not set(_PARTS).isdisjoint(plain):
            value, day, wrong = _value_and_day(str(name), plain, on)
            problems.extend(wrong)
        if value is not None:
            named[str(name)] = Fact(value, origin, day)
        elif name not in schema.facts:
            problems.append(_unknown(schema, str(name), len(problems)))
    return checked_facts(schema, named, problems)


def _value_and_day(
    name: str, plain: Mapping[Any, Any], latest: date | None
) -> tuple[Any, date | None, list[str]]:
    """The parts of a fact that is given as an object, and what is wrong with them."""
    wrong = [
        f"'{name}': unknown part {quoted(str(part))}{did_you_mean(str(part), _PARTS)}"
        for part in plain
        if part not in _PARTS
    ]
    if "value" not in plain:
        wrong.append(f'\'{name}\': \'value\' is missing; write {{"value": ..., "on": "2024-06-30"}}')
    said = plain.get("on")
    day = latest
    if said is not None:
        try:
            day = (
                date.fromisoformat(said) if isinstance(said, str) and len(said) == len("2024-06-30") else None
            )
        except ValueError:
            day = None
        if day is None:
            wrong.append(f"'{name}': 'on' is a day such as 2024-06-30, not {quoted(str(said))}")
        elif latest is not None and day > latest:
            wrong.append(f"'{name}': 'on' is {day}, later than the day of the question, {latest}")
    return plain.get("value"), day, wrong


def checked_facts(schema: Schema, facts: Facts, found_before: Iterable[str] = ()) -> dict[str, Fact]:
    """Facts that have their origin already, with every value checked and put into the engine's form.

    Raises ``WrongFacts`` with every problem, those ``found_before`` among them.
    """
    problems = list(found_before)
    result: dict[str, Fact] = {}
    for name, fact in facts.items():
        spec = schema.facts.get(name)
        if spec is None:
            problems.append(_unknown(schema, name, len(problems)))
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


def _unknown(schema: Schema, name: str, found_before: int) -> str:
    """The sentence, with a guess at what was meant: a guess takes long, and whoever has so many wrong needs another."""
    guess = did_you_mean(name, schema.facts) if found_before < MOST_GUESSES else ""
    return f"unknown fact {quoted(name)}{guess}"


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
