"""The packs that ship, read and checked once, and the organisation's overlay laid over one of them.

Owns the reading of ``rules/`` and the version that an overlay gives a pack: ``1+3`` is the core's version 1
with what the organisation published third on top. Knows no database; ``queries`` tells which overlay is in force.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from appraisal.packs.domain import HEAD
from appraisal.rulebook import BrokenPack, Pack, Problem, Rule, digest_of, load_pack, read_pack, run_cases

Demand = Callable[[Pack, str], Iterable[Problem]]
"""What the service needs of a pack beside its being whole, with the place that messages begin with."""
Overlay = Mapping[str, str]
"""Files by relative path, only those that the organisation changed or added."""
_VERSION = re.compile(r"^version:[^\n]*$", re.MULTILINE)
_MOST_KEPT = 32


class Published(NamedTuple):
    """What the organisation published: its number, and the checksum of the pack that it made then."""

    number: int
    sha256: str


@dataclass
class Shelf:
    """The packs that ship, by kind, and what was compiled of overlays in this process, by content."""

    shipped: Mapping[str, Pack]
    demands: Mapping[str, Demand] = field(default_factory=dict)
    _laid: dict[tuple[str, str], Pack] = field(default_factory=dict)
    _drafted: dict[tuple[str, int, str], Pack | BrokenPack] = field(default_factory=dict)

    def kind_of(self, name: str) -> str | None:
        """The kind of the pack with this name."""
        return next((kind for kind, pack in self.shipped.items() if pack.name == name), None)

    def laid(self, kind: str, published: Published) -> Pack | None:
        """The pack under what was published, if this process has compiled it."""
        return self._laid.get((kind, published.sha256))

    def lay(self, kind: str, published: Published, overlay: Overlay) -> Pack:
        """The pack under what was published, compiled once. Raises ``BrokenPack`` with every problem of every file."""
        pack = self.draft(kind, published.number, overlay)
        if len(self._laid) >= _MOST_KEPT:
            self._laid.clear()
        self._laid[kind, published.sha256] = pack
        return pack

    def draft(self, kind: str, number: int, overlay: Overlay) -> Pack:
        """The same, of an overlay that is not in force: read and checked, and kept as long as nothing else is."""
        key = (kind, number, digest_of(dict(overlay)))
        found = self._drafted.get(key)
        if found is None:
            try:
                found = read_pack(files_under(self.shipped[kind], overlay, number), self.shipped[kind].name)
            except BrokenPack as error:
                found = error
            self._drafted.clear()
            self._drafted[key] = found
        if isinstance(found, BrokenPack):
            raise BrokenPack(found.problems)
        return found

    def problems(self, pack: Pack, place: str) -> list[Problem]:
        """Worked cases that come out otherwise, and what the service misses in the pack."""
        demand = self.demands.get(pack.kind)
        told = replace(
            pack, rules={name: rule for name, rule in pack.rules.items() if self._is_told(pack, rule)}
        )
        return [*run_cases(told), *(demand(pack, place) if demand else ())]

    def _is_told(self, pack: Pack, rule: Rule) -> bool:
        """Whether the rule's worked cases belong to this pack.

        Logic and cases that came with the software were told when it was read, with the numbers that came with
        it: a number of the organisation's own makes none of these stories wrong.
        """
        core = self.shipped.get(pack.kind)
        same = core.rules.get(rule.id) if core is not None and core is not pack else None
        return same is None or (same.logic_digest, _stories(same)) != (rule.logic_digest, _stories(rule))

    def own_files(self, pack: Pack) -> dict[str, str]:
        """The files in which a pack differs from the one that ships: the organisation's."""
        core = self.shipped[pack.kind].files if pack.kind in self.shipped else pack.files
        return {name: text for name, text in pack.files.items() if name != HEAD and core.get(name) != text}


def _stories(rule: Rule) -> list[tuple[object, ...]]:
    return [(case.name, dict(case.given), case.expect, case.as_of) for case in rule.cases]


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
