"""How a report calls parts of the plan without naming anybody: many a team bears the name of who leads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts

LEFT_OUT = "…"


def without_names(
    store: Session, told: Mapping[str, Any], parts: Iterable[NodeFacts], day: date
) -> dict[str, Any]:
    """A review as plain data in which no name of an employee stands.

    A part that bears a name is called by its place below the part above it; within a sentence a name is left out.
    """
    names = {person.name for person in people.everybody(store, day)}
    any_name = re.compile(
        "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=_longest))
    )
    titles = {
        part.title: _by_place(store, part, any_name)
        for part in parts
        if names and any_name.search(part.title)
    }
    return _unnamed(told, titles, any_name) if names else dict(told)


def _longest(name: str) -> tuple[int, str]:
    """The longest first, so that a name within a longer one leaves nothing behind."""
    return -len(name), name


def _by_place(store: Session, part: NodeFacts, any_name: re.Pattern[str]) -> str:
    """The place of a part among its siblings: “West · 2”."""
    if part.parent is None:
        return any_name.sub(LEFT_OUT, part.title)
    above = plans.node_facts(store, part.parent)
    called = _by_place(store, above, any_name) if any_name.search(above.title) else above.title
    siblings = [each.key for each in plans.parts_rows(store, above.key)]
    return f"{called} · {siblings.index(part.key) + 1}" if part.key in siblings else called


def _unnamed(value: Any, titles: Mapping[str, str], any_name: re.Pattern[str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _unnamed(each, titles, any_name) for key, each in value.items()}
    if isinstance(value, list):
        return [_unnamed(each, titles, any_name) for each in value]
    return titles.get(value) or any_name.sub(LEFT_OUT, value) if isinstance(value, str) else value
