"""What the service needs of a diagnosis pack, beside its being whole: the numbers that readings are read with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from appraisal.diagnosis.signs import NUMBERS
from appraisal.packs.queries import Demand, read_shelf
from appraisal.rulebook import Pack, Problem


def needed_on(day: date) -> Demand:
    """The demand for a pack on a day: each number has a value by then."""

    def missing(pack: Pack, place: str) -> Iterator[Problem]:
        values = pack.values_on(day)
        for name in sorted(NUMBERS):
            if values.get(name) is None:
                path = f"{place}/parameters/{name}.yaml"
                mend = f"the service needs the number '{name}'; take over the core pack's file"
                yield Problem(path, 1, 1, mend)

    return missing


def read_rulebook(folder: Path, day: date) -> Pack:
    """The diagnosis pack of a folder of packs, with all worked cases run.

    Raises ``BrokenPack`` with every problem of every file.
    """
    return read_shelf(folder, folder, {"diagnosis": needed_on(day)}).shipped["diagnosis"]
