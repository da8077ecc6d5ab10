"""A plan of action as values: commands, steps as others read them, and every reason why one cannot stand.

Owns what a step must say before it is kept: what, who and when. Leaves times to ``rhythm`` and hours to ``burden``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType

from appraisal.actions.burden import Load, LoadNumbers
from appraisal.actions.rhythm import When, objections_to_when
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objection, Objections
from appraisal.people.domain import UnitKey

ActionPlanKey = NewType("ActionPlanKey", int)
StepKey = NewType("StepKey", int)

MOST_HOURS = Decimal(10_000)
FARTHEST_YEARS = 3


class Closing(StrEnum):
    """What became of a step in the end."""

    DONE = "done"
    DROPPED = "dropped"


class Turn(StrEnum):
    """What became of one time of a repeated step."""

    DONE = "done"
    MISSED = "missed"


class Cause(StrEnum):
    """What came first when a step was late."""

    OTHER_DUTY = "other_duty"
    WAITING = "waiting"
    SOMETHING_ELSE = "something_else"
    NONE = "none"


class Way(StrEnum):
    """What follows from a delay."""

    PRIORITISE = "prioritise"
    MOVE = "move"
    REASSIGN = "reassign"
    PEOPLE = "people"


@dataclass(frozen=True)
class Who:
    """Exactly one of a person, a unit and an external supplier by name, once it is complete."""

    employee: EmployeeKey | None = None
    unit: UnitKey | None = None
    supplier: str = ""

    @property
    def given(self) -> int:
        """How many of the three are given."""
        return (self.employee is not None) + (self.unit is not None) + bool(self.supplier.strip())


@dataclass(frozen=True)
class MakePlan:
    """Command: begin a plan of action under a part of the plan or under a goal; ``start`` is what it begins from."""

    objective: str
    count: Decimal | None
    due_on: date | None
    node: int | None = None
    goal: int | None = None
    start: str = ""


@dataclass(frozen=True)
class AddStep:
    """Command: one more step. ``load_seen`` says that the warning was read, ``because`` is a written decision."""

    plan: ActionPlanKey
    what: str
    who: Who
    when: When
    starts_on: date | None = None
    hours: Decimal | None = None
    task: str = ""
    suggestion: str = ""
    load_seen: bool = False
    because: str = ""


@dataclass(frozen=True)
class CloseStep:
    """Command: a step is done, or dropped for a reason that both sides read."""

    step: StepKey
    closing: Closing
    because: str = ""


@dataclass(frozen=True)
class MarkTurn:
    """Command: one time of a repeated step was done, or missed."""

    step: StepKey
    due_on: date | None
    turn: Turn


@dataclass(frozen=True)
class CountService:
    """Command: in a month a promise of service was kept so often, of so many times."""

    step: StepKey
    month: date
    kept: int | None
    total: int | None


@dataclass(frozen=True)
class SayDelay:
    """Command: what came first when a step was late, and what follows. ``words`` name the other duty, or say what it was."""

    step: StepKey
    cause: Cause | None
    words: str = ""
    waiting_since: date | None = None
    way: Way | None = None
    way_words: str = ""
    moved_to: date | None = None
    reassigned_to: EmployeeKey | None = None
    load_seen: bool = False
    because: str = ""


@dataclass(frozen=True)
class CountReached:
    """Command: so much of the objective is reached."""

    plan: ActionPlanKey
    reached: Decimal | None


@dataclass(frozen=True)
class ShareTime:
    """Command: from a day on, a person works so much of a full day; 0 is away."""

    employee: EmployeeKey
    starts_on: date | None
    ends_on: date | None
    share: Decimal | None


@dataclass(frozen=True)
class StepFacts:
    """One step as other slices read it. ``late_on`` is the first day that passed without it; None is not late."""

    key: StepKey
    plan: ActionPlanKey
    node: int | None
    goal: int | None
    what: str
    who: Who
    when: When
    starts_on: date
    ends_on: date
    hours: Decimal | None
    task: str
    suggestion: str
    assigned_on: date
    closed_at: datetime | None
    closed_as: Closing | None
    closed_because: str
    late_on: date | None
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.closed_at is None

    @property
    def state(self) -> str:
        """``done``, ``dropped``, ``late`` or ``open``."""
        if self.closed_as is not None:
            return self.closed_as.value
        return "late" if self.late_on else "open"


@dataclass(frozen=True)
class Told:
    """A step as a sentence, worded as ``step_sentence.<key>``: who does what by when."""

    key: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StepCounts:
    """How many steps are done, open and late; late ones are open too. Dropped ones count nowhere."""

    done: int = 0
    open: int = 0
    late: int = 0

    @property
    def all(self) -> int:
        """Every step that was not dropped."""
        return self.done + self.open


def counts_of(steps: tuple[StepFacts, ...]) -> StepCounts:
    """The counts of some steps."""
    return StepCounts(
        done=sum(each.closed_as is Closing.DONE for each in steps),
        open=sum(each.is_open for each in steps),
        late=sum(each.is_open and each.late_on is not None for each in steps),
    )


def sentence_of(what: str, who: str, when: When) -> Told:
    """Who does what by when, as one sentence."""
    details: dict[str, Any] = {"who": who, "what": what.rstrip(". ")}
    if when.due_on is not None:
        details["day"] = when.due_on
    if when.within_hours is not None:
        details["hours"] = when.within_hours
    return Told(when.key, details)


def objections_to_plan(wish: MakePlan, day: date) -> Objections:
    """What stands against this objective: it has words, a count and a day."""
    return Objections.where(
        plan_without_objective=not wish.objective.strip(),
        plan_without_count=wish.count is None,
        plan_count_not_positive=wish.count is not None and wish.count <= 0,
        plan_without_day=wish.due_on is None,
        plan_due_in_the_past=wish.due_on is not None and wish.due_on < day,
        plan_too_far_off=wish.due_on is not None and wish.due_on.year > day.year + FARTHEST_YEARS,
    )


def objections_to_step(wish: AddStep, day: date, last: date) -> Objections:
    """What stands against a step, all at once: what, who and when are all three there, each once."""
    found = Objections.where(
        step_without_what=not wish.what.strip(),
        step_without_who=wish.who.given == 0,
        step_with_two_owners=wish.who.given > 1,
    )
    found += objections_to_when(wish.when, day, last)
    return found + Objections.where(
        step_starts_after_it_ends=wish.starts_on is not None and wish.starts_on > (wish.when.due_on or last),
        plan_is_over=last < day,
        hours_out_of_range=wish.hours is not None and not 0 < wish.hours <= MOST_HOURS,
    )


def objections_to_load(load: Load | None, numbers: LoadNumbers, *, seen: bool, because: str) -> Objections:
    """What stands against giving somebody this much: a warning is read first, far too much needs a written decision."""
    if load is None or because.strip() or not load.is_above(numbers.warn_above):
        return Objections()
    details: dict[str, Any] = {"planned": load.planned, "available": load.available}
    if load.is_above(numbers.decision_above):
        return Objections((Objection("load_needs_decision", details),))
    return Objections() if seen else Objections((Objection("load_not_seen", details),))


def objections_to_closing(wish: CloseStep, is_open: bool) -> Objections:
    """What stands against closing a step."""
    return Objections.where(
        step_closed_already=not is_open,
        dropped_without_reason=wish.closing is Closing.DROPPED and not wish.because.strip(),
    )


def objections_to_count(wish: CountService, months: tuple[date, ...]) -> Objections:
    """What stands against a count of a month: it is over, and no more was kept than came."""
    kept, total = wish.kept, wish.total
    return Objections.where(
        month_not_over=wish.month not in months,
        count_missing=kept is None or total is None,
        kept_more_than_came=kept is not None and total is not None and not 0 <= kept <= total,
    )


def objections_to_delay(wish: SayDelay, step: StepFacts, day: date) -> Objections:
    """What stands against saying why a step was late: first which other duty came first, then what follows."""
    named = wish.cause in (Cause.OTHER_DUTY, Cause.SOMETHING_ELSE)
    return Objections.where(
        step_closed_already=not step.is_open,
        step_not_late=step.is_open and step.late_on is None,
        cause_missing=wish.cause is None,
        duty_not_named=named and not wish.words.strip(),
        waiting_without_day=wish.cause is Cause.WAITING and wish.waiting_since is None,
        waiting_in_the_future=wish.waiting_since is not None and wish.waiting_since > day,
        way_missing=wish.cause is Cause.OTHER_DUTY and wish.way is None,
        moved_without_day=wish.way is Way.MOVE and wish.moved_to is None,
        moved_to_the_past=wish.moved_to is not None and wish.moved_to < day,
        only_days_are_moved=(wish.way is Way.MOVE or wish.moved_to is not None) and step.when.due_on is None,
        reassigned_to_nobody=wish.way is Way.REASSIGN and wish.reassigned_to is None,
        reassigned_to_the_same=wish.way is Way.REASSIGN
        and wish.reassigned_to is not None
        and wish.reassigned_to == step.who.employee,
        people_not_named=wish.way is Way.PEOPLE and not wish.way_words.strip(),
    )


def objections_to_share(wish: ShareTime) -> Objections:
    """What stands against this share of a working day."""
    return Objections.where(
        share_missing=wish.share is None,
        share_not_of_a_day=wish.share is not None and not 0 <= wish.share <= 1,
        share_without_day=wish.starts_on is None,
        share_ends_before_it_starts=wish.starts_on is not None
        and wish.ends_on is not None
        and wish.ends_on < wish.starts_on,
        away_without_end=wish.share == 0 and wish.ends_on is None,
    )
