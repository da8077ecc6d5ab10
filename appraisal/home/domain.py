"""What waits, as values: lines with an address, in groups, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

DAYS_OF_A_CYCLE = 183
SOON_DAYS = 7
NEWS_DAYS = 14
TOGETHER_FROM = 3
TOGETHER = frozenset(
    {
        "book_checkin",
        "open_agenda",
        "confirm_goal_of",
        "goal_behind",
        "step_late_of",
        "step_untaught_of",
        "goal_changed_by_plan_of",
        "review_writing_of",
        "review_talking_of",
        "review_manager_signs_of",
    }
)
GROUPS = ("own", "team", "plan", "hr", "matters", "service")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: its key is worded as ``waiting.<key>`` with the details.

    ``endpoint`` and ``values`` are where it is done. ``due`` is its day, if it has one.
    """

    group: str
    key: str
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    due: date | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Group:
    """The waiting things of one part of a person's work; its title is worded as ``waiting_group.<key>``.

    A bundle is one line, or at least three of the same kind about different people, told together as
    ``waiting_together.<key>``.
    """

    key: str
    bundles: tuple[tuple[Waiting, ...], ...]

    @property
    def lines(self) -> tuple[Waiting, ...]:
        """Every line, bundle after bundle."""
        return tuple(line for bundle in self.bundles for line in bundle)


def grouped(lines: Iterable[Waiting]) -> tuple[Group, ...]:
    """The lines in their groups; in each the late ones first, then by day, then those without one."""
    found: dict[str, list[Waiting]] = {}
    for line in lines:
        found.setdefault(line.group, []).append(line)
    return tuple(Group(key, bundled(sorted(found[key], key=_urgency))) for key in GROUPS if key in found)


def bundled(lines: Iterable[Waiting]) -> tuple[tuple[Waiting, ...], ...]:
    """Lines of one kind about three people or more as one, where the first of them stood."""
    kinds: dict[object, list[Waiting]] = {}
    for place, line in enumerate(lines):
        same = (line.key, line.is_late, line.details.get("cycle")) if line.key in TOGETHER else place
        kinds.setdefault(same, []).append(line)
    found: list[tuple[Waiting, ...]] = []
    for kind in kinds.values():
        found += [tuple(kind)] if len(kind) >= TOGETHER_FROM else [(line,) for line in kind]
    return tuple(sorted(found, key=lambda bundle: _urgency(bundle[0])))


def is_news(at: datetime | None, now: datetime) -> bool:
    """Whether something that happened is still told on the first page."""
    return at is not None and now - at < timedelta(days=NEWS_DAYS)


def _urgency(line: Waiting) -> tuple[bool, date]:
    return not line.is_late, line.due or date.max
