"""Versions of a plan as values: the commands, where a version and its parts stand, and what stands against an act.

Owns every decision about versions. Leaves the tree to ``plans`` and the tables to ``models``. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from appraisal.kernel.objections import Objections


class Stage(StrEnum):
    """Where a version stands."""

    GATHERING = "gathering"
    DECIDING = "deciding"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Stage.GATHERING, Stage.DECIDING, Stage.APPROVED})


class Act(StrEnum):
    """What somebody did with their part of a version."""

    PUT_FORWARD = "put_forward"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    CONFIRMED = "confirmed"


class DecidedAs(StrEnum):
    """In which quality somebody decides about a whole version."""

    LEADER = "leader"
    PLAN_OWNER = "plan_owner"
    ALONE = "alone"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Deciders:
    """Who may decide about a version, and in which quality."""

    quality: DecidedAs
    people: tuple[int, ...]


@dataclass(frozen=True)
class PutForward:
    """Command: the owner of a plan puts its working numbers forward, to count from a day."""

    root: int
    reason: str
    counts_from: date | None


@dataclass(frozen=True)
class PutPartForward:
    """Command: the owner of a part puts it forward to the owner of the part above."""

    node: int
    number: int
    words: str = ""


@dataclass(frozen=True)
class AnswerPart:
    """Command: the owner above accepts a part, or sends it back with words."""

    node: int
    number: int
    is_accepted: bool
    words: str = ""


@dataclass(frozen=True)
class DecideVersion:
    """Command: whoever decides about the whole approves it, or sends it back with words."""

    root: int
    number: int
    is_approved: bool
    words: str = ""


@dataclass(frozen=True)
class WithdrawVersion:
    """Command: the owner takes a version back before it counts."""

    root: int
    number: int
    because: str


@dataclass(frozen=True)
class ConfirmPart:
    """Command: the owner of a part says in own words what its number means."""

    node: int
    number: int
    own_words: str


@dataclass(frozen=True)
class AgreedVersion:
    """Part of a command: the numbers of a plan as they were agreed elsewhere, and the day they counted from."""

    counted_from: date
    figures: Mapping[int, Decimal | None]


@dataclass(frozen=True)
class TakeInVersions:
    """Command: the versions of a plan that were agreed before it came here, the oldest first, and their source."""

    root: int
    source: str
    versions: tuple[AgreedVersion, ...]


@dataclass(frozen=True)
class Marks:
    """The marks a version carries, from which its stage follows."""

    is_approved: bool | None
    is_withdrawn: bool
    in_force_on: date | None
    until_on: date | None
    all_accepted: bool


def stage_of(marks: Marks) -> Stage:
    """Where a version stands."""
    if marks.is_withdrawn:
        return Stage.WITHDRAWN
    if marks.is_approved is False:
        return Stage.SENT_BACK
    if marks.is_approved:
        if marks.in_force_on is None:
            return Stage.APPROVED
        return Stage.IN_FORCE if marks.until_on is None else Stage.SUPERSEDED
    return Stage.DECIDING if marks.all_accepted else Stage.GATHERING


def standing(acts: Iterable[str]) -> Act | None:
    """Where a part is on its way up, from its acts in their order; None: its owner has not put it forward."""
    last: Act | None = None
    for act in acts:
        if act != Act.CONFIRMED:
            last = Act(act)
    return last


def heads_of(lines: Iterable[tuple[int, int | None, int]]) -> Mapping[int, int]:
    """By node, the topmost node of the part it belongs to; ``lines`` are (node, parent, owner), parents first.

    A part begins where the owner is another than the owner of the node above.
    """
    heads: dict[int, int] = {}
    owners: dict[int, int] = {}
    for node, parent, owner in lines:
        owners[node] = owner
        heads[node] = node if parent is None or owners[parent] != owner else heads[parent]
    return heads


def parts_touched(
    lines: Collection[tuple[int, int | None, int]], changed: Collection[int]
) -> Mapping[int, int | None]:
    """The parts with a changed node, and all parts above them, each with the part above; the top has None."""
    heads = heads_of(lines)
    parents = {node: parent for node, parent, _owner in lines}
    found: dict[int, int | None] = {}
    for node in changed:
        head: int | None = heads[node]
        while head is not None and head not in found:
            parent = parents[head]
            above = None if parent is None else heads[parent]
            found[head] = above
            head = above
    return found


def objections_to_putting_forward(
    wish: PutForward, *, changed: int, another_open: bool, day: date, last_on: date | None
) -> Objections:
    """What stands against a new version. A number that was in force is never changed for days gone by."""
    on = wish.counts_from
    return Objections.where(
        version_without_reason=not wish.reason.strip(),
        version_without_day=on is None,
        version_in_the_past=last_on is not None and on is not None and on < day,
        version_days_overlap=last_on is not None and on is not None and on <= last_on,
        another_version_is_open=another_open,
        nothing_changed=not changed and not another_open,
    )


def objections_to_part(stage: Stage, now: Act | None, below: Iterable[Act | None]) -> Objections:
    """What stands against putting a part forward: parts below it are accepted first."""
    return Objections.where(
        version_is_closed=stage is not Stage.GATHERING,
        part_is_put_forward=now in (Act.PUT_FORWARD, Act.ACCEPTED),
        parts_below_wait=any(each is not Act.ACCEPTED for each in below),
    )


def objections_to_answering(wish: AnswerPart, stage: Stage, now: Act | None) -> Objections:
    """What stands against answering a part. Whoever sends one back says why."""
    return Objections.where(
        version_is_closed=stage is not Stage.GATHERING,
        part_not_put_forward=now is not Act.PUT_FORWARD,
        sent_back_without_words=not wish.is_accepted and not wish.words.strip(),
    )


def objections_to_deciding(wish: DecideVersion, stage: Stage) -> Objections:
    """What stands against deciding about the whole."""
    return Objections.where(
        parts_not_accepted=stage is Stage.GATHERING,
        version_is_closed=stage not in (Stage.GATHERING, Stage.DECIDING),
        sent_back_without_words=not wish.is_approved and not wish.words.strip(),
    )


def objections_to_withdrawing(wish: WithdrawVersion, stage: Stage) -> Objections:
    """What stands against taking a version back: once it counts, only another version changes it."""
    return Objections.where(
        version_counts_already=stage in (Stage.IN_FORCE, Stage.SUPERSEDED),
        version_is_closed=stage in (Stage.SENT_BACK, Stage.WITHDRAWN),
        withdrawn_without_reason=not wish.because.strip(),
    )


def objections_to_confirming(wish: ConfirmPart, stage: Stage, acts: Iterable[str]) -> Objections:
    """What stands against confirming a part."""
    return Objections.where(
        version_not_approved=stage not in (Stage.APPROVED, Stage.IN_FORCE),
        part_is_confirmed=Act.CONFIRMED in set(acts),
        part_words_missing=not wish.own_words.strip(),
    )


def objections_to_taking_in(
    wish: TakeInVersions, *, inside: Collection[int], has_versions: bool, day: date
) -> Objections:
    """What stands against versions agreed before: they are the beginning of a plan's history, and all gone by."""
    days = [one.counted_from for one in wish.versions]
    return Objections.where(
        plan_has_versions=has_versions,
        versions_without_source=not wish.source.strip(),
        nothing_was_agreed=not wish.versions or not all(one.figures for one in wish.versions[:1]),
        version_not_agreed_yet=any(each > day for each in days),
        version_days_overlap=any(later <= earlier for earlier, later in pairwise(days)),
        figures_of_another_plan=any(not one.figures.keys() <= set(inside) for one in wish.versions),
    )


def first_day(counts_from: date, day: date, *, is_first: bool) -> date:
    """From which day a version counts when it comes into force on ``day``.

    The first version may count from a day gone by, because no agreed number is changed by it.
    """
    return counts_from if is_first else max(counts_from, day)
