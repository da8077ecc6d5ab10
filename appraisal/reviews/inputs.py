"""What is typed around a review, turned into commands. Field names differ so that one page holds them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from appraisal.kernel.actors import EmployeeKey
from appraisal.packs.queries import Place
from appraisal.reviews.domain import (
    AgreeStep,
    AnswerContest,
    BookMeeting,
    ContestReview,
    CycleKey,
    KeepReview,
    MarkMeetingHeld,
    OpenCycle,
    OpenReview,
    ReviewKey,
    SignOff,
)
from appraisal.web.careful import CarefulLine, CarefulText, KeepingInput, Reason
from appraisal.web.inputs import DayField, Input, Line, Text, choices_of
from appraisal.web.inputs import later as _
from appraisal.web.sent import key_of

YOU_TWO_AND_HR = _("You two now; HR once both have signed. It stands in the signed review.")
EVERYONE, CHOSEN = "everyone", "chosen"


class CycleInput(Input):
    """Name and period of a cycle, and whose reviews are opened with it."""

    name = Line(_("Name"), needed=True, hint=_("People see it at the head of their review: “Year 2017”."))
    starts_on = DayField(_("First day of the period"), needed=True)
    ends_on = DayField(_("Last day of the period"), needed=True)
    whose = RadioField(
        _("Whose reviews?"),
        choices=choices_of(
            [
                (EVERYONE, _("Everyone who has a manager")),
                (CHOSEN, _("I choose people on the next page")),
            ]
        ),
        default=EVERYONE,
    )

    def validate_ends_on(self, field: Any) -> None:
        """A period ends after it starts."""
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError(_("The period ends before it starts."))

    def command(self) -> OpenCycle:
        """What was typed, as a wish; only for input that is valid."""
        return OpenCycle(
            name=self.name.data or "",
            starts_on=_known(self.starts_on.data),
            ends_on=_known(self.ends_on.data),
            employees=None if self.whose.data == EVERYONE else (),
        )


class ChosenInput(Input):
    """People chosen for a cycle."""

    employees = SelectMultipleField(
        _("People"),
        coerce=lambda sent: key_of(str(sent)) or 0,
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def commands(self, cycle: int) -> Iterable[OpenReview]:
        """One wish for each person chosen."""
        return [OpenReview(CycleKey(cycle), EmployeeKey(key)) for key in self.employees.data or ()]


class BookingInput(Input):
    """The day of the conversation; a reason when it is moved."""

    meeting_on = DayField(_("Day of the conversation"), needed=True)
    meeting_reason = Text(
        _("Why is it moved?"), longest=1000, read_by=_("You two read this. It stands in the signed review.")
    )

    def command(self, review: int) -> BookMeeting:
        """What was typed, as a wish; only for input that is valid."""
        return BookMeeting(ReviewKey(review), _known(self.meeting_on.data), self.meeting_reason.data or "")


class HoldingInput(Input):
    """The conversation took place."""

    held_on = DayField(_("When did you talk?"), needed=True)
    agreed = CarefulText(
        _("What did you agree?"),
        place=Place.OUTCOME,
        needed=True,
        hint=_("In the words you would both use. Steps with an owner and a day go below."),
        read_by=YOU_TWO_AND_HR,
    )

    def command(self, review: int) -> MarkMeetingHeld:
        """What was typed, as a wish; only for input that is valid."""
        words, because = self.agreed.data or "", self.agreed.because
        return MarkMeetingHeld(ReviewKey(review), _known(self.held_on.data), words, because)


class StepInput(Input):
    """Who does what by when."""

    step_text = CarefulLine(
        _("What will be done?"), place=Place.OUTCOME, needed=True, longest=500, read_by=YOU_TWO_AND_HR
    )
    step_owner = RadioField(_("By whom?"), validators=[InputRequired(_("Choose one of you two."))])
    step_due = DayField(_("By when?"), needed=True)

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """The two who may own it."""
        self.step_owner.choices = choices_of((str(key), name) for key, name in people)

    def command(self, review: int) -> AgreeStep:
        """What was typed, as a wish; only for input that is valid."""
        owner = EmployeeKey(int(self.step_owner.data))
        words, because = self.step_text.data or "", self.step_text.because
        return AgreeStep(ReviewKey(review), owner, words, _known(self.step_due.data), because)


class ReasonInput(KeepingInput):
    """Why a review should stand as it does although a rule warns."""

    because = Reason(read_by=_("You two. HR does not see this."))

    def command(self, review: int) -> KeepReview:
        """What was typed, as a wish."""
        return KeepReview(ReviewKey(review), *self.said())


class SigningInput(Input):
    """A signature with a comment, under the text whose digest was on the page."""

    digest = HiddenField()
    comment = CarefulText(
        _("Your comment, if you have one"), place=Place.COMMENT, longest=4000, read_by=YOU_TWO_AND_HR
    )

    def command(self, review: int) -> SignOff:
        """What was typed, as a wish."""
        words, because = self.comment.data or "", self.comment.because
        return SignOff(ReviewKey(review), words, self.digest.data or None, because)


class ContestInput(Input):
    """The employee does not agree."""

    digest = HiddenField()
    reason = Text(
        _("What do you not agree with, and why?"),
        needed=True,
        longest=8000,
        read_by=_(
            "You two, and whoever answers: your manager’s manager or HR. They read the review as HR may read it."
        ),
    )

    def command(self, review: int) -> ContestReview:
        """What was typed, as a wish."""
        return ContestReview(ReviewKey(review), self.reason.data or "", self.digest.data or None)


class ContestAnswerInput(Input):
    """The second person's answer."""

    answer = CarefulText(
        _("Your answer"),
        place=Place.COMMENT,
        needed=True,
        longest=8000,
        read_by=_("The two at the table, and HR."),
    )

    def command(self, review: int) -> AnswerContest:
        """What was typed, as a wish."""
        return AnswerContest(ReviewKey(review), self.answer.data or "", self.answer.because)


@dataclass(frozen=True)
class ReviewInputs:
    """Everything that can be typed on the page of a review."""

    booking: BookingInput
    holding: HoldingInput
    step: StepInput
    signing: SigningInput
    contest: ContestInput
    answer: ContestAnswerInput
    reason: ReasonInput


def _known(value: Any) -> Any:
    """A value that validation has made sure of."""
    if value is None:
        raise ValueError("ask for a command only of input that is valid")
    return value
