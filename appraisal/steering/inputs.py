"""What people type into a quarter review."""

from __future__ import annotations

from datetime import date

from wtforms import HiddenField, RadioField, SelectField

from appraisal.steering.domain import (
    AnswerChange,
    Decide,
    Decision,
    NameCause,
    OpenReview,
    PlanCause,
    SayOfReport,
    Word,
    Worked,
)
from appraisal.web.inputs import DayField, Input, Text, choices_of
from appraisal.web.inputs import later as _

READERS = _("The owners of the parts in it, and the owner above. Write about the work, and name nobody.")


class OpenInput(Input):
    """Which quarter is opened, by its first day."""

    starts_on = HiddenField()

    def command(self, node: int) -> OpenReview:
        """What was sent, as a wish; a day that is none begins no quarter."""
        try:
            first = date.fromisoformat(self.starts_on.data or "")
        except ValueError:
            first = None
        return OpenReview(node, first)


class DecideInput(Input):
    """Keep, change or stop one part."""

    node = HiddenField()
    decision = RadioField(
        _("What becomes of it?"),
        choices=choices_of(
            (
                (Decision.KEEP.value, _("Keep it as it is")),
                (Decision.CHANGE.value, _("Change it")),
                (Decision.STOP.value, _("Stop it")),
            )
        ),
    )
    reason = Text(_("Why? Needed for a change and a stop"), longest=1000, read_by=READERS)
    stops_on = DayField(_("Last day, if it stops"))

    def command(self, review: int) -> Decide:
        """What was typed, as a wish."""
        return Decide(
            review,
            _key(self.node.data),
            Decision(self.decision.data),
            self.reason.data or "",
            self.stops_on.data,
        )


class CauseInput(Input):
    """A cause, in words."""

    part = SelectField(_("Where?"))
    cause = SelectField(
        _("What kind of cause?"),
        choices=choices_of(
            (
                (PlanCause.MARKET.value, _("Market")),
                (PlanCause.SUPPLY.value, _("Supply of leads or goods")),
                (PlanCause.CAPACITY.value, _("Capacity and skill")),
                (PlanCause.PROCESS.value, _("Process and tools")),
                (PlanCause.PRICE.value, _("Price")),
                (PlanCause.UNKNOWN.value, _("Not known")),
            )
        ),
    )
    words = Text(_("What stood behind it?"), needed=True, longest=1000, read_by=READERS)

    def offer(self, parts: list[tuple[str, str]]) -> None:
        """The parts that can be chosen."""
        self.part.choices = parts

    def command(self, review: int) -> NameCause:
        """What was typed, as a wish."""
        return NameCause(review, _key(self.part.data), PlanCause(self.cause.data), self.words.data or "")


class ChangeInput(Input):
    """Whether a change worked."""

    change = HiddenField()
    worked = RadioField(
        _("Did it work?"),
        choices=choices_of(
            (
                (Worked.YES.value, _("Yes")),
                (Worked.NO.value, _("No")),
                (Worked.CANNOT_TELL.value, _("I cannot tell")),
            )
        ),
    )
    answer = Text(_("How do you see that?"), needed=True, longest=1000, read_by=READERS)

    def command(self, review: int) -> AnswerChange:
        """What was typed, as a wish."""
        return AnswerChange(review, _key(self.change.data), Worked(self.worked.data), self.answer.data or "")


class WordInput(Input):
    """A question about a report, or its answer."""

    said = Text(_("Your words"), needed=True, longest=1000, read_by=READERS)

    def command(self, review: int, kind: Word) -> SayOfReport:
        """What was typed, as a wish."""
        return SayOfReport(review, kind, self.said.data or "")


def _key(typed: str | None) -> int:
    """The key in a hidden field; a forged one is none."""
    return int(typed) if typed and typed.isdecimal() and len(typed) < 18 else 0
