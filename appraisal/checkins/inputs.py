"""What the two type around a talk, turned into commands. Field names differ so that one page holds them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from flask_babel import gettext
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from appraisal.checkins.domain import (
    AddAgendaItem,
    AgreeOutcome,
    BookCheckIn,
    CheckInKey,
    HoldCheckIn,
    MoveCheckIn,
    ObstacleKey,
    ObstacleKind,
    ReportNodeObstacle,
    ReportObstacle,
    TakeOnObstacle,
    Usefulness,
    WriteNote,
)
from appraisal.checkins.wording import WORDS
from appraisal.i18n.digits import digits_of, latin_digits
from appraisal.kernel.actors import EmployeeKey
from appraisal.packs.queries import Place
from appraisal.plans.domain import NodeKey
from appraisal.web.careful import CarefulLine, CarefulText
from appraisal.web.inputs import DayField, Input, MayStayOpen, Needed, Text, choices_of
from appraisal.web.inputs import later as _
from appraisal.web.request import reader

YOU_TWO = _("You two read this. HR does not see it.")
YOU_ALONE = _("Only you, ever. Not the other one, not HR, not an export.")


class ClockField(StringField):
    """A time of day typed in any digits; ``data`` is a ``time`` or None."""

    data: Any

    def __init__(self, label: Any, *, needed: bool = False, hint: Any = None, **kw: Any) -> None:
        super().__init__(label, [Needed()] if needed else [], **kw)
        self.read_by, self.hint, self.is_needed = None, hint, needed

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        hour, _colon, minute = latin_digits(typed).replace(".", ":").partition(":")
        try:
            self.data = time(int(hour), int(minute or 0))
        except (ValueError, OverflowError) as error:
            raise ValueError(
                gettext("“%(typed)s” is not a time of day. Write it like 14:30.", typed=typed)
            ) from error

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        clock: time | None = self.data
        return digits_of(f"{clock:%H:%M}", reader().language) if clock else ""


def moment_of(day: Any, clock: Any) -> datetime | None:
    """The moment of a ``date`` and a ``time`` where the reader is; None when one of them is missing."""
    return datetime.combine(day, clock, reader().zone) if day and clock else None


class BookingInput(Input):
    """Day and time of a talk."""

    booking_on = DayField(_("Day"), needed=True)
    booking_at = ClockField(_("Time"), needed=True)

    def command(self, employee: EmployeeKey) -> BookCheckIn:
        """What was typed, as a wish; only for input that is valid."""
        return BookCheckIn(employee, _needed(moment_of(self.booking_on.data, self.booking_at.data)))


class MoveInput(Input):
    """A new moment and the reason."""

    move_on = DayField(_("New day"), needed=True)
    move_at = ClockField(_("New time"), needed=True)
    move_reason = Text(_("Why is it moved?"), needed=True, longest=1000, read_by=YOU_TWO)

    def command(self, checkin: CheckInKey) -> MoveCheckIn:
        """What was typed, as a wish; only for input that is valid."""
        to_at = _needed(moment_of(self.move_on.data, self.move_at.data))
        return MoveCheckIn(checkin, to_at, self.move_reason.data or "")


class AgendaInput(Input):
    """One thing to talk about."""

    agenda_text = CarefulLine(
        _("Something to talk about"), place=Place.AGENDA, needed=True, longest=500, read_by=YOU_TWO
    )

    def command(self, checkin: CheckInKey) -> AddAgendaItem:
        """What was typed, as a wish."""
        return AddAgendaItem(checkin, self.agenda_text.data or "", self.agenda_text.because)


class SharedNoteInput(Input):
    """A note for both."""

    shared_text = CarefulText(_("Shared note"), place=Place.CHECKIN_NOTE, needed=True, read_by=YOU_TWO)

    def command(self, checkin: CheckInKey) -> WriteNote:
        """What was typed, as a wish."""
        return WriteNote(checkin, self.shared_text.data or "", because=self.shared_text.because)


class PrivateNoteInput(Input):
    """A note for oneself."""

    private_text = Text(_("Private note"), needed=True, read_by=YOU_ALONE)

    def command(self, checkin: CheckInKey) -> WriteNote:
        """What was typed, as a wish."""
        return WriteNote(checkin, self.private_text.data or "", is_private=True)


class OutcomeInput(Input):
    """Who does what by when."""

    outcome_text = CarefulLine(
        _("What will be done?"), place=Place.OUTCOME, needed=True, longest=500, read_by=YOU_TWO
    )
    outcome_owner = RadioField(_("By whom?"), coerce=str)
    outcome_due = DayField(_("By when?"), needed=True)

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """The two who may own it."""
        self.outcome_owner.choices = choices_of((str(key), name) for key, name in people)

    def command(self, checkin: CheckInKey) -> AgreeOutcome:
        """What was typed, as a wish; only for input that is valid."""
        owner = EmployeeKey(int(self.outcome_owner.data))
        text, because = self.outcome_text.data or "", self.outcome_text.because
        return AgreeOutcome(checkin, owner, text, _needed(self.outcome_due.data), because)


class HoldingInput(Input):
    """The talk took place; the next one, and whether this one was useful."""

    next_on = DayField(_("Day of the next check-in"), hint=_("Leave both empty to book it later."))
    next_at = ClockField(_("Time"))
    useful = RadioField(
        _("Was this useful?"),
        choices=choices_of((each.value, _(WORDS[f"usefulness.{each.value}"])) for each in Usefulness),
        validators=[MayStayOpen()],
    )

    def validate_next_at(self, field: Any) -> None:
        """A day without a time, or the other way round, is half a wish."""
        if bool(self.next_on.data) != bool(field.data) and not self.next_on.errors:
            raise ValidationError(gettext("Give both the day and the time, or neither."))

    def command(self, checkin: CheckInKey) -> HoldCheckIn:
        """What was typed, as a wish."""
        useful = Usefulness(self.useful.data) if self.useful.data else None
        return HoldCheckIn(checkin, moment_of(self.next_on.data, self.next_at.data), useful)


class ObstacleInput(Input):
    """Something that stands in the way."""

    obstacle_kind = SelectField(
        _("What is it about?"),
        choices=choices_of((each.value, _(WORDS[f"obstacle_kind.{each.value}"])) for each in ObstacleKind),
        default=ObstacleKind.OTHER.value,
    )
    obstacle_text = Text(
        _("What stands in the way, and since when?"),
        needed=True,
        longest=2000,
        read_by=_("The two of you, and whoever takes it on. HR does not see it."),
    )

    def command(self, employee: EmployeeKey) -> ReportObstacle:
        """What was typed, as a wish."""
        kind = ObstacleKind(self.obstacle_kind.data)
        return ReportObstacle(employee, kind, self.obstacle_text.data or "")


class NodeObstacleInput(ObstacleInput):
    """What stands in the way of a part of the plan."""

    obstacle_text = Text(
        _("What stands in the way?"),
        needed=True,
        longest=1000,
        hint=_("Write about the thing, and not about a person."),
        read_by=_("Everyone who may open this part of the plan, with your name."),
    )

    def report(self, node: int) -> ReportNodeObstacle:
        """What was typed, as a wish."""
        kind = ObstacleKind(self.obstacle_kind.data)
        return ReportNodeObstacle(NodeKey(node), kind, self.obstacle_text.data or "")


class TakingOnInput(Input):
    """Who removes an obstacle by when."""

    taking_owner = SelectField(_("Who removes it?"), coerce=str, validate_choice=False)
    taking_due = DayField(_("By when?"), needed=True)

    def command(self, obstacle: ObstacleKey) -> TakeOnObstacle:
        """What was typed, as a wish; a person who is nobody near is refused by the domain."""
        owner = self.taking_owner.data or ""
        key = int(owner) if owner.isascii() and owner.isdigit() and len(owner) < 10 else 0
        return TakeOnObstacle(obstacle, EmployeeKey(key), _needed(self.taking_due.data))


class StampInput(Input):
    """A press of a button on something that was seen in a version."""


@dataclass(frozen=True)
class TableInputs:
    """All inputs of the page of a talk. The one that was sent keeps what was typed."""

    move: MoveInput
    agenda: AgendaInput
    shared: SharedNoteInput
    private: PrivateNoteInput
    outcome: OutcomeInput
    holding: HoldingInput

    @classmethod
    def offered(
        cls, people: Iterable[tuple[int, str]], suggested: datetime, version: int, **sent: Any
    ) -> TableInputs:
        """Empty inputs with what is suggested in them, beside those that were ``sent``, by field."""
        local = suggested.astimezone(reader().zone)
        offered = cls(
            move=MoveInput(formdata=None, seen_version=version),
            agenda=AgendaInput(formdata=None),
            shared=SharedNoteInput(formdata=None),
            private=PrivateNoteInput(formdata=None),
            outcome=OutcomeInput(formdata=None),
            holding=HoldingInput(
                formdata=None, seen_version=version, next_on=local.date(), next_at=local.time()
            ),
        )
        found = replace(offered, **sent)
        found.outcome.offer(people)
        return found


def _needed(value: Any) -> Any:
    if value is None:
        raise ValueError("a command was made of input that was not valid")
    return value
