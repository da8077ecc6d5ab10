"""What the service needs of a diagnosis pack, beside its being whole: the numbers that readings are read with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from appraisal.diagnosis.signs import NUMBERS
from appraisal.packs.queries import Demand, read_shelf
from appraisal.rulebook import Pack, Problem

LEAST = {
    "peers_needed": 4,
    "readings_needed": 1,
    "history_readings_needed": 1,
    "pattern_readings_needed": 2,
    "practice_needed": 2,
    "practice_plain_needed": 2,
}
"""Below these a number gives away a small group, or judges by nothing at all; no organisation may go there."""


def needed_on(day: date) -> Demand:
    """The demand for a pack on a day: each number has a value by then, and none is too small, now or later."""

    def missing(pack: Pack, place: str) -> Iterator[Problem]:
        values = pack.values_on(day)
        for name in sorted(NUMBERS):
            if values.get(name) is None:
                path = f"{place}/parameters/{name}.yaml"
                mend = f"the service needs the number '{name}'; take over the core pack's file"
                yield Problem(path, 1, 1, mend)
        for name, least in LEAST.items():
            number = pack.parameters.get(name)
            low = min((one.value for one in number.values), default=least) if number else least
            if low < least:
                path = f"{place}/parameters/{name}.yaml"
                yield Problem(path, 1, 1, f"'{name}' must be at least {least}, not {low:g}")

    return missing


def read_rulebook(folder: Path, day: date) -> Pack:
    """The diagnosis pack of a folder of packs, with all worked cases run.

    Raises ``BrokenPack`` with every problem of every file.
    """
    return read_shelf(folder, folder, {"diagnosis": needed_on(day)}).shipped["diagnosis"]
