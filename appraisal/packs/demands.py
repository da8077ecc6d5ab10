"""What the service needs of a pack beside its being whole: numbers it reads itself, and facts it can give.

A fact that nobody gives would leave its rules silent for ever, so a pack that names one is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from appraisal.formbook import BrokenForms, load_forms
from appraisal.packs.shelf import Demand
from appraisal.rulebook import Pack, Problem


def needs(day: date, numbers: Collection[str], given: Collection[str] | None = None) -> Demand:
    """The demand for a pack on a day: each number has a value by then, and each fact is one of those given."""

    def missing(pack: Pack, place: str) -> Iterator[Problem]:
        values = pack.values_on(day)
        for name in sorted(numbers):
            if values.get(name) is None:
                mend = f"the service needs the number '{name}'; take over the core pack's file"
                yield Problem(f"{place}/parameters/{name}.yaml", 1, 1, mend)
        for name in sorted(set(pack.facts) - set(pack.facts if given is None else given)):
            mend = f"nobody can give the fact '{name}', so no rule that asks it would ever speak; take it out"
            yield Problem(f"{place}/facts", 1, 1, mend)

    return missing


def asked_by(forms: Path) -> Demand:
    """What the forms need of a pack: every fact that a question of theirs answers."""

    def missing(pack: Pack, _place: str) -> Iterator[Problem]:
        try:
            load_forms(forms, facts=pack.schema.answers())
        except BrokenForms as error:
            for each in error.problems:
                yield Problem(each.place.path, each.place.line, each.place.column, each.message)

    return missing


def both(one: Demand, other: Demand) -> Demand:
    """Two demands as one."""
    return lambda pack, place: [*one(pack, place), *other(pack, place)]
