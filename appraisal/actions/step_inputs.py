"""What is typed about one step and about one person's time, turned into commands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import Optional

from appraisal.actions.domain import (
    Cause,
    CloseStep,
    Closing,
    CountService,
    MarkTurn,
    SayDelay,
    ShareTime,
    StepKey,
    Turn,
    Way,
)
from appraisal.actions.inputs import NEAR
from appraisal.actions.wording import WORDS
from appraisal.kernel.actors import EmployeeKey
from appraisal.web.inputs import AmountField, DayField, Input, Line, MayStayOpen, Text, choices_of
from appraisal.web.inputs import later as _
from appraisal.web.sent import key_of


class DropInput(Input):
    """A step is dropped."""

    drop_because = Text(_("Why is it dropped?"), needed=True, longest=1000, read_by=NEAR)

    def command(self, step: int) -> CloseStep:
        """What was typed, as a wish."""
        return CloseStep(StepKey(step), Closing.DROPPED, self.drop_because.data or "")


class TurnInput(Input):
    """One time of a repeated step."""

    turn_on = Line("", longest=10)
    turn = Line("", longest=10)

    def command(self, step: int) -> MarkTurn:
        """What was sent, as a wish; a day that is none stays open and is refused."""
        try:
            on = date.fromisoformat(self.turn_on.data or "")
        except ValueError:
            on = None
        return MarkTurn(StepKey(step), on, Turn.MISSED if self.turn.data == Turn.MISSED else Turn.DONE)


class ServiceInput(Input):
    """How often a promise of service was kept in a month."""

    month = SelectField(_("Month"))
    kept = AmountField(_("Kept"), needed=True, places=0)
    total = AmountField(_("Of how many"), needed=True, places=0)

    def offer(self, months: Sequence[tuple[date, str]]) -> None:
        """Offer the months that are over."""
        self.month.choices = choices_of([(month.isoformat(), shown) for month, shown in months])

    def command(self, step: int) -> CountService:
        """What was typed, as a wish."""
        return CountService(
            StepKey(step),
            date.fromisoformat(self.month.data),
            _whole(self.kept.data),
            _whole(self.total.data),
        )


class DelayInput(Input):
    """What came first when a step was late, and what follows."""

    cause = RadioField(
        _("Which other duty came first?"),
        choices=choices_of((each.value, _(WORDS[f"cause.{each.value}"])) for each in Cause),
        validators=[Optional()],
    )
    words = Text(_("Which duty was it, or what else?"), longest=1000, read_by=NEAR)
    waiting_since = DayField(_("If it is waiting: since when?"))
    way = RadioField(
        _("What follows?"),
        choices=choices_of((each.value, _(WORDS[f"way.{each.value}"])) for each in Way),
        validators=[Optional()],
    )
    moved_to = DayField(_("If it gets a new day: which?"))
    reassigned_to = SelectField(_("If somebody else does it: who?"), validators=[MayStayOpen()])
    way_words = Text(_("If people or hours are added: who, or how many?"), longest=1000, read_by=NEAR)
    delay_load_seen = BooleanField(_("I have seen what fills the time, and it stays so"))
    delay_because = Text(
        _("If their time does not suffice: why should it be so all the same?"), longest=1000, read_by=NEAR
    )

    def offer(self, near: Sequence[tuple[int, str]]) -> None:
        """Offer the people who may take it over."""
        nobody = [("", gettext("Please choose"))]
        self.reassigned_to.choices = choices_of(nobody + [(str(key), name) for key, name in near])

    def command(self, step: int) -> SayDelay:
        """What was typed, as a wish."""
        other = key_of(self.reassigned_to.data or "")
        return SayDelay(
            step=StepKey(step),
            cause=Cause(self.cause.data) if self.cause.data in tuple(Cause) else None,
            words=self.words.data or "",
            waiting_since=self.waiting_since.data,
            way=Way(self.way.data) if self.way.data in tuple(Way) else None,
            way_words=self.way_words.data or "",
            moved_to=self.moved_to.data,
            reassigned_to=None if other is None else EmployeeKey(other),
            load_seen=bool(self.delay_load_seen.data),
            because=self.delay_because.data or "",
        )


class ShareInput(Input):
    """How much of a full day somebody works."""

    share_starts_on = DayField(_("From"), needed=True)
    share_ends_on = DayField(_("Until"), hint=_("Leave it empty for part-time without an end."))
    share = AmountField(
        _("How much of a full day, in per cent"), needed=True, hint=_("0 is away, 50 is half days."), places=0
    )

    def command(self, employee: int) -> ShareTime:
        """What was typed, as a wish."""
        share: Any = self.share.data
        return ShareTime(
            EmployeeKey(employee),
            self.share_starts_on.data,
            self.share_ends_on.data,
            None if share is None else share / 100,
        )


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)
