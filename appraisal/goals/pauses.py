"""What is taken off a goal: days that do not count, and what events take off it; and the target that is left.

Owns reading both and the arithmetic. ``rebasing`` leaves days out for a reason that nobody is told, ``easing``
eases goals because of an event that everybody may know of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Any

from sqlalchemy import func, literal, null, select, union_all
from sqlalchemy.orm import Session

from appraisal.actuals.domain import UNITS
from appraisal.goals.models import Goal, GoalPause, GoalRelief
from appraisal.kernel.measures import Amount, Rounding
from appraisal.kernel.periods import MONDAY_TO_FRIDAY, Period, counted_days

WHOLE = Decimal(1)


@dataclass(frozen=True)
class Relief:
    """What an event takes off a goal: a share of what is asked on these days; all of it means they do not count.

    ``is_over`` is False while the event runs; ``ends_on`` is then the goal's last day.
    """

    origin: str
    origin_key: int
    reason: str
    share: Decimal
    starts_on: date
    ends_on: date
    is_over: bool

    @property
    def is_pause(self) -> bool:
        """Whether the days do not count at all."""
        return self.share == WHOLE

    @property
    def period(self) -> Period:
        """The days."""
        return Period(self.starts_on, self.ends_on)


@dataclass(frozen=True)
class Pauses:
    """The days of a goal that do not count: how many working days, and when the goal was last rebased.

    ``quiet`` are those without a reason that anybody is told; ``reliefs`` come from events.
    """

    periods: tuple[Period, ...] = ()
    days: int = 0
    rebased_at: datetime | None = None
    quiet: tuple[Period, ...] = ()
    reliefs: tuple[Relief, ...] = ()


NO_PAUSES = Pauses()


def pauses_of(store: Session, goals: Iterable[int]) -> Mapping[int, Pauses]:
    """What does not count, for each goal that has such days, in one statement."""
    wanted = set(goals)
    told = (
        select(
            GoalRelief.goal_id, GoalRelief.starts_on,
            func.coalesce(GoalRelief.ends_on, Goal.ends_on).label("ends_on"), GoalRelief.begun_at.label("at"),
            GoalRelief.origin, GoalRelief.origin_key, GoalRelief.reason,
            GoalRelief.share, GoalRelief.ended_at, GoalRelief.id.label("row"),
        )
        .join(Goal, Goal.id == GoalRelief.goal_id)
        .where(GoalRelief.goal_id.in_(wanted), GoalRelief.taken_back.is_(False))
    )  # fmt: skip
    quiet = select(
        GoalPause.goal_id, GoalPause.starts_on, GoalPause.ends_on, GoalPause.made_at,
        literal(""), literal(0), literal(""), null(), null(), GoalPause.id,
    ).where(GoalPause.goal_id.in_(wanted))  # fmt: skip
    both = union_all(told, quiet).subquery("both")
    found: dict[int, Pauses] = {}
    for row in store.execute(select(both).order_by(both.c.goal_id, both.c.origin, both.c.row)):
        known = found.get(row.goal_id, NO_PAUSES)
        found[row.goal_id] = _with_one_more(known, row)
    return {goal: replace(each, days=_working_days(each.periods)) for goal, each in found.items()}


def _with_one_more(known: Pauses, row: Any) -> Pauses:
    moments = [at for at in (known.rebased_at, row.at, row.ended_at) if at is not None]
    period, at = Period(row.starts_on, row.ends_on), max(moments)
    if not row.origin:
        return replace(known, periods=(*known.periods, period), quiet=(*known.quiet, period), rebased_at=at)
    relief = Relief(
        row.origin,
        row.origin_key,
        row.reason,
        row.share,
        row.starts_on,
        row.ends_on,
        row.ended_at is not None,
    )
    periods = (*known.periods, period) if relief.is_pause else known.periods
    return replace(known, periods=periods, reliefs=(*known.reliefs, relief), rebased_at=at)


def _working_days(periods: Collection[Period]) -> int:
    """The working days of these stretches; one that lies in two of them counts once."""
    if not periods:
        return 0
    span = Period(min(one.starts_on for one in periods), max(one.ends_on for one in periods))
    return span.working_days() - counted_days(span, periods)


def share_left(whole: Period, quiet: Collection[Period], reliefs: Collection[Relief]) -> Fraction | None:
    """What part of a goal events leave standing, over the working days that count; None when no day does."""
    days = [
        day
        for day in (whole.starts_on + timedelta(days=offset) for offset in range(whole.days))
        if day.weekday() in MONDAY_TO_FRIDAY and not any(out.contains(day) for out in quiet)
    ]
    if not days:
        return None
    left = (
        prod((1 - Fraction(one.share) for one in reliefs if one.period.contains(day)), start=Fraction(1))
        for day in days
    )
    return sum(left, Fraction(0)) / len(days)


def held_to(goal: Goal, base: Decimal, quiet: Collection[Period], reliefs: Collection[Relief]) -> Decimal:
    """The target that events leave, rounded in the person's favour; all of it when no day is left to be held to."""
    left = share_left(Period(goal.starts_on, goal.ends_on), quiet, reliefs)
    if not left or left == 1:
        return base
    return in_favour(Fraction(base) * left, goal.unit, goal.direction)


def base_of(goal: Goal, rows: Sequence[GoalRelief], pauses: Pauses) -> Decimal:
    """The target without any event. A target that somebody changed meanwhile is taken as one for these events."""
    if not rows:
        return goal.target
    if rows[-1].held_to == goal.target:
        return rows[-1].base
    left = share_left(Period(goal.starts_on, goal.ends_on), pauses.quiet, pauses.reliefs)
    return in_favour(Fraction(goal.target) / left, goal.unit, goal.direction) if left else goal.target


def relief_rows(store: Session, goal: int) -> Sequence[GoalRelief]:
    """Everything that events ever took off a goal, in the order in which they began."""
    return store.scalars(select(GoalRelief).where(GoalRelief.goal_id == goal).order_by(GoalRelief.id)).all()


def keep_base(rows: Iterable[GoalRelief], base: Decimal, target: Decimal) -> None:
    """Remember on every row of a goal what its target is without events, and with them."""
    for row in rows:
        row.base, row.held_to = base, target


def in_favour(target: Fraction, unit: str, direction: str) -> Decimal:
    """Whole units, rounded in the person's favour."""
    rule = Rounding.UP if direction == "lower" else Rounding.DOWN
    return Amount.rounded(target, UNITS[unit], rule).value
