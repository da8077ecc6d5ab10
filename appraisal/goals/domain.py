"""Goals as values: how one is proposed, agreed, changed, and what its readings say so far.

Owns the commands, the states and the arithmetic of a goal's progress. Leaves the plan's numbers to
``plans`` and every judgement of a gap to ``diagnosis``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from appraisal.actuals.domain import MEASURES, ReadingFacts
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period, counted_days, objections_to_days
from appraisal.plans.domain import NodeKey

GoalKey = NewType("GoalKey", int)
ActionItemKey = NewType("ActionItemKey", int)


class GoalKind(StrEnum):
    """Where a goal comes from: a share of the plan, or the person's own improvement."""

    PLAN_SHARE = "plan_share"
    IMPROVEMENT = "improvement"


class GoalStatus(StrEnum):
    """How far a goal is: it is agreed once both sides confirmed it as it stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """The two sides of a goal."""

    EMPLOYEE = "employee"
    MANAGER = "manager"


@dataclass(frozen=True)
class ProposeGoal:
    """Command: one side proposes a goal. ``own_words`` are the employee's, when it is the employee who proposes.

    ``because`` says why it should stay so although a warning was given, ``words_because`` by field why its words should.
    """

    employee: EmployeeKey
    statement: str
    measure: str
    target: Decimal | None
    starts_on: date | None
    ends_on: date | None
    kind: str = GoalKind.PLAN_SHARE
    plan_node: NodeKey | None = None
    direction: str = "higher"
    why_it_matters: str = ""
    own_words: str = ""
    because: str = ""
    words_because: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ConfirmGoal:
    """Command: the other side says yes. The employee says in own words what the goal means."""

    goal: GoalKey
    own_words: str = ""


@dataclass(frozen=True)
class ChangeGoal:
    """Command: a goal changes; what was confirmed before no longer counts. ``because`` as in a proposal."""

    goal: GoalKey
    statement: str
    target: Decimal | None
    starts_on: date | None
    ends_on: date | None
    why_it_matters: str = ""
    own_words: str = ""
    because: str = ""
    words_because: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class KeepTogether:
    """Command: what a rule warns of in a person's goals together stays, for a reason that both sides read."""

    employee: EmployeeKey
    rule: str
    because: str


@dataclass(frozen=True)
class WithdrawGoal:
    """Command: a goal is taken back, with the reason both sides see."""

    goal: GoalKey
    because: str


@dataclass(frozen=True)
class RebaseGoal:
    """Command: these days of a goal do not count. Why, nobody is told here."""

    goal: GoalKey
    left_out: Period


@dataclass(frozen=True)
class Disagree:
    """Command: the employee says in words why they do not agree with the number of a new version of the plan."""

    goal: GoalKey
    words: str


@dataclass(frozen=True)
class EaseGoal:
    """Command: because of an event, a share of what is asked is taken off a goal from a day on; 1 is all of it.

    ``origin`` and ``origin_key`` name the event, ``reason`` is what it is called; both people read it.
    """

    goal: GoalKey
    origin: str
    origin_key: int
    reason: str
    share: Decimal
    starts_on: date


@dataclass(frozen=True)
class EndEasing:
    """Command: the event is over, ``ends_on`` was its last day; None: there was no such event."""

    origin: str
    origin_key: int
    ends_on: date | None


@dataclass(frozen=True)
class AddActionItem:
    """Command: ``owner`` will do ``text`` by ``due_on``; it stands in the file of ``about``."""

    about: EmployeeKey
    owner: EmployeeKey
    text: str
    due_on: date | None
    origin: str
    origin_key: int


@dataclass(frozen=True)
class Progress:
    """What the readings say of a goal. None: there is nothing to tell from.

    ``ratio`` is result over target. ``expected_share`` is the part of the goal's days behind the last
    reading: where an even pace would be, days that do not count left out. It judges nobody; seasons and
    holidays are not in it.
    """

    result: Decimal | None
    ratio: Decimal | None
    expected_share: Decimal | None
    last_reading_on: date | None


def progress_of(
    target: Decimal,
    period: Period,
    readings: Sequence[ReadingFacts],
    day: date,
    left_out: Collection[Period] = (),
) -> Progress:
    """Add up the readings that lie in the goal's period; ``left_out`` are its days that do not count."""
    inside = [one for one in readings if period.covers(Period(one.starts_on, one.ends_on))]
    passed = min(day, period.ends_on)
    last = max((one.ends_on for one in inside), default=None)
    reached = passed if last is None else min(last, passed)
    share = _share_behind(period, reached, left_out)
    if last is None:
        return Progress(None, None, share, None)
    result = sum((one.value for one in inside), Decimal(0))
    return Progress(result, round(result / target, 4) if target else None, share, reached)


def _share_behind(period: Period, reached: date, left_out: Collection[Period]) -> Decimal | None:
    """The part of the days that lies behind; None when no day counts."""
    if reached < period.starts_on:
        return Decimal(0)
    whole = counted_days(period, left_out)
    behind = counted_days(Period(period.starts_on, reached), left_out)
    return round(Decimal(behind) / whole, 4) if whole else None


def status_of(sides: Iterable[str], *, is_withdrawn: bool) -> GoalStatus:
    """The state that the confirmations make."""
    if is_withdrawn:
        return GoalStatus.WITHDRAWN
    return GoalStatus.AGREED if {Side.EMPLOYEE, Side.MANAGER} <= set(sides) else GoalStatus.PROPOSED


def objections_to_goal(
    wish: ProposeGoal | ChangeGoal,
    measure: str,
    side: Side,
    *,
    direction: str = "higher",
    other_improvements: int = 0,
    most_improvements: int | None = None,
) -> Objections:
    """What stands against this goal, all at once. An employee who proposes it has said it in own words.

    ``most_improvements`` is how many goals of one's own improvement may run at once.
    """
    kind = wish.kind if isinstance(wish, ProposeGoal) else GoalKind.PLAN_SHARE
    found = Objections.where(
        goal_without_statement=not wish.statement.strip(),
        measure_unknown=measure not in MEASURES,
        goal_without_target=wish.target is None,
        goal_target_zero=direction == "higher" and wish.target is not None and wish.target == 0,
        goal_target_negative=wish.target is not None and wish.target < 0,
        goal_without_reason=not wish.why_it_matters.strip(),
        own_words_missing=side is Side.EMPLOYEE and not (wish.own_words.strip() or wish.statement.strip()),
        too_many_improvement_goals=kind == GoalKind.IMPROVEMENT
        and most_improvements is not None
        and other_improvements >= most_improvements,
    )
    return found + objections_to_days(wish.starts_on, wish.ends_on)


def objections_to_confirming(
    side: Side, own_words: str, sides: Iterable[str], *, withdrawn: bool
) -> Objections:
    """What stands against this yes."""
    return Objections.where(
        goal_is_withdrawn=withdrawn,
        already_confirmed=side in set(sides),
        own_words_missing=side is Side.EMPLOYEE and not own_words.strip(),
    )


def objections_to_withdrawing(
    side: Side, because: str, sides: Iterable[str], *, withdrawn: bool
) -> Objections:
    """What stands against taking a goal back. What both agreed to, the manager takes back, with the reason."""
    agreed = status_of(sides, is_withdrawn=False) is GoalStatus.AGREED
    return Objections.where(
        goal_is_withdrawn=withdrawn,
        reason_missing=not because.strip(),
        agreed_goal_needs_manager=agreed and side is Side.EMPLOYEE,
    )


def objections_to_rebasing(whole: Period, left_out: Period, *, withdrawn: bool) -> Objections:
    """What stands against leaving these days out."""
    return Objections.where(goal_is_withdrawn=withdrawn, days_outside_the_goal=not whole.overlaps(left_out))


def objections_to_disagreeing(wish: Disagree, *, was_told: bool) -> Objections:
    """What stands against disagreeing with a number that the plan changed."""
    return Objections.where(
        nothing_was_told=not was_told,
        disagreement_without_words=not wish.words.strip(),
    )


def objections_to_easing(wish: EaseGoal, ends_on: date, *, withdrawn: bool) -> Objections:
    """What stands against easing this goal."""
    return Objections.where(
        goal_is_withdrawn=withdrawn,
        days_outside_the_goal=wish.starts_on > ends_on,
        relief_out_of_range=not 0 < wish.share <= 1,
    )


def objections_to_item(wish: AddActionItem, day: date, line: Mapping[str, int | None]) -> Objections:
    """What stands against this action item; ``line`` names the employee and the manager, who may own one."""
    return Objections.where(
        item_without_text=not wish.text.strip(),
        item_without_day=wish.due_on is None,
        item_due_before_today=wish.due_on is not None and wish.due_on < day,
        item_owner_not_of_the_two=wish.owner not in line.values(),
    )
