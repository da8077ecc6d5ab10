"""A plan of action as values: commands, and steps as others read them. Times are in ``rhythm``, hours in ``burden``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType

from appraisal.actions.rhythm import When
from appraisal.kernel.actors import EmployeeKey
from appraisal.people.domain import UnitKey

ActionPlanKey = NewType("ActionPlanKey", int)
StepKey = NewType("StepKey", int)


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
