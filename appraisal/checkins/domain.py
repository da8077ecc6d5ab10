"""A talk as values: commands, what a talk and its entries are, and every reason why an act must wait."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

from appraisal.checkins.numbers import Numbers
from appraisal.formbook import Form
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.plans.domain import NodeKey

CheckInKey = NewType("CheckInKey", int)
PreparationKey = NewType("PreparationKey", int)
AgendaItemKey = NewType("AgendaItemKey", int)
NoteKey = NewType("NoteKey", int)
ObstacleKey = NewType("ObstacleKey", int)
AnswerKey = NewType("AnswerKey", int)

EARLY = timedelta(hours=12)  # a talk may be held earlier the same day, wherever on earth the day is read
FARTHEST = timedelta(days=366)
ORIGIN = "checkin"  # the origin of action items that were agreed in a talk


class Side(StrEnum):
    """On which side of the table somebody sits."""

    EMPLOYEE = "employee"
    MANAGER = "manager"


class Usefulness(StrEnum):
    """What a person says to 'was this useful?'. It is about the talk, never about the other one."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Stance(StrEnum):
    """Whether a question was answered, or openly left open."""

    ANSWERED = "answered"
    DONT_KNOW = "dont_know"
    RATHER_NOT = "rather_not"


class ObstacleKind(StrEnum):
    """What sort of thing stands in the way."""

    TOOLS = "tools"
    INPUTS = "inputs"
    INFORMATION = "information"
    AUTHORITY = "authority"
    WORKLOAD = "workload"
    WAITING = "waiting"
    PROCESS = "process"
    OTHER = "other"


@dataclass(frozen=True)
class BookCheckIn:
    """Command: employee and manager talk at this moment."""

    employee: EmployeeKey
    starts_at: datetime


@dataclass(frozen=True)
class MoveCheckIn:
    """Command: the talk takes place at another moment, for a reason that both read."""

    checkin: CheckInKey
    to_at: datetime
    reason: str


@dataclass(frozen=True)
class HoldCheckIn:
    """Command: the talk took place; ``next_at`` books the next one, ``useful`` may be left out."""

    checkin: CheckInKey
    next_at: datetime | None = None
    useful: Usefulness | None = None


@dataclass(frozen=True)
class PrepareCheckIn:
    """Command: keep the employee's answers, as a draft or handed in.

    ``page`` names the opened page: a page that saves itself does not outdate itself. ``goal`` is the one
    that fell behind, where the form asked about it.
    """

    checkin: CheckInKey
    form: Form
    answers: Mapping[str, Any]
    hand_in: bool = False
    page: str = ""
    goal: int | None = None


@dataclass(frozen=True)
class AddAgendaItem:
    """Command: one more thing to talk about. ``because`` says why words should stay that a rule warns about."""

    checkin: CheckInKey
    text: str
    because: str = ""


@dataclass(frozen=True)
class WriteNote:
    """Command: a note of the talk, for both or for oneself alone."""

    checkin: CheckInKey
    text: str
    is_private: bool = False
    because: str = ""


@dataclass(frozen=True)
class AgreeOutcome:
    """Command: in this talk it was agreed who does what by when."""

    checkin: CheckInKey
    owner: EmployeeKey
    text: str
    due_on: date
    because: str = ""


@dataclass(frozen=True)
class ReportObstacle:
    """Command: something stands in this person's way."""

    employee: EmployeeKey
    kind: ObstacleKind
    text: str
    checkin: CheckInKey | None = None


@dataclass(frozen=True)
class ReportNodeObstacle:
    """Command: something stands in the way of a part of the plan, and so of all who work on it."""

    node: NodeKey
    kind: ObstacleKind
    text: str


@dataclass(frozen=True)
class TakeOnObstacle:
    """Command: somebody removes the obstacle by a day."""

    obstacle: ObstacleKey
    owner: EmployeeKey
    due_on: date


@dataclass(frozen=True)
class GiveAnswer:
    """Command: an answer to the question behind a fact.

    The caller has checked ``value`` against the fact's type; it is None unless the stance is ``answered``.
    """

    employee: EmployeeKey
    fact: str
    value: Any = None
    stance: Stance = Stance.ANSWERED
    said: str = ""
    checkin: CheckInKey | None = None
    goal: int | None = None
    since: date | None = None


@dataclass(frozen=True)
class TalkFacts:
    """What decisions about a talk rest on. ``spoke`` are those who left words in it that both can read."""

    employee: EmployeeKey
    manager: EmployeeKey
    starts_at: datetime
    held_at: datetime | None = None
    moves: int = 0
    spoke: frozenset[int] = frozenset()

    def side_of(self, person: int | None) -> Side | None:
        """Where the person sits, or None for everyone else."""
        if person is None:
            return None
        return {self.manager: Side.MANAGER, self.employee: Side.EMPLOYEE}.get(EmployeeKey(person))


def objections_to_booking(
    wish: BookCheckIn, manager: EmployeeKey | None, has_open_talk: bool, at: datetime
) -> Objections:
    """What stands against booking. One open talk at a time: it is moved, never skipped."""
    return Objections.where(
        nobody_to_talk_with=manager is None,
        talk_open_already=has_open_talk,
        talk_in_the_past=wish.starts_at < at,
        talk_too_far_off=wish.starts_at > at + FARTHEST,
    )


def objections_to_moving(wish: MoveCheckIn, talk: TalkFacts, at: datetime, numbers: Numbers) -> Objections:
    """What stands against moving. Once moves are told, the new day lies within so many days."""
    latest = max(at, talk.starts_at) + numbers.after_second_move
    too_late = numbers.is_to_be_told(talk.moves + 1) and wish.to_at > latest
    return Objections.where(
        talk_held_already=talk.held_at is not None,
        move_without_reason=not wish.reason.strip(),
        talk_in_the_past=wish.to_at < at,
        talk_too_far_off=wish.to_at > at + FARTHEST,
        move_to_same_moment=wish.to_at == talk.starts_at,
    ) + (Objections.one("moved_too_far", latest=latest.date()) if too_late else Objections())


def objections_to_holding(talk: TalkFacts, at: datetime) -> Objections:
    """What stands against saying that the talk took place: both must have left words in it."""
    return Objections.where(
        talk_held_already=talk.held_at is not None,
        talk_not_due=talk.held_at is None and at < talk.starts_at - EARLY,
        employee_has_no_word=talk.employee not in talk.spoke,
        manager_has_no_word=talk.manager not in talk.spoke,
    )


def objections_to_words(text: str) -> Objections:
    """What stands against keeping these words."""
    return Objections.where(nothing_written=not text.strip())


def objections_to_outcome(wish: AgreeOutcome, talk: TalkFacts, day: date) -> Objections:
    """What stands against an outcome: it needs words, one of the two as owner, and a day to come."""
    return Objections.where(
        nothing_written=not wish.text.strip(),
        owner_not_at_table=talk.side_of(wish.owner) is None,
        due_in_the_past=wish.due_on < day,
    )


def objections_to_preparing(talk: TalkFacts, handed_in_at: datetime | None) -> Objections:
    """What stands against writing: what was handed in was read, and stays."""
    return Objections.where(
        preparation_handed_in=handed_in_at is not None,
        talk_held_already=talk.held_at is not None and handed_in_at is None,
    )


def objections_to_answer(wish: GiveAnswer) -> Objections:
    """What stands against keeping an answer."""
    answered = wish.stance is Stance.ANSWERED
    return Objections.where(
        answer_without_value=answered and wish.value is None,
        answer_beside_silence=not answered and wish.value is not None,
        since_of_no_answer=not answered and wish.since is not None,
    )


def objections_to_confirming(reported_by: int, confirmed_by: int | None, second: int | None) -> Objections:
    """What stands against confirming an obstacle: it takes a second person, once."""
    return Objections.where(
        confirmed_by_reporter=second == reported_by, confirmed_already=confirmed_by is not None
    )


def objections_to_taking_on(
    wish: TakeOnObstacle, possible: Collection[int | None], is_removed: bool, day: date
) -> Objections:
    """What stands against an owner and a day for an obstacle."""
    return Objections.where(
        obstacle_removed_already=is_removed,
        owner_not_near=wish.owner not in possible,
        due_in_the_past=wish.due_on < day,
    )
