"""The pack that the service runs on: read and checked once, when the application starts.

A broken pack stops the start; the message names every file, line and mend.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from appraisal.diagnosis.signs import NUMBERS
from appraisal.rulebook import BrokenPack, Pack, Problem, load_pack, run_cases

PACK = "core"


def pack_in(folder: Path) -> Path:
    """The folder of the pack: this one, or its part ``core`` when that is where a pack lies."""
    core = folder / PACK
    return core if not (folder / "pack.yaml").is_file() and (core / "pack.yaml").is_file() else folder


def read_rulebook(folder: Path, day: date) -> Pack:
    """The pack in ``folder``, or in its part ``core``, with all worked cases run.

    Raises ``BrokenPack`` with every problem of every file.
    """
    place = pack_in(folder)
    pack = load_pack(place)
    problems = list(run_cases(pack))
    values = pack.values_on(day)
    for name in sorted(NUMBERS):
        if values.get(name) is None:
            path = (place / "parameters" / f"{name}.yaml").as_posix()
            problems.append(
                Problem(path, 1, 1, f"the service needs the number '{name}'; take over the core pack's file")
            )
    if problems:
        raise BrokenPack(problems)
    return pack
