"""The packs that ship, read and checked once, and the organisation's overlay laid over one of them.

Owns the reading of ``rules/`` and the version that an overlay gives a pack: ``1+3`` is the core's version 1
with what the organisation published third on top. Knows no database; ``queries`` tells which overlay is in force.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from appraisal.rulebook import BrokenPack, Pack, Problem, load_pack, read_pack, run_cases

HEAD = "pack.yaml"
Demand = Callable[[Pack, str], Iterable[Problem]]
"""What the service needs of a pack beside its being whole, with the place that messages begin with."""
Overlay = Mapping[str, str]
"""Files by relative path, only those that the organisation changed or added."""
_VERSION = re.compile(r"^version:[^\n]*$", re.MULTILINE)
_MOST_KEPT = 32


@dataclass
class Shelf:
    """The packs that ship, by kind, and what was compiled of overlays in this process, by content."""

    shipped: Mapping[str, Pack]
    demands: Mapping[str, Demand] = field(default_factory=dict)
    _laid: dict[tuple[str, int], Pack] = field(default_factory=dict)

    def kind_of(self, name: str) -> str | None:
        """The kind of the pack with this name."""
        return next((kind for kind, pack in self.shipped.items() if pack.name == name), None)

    def laid(self, kind: str, number: int) -> Pack | None:
        """The pack under the overlay of this number, if this process has compiled it."""
        return self._laid.get((kind, number))

    def lay(self, kind: str, number: int, overlay: Overlay) -> Pack:
        """The pack under an overlay, compiled once. Raises ``BrokenPack`` with every problem of every file."""
        pack = self.draft(kind, number, overlay)
        if len(self._laid) >= _MOST_KEPT:
            self._laid.clear()
        self._laid[kind, number] = pack
        return pack

    def draft(self, kind: str, number: int, overlay: Overlay) -> Pack:
        """The same, of an overlay that is not in force: read, checked, and not kept."""
        shipped = self.shipped[kind]
        pack = read_pack(files_under(shipped, overlay, number), shipped.name)
        if pack.kind != kind:
            raise BrokenPack([Problem(f"{shipped.name}/{HEAD}", 1, 1, f"the pack is of kind '{kind}'")])
        return pack

    def problems(self, pack: Pack, place: str) -> list[Problem]:
        """Worked cases that come out otherwise, and what the service misses in the pack."""
        demand = self.demands.get(pack.kind)
        return [*run_cases(pack), *(demand(pack, place) if demand else ())]

    def own_files(self, pack: Pack) -> dict[str, str]:
        """The files in which a pack differs from the one that ships: the organisation's."""
        core = self.shipped[pack.kind].files if pack.kind in self.shipped else pack.files
        return {name: text for name, text in pack.files.items() if name != HEAD and core.get(name) != text}


def files_under(shipped: Pack, overlay: Overlay, number: int) -> dict[str, str]:
    """The complete files: the core's with the overlay on top, and the version that says so."""
    files = {**shipped.files, **overlay}
    version = f"version: {shipped.version}+{number}"
    return {**files, HEAD: _VERSION.sub(version, shipped.files[HEAD], count=1)}


def read_shelf(folder: Path, ours: Path, demands: Mapping[str, Demand]) -> Shelf:
    """The packs of ``folder``, and of ``ours`` for kinds that it does not hold; all worked cases run.

    Raises ``BrokenPack`` with every problem of every file of every pack.
    """
    shelf, problems = Shelf({}, demands), []
    shipped: dict[str, Pack] = {}
    for place in packs_in(folder):
        try:
            pack = load_pack(place)
        except BrokenPack as error:
            problems += error.problems
            continue
        if pack.kind in shipped:
            first = shipped[pack.kind].name
            problems.append(
                Problem(
                    (place / HEAD).as_posix(), 1, 1, f"'{first}' is already the pack of kind '{pack.kind}'"
                )
            )
        shipped[pack.kind] = pack
        problems += shelf.problems(pack, place.as_posix())
    if problems:
        raise BrokenPack(problems)
    if folder != ours:
        shipped = {**read_shelf(ours, ours, demands).shipped, **shipped}
    return replace(shelf, shipped=shipped)


def packs_in(folder: Path) -> list[Path]:
    """The folders of packs: this one, or its parts in which a pack lies; this one when there is none at all."""
    if (folder / HEAD).is_file():
        return [folder]
    return sorted(path.parent for path in folder.glob(f"*/{HEAD}")) or [folder]
