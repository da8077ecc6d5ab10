"""The start of the service: the packs in force are whole, and what came with the software is kept as an edition.

A broken overlay stops the start and names the command that sets it aside, so that nobody is locked out.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.packs.comparing import clashes
from appraisal.packs.drafts import earlier_digests, logic_problems, newest
from appraisal.packs.edition import digests_of
from appraisal.packs.force import shelf
from appraisal.packs.operations import keep_edition
from appraisal.packs.shelf import Published
from appraisal.rulebook import BrokenPack, Pack, Problem


class BrokenOverlay(BrokenPack):
    """What the organisation changed does not fit the pack any more. ``mends`` says how to get on without it."""

    def __init__(self, problems: list[Problem], names: list[str]) -> None:
        super().__init__(problems)
        self.mends = tuple(
            f"Mend these files of '{name}', or go on without the organisation's changes: "
            f"appraisal rules set-aside {name}"
            for name in names
        )


def packs_at_start(store: Session) -> tuple[Pack, ...]:
    """The packs that are in force, all worked cases run.

    Raises ``BrokenOverlay`` where the organisation's files do not fit, and ``BrokenPack`` where a rule that came
    with the software says something else under a version that was used before.
    """
    found: list[Pack] = []
    overlaid: list[Problem] = []
    shipped: list[Problem] = []
    names: list[str] = []
    for kind, core in shelf().shipped.items():
        last, overlay = newest(store, core.name)
        pack, problems = _laid(kind, last, overlay)
        (overlaid if overlay else shipped).extend(problems)
        names += [core.name] if problems and overlay else []
        if pack is not None:
            found.append(pack)
            own = set(shelf().own_files(pack))
            clashing = clashes(digests_of(pack, own), earlier_digests(store, pack.name))
            shipped.extend(logic_problems(pack, clashing))
    if overlaid:
        raise BrokenOverlay([*overlaid, *shipped], names)
    if shipped:
        raise BrokenPack(shipped)
    return tuple(found)


def keep_packs_at_start(store: Session, *, at: datetime) -> None:
    """Keep an edition of every pack in force that has none yet: what came with the software, or with a newer one."""
    for pack in packs_at_start(store):
        keep_edition(store, pack, at=at)


def _laid(kind: str, last: Published, overlay: dict[str, str]) -> tuple[Pack | None, list[Problem]]:
    if last.number == 0:
        return shelf().shipped[kind], []
    try:
        pack = shelf().lay(kind, last, overlay)
    except BrokenPack as error:
        return None, list(error.problems)
    return pack, shelf().problems(pack, pack.name)
