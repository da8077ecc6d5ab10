"""What is typed about something that was seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import RadioField

from appraisal.kernel.actors import EmployeeKey
from appraisal.observations.domain import (
    AnswerObservation,
    ObservationKey,
    ObservationKind,
    WriteObservation,
)
from appraisal.observations.wording import WORDS
from appraisal.packs.queries import Place
from appraisal.web.careful import CarefulText, because_of
from appraisal.web.inputs import DayField, Input, choices_of
from appraisal.web.inputs import later as _

READ_BY = _("The person and who leads them, as soon as you save. HR does not see it.")


class ObservationInput(Input):
    """What was seen, when, where, and what comes next."""

    kind = RadioField(
        _("What did you see?"),
        choices=choices_of(
            (each.value, _(WORDS[f"observation_kind.{each.value}"])) for each in ObservationKind
        ),
        default=ObservationKind.RESULT.value,
    )
    seen_on = DayField(_("On which day?"), needed=True)
    text = CarefulText(
        _("What happened?"),
        place=Place.OBSERVATION,
        needed=True,
        longest=2000,
        read_by=READ_BY,
        hint=_("What somebody else in the room would have seen or counted. Not what the person is like."),
    )
    situation = CarefulText(_("In which situation?"), place=Place.OUTCOME, longest=1000, read_by=READ_BY)
    next_step = CarefulText(_("What is the next step?"), place=Place.OUTCOME, longest=1000, read_by=READ_BY)

    def command(self, employee: EmployeeKey, today: date) -> WriteObservation:
        """What was typed, as a wish."""
        seen_on: Any = self.seen_on.data or today
        return WriteObservation(
            employee=employee,
            kind=ObservationKind(self.kind.data),
            seen_on=seen_on,
            text=self.text.data or "",
            situation=self.situation.data or "",
            next_step=self.next_step.data or "",
            because=because_of(self),
        )


class AnswerInput(Input):
    """What the person says to an observation."""

    answer = CarefulText(_("Your answer"), place=Place.REPLY, needed=True, longest=2000, read_by=READ_BY)

    def command(self, observation: ObservationKey) -> AnswerObservation:
        """What was typed, as a wish."""
        return AnswerObservation(observation, self.answer.data or "", because_of(self))
