"""Two versions of a plan side by side: which nodes were added, ended or changed, and what that comes to by level.

Owns the arithmetic and the read. A person's share stands in it only for those who may see that share. A sum over
shares is shown to nobody else, however many they are: the people whose shares changed are others in each
comparison, and two comparisons that differ by one person would tell that person's share.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.plans import queries as plans
from appraisal.plans.queries import TreeLine
from appraisal.versions.domain import Stage
from appraisal.versions.models import PlanVersionFigure
from appraisal.versions.standing import VersionFacts, figures_in

MOST_LINES = 300
COUNTED = (Stage.IN_FORCE, Stage.SUPERSEDED)


class What(StrEnum):
    """What became of a node between two versions."""

    ADDED = "added"
    ENDED = "ended"
    CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
    """One node whose number differs, in its own unit. ``path`` are the titles above it.

    ``difference`` is None when one of the two is not given.
    """

    node: int
    title: str
    path: tuple[str, ...]
    unit: str
    starts_on: date
    ends_on: date
    is_period: bool
    what: What
    was: Decimal | None
    now: Decimal | None
    changed_by: str
    because: str

    @property
    def difference(self) -> Decimal | None:
        """New less old; None when one of the two is not given."""
        return None if self.was is None or self.now is None else self.now - self.was


@dataclass(frozen=True)
class Level:
    """The changed parts of one depth together. ``axis`` is along what the nodes above were split; None at the top.

    What hangs beside the sums is no part: leads are not added to money.

    ``was`` and ``now`` are None where a share is among them that this reader may not see.
    """

    depth: int
    axis: str | None
    count: int
    was: Decimal | None
    now: Decimal | None


@dataclass(frozen=True)
class Comparison:
    """What differs. ``hidden`` people's shares changed that this reader may not see; ``left_out`` are more lines."""

    unit: str
    lines: tuple[Difference, ...]
    levels: tuple[Level, ...]
    hidden: int
    left_out: int


def what_became(was: Decimal | None, now: Decimal | None, *, is_new: bool) -> What | None:
    """What became of a node; None when it has the same number."""
    if was == now:
        return None
    if now is None:
        return What.ENDED
    return What.ADDED if is_new else What.CHANGED


def compare(
    store: Session,
    actor: Actor,
    versions: Iterable[VersionFacts],
    older: VersionFacts | None,
    newer: VersionFacts,
    day: date,
) -> Comparison:
    """Compare two versions of a plan; ``older`` None is the time before any."""
    known = tuple(versions)
    before = _behind(known, older)
    behind = [key for key in _behind(known, newer) if key not in before]
    said = _said_in(store, behind)
    earlier = figures_in(store, before) if before else {}
    tree = {line.key: line for line in plans.tree_of(store, newer.root)}
    changed: dict[int, tuple[What, Decimal | None, PlanVersionFigure]] = {}
    for node, figure in said.items():
        what = what_became(earlier.get(node), figure.target, is_new=node not in earlier)
        if what is not None:
            changed[node] = (what, earlier.get(node), figure)
    open_to = plans.shares_open_to(store, actor, (tree[node] for node in changed), day)
    depths = _depths(tree.values())
    shown = sorted((node for node in changed if node in open_to), key=lambda node: (depths[node], node))
    lines = tuple(_line(tree, node, *changed[node]) for node in shown[:MOST_LINES])
    return Comparison(
        unit=tree[newer.root].unit,
        lines=lines,
        levels=_levels(tree, depths, changed, open_to),
        hidden=len({tree[node].person for node in changed if node not in open_to}),
        left_out=max(0, len(shown) - MOST_LINES),
    )


def _behind(versions: Iterable[VersionFacts], one: VersionFacts | None) -> list[int]:
    """The versions whose figures make up this one: those that counted before it, and itself."""
    if one is None:
        return []
    return [
        each.key
        for each in sorted(versions, key=lambda each: each.number)
        if each.number == one.number or (each.number < one.number and each.stage in COUNTED)
    ]


def _said_in(store: Session, versions: Collection[int]) -> Mapping[int, PlanVersionFigure]:
    """By node, the newest figure that these versions have of it."""
    rows = store.scalars(
        select(PlanVersionFigure)
        .where(PlanVersionFigure.version_id.in_(versions))
        .order_by(PlanVersionFigure.id)
    )
    return {row.node_id: row for row in rows}


def _depths(lines: Iterable[TreeLine]) -> Mapping[int, int]:
    depths: dict[int, int] = {}
    for line in lines:
        depths[line.key] = 0 if line.parent is None else depths[line.parent] + 1
    return depths


def _levels(
    tree: Mapping[int, TreeLine],
    depths: Mapping[int, int],
    changed: Mapping[int, tuple[What, Decimal | None, PlanVersionFigure]],
    open_to: Collection[int],
) -> tuple[Level, ...]:
    groups: dict[tuple[int, str | None], list[int]] = {}
    for node in changed:
        if not _adds_up(tree, node):
            continue
        parent = tree[node].parent
        groups.setdefault((depths[node], None if parent is None else tree[parent].axis), []).append(node)
    found: list[Level] = []
    for (depth, axis), nodes in sorted(groups.items(), key=lambda each: (each[0][0], each[0][1] or "")):
        tells = all(node in open_to for node in nodes)
        was = sum((changed[node][1] or Decimal(0) for node in nodes), Decimal(0))
        now = sum((changed[node][2].target or Decimal(0) for node in nodes), Decimal(0))
        found.append(Level(depth, axis, len(nodes), was if tells else None, now if tells else None))
    return tuple(found)


def _adds_up(tree: Mapping[int, TreeLine], node: int) -> bool:
    """Whether a node and everything above it are parts of the whole."""
    above: int | None = node
    while above is not None:
        if not tree[above].in_sums:
            return False
        above = tree[above].parent
    return True


def _line(
    tree: Mapping[int, TreeLine], node: int, what: What, was: Decimal | None, figure: PlanVersionFigure
) -> Difference:
    line = tree[node]
    path: list[str] = []
    above = line.parent
    while above is not None:
        path.append(tree[above].title)
        above = tree[above].parent
    parent = tree.get(line.parent or 0)
    return Difference(
        node=node,
        title=line.title,
        path=tuple(dict.fromkeys(reversed(path))),
        unit=line.unit,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        is_period=parent is not None and parent.axis == "period",
        what=what,
        was=was,
        now=figure.target,
        changed_by=figure.changed_by,
        because=figure.because,
    )
